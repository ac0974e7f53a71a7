// The light theme's tokens: a file is read on paper and in other people's pages.
const TONES = {
  sent: '#7b3600',
  received: '#1468c1',
  heartbeat: '#912975',
  upgrade: '#6305ac',
  warning: '#7b6100',
  error: '#be3641',
  quiet: '#434d54',
} as const;

const tones = Object.entries(TONES)
  .map(([tone, colour]) => `.${tone}{--tone:${colour};stroke:${colour}}text .${tone}{stroke:#ffffff;fill:${colour}}`)
  .join('');

export const SVG_STYLE = `${tones}
text{font:11px ui-monospace,'Cascadia Mono',Menlo,Consolas,monospace;fill:#14181b;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
.title{font:600 15px system-ui,sans-serif}.about{font:12px system-ui,sans-serif;fill:#434d54}.server{font:600 12px system-ui,sans-serif}
.time,.gap{fill:#434d54}.gap{font-size:10px}.kind{font-weight:600}
path{fill:none;stroke-width:1.5}
.lifeline,.silence{stroke:#76808a;stroke-width:1}.silence{stroke-dasharray:1 3}
.bar,.held{fill:#e5e8ea;stroke:none}.held{fill:url(#hatch)}.edge{stroke:#434d54;stroke-width:1}.join{stroke:#76808a;stroke-width:1}
.thin{stroke-width:1}.dashed{stroke-dasharray:6 3;stroke-width:1}.dotted{stroke-dasharray:2 2}.cross{stroke-width:2}
.head{fill:var(--tone)}.open-head{fill:#ffffff}
.paper+text,.paper+text tspan{stroke:none}.paper{fill:#f6f7f7;stroke:#76808a}`;
