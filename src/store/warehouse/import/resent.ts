import type { Warehouse } from '../warehouse.ts';
import { cellColumn } from './fact-columns.ts';

/** The columns of a list of refused rows that say which row each was. */
const told = ['refused_import', 'refused_file', 'refused_line'] as const;

const whole = (column: string): string => `toUInt64OrNull(trimBoth(${column}))`;

/** The statement that notes which refused rows a batch brings again; null where the file is no list of refused rows. */
export const resentStatement = (header: readonly string[]): ((batch: string) => string) | null => {
  const names = header.map((name) => name.toLowerCase());
  const places = told.map((name) => names.indexOf(name));
  if (places.includes(-1)) return null;
  const [refusedImport = '', file = '', line = ''] = places.map(cellColumn);
  return (batch) => `INSERT INTO resent (workspace, import_id, refused_import, file, line)
    SELECT {workspace:String}, {import_id:UInt64}, assumeNotNull(${whole(refusedImport)}), ${file}, assumeNotNull(${whole(line)})
    FROM ${batch} WHERE ${whole(refusedImport)} IS NOT NULL AND ${whole(line)} IS NOT NULL`;
};

/** Notes that the rows of a batch were refused once and came again. Repeated, it changes nothing. */
export const noteResent = async (
  warehouse: Warehouse,
  statement: (batch: string) => string,
  batch: string,
  { workspace, importId }: { workspace: string; importId: number },
): Promise<void> => warehouse.command(statement(batch), { parameters: { workspace, import_id: importId } });
