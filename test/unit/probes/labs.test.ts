import { expect, test } from 'vitest';
import { LABS, NOT_IN_A_LAB } from '../../labs/table.ts';
import { inquire, useNodeWebSocket } from './inquire.ts';

useNodeWebSocket();

/** What the checks find where CORS plays no part: the rest needs a browser, and is in test/e2e/doctor.test.ts. */
const FOUND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  N1: { handshake: 'unreadable', reachable: 'unreachable' },
  N2: { handshake: 'unreadable', reachable: 'unreachable' },
  N3: { handshake: 'unreadable', reachable: 'unreachable' },
  U1: { handshake: 'html' },
  U3: { handshake: 'hanging', 'websocket-4': 'hanging' },
  U4: { handshake: 'html' },
  U5: { handshake: 'other', 'websocket-4': 'silent' },
  U7: { handshake: 'redirected' },
  V1: { handshake: 'generation-3' },
  V2: { handshake: 'generation-3' },
  V3: { handshake: 'engine-error' },
  V4: { handshake: 'engine-error' },
  V5: { namespace: 'closed', parser: 'other' },
  A1: { namespace: 'refused' },
  A2: { namespace: 'refused' },
  A3: { namespace: 'silent' },
  A4: { handshake: 'engine-error' },
  T1: { upgrade: 'refused', sticky: 'kept' },
  T2: { upgrade: 'not-offered', sticky: 'kept' },
  T3: { namespace: 'closed', sticky: 'lost' },
  T4: { upgrade: 'silent', sticky: 'kept' },
};

for (const lab of LABS.filter(({ id }) => id in FOUND)) {
  test(`${lab.id}, ${lab.name}: the checks find it`, async () => {
    const running = await lab.start();
    try {
      const { outcomes } = await inquire(running.url, running.form);
      expect(outcomes).toMatchObject(FOUND[lab.id] ?? {});
    } finally {
      await running.close();
    }
  });
}

test('every row of the table of failures is made here, or has a reason why not', () => {
  const rows = { C: 4, N: 6, U: 7, V: 5, A: 4, T: 4, D: 7, E: 7 };
  const all = Object.entries(rows).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, i) => `${letter}${i + 1}`),
  );
  const made = new Set(LABS.map(({ id }) => id));
  expect(made.size).toBeGreaterThanOrEqual(28);
  const left = NOT_IN_A_LAB.map(({ id }) => id);
  expect([...made, ...left].toSorted()).toEqual(all.toSorted());
});
