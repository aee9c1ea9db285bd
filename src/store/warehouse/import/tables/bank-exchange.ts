import { batchesOf, type LooseRow, mostColumns, recordBytes } from './batch.ts';
import { type Encoding, headUtf8, readUtf8 } from './encoding.ts';
import { type ForeignTest, foreignTest } from './foreign.ts';
import { columnNames, prefaceOf } from './header.ts';
import { type TextLine, textLines } from './lines.ts';
import { tableProblems } from './problems.ts';
import { headOf, type Meter, type Source } from './source.ts';
import type { TableChoice, TableOpener } from './table.ts';

const headBytes = 2_000_000;
const sampleRows = 200;
const sectionKey = 'СекцияДокумент';
const sectionEnd = 'КонецДокумента';
const fileEnd = 'КонецФайла';
const accountKey = 'РасчСчет';

/** Whether a text is a bank's statement for 1C. Source of the format: http://v8.1c.ru/edi/edi_stnd/100/101.htm */
export const isBankExchange = (head: string): boolean => head.startsWith('1CClientBankExchange');

/** «Кодировка=Windows» or «DOS» can be read in the right one only. */
const encodingOf = (head: Buffer): Encoding => {
  const candidates: Encoding[] = ['utf-8', 'windows-1251', 'cp866', 'utf-16le'];
  const reads = (encoding: Encoding) =>
    /Кодировка=|ВерсияФормата=|СекцияДокумент=/.test(headUtf8(head, encoding).toString());
  return candidates.find(reads) ?? 'windows-1251';
};

type Section = { line: number; fields: Map<string, string>; isWhole: boolean; isSpoilt: boolean };

const setField = (fields: Map<string, string>, key: string, value: string): void => {
  const before = fields.get(key);
  if (!before) fields.set(key, value);
  else if (value && value !== before) fields.set(key, `${before}; ${value}`);
};

/** Says which of the statement's own accounts a document is about, so that money that came in is told from money paid out. */
const setAccount = (fields: Map<string, string>, accounts: ReadonlySet<string>): void => {
  const sides = ['ПолучательСчет', 'ПолучательРасчСчет', 'ПлательщикСчет', 'ПлательщикРасчСчет'];
  const side = sides.map((key) => fields.get(key)).find((account) => account !== undefined && accounts.has(account));
  const account = side ?? [...accounts][0];
  if (account !== undefined && !fields.has(accountKey)) fields.set(accountKey, account);
};

/** The documents of a file. Lines outside of them go to `outside`; one that is not closed comes as not whole. */
async function* sectionsOf(
  lines: AsyncIterable<TextLine>,
  outside: (text: string) => void,
  isForeign: ForeignTest | null = null,
): AsyncGenerator<Section> {
  let section: Section | null = null;
  let last = '';
  let size = 0;
  const accounts = new Set<string>();
  for await (const { line, text, isSpoilt } of lines) {
    if (section) section.isSpoilt ||= isSpoilt || (isForeign?.(text) ?? false);
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at).trim();
    if (key === sectionKey) {
      if (section) yield { ...section, isWhole: false };
      section = { line, fields: new Map([[sectionKey, text.slice(at + 1).trim()]]), isWhole: true, isSpoilt };
      last = sectionKey;
      size = 0;
    } else if (!section) {
      if (key === accountKey) accounts.add(text.slice(at + 1).trim());
      outside(text);
    } else if (key === sectionEnd || key === fileEnd) {
      setAccount(section.fields, accounts);
      yield key === sectionEnd ? section : { ...section, isWhole: false };
      section = null;
    } else if (text !== '') {
      size += text.length;
      if (size > recordBytes) throw tableProblems.recordTooLong(section.line, recordBytes / 1_000_000);
      // A purpose of payment may go on over several lines.
      if (at > 0) setField(section.fields, key, text.slice(at + 1).trim());
      else section.fields.set(last, `${section.fields.get(last) ?? ''} ${text}`.trim());
      if (at > 0) last = key;
    }
  }
  if (section) yield { ...section, isWhole: false };
}

const rowOf = ({ line, fields, isWhole, isSpoilt }: Section, header: readonly string[]): LooseRow => {
  const cells = header.map((name) => fields.get(name) ?? '');
  const more = [...fields].filter(([key, text]) => text !== '' && !header.includes(key));
  const row = more.length > 0 ? { line, cells, more: JSON.stringify(Object.fromEntries(more)) } : { line, cells };
  if (!isWhole) return { ...row, flag: 'cut_short' };
  return isSpoilt ? { ...row, flag: 'bad_encoding' } : row;
};

/** A part of a file that ends in the middle of a document, without it. */
async function* linesOf(text: string, isWhole: boolean): AsyncGenerator<TextLine> {
  const end = isWhole ? text.length : text.lastIndexOf(sectionEnd) + sectionEnd.length;
  for (const [at, line] of text.slice(0, end).split('\n').entries())
    yield { line: at + 1, text: line.trim(), isSpoilt: false };
}

/**
 * Opens a bank statement for 1C: a row per document, whose columns are the keys of the first of them and the statement's own account; a key first met later becomes a free attribute.
 *
 * What the file says of itself (account, dates) is its preface. A document that is not closed is refused. Problems: `no_rows`, `record_too_long`.
 */
export const openBankExchange = async (
  { source, fileName, part }: { source: Source; fileName: string; part: string },
  choice: TableChoice,
): Promise<TableOpener> => {
  const { head, isWhole } = await headOf(source, headBytes);
  const encoding = choice.encoding ?? encodingOf(head);
  const outside: string[] = [];
  const sections: Section[] = [];
  const keys = new Set([sectionKey]);
  const lines = linesOf(headUtf8(head, encoding).toString(), isWhole);
  for await (const section of sectionsOf(lines, (text) => outside.push(text))) {
    sections.push(section);
    for (const key of section.fields.keys()) keys.add(key);
  }
  if (keys.size > mostColumns) throw tableProblems.tooManyColumns(keys.size, mostColumns);
  if (sections.length === 0 && isWhole) throw tableProblems.noDocuments(fileName);
  const rawHeader = [...keys];
  const samples = sections.filter((section) => section.isWhole).slice(0, sampleRows);
  return {
    look: {
      format: 'bank_exchange',
      encoding,
      part,
      headerLine: 0,
      preface: prefaceOf(outside),
      header: columnNames(rawHeader),
      rawHeader,
      samples: samples.map(({ fields }) => rawHeader.map((key) => fields.get(key) ?? '')),
      totalBytes: source.size,
    },
    async open(options = {}) {
      const meter: Meter = { read: 0 };
      async function* rows(): AsyncGenerator<LooseRow> {
        const known = options.choice?.encoding ?? encoding;
        const lines = textLines(readUtf8(source, known, { signal: options.signal, meter }));
        for await (const section of sectionsOf(lines, () => undefined, foreignTest(known)))
          yield rowOf(section, rawHeader);
      }
      return batchesOf(rows(), meter);
    },
  };
};
