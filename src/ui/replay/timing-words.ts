import type { Timing } from '../../replay/rules.ts';

export type SpeedChoice = { readonly value: string; readonly name: string; readonly timing: Timing };

const SPEEDS = [0.1, 0.5, 1, 2, 10, 100] as const;

/** Where a fixed gap was never chosen before. */
export const FIRST_GAP_MS = 100;

export const SPEED_CHOICES: readonly SpeedChoice[] = [
  ...SPEEDS.map((speed) => ({
    value: `x${speed}`,
    name: speed === 1 ? 'original, 1×' : `${speed}×`,
    timing: { kind: 'original', speed } as const,
  })),
  { value: 'fixed', name: 'fixed gap', timing: { kind: 'fixed', gapMs: FIRST_GAP_MS } },
  { value: 'acks', name: 'as fast as acks return', timing: { kind: 'acks' } },
  { value: 'flat-out', name: 'flat out', timing: { kind: 'flat-out' } },
  { value: 'steps', name: 'step by step', timing: { kind: 'steps' } },
];

export function choiceOf(timing: Timing): string {
  return timing.kind === 'original' ? `x${timing.speed}` : timing.kind;
}
