/** What the practice server does on request, so that nobody has to guess. */
export const PRACTICE_EVENTS: readonly string[] = [
  'echo',
  'ask-me',
  'upload',
  'download',
  'ticker',
  'flood',
  'kick',
  'drop',
  'silence',
  'join',
  'message',
];
