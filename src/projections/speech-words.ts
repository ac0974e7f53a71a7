import { countText, grouped } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;
type Said = { readonly data: string; readonly note?: string };

const LAYERS: Readonly<Record<string, string>> = {
  socket: 'Socket.IO packet',
  engine: 'Engine.IO packet',
  frame: 'frame',
};

/** Of what the person sends or brings about beside events, and what comes of it; undefined for anything else. */
export function speechWords(word: string, fields: Fields): Said | undefined {
  switch (word) {
    case 'fault':
      return { data: faultWords(fields) };
    case 'fault_end':
      return { data: faultWords(fields), note: String(fields['why']) };
    case 'raw':
      return { data: rawWords(fields), note: `exactly as typed, over ${String(fields['via'])}` };
    case 'withheld':
      return { data: String(fields['packet']), note: 'not sent: the fault is on' };
    case 'lost':
      return { data: messageWords(fields), note: 'not sent: the fault is on' };
    case 'duplicated':
      return { data: messageWords(fields), note: 'sent twice: the fault is on' };
    default:
      return undefined;
  }
}

function faultWords({ fault, amount }: Fields): string {
  const count = typeof amount === 'number' ? amount : 0;
  switch (fault) {
    case 'close-engine':
      return 'close the engine';
    case 'drop-transport':
      return 'drop the transport';
    case 'refuse-upgrade':
      return 'refuse the upgrade';
    case 'withhold-heartbeat':
      return 'withhold the heartbeat';
    case 'delay':
      return count > 0 ? `delay what is sent by ${grouped(count, 0)} ms` : 'delay what is sent';
    case 'lose':
    case 'duplicate':
      return count > 0 ? `${fault} the next ${countText(count, 'message')}` : `${fault} messages`;
    default:
      return String(fault);
  }
}

function rawWords({ layer, characters, bytes, attachments }: Fields): string {
  const size = typeof characters === 'number' ? countText(characters, 'character') : countText(Number(bytes), 'byte');
  const more = typeof attachments === 'number' ? `, ${countText(attachments, 'attachment')}` : '';
  return `${LAYERS[String(layer)] ?? String(layer)} of ${size}${more}`;
}

function messageWords({ text, bytes }: Fields): string {
  return typeof text === 'string' ? text : countText(Number(bytes), 'byte');
}
