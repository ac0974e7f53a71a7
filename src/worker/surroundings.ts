import type { Result } from '../base/result.ts';
import type { Found, OpenConnection } from '../capture/clients.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { PageFacts } from '../capture/probes/run-checks.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { RelayAccess } from '../capture/relay-access.ts';
import type { CheckState } from '../doctor/checks.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Entry } from '../session/entry.ts';
import type { EnvironmentFacts } from '../session/header.ts';
import type { Endpoints } from '../storage/endpoints.ts';
import type { Decision } from './decide.ts';

/** What examines a session as it is folded. */
export type Examiner = {
  step(entry: Entry): void;
  findings(): readonly Finding[];
};

/** What sessions need from outside: the network, the page, and code that is loaded when it is first needed. */
export type Surroundings = {
  readonly endpoints: Endpoints;
  readonly pageOrigin: string;
  /** Undefined while no relay is known. */
  relay: RelayAccess | undefined;
  /** What only the page knows of where it runs. */
  page: EnvironmentFacts;
  environment(): Promise<EnvironmentFacts>;
  pageFacts(): Promise<PageFacts>;
  findProtocol(options: ConnectOptions, recorder: Recorder, signal: AbortSignal): Promise<Decision>;
  loadClient(found: Found): Promise<OpenConnection>;
  /** The failure is a sentence. */
  openRoute(
    access: RelayAccess,
    target: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Result<number, string>>;
  loadExaminer(): Promise<Examiner>;
  runChecks(
    options: ConnectOptions,
    recorder: Recorder,
    page: PageFacts,
    signal: AbortSignal,
    onstate: (checks: readonly CheckState[]) => void,
    all: boolean,
  ): Promise<void>;
};
