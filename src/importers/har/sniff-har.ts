/** An object with a `log` or, as an extension of the browser gets it, with the log's own members. */
export function isHttpArchive(head: string): boolean {
  if (!/^\s*\{/.test(head) || /"format"\s*:\s*"sockscope"/.test(head)) return false;
  return /"log"\s*:\s*\{/.test(head) || (/"entries"\s*:\s*\[/.test(head) && /"creator"|"startedDateTime"/.test(head));
}
