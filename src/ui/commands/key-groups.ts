export type KeyLine = {
  /** Keys of one chord, or several keys that each do it. */
  readonly keys: string;
  readonly does: string;
  /** What the palette offers for a line of several keys; a line of one chord is offered as it is. */
  readonly offers?: readonly { readonly keys: string; readonly does: string }[];
};

export type KeyGroup = {
  readonly name: string;
  /** Where the keys act. */
  readonly at: 'app' | 'sessions' | 'timeline' | 'overview' | 'composer' | 'replay' | 'messages' | 'diff';
  readonly lines: readonly KeyLine[];
};

/** All keys there are: the keys dialog shows them, the palette presses them. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    name: 'Anywhere',
    at: 'app',
    lines: [
      { keys: 'Ctrl K', does: 'commands' },
      { keys: 'Ctrl L', does: 'go to the server URL' },
      { keys: 'Ctrl O', does: 'open a file' },
      { keys: 'Ctrl B', does: 'fold the left side' },
      { keys: 'Ctrl J', does: 'fold the composer' },
      {
        keys: 'F6',
        does: 'next pane, Shift F6 the previous',
        offers: [
          { keys: 'F6', does: 'next pane' },
          { keys: 'Shift F6', does: 'previous pane' },
        ],
      },
      {
        keys: 'Alt Shift S',
        does: 'all sessions, and back',
        offers: [{ keys: 'Alt Shift S', does: 'all sessions' }],
      },
      { keys: 'Alt 1…9', does: 'a connection by its tab' },
      { keys: 'Alt Shift D', does: 'duplicate the connection' },
      { keys: '/', does: 'filter, Esc back to the rows', offers: [{ keys: '/', does: 'go to the filter' }] },
      { keys: '?', does: 'these keys', offers: [{ keys: '?', does: 'all keys' }] },
    ],
  },
  {
    name: 'In all sessions',
    at: 'sessions',
    lines: [
      { keys: '↑ ↓', does: 'from row to row, with Shift selecting them' },
      // Of a checkbox Space is the browser's own: it cannot be pressed from elsewhere.
      { keys: 'Space', does: 'select it', offers: [] },
      { keys: 'Ctrl A', does: 'select all', offers: [{ keys: 'Ctrl A', does: 'select all sessions' }] },
      { keys: 'Enter', does: 'open it', offers: [{ keys: 'Enter', does: 'open the session' }] },
      { keys: 'F2', does: 'rename it', offers: [{ keys: 'F2', does: 'rename the session' }] },
      {
        keys: 'Delete',
        does: 'delete it, or those selected',
        offers: [{ keys: 'Delete', does: 'delete the sessions' }],
      },
      { keys: 'Esc', does: 'back, step by step', offers: [] },
    ],
  },
  {
    name: 'In the timeline',
    at: 'timeline',
    lines: [
      { keys: '↑ ↓', does: 'select a row, with Shift several' },
      { keys: 'PgUp PgDn', does: 'by a page' },
      {
        keys: 'Home End',
        does: 'first and newest row',
        offers: [
          { keys: 'Home', does: 'first row' },
          { keys: 'End', does: 'newest row' },
        ],
      },
      { keys: 'Enter', does: 'to its details' },
      { keys: 'P', does: 'to the paired row' },
      {
        keys: 'N',
        does: 'next of the same event, Shift N the one before',
        offers: [
          { keys: 'N', does: 'next row of the same event' },
          { keys: 'Shift N', does: 'previous row of the same event' },
        ],
      },
      {
        keys: 'E',
        does: 'next that is malformed or failed, Shift E the one before',
        offers: [
          { keys: 'E', does: 'next row that is malformed or failed' },
          { keys: 'Shift E', does: 'previous row that is malformed or failed' },
        ],
      },
      {
        keys: 'J',
        does: 'next note, Shift J the one before',
        offers: [
          { keys: 'J', does: 'next note' },
          { keys: 'Shift J', does: 'previous note' },
        ],
      },
      { keys: 'G', does: 'go to a time or seq' },
      {
        keys: 'M',
        does: 'note, Shift M a mark',
        offers: [
          { keys: 'M', does: 'note on the selected row' },
          { keys: 'Shift M', does: 'mark the selected row' },
        ],
      },
      { keys: 'T', does: 'what times count from' },
      {
        keys: '← →',
        does: 'fold and unfold the parts of a row, with Shift of all',
        offers: [
          { keys: 'Shift ←', does: 'fold all parts' },
          { keys: 'Shift →', does: 'unfold all parts' },
        ],
      },
      { keys: 'Ctrl A', does: 'select all rows' },
      { keys: 'Ctrl C', does: 'copy the selected rows' },
      { keys: 'Shift F10', does: 'what can be done with the row' },
      { keys: 'F', does: 'follow the newest' },
      { keys: 'R', does: 'replay the selected events' },
      { keys: 'L', does: 'rows or ladder' },
      {
        keys: '1 2 3 4',
        does: 'Message, Packet, Bytes, Explain',
        offers: [
          { keys: '1', does: 'Message of the selected row' },
          { keys: '2', does: 'Packet of the selected row' },
          { keys: '3', does: 'Bytes of the selected row' },
          { keys: '4', does: 'Explain the selected row' },
        ],
      },
    ],
  },
  {
    name: 'In the overview',
    at: 'overview',
    lines: [
      {
        keys: 'W S + − ↑ ↓',
        does: 'zoom in and out',
        offers: [
          { keys: 'W', does: 'zoom in' },
          { keys: 'S', does: 'zoom out' },
        ],
      },
      {
        keys: 'A D ← →',
        does: 'earlier and later',
        offers: [
          { keys: 'A', does: 'earlier' },
          { keys: 'D', does: 'later' },
        ],
      },
      {
        keys: 'Home End',
        does: 'to the beginning and the end',
        offers: [
          { keys: 'Home', does: 'to the beginning' },
          { keys: 'End', does: 'to the end' },
        ],
      },
      { keys: '0', does: 'show everything' },
      { keys: 'Enter', does: 'only rows of the time shown' },
      { keys: 'Esc', does: 'rows of all times' },
    ],
  },
  {
    name: 'In the composer',
    at: 'composer',
    lines: [
      { keys: 'Ctrl Enter', does: 'emit' },
      // Of the Event field, which must have the focus.
      { keys: '↑', does: 'what was emitted before, in the empty Event field', offers: [] },
    ],
  },
  {
    name: 'In the messages',
    at: 'messages',
    lines: [
      { keys: '↑ ↓', does: 'from line to line' },
      // Of a button Enter is the browser's own: it cannot be pressed from elsewhere.
      { keys: 'Enter', does: 'into the composer', offers: [] },
      { keys: 'Alt ↑ ↓', does: 'move it, also into folders' },
      { keys: 'F2', does: 'rename it', offers: [{ keys: 'F2', does: 'rename the message' }] },
      { keys: 'Delete', does: 'delete it', offers: [{ keys: 'Delete', does: 'delete the message' }] },
    ],
  },
  {
    name: 'In the comparison',
    at: 'replay',
    lines: [
      { keys: '↑ ↓', does: 'choose a step' },
      { keys: 'Enter', does: 'to how it compares' },
      { keys: 'Space', does: 'play or pause' },
    ],
  },
  {
    name: 'In compared sessions',
    at: 'diff',
    lines: [
      { keys: '↑ ↓', does: 'choose a line' },
      {
        keys: 'N',
        does: 'next difference, Shift N the one before',
        offers: [
          { keys: 'N', does: 'next difference' },
          { keys: 'Shift N', does: 'previous difference' },
        ],
      },
      { keys: 'I', does: 'ignore the path that differs' },
      { keys: 'Enter', does: 'to both sides of the line' },
      { keys: 'Esc', does: 'back to where it was opened; a link leads here again', offers: [] },
    ],
  },
];
