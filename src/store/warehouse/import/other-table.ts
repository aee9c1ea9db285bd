import type { Sentence } from '../../../model/problem.ts';
import type { Warehouse } from '../warehouse.ts';

/** Says that a file has something else than its table below a blank line, where it begins and how many rows it has; null where there is none. */
export const noteOfOtherTable = async (
  warehouse: Warehouse,
  quarantine: string,
  { workspace, importId }: { workspace: string; importId: number },
): Promise<Sentence | null> => {
  const [found] = await warehouse.rows<{ rows: number; line: number }>(
    `SELECT count() AS rows, min(line) AS line FROM ${quarantine}
      WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64} AND reason = 'other_table'`,
    { parameters: { workspace, import_id: importId } },
  );
  const rows = Number(found?.rows ?? 0);
  if (rows === 0) return null;
  const line = Number(found?.line);
  return {
    ru: `Под пустой строкой, со строки ${line}, стоит ещё что-то, похожее на другую таблицу или пояснения; строк: ${rows}. Они не посчитаны и лежат в карантине. Если это другая таблица, сохраните её отдельным файлом.`,
    en: `Below a blank line, from row ${line} on, stands something like another table or explanations; rows: ${rows}. They are not counted and lie in quarantine. If it is another table, save it as a file of its own.`,
  };
};
