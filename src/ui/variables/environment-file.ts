import * as v from 'valibot';
import type { Result } from '../../base/result.ts';
import type { Environment } from '../../replay/environment.ts';
import { readCheckedFile } from '../messages/checked-file.ts';

const FORMAT = 'sockscope-environment';
const VERSION = 1;

export type EnvironmentFile = Pick<Environment, 'name' | 'variables' | 'captures'>;

const TEXT = v.string('should be text');
const NAME = v.pipe(TEXT, v.trim(), v.minLength(1, 'should not be empty'), v.maxLength(80, 'is too long'));
const LIST = 'should be a list';
const VARIABLE = v.object(
  { name: NAME, value: v.optional(TEXT, ''), isSecret: v.optional(v.boolean('should be true or false'), false) },
  'should be a variable',
);
const FROM = v.object(
  { kind: v.picklist(['ack', 'event'], 'should be ack or event'), nsp: v.optional(TEXT, '/'), event: TEXT },
  'should tell an event',
);
const CAPTURE = v.object({ name: NAME, from: FROM, path: TEXT }, 'should be a capture');
const FILE = v.object({
  name: NAME,
  variables: v.optional(v.array(VARIABLE, LIST), []),
  captures: v.optional(v.array(CAPTURE, LIST), []),
});

/** For another person or browser: of what is secret there is only the name. */
export function writeEnvironmentFile({ name, variables, captures }: EnvironmentFile): string {
  const told = variables.map(({ name, value, isSecret }) =>
    isSecret ? { name, isSecret } : { name, value, isSecret },
  );
  return `${JSON.stringify({ format: FORMAT, version: VERSION, name, variables: told, captures }, undefined, 2)}\n`;
}

/** The failure is sentences, each with the place in the file. */
export function readEnvironmentFile(text: string): Result<EnvironmentFile, readonly string[]> {
  return readCheckedFile(text, { format: FORMAT, version: VERSION, holds: 'environment' }, FILE);
}
