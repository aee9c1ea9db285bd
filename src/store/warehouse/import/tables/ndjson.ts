import { batchesOf, type LooseRow, mostColumns } from './batch.ts';
import { detectEncoding, readUtf8 } from './encoding.ts';
import { foreignTest } from './foreign.ts';
import { columnNames } from './header.ts';
import { textLines } from './lines.ts';
import { tableProblems } from './problems.ts';
import { headOf, type Meter, type Source } from './source.ts';
import type { TableChoice, TableOpener } from './table.ts';

const headBytes = 2_000_000;
const lookedAtBytes = 32_000_000;
const lookedAtRows = 1000;
const sampleRows = 200;

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

const fieldsOf = (value: object, raw: string): Fields => {
  const fields: Fields = new Map();
  for (const [key, inner] of Object.entries(value)) {
    const opens = (key === 'props' || key === 'attributes') && typeof inner === 'object' && inner !== null;
    if (opens) for (const [name, deep] of Object.entries(inner)) fields.set(`${key}.${name}`, textOf(deep, name, raw));
    else fields.set(key, textOf(inner, key, raw));
  }
  return fields;
};

/** The fields of one line as text; null where it is not an object. Objects named `props` and `attributes` are opened. */
const parseLine = (raw: string): Fields | null => {
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return fieldsOf(value, raw);
  } catch {
    // No JSON, or nested deeper than can be written back.
    return null;
  }
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

/** The first objects of a file, at least one, and no more of them than a bounded part of it holds. */
const firstLines = async (lines: AsyncIterable<{ line: number; text: string }>): Promise<string[]> => {
  const first: string[] = [];
  let size = 0;
  for await (const { text } of lines) {
    if (text) first.push(text);
    size += text.length;
    if (first.length >= lookedAtRows || (first.length > 0 && size > lookedAtBytes)) break;
  }
  return first;
};

/**
 * Opens JSON lines: an object in each. The columns are the keys of the first 1,000 objects; a key first met later becomes a free attribute.
 *
 * Problems: `not_json_lines`, `too_many_columns`, `record_too_long`.
 */
export const openNdjson = async (
  { source, fileName, part }: { source: Source; fileName: string; part: string },
  choice: TableChoice,
): Promise<TableOpener> => {
  const { head } = await headOf(source, headBytes);
  const encoding = choice.encoding ?? (await detectEncoding(source, head));
  const keys = new Set<string>();
  const first = (await firstLines(textLines(readUtf8(source, encoding)))).map(parseLine);
  for (const fields of first) for (const key of fields?.keys() ?? []) keys.add(key);
  const objects = first.filter((fields) => fields !== null);
  // A document of JSON over many lines may have a few that are objects.
  if (keys.size === 0 || objects.length * 2 < first.length) throw tableProblems.notJsonLines(fileName);
  if (keys.size > mostColumns) throw tableProblems.tooManyColumns(keys.size, mostColumns);
  const rawHeader = [...keys];
  return {
    look: {
      format: 'ndjson',
      encoding: encoding ?? 'utf-8',
      part,
      headerLine: 0,
      preface: [],
      header: columnNames(rawHeader),
      rawHeader,
      samples: objects.slice(0, sampleRows).map((fields) => rawHeader.map((key) => fields.get(key) ?? '')),
      totalBytes: source.size,
    },
    async open(options = {}) {
      const meter: Meter = { read: 0 };
      const known = options.choice?.encoding ?? encoding;
      async function* rows(): AsyncGenerator<LooseRow> {
        const bytes = readUtf8(source, known, { signal: options.signal, meter });
        const isForeign = foreignTest(known);
        for await (const { line, text, isSpoilt } of textLines(bytes)) {
          if (!text) continue;
          const row = rowOf(line, text, rawHeader, keys);
          yield isSpoilt || isForeign?.(text) ? { ...row, flag: 'bad_encoding' } : row;
        }
      }
      return batchesOf(rows(), meter);
    },
  };
};
