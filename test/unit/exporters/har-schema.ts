import * as v from 'valibot';

// HAR 1.2 (softwareishard.com/blog/har-12-spec), and of what Chrome's importer reads (devtools-frontend,
// models/har/HARFormat.ts) whatever it cannot do without. Names with `_` are everyone's own.
const INSTANT = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const AMOUNT = v.pipe(v.number(), v.finite(), v.minValue(0));
const SIZE = v.pipe(v.number(), v.integer(), v.minValue(-1));
const NAMED = v.strictObject({ name: v.string(), value: v.string() });
const OWN = v.record(v.pipe(v.string(), v.startsWith('_')), v.unknown());

/** An object of exactly these members, and any whose names begin with `_`. */
function object<Entries extends v.ObjectEntries>(entries: Entries) {
  const names = new Set(Object.keys(entries));
  return v.pipe(
    v.looseObject(entries),
    v.check((value) => v.is(OWN, Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name))))),
  );
}

const REQUEST = object({
  method: v.string(),
  url: v.pipe(v.string(), v.url()),
  httpVersion: v.string(),
  cookies: v.array(NAMED),
  headers: v.array(NAMED),
  queryString: v.array(NAMED),
  postData: v.optional(object({ mimeType: v.string(), text: v.string() })),
  headersSize: SIZE,
  bodySize: SIZE,
});
const RESPONSE = object({
  status: v.pipe(v.number(), v.integer()),
  statusText: v.string(),
  httpVersion: v.string(),
  cookies: v.array(NAMED),
  headers: v.array(NAMED),
  content: object({
    size: AMOUNT,
    mimeType: v.string(),
    text: v.optional(v.string()),
    encoding: v.optional(v.literal('base64')),
  }),
  redirectURL: v.string(),
  headersSize: SIZE,
  bodySize: SIZE,
});
const MESSAGE = v.strictObject({
  type: v.picklist(['send', 'receive']),
  time: v.pipe(v.number(), v.minValue(0)),
  opcode: v.picklist([1, 2]),
  data: v.string(),
});
const ENTRY = object({
  pageref: v.string(),
  startedDateTime: INSTANT,
  time: AMOUNT,
  request: REQUEST,
  response: RESPONSE,
  cache: v.strictObject({}),
  timings: v.strictObject({ send: AMOUNT, wait: AMOUNT, receive: AMOUNT }),
  _resourceType: v.picklist(['xhr', 'websocket']),
  _webSocketMessages: v.optional(v.array(MESSAGE)),
});

export const HTTP_ARCHIVE = v.strictObject({
  log: object({
    version: v.literal('1.2'),
    creator: v.strictObject({ name: v.string(), version: v.string() }),
    pages: v.array(
      v.strictObject({ startedDateTime: INSTANT, id: v.string(), title: v.string(), pageTimings: v.strictObject({}) }),
    ),
    entries: v.array(ENTRY),
    comment: v.string(),
  }),
});
