import type { Entry } from '../session/entry.ts';
import { ConnectionFacts, type LogTime } from './facts/connection-facts.ts';
import type { Certainty, Finding } from './finding.ts';
import { RULES } from './rules/table.ts';
import type { Rule } from './rule.ts';

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible'];

/** Folds a log into facts, and says on demand what these mean. Without clock: time is that of the log's last entry. */
export class Doctor {
  readonly #time: LogTime = { at: 0 };
  readonly #connections = new Map<number, ConnectionFacts>();
  /** Most entries are of the connection of the one before. */
  #last: ConnectionFacts | undefined;
  #findings: readonly Finding[] | undefined;

  step(entry: Entry): void {
    const { event } = entry;
    const facts = this.#factsOf(event.conn);
    this.#time.at = event.at;
    this.#findings = undefined;
    if (event.kind === 'client' && event.event === 'probe') facts.reports.read(entry);
    // What Sockscope tries by itself is not the connection's own.
    else if (event.probe !== undefined) facts.reports.traffic(entry);
    else facts.step(entry);
  }

  /** The most helpful first: errors before warnings, certain before likely. The same array until the next step. */
  findings(): readonly Finding[] {
    this.#findings ??= [...this.#connections.values()].flatMap(findingsOf).toSorted(byHelp);
    return this.#findings;
  }

  #factsOf(conn: number): ConnectionFacts {
    if (this.#last?.conn === conn) return this.#last;
    const facts = this.#connections.get(conn) ?? new ConnectionFacts(conn, this.#time);
    this.#connections.set(conn, facts);
    this.#last = facts;
    return facts;
  }
}

function findingsOf(facts: ConnectionFacts): readonly Finding[] {
  const told: { readonly rule: Rule; readonly finding: Finding }[] = [];
  for (const rule of RULES) {
    if (rule.when === 'connecting' && facts.isUp) continue;
    const diagnosed = rule.examine(facts);
    if (!diagnosed) continue;
    const { id } = rule;
    const whose = { key: `${id} ${facts.conn}`, rule: id, conn: facts.conn };
    told.push({ rule, finding: { ...whose, alternatives: [], remedies: [], waysRound: [], ...diagnosed } });
  }
  const isExplained = ({ rule, certainty }: Finding): boolean =>
    told.some((other) => other.rule.explains.includes(rule) && rank(other.finding.certainty) <= rank(certainty));
  return told.map(({ finding }) => finding).filter((finding) => !isExplained(finding));
}

/** Stable: what is alike stays in the order of the rules. */
function byHelp(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return rank(a.certainty) - rank(b.certainty);
}

function rank(certainty: Certainty): number {
  return CERTAINTIES.indexOf(certainty);
}
