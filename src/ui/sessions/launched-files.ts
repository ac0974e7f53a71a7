/** File Handling API, in Chromium's installed apps only; no TypeScript library has it yet. */
type LaunchQueue = {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void;
};

/** Hands over the files that the system opens with the installed app. */
export function takeLaunchedFiles(take: (files: readonly File[]) => void): void {
  const queue: unknown = Reflect.get(window, 'launchQueue');
  if (!isLaunchQueue(queue)) return;
  queue.setConsumer(({ files = [] }) => {
    const handles = files.filter((handle) => handle instanceof FileSystemFileHandle);
    if (handles.length > 0) void Promise.all(handles.map((handle) => handle.getFile())).then(take);
  });
}

function isLaunchQueue(queue: unknown): queue is LaunchQueue {
  return typeof queue === 'object' && queue !== null && 'setConsumer' in queue;
}
