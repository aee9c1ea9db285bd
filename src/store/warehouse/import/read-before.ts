import type { FactKind } from '../../../model/facts.ts';
import type { FileReport } from '../../../model/imports.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { ImportJournal } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';

/** What a row of money says, whatever it is called. */
const said: Partial<Record<FactKind, string>> = {
  order_lines: 'toString(tuple(ordered_at, net_amount, currency))',
  payments: 'toString(tuple(paid_at, amount, currency))',
  costs: 'toString(tuple(coalesce(date, month), amount, currency))',
};

export type Reread = {
  warehouse: Warehouse;
  journal: ImportJournal;
  workspace: string;
  importId: number;
  file: Pick<FileReport, 'file' | 'part' | 'layout' | 'source' | 'kinds'> & { bytes: number };
  /** The table the import's rows of a kind are in. */
  versionsOf: (kind: FactKind) => string;
};

/** Rows that say the same on the same line as an import before, under ids neither knows of the other. */
const renamedRows = async (
  { warehouse, workspace, importId, versionsOf }: Reread,
  kind: FactKind,
  before: number,
): Promise<number> => {
  const rows = (table: string, id: string) =>
    `FROM ${table} WHERE workspace = {workspace:String} AND import_id = {${id}:UInt64}`;
  const now = rows(versionsOf(kind), 'import_id');
  const then = rows(`versions_${kind}`, 'before');
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM (SELECT line, ${said[kind]} AS says ${now} AND key NOT IN (SELECT key ${then})) AS n
      INNER JOIN (SELECT line, ${said[kind]} AS says ${then} AND key NOT IN (SELECT key ${now})) AS o USING (line, says)`,
    { parameters: { workspace, import_id: importId, before } },
  );
  return found?.rows ?? 0;
};

const text = (rows: number, importId: string): Sentence => ({
  ru: `Этот файл уже загружен (загрузка ${importId}), но ${rows} его строк тогда были названы иначе: другими ответами, другими столбцами или прежней версией программы. Вместе они посчитаются дважды: одну из двух загрузок нужно отменить.`,
  en: `This file is in already (import ${importId}), but ${rows} of its rows were named otherwise then: by other answers, other columns or an earlier version of the program. Both together count twice: one of the two imports has to be undone.`,
});

/**
 * Says that a file which is in already comes again with its rows under other ids, so that its money would count twice; null where it does not.
 *
 * A file is known again by its name, length, source and what its lines say of money.
 */
export const noteOfReread = async (reread: Reread): Promise<Sentence | null> => {
  const { journal, workspace, importId, file } = reread;
  const kinds = (Object.keys(said) as FactKind[]).filter((kind) => (file.kinds[kind]?.added ?? 0) > 0);
  if (kinds.length === 0) return null;
  const before = (await journal.list(workspace)).find(
    (record) =>
      record.state === 'done' &&
      Number(record.id) !== importId &&
      record.file === file.file &&
      (record.part ?? '') === (file.part ?? '') &&
      record.bytes === file.bytes &&
      record.layout === file.layout &&
      record.source === file.source,
  );
  if (!before) return null;
  let renamed = 0;
  for (const kind of kinds) renamed += await renamedRows(reread, kind, Number(before.id));
  return renamed > 0 ? text(renamed, before.id) : null;
};
