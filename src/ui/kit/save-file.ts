// A download reads its object URL after the click that started it; a minute is ample for that.
const REVOKE_AFTER_MS = 60_000;

/** Hands the file to the browser for saving. */
export function saveFile(file: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
