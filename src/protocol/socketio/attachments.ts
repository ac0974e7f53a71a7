import { fail, ok, type Result } from '../../base/result.ts';
import { buildJson } from '../json-build.ts';
import { checkJson } from '../json-check.ts';
import type { Malformed } from '../malformed.ts';

/** The value of a packet's JSON with each `_placeholder` replaced by its bytes; `undefined` where there is no JSON. */
export function withAttachments(json: string, buffers: readonly Uint8Array[]): Result<unknown, Malformed> {
  if (json === '') return ok(undefined);
  const flaw = checkJson(json);
  if (flaw !== undefined) return fail(flaw);
  let missingAt: number | undefined;
  const value = buildJson(json, (object, start) => {
    if (object['_placeholder'] !== true) return object;
    const buffer = typeof object['num'] === 'number' ? buffers[object['num']] : undefined;
    if (buffer === undefined) missingAt ??= start;
    return buffer;
  });
  return missingAt === undefined ? ok(value) : fail({ reason: 'placeholder', offset: missingAt });
}
