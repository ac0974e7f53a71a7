import { proxy } from 'comlink';
import { createSubscriber } from 'svelte/reactivity';
import type { Result } from '../../base/result.ts';
import { exportFileName } from '../../exporters/file-name.ts';
import type { Capture, Environment } from '../../replay/environment.ts';
import type { Message } from '../../replay/message.ts';
import type { VariableSource } from '../../replay/template.ts';
import {
  DEFAULT_ENVIRONMENT,
  DRAWN,
  drawFrom,
  drawnSource,
  environmentSource,
  firstOf,
  inForce,
  MASK,
  type Draw,
} from '../../replay/variables.ts';
import { uuidv7 } from '../../storage/uuid.ts';
import type { CapturedValue } from '../../worker/library/library-remote.ts';
import { recall, remember } from '../kit/remembered.ts';
import { outliving } from '../kit/outliving.svelte.ts';
import { saveFile } from '../kit/save-file.ts';
import { freeName } from '../messages/library-moves.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { offeredFor, pickedOf } from './offered.ts';
import { resolveMessage, type Resolved, type ResolveFlaw } from './resolve-message.ts';

export type { Resolved, ResolveFlaw };

/** Which environment was picked last, for the next start. */
const KEY = 'environment';
const LOOK_EVERY_MS = 500;

/** A name that may stand in a template, and what it would be filled with: a mask for what is secret. */
export type KnownVariable = { readonly name: string; readonly shown: string | undefined; readonly about: string };

/** What names stand for just now, and the environments that say so. */
export class VariablesModel {
  readonly #workspace: Workspace;
  #kept = $state.raw<readonly Environment[]>([]);
  #picked = $state.raw(recall(KEY));
  /** Of the captures in force, in their order. */
  #captured = $state.raw<readonly (CapturedValue | undefined)[]>([]);
  #capturedOf: readonly Capture[] = [];
  #lookedAt = '';
  #draw = $state.raw<Draw>(drawNow(1));
  /** Why the last change was not kept. */
  problem = $state.raw<string>();
  /** While something that is shown uses a capture, it is looked for in what comes. */
  readonly #follow = createSubscriber(() => {
    void this.look();
    const timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  });

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    void workspace.worker.library.watch(proxy(() => void this.#read()));
    void this.#read();
  }

  readonly #base: Environment = $derived(
    this.#kept.find(({ id }) => id === DEFAULT_ENVIRONMENT.id) ?? DEFAULT_ENVIRONMENT,
  );

  /** All there are, the default one first. */
  readonly environments: readonly Environment[] = $derived([
    this.#base,
    ...this.#kept.filter(({ id }) => id !== this.#base.id),
  ]);

  /** Those that may hold for the connection of the bar. */
  readonly offered: readonly Environment[] = $derived.by(() => {
    const { profiles, form } = this.#workspace;
    return offeredFor(this.environments, profiles, form);
  });

  readonly current: Environment = $derived(pickedOf(this.#base, this.offered, this.#picked));

  readonly #inForce: readonly Environment[] = $derived(inForce(this.environments, this.current.id));
  readonly #captures: readonly Capture[] = $derived(this.#inForce.flatMap(({ captures }) => captures));
  readonly #source: VariableSource = $derived(
    firstOf(
      drawnSource(this.#draw),
      environmentSource(this.#inForce, (name) => this.#valueOf(name)),
    ),
  );

  /** For completion: the environment's own, then those that hold everywhere, then those that are drawn. */
  readonly names: readonly KnownVariable[] = $derived.by(() => {
    const own = this.#inForce.flatMap(({ name: environment, variables, captures }) => [
      ...captures.map(({ name, from }) => ({
        name,
        about: `from the last ${from.event} ${from.kind}, ${environment}`,
      })),
      ...variables.map(({ name }) => ({ name, about: environment })),
    ]);
    const first = own.filter(({ name }, i) => own.findIndex((other) => other.name === name) === i);
    return [
      ...first.map(({ name, about }) => ({ name, shown: this.isSecret(name) ? MASK : this.#source(name), about })),
      ...DRAWN.map((drawn) => ({ name: drawn.name, shown: drawn.of(this.#draw), about: drawn.about })),
    ];
  });

  isSecret(name: string): boolean {
    const holder = this.#inForce.find(({ variables }) => variables.some((variable) => variable.name === name));
    return holder?.variables.some((variable) => variable.name === name && variable.isSecret) === true;
  }

  /** What a capture of the environments in force says now. */
  capturedBy(capture: Capture): CapturedValue | undefined {
    this.#follow();
    return this.#captured[this.#captures.indexOf(capture)];
  }

  /** The same draws until `drawAgain`, so that what is previewed is what is sent. */
  resolve(message: Message): Result<Resolved, ResolveFlaw> {
    return resolveMessage(message, this.#source, (name) => this.isSecret(name));
  }

  /** For a message that no preview shows: after a look at what has come meanwhile. */
  async resolveNow(message: Message): Promise<Result<Resolved, ResolveFlaw>> {
    if (this.#captures.length > 0) await this.look();
    return this.resolve(message);
  }

  /** After each emit. */
  drawAgain(): void {
    this.#draw = drawNow(this.#draw.seq + 1);
  }

  /** Where nothing has come since the last time, nothing is asked. */
  async look(): Promise<void> {
    const { session, worker } = this.#workspace;
    const captures = this.#captures;
    const state = `${session?.key} ${session?.entries}`;
    if (captures === this.#capturedOf && state === this.#lookedAt) return;
    const found = await worker.library.captured(captures);
    if (captures !== this.#captures) return;
    this.#captured = found;
    this.#capturedOf = captures;
    this.#lookedAt = state;
  }

  pick({ id }: Environment): void {
    this.#picked = id;
    remember(KEY, id);
  }

  /** The worker fills by itself what a replay sends: it must know. */
  async tellWorker(): Promise<void> {
    await this.#workspace.worker.library.useEnvironment(this.current.id);
  }

  async add(name: string, like: Environment = DEFAULT_ENVIRONMENT): Promise<Environment> {
    const id = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    const environment = { ...like, id, name };
    await this.save(environment);
    return environment;
  }

  async save(environment: Environment): Promise<void> {
    // At once on the screen: a field that fell back to its old text for a moment would lose the caret.
    this.#kept = [...this.#kept.filter(({ id }) => id !== environment.id), environment].toSorted(byName);
    this.#told(await this.#workspace.worker.library.saveEnvironment(environment));
  }

  /** Without what is secret. */
  async export(environment: Environment): Promise<void> {
    const { writeEnvironmentFile } = await import('./environment-file.ts');
    const file = new Blob([writeEnvironmentFile(environment)], { type: 'application/json' });
    const name = exportFileName(environment.name, { compress: false });
    saveFile(file, name.replace(/ndjson$/, 'environment.json'));
  }

  /** As one more; undefined where the file is refused. */
  async import(file: Blob): Promise<Environment | undefined> {
    const { readEnvironmentFile } = await import('./environment-file.ts');
    const read = readEnvironmentFile(await file.text());
    this.problem = read.ok ? undefined : read.error.join(' ');
    if (!read.ok) return undefined;
    return this.add(freeName(read.value.name, this.environments), { ...DEFAULT_ENVIRONMENT, ...read.value });
  }

  async remove({ id }: Environment): Promise<void> {
    this.#told(await this.#workspace.worker.library.deleteEnvironment(id));
  }

  /** A capture counts before a variable of its name. */
  #valueOf(name: string): string | undefined {
    this.#follow();
    const at = this.#captures.findIndex((capture) => capture.name === name);
    return this.#captured[at]?.value;
  }

  async #read(): Promise<void> {
    this.#kept = await this.#workspace.worker.library.environments();
  }

  #told(outcome: Result<void, string>): void {
    this.problem = outcome.ok ? undefined : outcome.error;
  }
}

function byName(a: Environment, b: Environment): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

function drawNow(seq: number): Draw {
  return drawFrom(crypto.getRandomValues(new Uint8Array(20)), Date.now(), seq);
}

const known = new WeakMap<Workspace, VariablesModel>();

export function variablesModelOf(workspace: Workspace): VariablesModel {
  const model = known.get(workspace) ?? outliving(() => new VariablesModel(workspace));
  known.set(workspace, model);
  return model;
}
