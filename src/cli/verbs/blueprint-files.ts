import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { bpmnOf, bpmnProcesses } from '../../analysis/organisation/bpmn.ts';
import { designTableNames, designTableTitles } from '../../analysis/tables/titles.ts';
import type { WhichBlueprint } from '../../model/blueprint/versions.ts';
import { Problem, type Sentence } from '../../model/problem.ts';
import type { Asked, Told } from '../verb.ts';

/** Writes a file and gives its whole path; a place that can't be written to is a problem in plain words. */
export const written = async (file: string, content: string | AsyncIterable<Uint8Array>): Promise<string> => {
  const path = resolve(file);
  await writeFile(path, content).catch((error: NodeJS.ErrnoException) => {
    throw new Problem({
      code: 'file_unwritable',
      kind: 'input',
      text: {
        ru: `В файл ${path} не получается писать (${error.code}).`,
        en: `${path} can’t be written to (${error.code}).`,
      },
      where: { file: path },
    });
  });
  return path;
};

const among = (what: Sentence, wanted: string, known: readonly string[]): Problem =>
  new Problem({
    code: 'unknown_export',
    kind: 'usage',
    text: {
      ru: `${what.ru} «${wanted}» нет. Есть: ${known.join(', ')}.`,
      en: `There is no ${what.en} “${wanted}”. There are: ${known.join(', ')}.`,
    },
    where: { wanted },
  });

/** A table of the design into a file: XLSX where its name ends so, else CSV. */
export const exportTable = async (
  { connection, workspace, language }: Asked,
  { table, which, file }: { table: string; which: WhichBlueprint; file: string },
): Promise<Told> => {
  const known = designTableNames.find((name) => name === table);
  if (known === undefined) throw among({ ru: 'Таблицы', en: 'table' }, table, designTableNames);
  const format = extname(file).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
  const { bytes } = await connection.export('design', { workspace, table, which, format }, language);
  const path = await written(file, bytes);
  const name = designTableTitles[known][language];
  return { json: { file: path, table, format }, text: () => `${name}: ${path}` };
};

/** A process of the design into a BPMN file: by its key, or by its name. */
export const exportProcess = async (
  { connection, workspace, language }: Asked,
  { process: wanted, which, file }: { process: string; which: WhichBlueprint; file: string },
): Promise<Told> => {
  const { document } = await connection.operations.blueprint.show({ workspace, which });
  const { name } = await connection.operations.workspaces.state({ workspace });
  const all = bpmnProcesses(document, language);
  const process = all.find(({ key }) => key === wanted) ?? all.find((each) => each.name === wanted);
  if (process === undefined)
    throw among(
      { ru: 'Процесса', en: 'process' },
      wanted,
      all.map(({ key }) => key),
    );
  const path = await written(file, bpmnOf(document, process, { company: name[language], language }));
  return { json: { file: path, process: process.key }, text: () => `${process.name}: ${path}` };
};
