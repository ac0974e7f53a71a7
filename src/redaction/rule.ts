/** What is taken for a secret by itself. */
export type SecretKind =
  'token' | 'cookie' | 'bearer' | 'jwt' | 'password' | 'key name' | 'e-mail' | 'IP address' | 'card-like' | 'rule';

/** What a person adds to it. */
export type RedactionRule = {
  /** UUIDv7. */
  readonly id: string;
  readonly isOn: boolean;
} & (
  | {
      readonly by: 'path';
      /** Of an argument, as the replay's rules write it: `[0].user.phone`, `[*].iban`. */
      readonly path: string;
      /** Only in events of this name; in all where absent. */
      readonly event?: string;
    }
  | { readonly by: 'event'; /** All arguments of it. */ readonly event: string }
  | { readonly by: 'pattern'; /** A regular expression without slashes. */ readonly pattern: string }
);

/** What is redacted in one export. */
export type RedactionChoice = {
  readonly rules: readonly RedactionRule[];
  /** Ids of found secrets (`FoundSecret.id`) that the person lets stand. */
  readonly kept: readonly string[];
};

/** One secret, however often it occurs. */
export type FoundSecret = {
  /** Stable for the same secret in the same session. */
  readonly id: string;
  readonly kind: SecretKind;
  /** The value as it stands in the session. */
  readonly value: string;
  /** What stands in the file for it: `token-1`, `user-1@redacted.example`, `192.0.2.1`. */
  readonly pseudonym: string;
  /** Where it was found first; undefined where no entry holds it (the header: a URL, the cover note). */
  readonly firstSeq?: number;
  /** Where in it, in words: "CONNECT auth .token", "request header Cookie", "login [0].user". */
  readonly place: string;
  readonly times: number;
};

/** What an export would replace. */
export type RedactionPreview = {
  /** In the order in which they were found, at most some hundred; `count` tells all. */
  readonly secrets: readonly FoundSecret[];
  readonly count: number;
  /** Replacements of all that is not kept. */
  readonly replaced: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Rules that cannot be read, by their id, with the place. */
  readonly flaws: readonly { readonly id: string; readonly message: string }[];
  /** At how many places each rule fits that is on, by its id. */
  readonly ruleHits: Readonly<Record<string, number>>;
};

/** An entry's payload before and after, for the eyes; `marks` are stretches in characters. */
export type RewrittenText = {
  readonly was: string;
  readonly wasMarks: readonly { readonly start: number; readonly end: number }[];
  readonly file: string;
  readonly fileMarks: readonly { readonly start: number; readonly end: number }[];
};
