import { eventIn } from '../../session/chunk.ts';
import type { SpokenProtocol } from '../../session/protocols.ts';
import { SpokenProtocolGuess } from '../spoken-protocol.ts';
import type { Draft } from './draft.ts';
import type { HarConnection } from './har-connections.ts';

/** What the messages of a connection look like. */
export async function spokenBy({ address, sessions }: HarConnection): Promise<SpokenProtocol> {
  const guess = new SpokenProtocolGuess(address.version);
  let isFromStart = true;
  for (const { drafts, isOwnCheck } of sessions) {
    if (isOwnCheck) continue;
    isFromStart &&= drafts.some((draft) => draft.address.sid === undefined);
    for (const draft of drafts) {
      await see(draft, guess);
      if (guess.hasEnough) return guess.spoken(address.path, isFromStart);
    }
  }
  return guess.spoken(address.path, isFromStart);
}

async function see(draft: Draft, guess: SpokenProtocolGuess): Promise<void> {
  if (draft.kind === 'exchange') {
    if (draft.payload !== undefined) guess.see(draft.payload, 'polling');
    const { end } = draft;
    const isAnswer = end?.kind === 'response' && end.status === 200 && end.payload !== 'ok';
    if (isAnswer && end.payload !== undefined) guess.see(end.payload, 'polling');
    return;
  }
  for await (const chunk of draft.frames.chunks()) {
    for (let i = 0; i < chunk.count && !guess.hasEnough; i++) {
      const event = eventIn(chunk, chunk, i);
      if (event.kind === 'frame') guess.see(event.payload, 'websocket');
    }
    if (guess.hasEnough) return;
  }
}
