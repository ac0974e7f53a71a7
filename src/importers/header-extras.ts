import * as v from 'valibot';
import type { CoverNote, RedactionNote, ReportedFinding, SessionHeader } from '../session/header.ts';
import type { JsonObject } from './unknown-fields.ts';
import { isJsonObject, shownValue, unknownFields } from './unknown-fields.ts';

/** Fields that came to version 1 later; a file without them is whole. */
export type HeaderExtras = Pick<SessionHeader, 'cover' | 'environment' | 'diagnosis' | 'redaction'>;

export const EXTRA_FIELDS = ['cover', 'environment', 'diagnosis', 'redaction'] as const;

const TEXT = v.string('should be text');
const COUNT = v.pipe(v.number('should be a number'), v.integer('should be a whole number'), v.minValue(0));
const COVER = v.object({
  happened: v.exactOptional(TEXT),
  expected: v.exactOptional(TEXT),
  steps: v.exactOptional(TEXT),
});
// By hand: a schema's record leaves out what is called `__proto__`.
const ENVIRONMENT = v.custom<Readonly<Record<string, string>>>(
  (value) => isJsonObject(value) && Object.values(value).every((each) => typeof each === 'string'),
  'should be an object of texts',
);
const COUNTS = v.custom<Readonly<Record<string, number>>>(
  (value) => isJsonObject(value) && Object.values(value).every((each) => Number.isInteger(each)),
  'should be an object of whole numbers',
);
const FINDING = v.object({
  rule: TEXT,
  conn: COUNT,
  severity: TEXT,
  cause: TEXT,
  certainty: TEXT,
  reason: TEXT,
  evidence: v.array(v.object({ seqs: v.array(COUNT), words: TEXT })),
  remedies: v.array(TEXT),
});
const REDACTION = v.object({ replaced: COUNT, secrets: COUNT, kinds: COUNTS });

const COVER_FIELDS: ReadonlySet<string> = new Set(Object.keys(COVER.entries));
const FINDING_FIELDS: ReadonlySet<string> = new Set(Object.keys(FINDING.entries));
const REDACTION_FIELDS: ReadonlySet<string> = new Set(Object.keys(REDACTION.entries));

/** What is not as it should be is told and left out. */
export function readExtras(fields: JsonObject, tell: (problem: string) => void): HeaderExtras {
  const take = <T>(name: string, read: (value: unknown) => T): T | undefined => {
    const value = fields[name];
    if (value === undefined) return undefined;
    try {
      return read(value);
    } catch (error) {
      if (!v.isValiError(error)) throw error;
      const place = v.getDotPath(error.issues[0]);
      const where = place === null ? name : `${name}.${place}`;
      return void tell(`"${where}" ${error.issues[0].message}; found ${shownValue(value)}, which was left out.`);
    }
  };
  const cover = take('cover', readCover);
  const environment = take('environment', (value) => v.parse(ENVIRONMENT, value));
  const diagnosis = take('diagnosis', (value) => v.parse(v.array(v.unknown()), value).map(readFinding));
  const redaction = take('redaction', readRedaction);
  return {
    ...(cover && { cover }),
    ...(environment && { environment }),
    ...(diagnosis && { diagnosis }),
    ...(redaction && { redaction }),
  };
}

function readCover(value: unknown): CoverNote {
  return { ...v.parse(COVER, value), ...moreOf(value, COVER_FIELDS) };
}

function readFinding(value: unknown): ReportedFinding {
  return { ...v.parse(FINDING, value), ...moreOf(value, FINDING_FIELDS) };
}

function readRedaction(value: unknown): RedactionNote {
  return { ...v.parse(REDACTION, value), ...moreOf(value, REDACTION_FIELDS) };
}

function moreOf(value: unknown, known: ReadonlySet<string>): Pick<CoverNote, 'more'> {
  const more = isJsonObject(value) ? unknownFields(value, known) : undefined;
  return more ? { more } : {};
}
