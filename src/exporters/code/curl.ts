import { base64Encode } from '../../base/bytes.ts';
import { encodeEvent } from '../../protocol/socketio/encode-v5.ts';
import { fileStem } from '../file-name.ts';
import { hex, inComment } from './dialect.ts';
import { isAsked } from './js-story.ts';
import { shellSettings, shellText } from './packages.ts';
import {
  Carried,
  Filled,
  Variable,
  type CodeFile,
  type Script,
  type ScriptConnection,
  type ScriptStep,
} from './script.ts';
import { carriedSteps, environmentName, variablesIn } from './variables.ts';

/** More are no longer read; a program says them better. */
const MOST_STEPS = 50;

/** Of the basic plane: an escape of JSON is one UTF-16 code unit. */
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The session over polling, request by request: the handshake, the CONNECTs, and each event as a POST. */
export function writeCurl(script: Script): CodeFile {
  const { connection, name, steps } = script;
  const isThird = isThirdGeneration(connection);
  const speaksEvents = connection.parser === 'default' && !connection.protocol.startsWith('eio');
  const told = speaksEvents ? steps.slice(0, MOST_STEPS) : [];
  const left = steps.length - told.length;
  const code = [
    '#!/bin/sh',
    `# ${inComment(`“${name}” over polling, request by request: ${connection.url}, written by Sockscope.`)}`,
    ...(isThird ? [] : ['# Now and then the server pings with a 2: answer it with  post 3']),
    ...(variablesIn(script).length > 0 || carriedSteps(script).size > 0 ? ['# Put values in the place of ‹…›.'] : []),
    `URL=${address(connection)}`,
    ...(connection.authKeys.length > 0 && !isThird
      ? [
          `# The handshake carried ${inComment(connection.authKeys.join(', '))}. Its values are secrets, and stand in no script.`,
          `SOCKET_AUTH=\${SOCKET_AUTH:-'{}'}`,
        ]
      : []),
    `SEPARATOR=$(printf '${isThird ? '' : String.raw`\036`}')`,
    '',
    "poll() { curl -s \"$URL&sid=$SID\" | tr '\\036' '\\n'; echo; }",
    'post() {',
    '  body=$1; shift',
    '  for part; do body="$body$SEPARATOR$part"; done',
    `  printf '%s' "$body" | curl -s -H 'Content-Type: text/plain;charset=UTF-8' --data-binary @- "$URL&sid=$SID"; echo`,
    '}',
    '',
    '# The handshake: its sid names the session.',
    'HANDSHAKE=$(curl -s "$URL")',
    'echo "$HANDSHAKE"',
    String.raw`SID=$(echo "$HANDSHAKE" | sed 's/.*"sid":"\([^"]*\)".*/\1/')`,
    ...(speaksEvents ? connects(connection) : []),
    ...sayings(told, isThird),
    ...(left > 0 ? [`# ${left} more events stand in no request here.`] : []),
  ];
  const fileName = `${fileStem(name)}.sh`;
  return { fileName, code: `${code.join('\n')}\n`, run: [`${shellSettings({ ...script, steps: [] })}sh ${fileName}`] };
}

function isThirdGeneration({ protocol }: ScriptConnection): boolean {
  return protocol === 'v2' || protocol === 'eio3';
}

function address({ url, path, query, protocol }: ScriptConnection): string {
  const generation = protocol === 'v2' || protocol === 'eio3' ? 3 : 4;
  const plain = query.flatMap(({ name, value }) => (value === undefined ? [] : [`&${pair(name, value)}`]));
  const secret = query.flatMap(({ name, value }) =>
    value === undefined ? [`${shellText(`&${pair(name, '')}`)}"$${environmentName(`query ${name}`)}"`] : [],
  );
  return (
    shellText(`${url}${path}?EIO=${generation}&transport=polling${generation === 3 ? '&b64=1' : ''}${plain.join('')}`) +
    secret.join('')
  );
}

function pair(name: string, value: string): string {
  return `${encoded(name)}=${encoded(value)}`;
}

/** A lone surrogate, which has no form in a URL, becomes U+FFFD. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}

function connects(connection: ScriptConnection): readonly string[] {
  const isThird = isThirdGeneration(connection);
  // A server of the second generation lets everyone into / by itself.
  const namespaces = connection.namespaces.filter((nsp) => !isThird || nsp !== '/');
  const auth = connection.authKeys.length > 0 && !isThird ? '"$SOCKET_AUTH"' : '';
  return namespaces.flatMap((nsp) => [
    '',
    `# CONNECT to ${inComment(nsp)}, and its answer.`,
    `post ${shellText(framed(`40${nsp === '/' ? '' : `${nsp},`}`, isThird))}${auth}`,
    'poll',
  ]);
}

function sayings(steps: readonly ScriptStep[], isThird: boolean): readonly string[] {
  let id = 0;
  return steps.flatMap((step, i) => {
    const { nsp, event, args, wantsAck } = step;
    const packet = encodeEvent({ nsp, id: wantsAck ? id++ : undefined, args: [event, ...args.map(withoutVariables)] });
    const attachments = packet.attachments.map((bytes) => `b${isThird ? '4' : ''}${base64Encode(bytes)}`);
    const parts = [`4${plain(packet.text)}`, ...attachments].map((part) => shellText(framed(part, isThird)));
    return ['', `# ${i + 1} ${inComment(event)}`, `post ${parts.join(' ')}`, ...(isAsked(step) ? ['poll'] : [])];
  });
}

/** What cannot be seen stands in JSON by its number. */
function plain(packet: string): string {
  const jsonAt = packet.indexOf('[');
  return (
    packet.slice(0, jsonAt) +
    packet.slice(jsonAt).replace(HIDDEN, (unit) => String.raw`\u${hex(unit.charCodeAt(0), 4)}`)
  );
}

/** Engine.IO 3 puts the length before each packet, in UTF-16 code units. */
function framed(packet: string, isThird: boolean): string {
  return isThird ? `${packet.length}:${packet}` : packet;
}

function withoutVariables(value: unknown): unknown {
  if (value instanceof Carried) return `‹${value.answer}: ${value.path.join('.')}›`;
  if (value instanceof Variable) return `‹${environmentName(value.name)}›`;
  if (value instanceof Filled) return value.pieces.map(withoutVariables).join('');
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutVariables(member)]));
}
