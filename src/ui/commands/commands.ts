import { showCode } from '../code/code-request.svelte.ts';
import { showAbout, showExport } from '../export/session-dialogs.svelte.ts';
import { formatCount } from '../format.ts';
import { DOCK_TABS } from '../dock/dock-tabs.ts';
import { tabName } from '../connection/tabs/tab-name.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { readChord, type Chord } from './chord.ts';
import { KEY_GROUPS, type KeyGroup } from './key-groups.ts';

export type PaletteCommand = {
  readonly name: string;
  /** Where it acts, or what it is about. */
  readonly about: string;
  /** As the keys dialog writes them. */
  readonly keys?: string;
  run(): void;
};

/** Elements that take the keys of a group. */
const TARGETS: Readonly<Record<KeyGroup['at'], string>> = {
  app: 'body',
  // The row that had the focus last.
  sessions: '[data-pane="shelf"] [data-active="true"] [data-stop="row"]',
  timeline: '[data-pane="timeline"] :is([role="grid"], [role="listbox"][aria-label="Ladder"])',
  overview: '[data-pane="overview"] [role="group"]',
  composer: '[data-pane="emit"] form[aria-label="Emit"]',
  // The one that was put into the composer last.
  messages: '[data-pane="messages"] [aria-current="true"]',
  replay: '[data-pane="emit"] [role="group"][aria-label="Steps"]',
  diff: '[data-pane="diff"] [role="grid"]',
};

/** Buttons without a key, by their accessible names. */
const BUTTONS = [
  'Connection options',
  'Profiles',
  'Diagnose',
  'Save message',
  'Variables',
  'Theme',
  'Export SVG',
  'Columns',
] as const;

/** What can be done now. The first must do no harm: Enter without a word runs it. */
export function commandsOf(workspace: Workspace): readonly PaletteCommand[] {
  return [...ofKeys(), ...ofConnections(workspace), ...ofButtons(), ...ofDock(workspace), ...ofSessions(workspace)];
}

function ofKeys(): readonly PaletteCommand[] {
  return KEY_GROUPS.flatMap(({ name, at, lines }) => {
    const target = document.querySelector(TARGETS[at]);
    if (!target) return [];
    return lines
      .flatMap((line) => line.offers ?? [line])
      .flatMap(({ keys, does }): readonly PaletteCommand[] => {
        const chord = readChord(keys);
        const isPalette = at === 'app' && keys === 'Ctrl K';
        if (!chord || isPalette) return [];
        return [{ name: capitalised(does), about: name, keys, run: () => press(target, chord) }];
      });
  });
}

function ofButtons(): readonly PaletteCommand[] {
  const buttons = [...document.querySelectorAll('button')].filter(
    (button) => !button.disabled && button.checkVisibility(),
  );
  return BUTTONS.flatMap((name): readonly PaletteCommand[] => {
    const button = buttons.find((one) => nameOf(one) === name || nameOf(one).startsWith(`${name}:`));
    return button ? [{ name: nameOf(button), about: 'Anywhere', run: () => button.click() }] : [];
  });
}

function nameOf(button: HTMLButtonElement): string {
  return (button.getAttribute('aria-label') ?? button.textContent).trim();
}

function ofConnections(workspace: Workspace): readonly PaletteCommand[] {
  const { tabs, practiceUrl, isConnectedOrTrying } = workspace;
  const here: PaletteCommand = isConnectedOrTrying
    ? { name: 'Disconnect', about: 'Connection', run: () => void workspace.disconnect() }
    : { name: 'Connect', about: 'Connection', run: () => void workspace.connect() };
  const others = tabs.flatMap((tab, i): readonly PaletteCommand[] => {
    if (tab === workspace.activeTab) return [];
    const keys = i < 9 ? { keys: `Alt ${i + 1}` } : {};
    const name = `Go to ${tabName(tab.form.url, practiceUrl)}`;
    return [{ name, about: 'Connection', ...keys, run: () => workspace.activate(tab) }];
  });
  return [here, { name: 'New connection', about: 'Connection', run: () => workspace.openTab() }, ...others];
}

function ofDock(workspace: Workspace): readonly PaletteCommand[] {
  const { layout, session } = workspace;
  const tabs = DOCK_TABS.map(({ tab, word }) => ({
    name: `Show ${word}`,
    about: 'Anywhere',
    run: () => layout.showDock(tab),
  }));
  if (!session) return tabs;
  const replay = async () => {
    const { prepareReplay } = await import('../replay/start-replay.ts');
    await prepareReplay(workspace, { kind: 'session' });
  };
  return [...tabs, { name: 'Replay session', about: session.name, run: () => void replay() }];
}

function ofSessions(workspace: Workspace): readonly PaletteCommand[] {
  const { shelf, session, worker, layout } = workspace;
  const shown = shelf.items.find(({ key }) => key === session?.key);
  const ofShown = shown
    ? [
        { name: 'About this session', about: shown.name, run: () => showAbout(workspace, shown.key) },
        { name: 'Export session', about: shown.name, run: () => showExport(workspace, [shown]) },
      ]
    : [];
  const compare = async () => {
    const { openDiff } = await import('../diff/open-diff.ts');
    // What is looked at is mostly the bad one; the good one is chosen there.
    await openDiff(workspace, undefined, session?.key);
  };
  const back = async () => {
    const { backToDiff } = await import('../diff/open-diff.ts');
    await backToDiff(workspace);
  };
  const compared = [
    ...(layout.hasDiff && layout.stage !== 'diff'
      ? [{ name: 'Back to the comparison', about: 'Sessions', run: () => void back() }]
      : []),
    ...(shelf.items.length > 1
      ? [{ name: 'Compare with another session…', about: session?.name ?? 'Sessions', run: () => void compare() }]
      : []),
  ];
  const asCode = { name: 'Session as code', about: 'Session', run: () => showCode(workspace, { kind: 'session' }) };
  const others = shelf.items
    .filter(({ key }) => key !== session?.key)
    .map(({ key, name, entries }) => ({
      name: `Open session ${name}`,
      about: `${formatCount(entries)} entries`,
      run: () => void worker.openSession(key),
    }));
  return session ? [...ofShown, asCode, ...compared, ...others] : [...compared, ...others];
}

/** As if the key had been pressed there: the command and its key cannot differ. */
function press(target: Element, chord: Chord): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { ...chord, bubbles: true, cancelable: true }));
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
