/** What pasted text is called as a file; it says nothing of what is in it. */
export const PASTED_TEXT = 'The pasted text';
