import type { RedactionCheck } from '../../worker/files/files-remote.ts';
import { formatBytes, formatPlural } from '../format.ts';
import type { SavedFile } from '../sessions/transfer.svelte.ts';

/** What was saved, and what was looked for in it again. */
export function savedWords({ fileName, bytes, check }: SavedFile): string {
  const saved = `Saved ${fileName}, ${formatBytes(bytes)}.`;
  return check ? `${saved} ${checkedWords(check)}` : saved;
}

export function checkedWords({ secrets, onlyWhereFound = 0 }: RedactionCheck): string {
  if (secrets + onlyWhereFound === 0) return 'Checked: no secrets were found to replace.';
  const none = secrets === 1 ? 'the one secret is not' : `none of the ${formatPlural(secrets, 'secret')} is`;
  const left = secrets > 0 ? ` ${none} left in plain, base64 or percent-encoded form.` : '';
  const short =
    onlyWhereFound > 0
      ? ` ${formatPlural(onlyWhereFound, 'secret')} too short or common to look for, replaced only where found.`
      : '';
  return `Checked:${left}${short} Every frame still decodes.`;
}

/** Undefined where all is well. */
export function flawedWords({ left, broken }: RedactionCheck): string | undefined {
  const leaks = left.length > 0 ? [`a secret would be left in ${formatPlural(left.length, 'entry', 'entries')}`] : [];
  const breaks = broken.length > 0 ? [`${formatPlural(broken.length, 'entry', 'entries')} would no longer decode`] : [];
  const flaws = [...leaks, ...breaks];
  const [first = broken[0]] = left;
  return flaws.length === 0 ? undefined : `Not safe to save: ${flaws.join(', ')}, first #${first}.`;
}
