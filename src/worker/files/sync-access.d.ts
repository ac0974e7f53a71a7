// Dedicated workers alone have it, so TypeScript's types of a page leave it out. https://fs.spec.whatwg.org/
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- nothing else can be added to
interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}

type FileSystemSyncAccessHandle = {
  /** How many bytes were written; throws where the disk is full, or writes less. */
  write(bytes: Uint8Array<ArrayBuffer>, options?: { readonly at: number }): number;
  read(into: Uint8Array<ArrayBuffer>, options?: { readonly at: number }): number;
  getSize(): number;
  close(): void;
};
