import { fail, ok, type Result } from '../base/result.ts';
import { checkJson } from '../protocol/json.ts';

/** What a name stands for, as text; undefined where nothing has that name. */
export type VariableSource = (name: string) => string | undefined;

/** `offset` in UTF-16 code units of the template, where its braces open. */
export type TemplateFlaw = { readonly name: string; readonly offset: number; readonly message: string };

/** `json`: what is put into a string is escaped, and what stands by itself is put in as a JSON value. */
export type TemplateForm = 'json' | 'text';

type Place = {
  readonly name: string;
  /** Of the braces. */
  readonly start: number;
  readonly end: number;
  /** How many stand directly before the braces. An odd number means that the braces are meant literally. */
  readonly backslashes: number;
  readonly isInString: boolean;
};

/** Nothing else between two pairs of braces is a variable: such text stays as it is. */
const VARIABLE = /\{\{[ \t]*(\$?[\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}/gu;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Puts values where `{{name}}` stands. `\{{name}}` stands for the braces and the name themselves. What has no
 * variables comes back unchanged.
 */
export function fillTemplate(text: string, source: VariableSource, form: TemplateForm): Result<string, TemplateFlaw> {
  let filled = '';
  let done = 0;
  for (const place of placesIn(text, form)) {
    const { name, start, end, backslashes } = place;
    filled += text.slice(done, start - backslashes);
    done = end;
    if (backslashes % 2 === 1) {
      filled += '\\'.repeat(form === 'json' ? backslashes - 1 : (backslashes - 1) / 2) + text.slice(start, end);
      continue;
    }
    const value = source(name);
    if (value === undefined) return fail({ name, offset: start, message: `no variable is named ${name}` });
    filled += '\\'.repeat(form === 'json' ? backslashes : backslashes / 2);
    filled += form === 'text' ? value : place.isInString ? JSON.stringify(value).slice(1, -1) : asJson(value);
  }
  return ok(done === 0 ? text : filled + text.slice(done));
}

/** Each once, in the order in which they are used. */
export function variableNames(text: string, form: TemplateForm): readonly string[] {
  const used = placesIn(text, form).filter(({ backslashes }) => backslashes % 2 === 0);
  return [...new Set(used.map(({ name }) => name))];
}

/** The template that is filled to exactly `text`, whatever braces stand in it. JSON must be valid. */
export function asTemplate(text: string, form: TemplateForm): string {
  let written = '';
  let done = 0;
  for (const { start, backslashes } of placesIn(text, form)) {
    // In JSON the backslashes before are whole pairs, and stay; in text each stands for itself.
    written += text.slice(done, start) + '\\'.repeat(form === 'json' ? 1 : backslashes + 1);
    done = start;
  }
  return written + text.slice(done);
}

/**
 * A JSON template as JSON of the same length, for whoever looks for flaws: texts stand for its variables, and every
 * offset is that of the template.
 */
export function withStandIns(text: string): string {
  let written = '';
  let done = 0;
  for (const { start, end, backslashes, isInString } of placesIn(text, 'json')) {
    const isLiteral = backslashes % 2 === 1;
    if (isLiteral && !isInString) continue;
    const from = isLiteral ? start - 1 : start;
    const length = end - from;
    written += text.slice(done, from) + (isInString ? '_'.repeat(length) : `"${'_'.repeat(length - 2)}"`);
    done = end;
  }
  return written + text.slice(done);
}

/** Text that is JSON as it is, a number for instance; any other as a JSON string. */
function asJson(value: string): string {
  return checkJson(value) === undefined ? value : JSON.stringify(value);
}

function placesIn(text: string, form: TemplateForm): readonly Place[] {
  if (!text.includes('{{')) return [];
  const places: Place[] = [];
  let scanned = 0;
  let isInString = false;
  for (const { index: start, 0: braces, 1: name = '' } of text.matchAll(VARIABLE)) {
    if (form === 'json') isInString = isInStringAt(text, start, scanned, isInString);
    scanned = start;
    places.push({ name, start, end: start + braces.length, backslashes: backslashesBefore(text, start), isInString });
  }
  return places;
}

/** `from` and `wasInString` spare the look at what is known already. */
function isInStringAt(text: string, offset: number, from: number, wasInString: boolean): boolean {
  let isInString = wasInString;
  for (let at = from; at < offset; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) isInString = !isInString;
    else if (unit === BACKSLASH && isInString) at++;
  }
  return isInString;
}

function backslashesBefore(text: string, offset: number): number {
  let count = 0;
  while (text.charCodeAt(offset - 1 - count) === BACKSLASH) count++;
  return count;
}
