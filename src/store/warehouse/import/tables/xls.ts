import { tableProblems } from './problems.ts';
import type { RowTable } from './rows.ts';

export const xlsTables = async (_path: string, fileName: string): Promise<RowTable[]> => {
  throw tableProblems.oldWorkbook(fileName);
};
