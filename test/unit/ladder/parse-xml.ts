export type XmlElement = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; text: string };

// XML 1.0, production [2].
const CHARS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const TOKEN = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The elements of a document in the small part of XML that we write; throws where it is not well-formed. */
export function parseXml(xml: string): readonly XmlElement[] {
  if (!CHARS.test(xml)) throw new Error('a character that XML does not allow');
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  let end = 0;
  for (const [token, slash, name = '', attributes = '', empty, text] of xml.matchAll(TOKEN)) {
    end += token.length;
    if (text !== undefined) {
      const innermost = open.at(-1);
      if (innermost) innermost.text += decoded(text);
    } else if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element = { name, attributes: attributesIn(attributes), text: '' };
      elements.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (end !== xml.length) throw new Error(`not XML: ${xml.slice(end, end + 80)}`);
  if (open.length > 0) throw new Error(`<${open[0]?.name}> is not closed`);
  return elements;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, decoded(value)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute twice: ${text}`);
  return new Map(pairs);
}

function decoded(text: string): string {
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare &: ${text}`);
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}
