import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Company } from '../store/warehouse/import/importing.ts';
import { exampleFiles } from './files.ts';

/** Imports an example as it is recognised, with nothing refused, and gives the company back. */
export const bringExample = async (
  company: Company,
  name: string,
  answers: Record<string, string> = {},
): Promise<Company> => {
  const file = exampleFiles.find((each) => each.name === name);
  if (!file) throw new Error(`no example ${name}`);
  const report = await company.bring(await readFile(decodeURI(file.path)), { fileName: name, source: '', answers });
  expect(report.problem).toBeUndefined();
  expect(report.layout).toBe(file.layout);
  expect(await company.refused()).toEqual([]);
  return company;
};

/** Rows by the value of one of their columns. */
export const byColumn = (rows: Record<string, unknown>[], column: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries(rows.map(({ [column]: id, ...rest }) => [String(id), rest]));
