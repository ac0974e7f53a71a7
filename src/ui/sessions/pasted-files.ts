import { PASTED_TEXT } from '../../worker/files/pasted-text.ts';
import { isField } from '../focus.ts';

/** Shorter than any session, archive or log: a word or an address that was pasted by mistake. */
const LEAST_CHARACTERS = 200;

/** What a paste brings in to be imported; nothing where it is meant for a field, or was taken by one. */
export function pastedFiles({ defaultPrevented, target, clipboardData }: ClipboardEvent): readonly File[] {
  const isInField = isField(target) || (target instanceof Element && target.closest('[contenteditable]') !== null);
  if (defaultPrevented || isInField || !clipboardData) return [];
  if (clipboardData.files.length > 0) return [...clipboardData.files];
  const text = clipboardData.getData('text/plain');
  return text.trim().length < LEAST_CHARACTERS ? [] : [new File([text], PASTED_TEXT)];
}
