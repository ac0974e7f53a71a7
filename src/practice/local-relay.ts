/** A relay that runs beside the app, and what the page shows to be let in. */
export type LocalRelay = {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
};
