import { fileProblems } from '../problems.ts';
import { batchesOf, type LooseRow, mostColumns, recordBytes, type Table } from './batch.ts';
import { detectEncoding, readUtf8 } from './encoding.ts';

const sampleRows = 1000;

async function* linesOf(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ line: number; text: string; read: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let read = 0;
  for await (const block of source) {
    read += block.length;
    rest = Buffer.concat([rest, block]);
    let at = 0;
    for (let end = rest.indexOf(10, at); end >= 0; end = rest.indexOf(10, at)) {
      yield { line, text: rest.toString('utf8', at, end).trim(), read };
      line += 1;
      at = end + 1;
    }
    rest = rest.subarray(at);
    if (rest.length > recordBytes) throw fileProblems.recordTooLong(line, recordBytes / 1_000_000);
  }
  yield { line, text: rest.toString('utf8').trim(), read };
}

type Fields = Map<string, string>;

const textOf = (value: unknown, key: string, raw: string): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'number') return String(value);
  const short = String(value);
  if (short.replace(/\D/g, '').length <= 15) return short;
  // More digits than a float holds: take them from the text.
  const name = JSON.stringify(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${name}\\s*:\\s*(-?[\\d.eE+-]+)`).exec(raw)?.[1] ?? short;
};

/** The fields of one line as text; null where it is not an object. Objects named `props` and `attributes` are opened. */
const parseLine = (raw: string): Fields | null => {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields: Fields = new Map();
  for (const [key, inner] of Object.entries(value)) {
    const opens = (key === 'props' || key === 'attributes') && typeof inner === 'object' && inner !== null;
    if (opens) for (const [name, deep] of Object.entries(inner)) fields.set(`${key}.${name}`, textOf(deep, name, raw));
    else fields.set(key, textOf(inner, key, raw));
  }
  return fields;
};

const rowOf = (line: number, raw: string, header: readonly string[], known: ReadonlySet<string>): LooseRow => {
  const fields = parseLine(raw);
  if (!fields) return { line, cells: header.map(() => ''), flag: 'bad_json', extra: raw };
  const more: Record<string, string> = {};
  for (const [key, text] of fields)
    if (!known.has(key) && text !== '') more[key.replace(/^(props|attributes)\./, '')] = text;
  const cells = header.map((name) => fields.get(name) ?? '');
  return Object.keys(more).length > 0 ? { line, cells, more: JSON.stringify(more) } : { line, cells };
};

/**
 * Opens JSON lines: an object in each. The columns are the keys of the first 1,000 objects; a key first met later becomes a free attribute.
 */
export const openNdjson = async (path: string, signal?: AbortSignal): Promise<Table> => {
  const encoding = await detectEncoding(path);
  const keys = new Set<string>();
  let seen = 0;
  for await (const { text } of linesOf(readUtf8(path, encoding, signal))) {
    if (!text) continue;
    for (const key of parseLine(text)?.keys() ?? []) keys.add(key);
    seen += 1;
    if (seen >= sampleRows) break;
  }
  if (keys.size === 0) throw fileProblems.noHeader([]);
  if (keys.size > mostColumns) throw fileProblems.tooManyColumns(keys.size, mostColumns);
  const header = [...keys];
  let read = 0;
  async function* rows(): AsyncGenerator<LooseRow> {
    for await (const { line, text, read: bytes } of linesOf(readUtf8(path, encoding, signal))) {
      read = bytes;
      if (text) yield rowOf(line, text, header, keys);
    }
  }
  return { header, batches: batchesOf(rows(), () => read) };
};
