import { KEY_GROUPS, type KeyGroup } from '../commands/key-groups.ts';

const ELSEWHERE = ['Ctrl K', 'Ctrl L', 'Ctrl O', 'Ctrl J', 'Alt Shift S', 'Alt Shift D', 'M', 'F', 'R'];

/** Keys of the app that mean something where a session is only read. */
export const READING_KEYS: readonly KeyGroup[] = KEY_GROUPS.filter(
  ({ at }) => at === 'app' || at === 'timeline' || at === 'overview',
).map((group) => ({ ...group, lines: group.lines.filter(({ keys }) => !ELSEWHERE.includes(keys)) }));
