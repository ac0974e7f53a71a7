import type { Pieces } from '../byte-source.ts';
import { grouped } from '../grouped.ts';
import type { Damage } from '../ndjson.ts';
import { ProblemList } from '../problem-list.ts';
import { isJsonObject, type JsonObject } from '../unknown-fields.ts';
import type { Draft } from './draft.ts';
import { draftOf, ENTRY_MEMBERS, type RawEntry } from './har-entry.ts';
import { HarFrames } from './har-frames.ts';
import { HarClock } from './har-time.ts';
import { JsonPieces, type Choice, type JsonPath, type JsonReader } from './json-pieces.ts';
import { LeftAside } from './left-aside.ts';
import { engineAddress } from './socketio-address.ts';

type OpenEntry = {
  readonly index: number;
  readonly fields: Record<string, unknown>;
  frames: HarFrames | undefined;
  isStranger: boolean;
};

const MESSAGES = '_webSocketMessages';

/** Reads the file once and keeps what of it is Engine.IO. */
export class HarArchive implements JsonReader {
  readonly drafts: Draft[] = [];
  readonly clock = new HarClock();
  readonly asides = new LeftAside();
  readonly problems = new ProblemList();
  creator: JsonObject = {};
  browser: JsonObject = {};
  pages: readonly unknown[] = [];
  entryCount = 0;
  readonly #damage: Damage;
  readonly #json = new JsonPieces(this);
  readonly #ready: RawEntry[] = [];
  #entry: OpenEntry | undefined;
  #lastAt = 0;

  constructor(damage: Damage) {
    this.#damage = damage;
  }

  /** To be read to its end; tells after each piece that there may be news. */
  async *read(pieces: Pieces): AsyncGenerator<void, void, void> {
    const decoder = new TextDecoder();
    for await (const piece of pieces) {
      this.#json.feed(decoder.decode(piece, { stream: true }));
      await this.#takeReady();
      yield;
      if (this.#json.damage) break;
    }
    this.#dropHeadless();
    this.#leaveOpenEntry();
    await this.#takeReady();
    this.#tellEnd();
  }

  choose(path: JsonPath): Choice {
    const [first, second, name] = withoutLog(path);
    const depth = withoutLog(path).length;
    if (depth === 0) return 'enter';
    if (depth === 1)
      return first === 'entries' ? 'enter' : choiceOf(first === 'creator' || first === 'browser' || first === 'pages');
    if (depth === 2) {
      this.#entry = { index: Number(second), fields: {}, frames: undefined, isStranger: false };
      this.entryCount++;
      return 'enter';
    }
    if (this.#entry?.isStranger) return 'skip';
    if (depth > 3) return 'take';
    if (name !== MESSAGES) return choiceOf(ENTRY_MEMBERS.has(String(name)));
    if (this.#entry) this.#entry.frames ??= new HarFrames(this.clock);
    return 'enter';
  }

  take(path: JsonPath, json: string): void {
    const inLog = withoutLog(path);
    if (inLog.length === 4) return this.#takeMessage(inLog, json);
    const value = this.#valueOf(inLog, json);
    const [first, , name] = inLog;
    if (inLog.length === 1) this.#takeFact(first, value);
    else if (inLog.length === 2) this.#unusable(inLog, 'should be an object');
    else if (name === MESSAGES) this.#unusable(inLog, 'should be a list');
    else if (this.#entry) this.#takeMember(this.#entry, String(name), value);
  }

  refuse(path: JsonPath, why: string): void {
    this.#unusable(withoutLog(path), `${why} and was left out`);
  }

  leave(path: JsonPath): void {
    if (withoutLog(path).length === 2) this.#leaveOpenEntry();
  }

  #takeMessage(path: JsonPath, json: string): void {
    const used = this.#entry?.frames?.add(json);
    if (used?.ok === false) this.problems.add(`${placeOf(path)} ${used.error}`);
    else if (used?.value === 'control') this.asides.add('control');
  }

  #takeFact(name: string | number | undefined, value: unknown): void {
    if (name === 'creator' && isJsonObject(value)) this.creator = value;
    if (name === 'browser' && isJsonObject(value)) this.browser = value;
    if (name === 'pages' && Array.isArray(value)) this.pages = value;
  }

  #takeMember(entry: OpenEntry, name: string, value: unknown): void {
    entry.fields[name] = value;
    if (name !== 'request' || !isJsonObject(value)) return;
    const { url, queryString } = value;
    // What follows of a picture or a script need not even be parsed.
    const isWhole = typeof url === 'string' && (url.includes('?') || !Array.isArray(queryString));
    entry.isStranger = isWhole && !engineAddress(url);
    if (entry.isStranger) entry.frames = undefined;
  }

  /** Chrome writes the URL behind the frames: those of an entry that is cut off belong nowhere. */
  #dropHeadless(): void {
    if (!this.#entry || this.#entry.fields['request'] !== undefined) return;
    const { index, frames } = this.#entry;
    this.#entry = undefined;
    const lost = frames?.log.length ?? 0;
    if (lost === 0) return;
    this.problems.add(`entries[${index}] ends before its URL, and its ${grouped(lost)} messages were left out.`);
  }

  #leaveOpenEntry(): void {
    const entry = this.#entry;
    this.#entry = undefined;
    if (!entry) return;
    if (entry.isStranger) this.asides.add('stranger');
    else this.#ready.push(entry);
  }

  async #takeReady(): Promise<void> {
    for (const raw of this.#ready.splice(0)) {
      const { clock, asides, problems } = this;
      const tell = (problem: string): void => problems.add(problem);
      const draft = await draftOf(raw, { clock, asides, lastAt: this.#lastAt, tell });
      if (!draft) continue;
      this.drafts.push(draft);
      this.#lastAt = draft.at;
    }
  }

  #valueOf(path: JsonPath, json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      return this.#unusable(path, 'is not JSON');
    }
  }

  #unusable(path: JsonPath, words: string): undefined {
    this.problems.add(`${placeOf(path)} ${words}.`);
  }

  #tellEnd(): void {
    const { damage, isComplete, path } = this.#json;
    if (damage) {
      this.problems.add(
        `${placeOf(withoutLog(damage.path))}: not JSON at character ${damage.offset + 1}, ${damage.words}. What follows could not be read.`,
      );
    } else if (!isComplete) {
      const why = this.#damage.sentence ?? 'the file is cut off here.';
      this.problems.add(`After ${placeOf(withoutLog(path))}: ${why}`);
    }
  }
}

function choiceOf(isTaken: boolean): Choice {
  return isTaken ? 'take' : 'skip';
}

/** What an extension gets from `chrome.devtools.network.getHAR` is the log itself, without a name around it. */
function withoutLog(path: JsonPath): JsonPath {
  return path[0] === 'log' ? path.slice(1) : path;
}

function placeOf(path: JsonPath): string {
  if (path.length === 0) return 'log';
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
}
