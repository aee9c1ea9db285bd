import { membersOf, openSpilled } from './archive.ts';
import { openBankExchange } from './bank-exchange.ts';
import { openDelimited } from './delimited.ts';
import { detectEncoding } from './encoding.ts';
import { type Container, containerOf, isBlankText } from './format.ts';
import type { IsHeader } from './header.ts';
import { declaredEncoding, htmlTable } from './html.ts';
import { openNdjson } from './ndjson.ts';
import { openParquet } from './parquet.ts';
import { tableProblems } from './problems.ts';
import { openRows, type RowTable } from './rows.ts';
import { fileSource, gunzipped, headOf, type Source } from './source.ts';
import type { TableChoice, TableOpener } from './table.ts';
import { xlsTables } from './xls.ts';
import { isXlsx, xlsxTables } from './xlsx.ts';
import { openZip, type Zip } from './zip.ts';

const headBytes = 65_536;
const encodingBytes = 2_000_000;
const mostTables = 200;

/** A file to open. `part` is the archive's member it was taken from. */
type Asked = { path: string; fileName: string; part?: string; choice: TableChoice; isHeader?: IsHeader | undefined };

/** A text to open, in a file or packed in one. */
type Text = Omit<Asked, 'path'> & { source: Source };

const named = (part: string | undefined, inner: string): string => (part ? (inner ? `${part}/${inner}` : part) : inner);

const openText = async (container: Container, asked: Text): Promise<TableOpener | null> => {
  const { source, fileName, part = '', choice, isHeader } = asked;
  if (container === 'bank_exchange') return openBankExchange({ source, fileName, part }, choice);
  if (container === 'ndjson') return openNdjson({ source, fileName, part }, choice);
  if (container === 'delimited') return openDelimited({ source, fileName, part, isHeader }, choice);
  const { head } = await headOf(source, encodingBytes);
  const encoding = choice.encoding ?? declaredEncoding(head, await detectEncoding(source, head));
  const opener = await openRows(htmlTable(source, fileName, encoding, part), choice, isHeader);
  return opener && { ...opener, look: { ...opener.look, encoding: encoding ?? 'utf-8' } };
};

/** The tables that have rows; where none has, those of a header only. */
const withRows = (openers: TableOpener[]): TableOpener[] => {
  const filled = openers.filter(({ look }) => look.samples.length > 0);
  return filled.length > 0 ? filled : openers;
};

const openSheets = async (tables: RowTable[], asked: Asked): Promise<TableOpener[]> => {
  const { fileName, part, choice, isHeader } = asked;
  if (tables.length > mostTables) throw tableProblems.tooManyTables(fileName, tables.length, mostTables);
  const openers: TableOpener[] = [];
  for (const table of tables) {
    const isOnly = tables.length === 1;
    const opener = await openRows({ ...table, part: named(part, isOnly ? '' : table.part) }, choice, isHeader);
    if (opener) openers.push(opener);
  }
  if (openers.length === 0) throw tableProblems.empty(part ?? fileName);
  return withRows(openers);
};

const openMembers = async (zip: Zip, asked: Asked): Promise<TableOpener[]> => {
  const { fileName } = asked;
  const members = membersOf(zip);
  if (members.length > mostTables) throw tableProblems.tooManyTables(fileName, members.length, mostTables);
  if (members.some(({ isLocked }) => isLocked)) throw tableProblems.locked(fileName);
  const openers: TableOpener[] = [];
  const leftOut: string[] = [];
  for (const member of members) {
    const source = zip.source(member, () => tableProblems.broken(fileName, 'ZIP'));
    const one = members.length === 1 ? {} : { part: member.name, fileName: `${fileName}/${member.name}` };
    const found = await openMember(source, { ...asked, ...one });
    if (found) openers.push(...found);
    else leftOut.push(member.name);
  }
  if (openers.length === 0) throw members.length === 0 ? tableProblems.empty(fileName) : tableProblems.binary(fileName);
  const aside = leftOut.length > 0 ? { leftOut } : {};
  return withRows(openers).map((opener) => ({ ...opener, look: { ...opener.look, ...aside } }));
};

/** What is packed in a file; null where it is no table. */
const openMember = async (source: Source, asked: Asked): Promise<TableOpener[] | null> => {
  const { head } = await headOf(source, headBytes);
  if (isBlankText(head)) return null;
  const container = containerOf(head);
  if (!container || container === 'gzip' || container === 'old_workbook' || container === 'other_workbook') return null;
  if (container === 'zip' || container === 'ole' || container === 'parquet') {
    const openers = await openSpilled(source, asked.fileName, asked.part ?? '', async (path) => {
      // An archive in an archive is left out.
      if (container === 'zip' && !isXlsx(await openBook(path, asked.fileName))) return [];
      return openContainer(container, { ...asked, path });
    });
    return openers.length > 0 ? openers : null;
  }
  const opener = await openText(container, { ...asked, source });
  return opener && [opener];
};

const openBook = async (path: string, fileName: string): Promise<Zip> =>
  openZip(path).catch((cause: unknown) => {
    throw Object.assign(tableProblems.broken(fileName, 'ZIP'), { cause });
  });

const openContainer = async (container: Container, asked: Asked): Promise<TableOpener[]> => {
  const { path, fileName, part = '' } = asked;
  if (container === 'old_workbook') throw tableProblems.oldWorkbook(fileName);
  if (container === 'other_workbook') throw tableProblems.otherWorkbook(fileName);
  if (container === 'parquet') return [await openParquet(path, fileName, part)];
  if (container === 'ole') return openSheets(await xlsTables(path, fileName), asked);
  if (container === 'zip') {
    const zip = await openBook(path, fileName);
    if (isXlsx(zip)) return openSheets(await xlsxTables(zip, fileName), asked);
    const others = ['xl/workbook.bin', 'content.xml'];
    if (zip.entries.some(({ name }) => others.includes(name))) throw tableProblems.otherWorkbook(fileName);
    return openMembers(zip, asked);
  }
  const source = await fileSource(path, fileName);
  if (container === 'gzip') {
    const found = await openMember(gunzipped(path, fileName, source.size), asked);
    if (!found) throw tableProblems.binary(fileName);
    return found;
  }
  const opener = await openText(container, { ...asked, source });
  if (!opener) throw tableProblems.empty(fileName);
  return [opener];
};

/** Every table of a file on disk: see `openTables`. */
export const openFileTables = async (asked: Asked): Promise<TableOpener[]> => {
  const { path, fileName } = asked;
  const source = await fileSource(path, fileName);
  const { head } = await headOf(source, headBytes);
  if (isBlankText(head)) throw tableProblems.empty(fileName);
  const container = containerOf(head);
  if (!container) throw tableProblems.binary(fileName);
  return openContainer(container, asked);
};
