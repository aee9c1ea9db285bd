import { readdirSync } from 'node:fs';
import { headerScore } from '../../src/layouts/recognise.ts';
import { openTables, type TableLook } from '../../src/store/warehouse/import/tables/table.ts';

const folder = new URL('./files/', import.meta.url);

/** A small real-looking file: its name begins with the id of the layout it is of. */
export type ExampleFile = { name: string; layout: string; path: string };

export const exampleFiles: readonly ExampleFile[] = readdirSync(folder)
  .sort()
  .map((name) => ({ name, layout: name.split('.')[0] ?? '', path: new URL(name, folder).pathname }));

/** What the product sees of an example: its first table. */
export const lookAt = async ({ name, path }: ExampleFile): Promise<TableLook> => {
  const [table] = await openTables(decodeURI(path), name, { isHeader: headerScore() });
  if (!table) throw new Error(`${name} has no table`);
  return table.look;
};
