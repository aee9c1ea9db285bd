import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPglite } from '../../../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../../../src/store/registry/registry.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';
import { importFile, resumeImport } from '../../../../src/store/warehouse/import/import-file.ts';
import { recover, undoImport } from '../../../../src/store/warehouse/import/undo.ts';
import { migrate } from '../../../../src/store/warehouse/migrate.ts';
import { fileOf } from './crash-files.ts';

/** Imports one file after another, and takes every fifth back, telling each when it is done, until it is killed. */
const directory = process.argv[2] ?? '';
const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
const warehouse = await openChdb(join(directory, 'warehouse'));
await migrate(warehouse);
const { journal } = registry;
await recover({ warehouse, journal });
console.log('ready');
for (const { id, state } of await journal.list('main')) {
  if (state !== 'interrupted') continue;
  const { problem } = await resumeImport({ warehouse, journal, workspace: 'main' }, Number(id));
  if (problem) throw new Error(problem.text.en);
  console.log(`resumed ${id}`);
}
let number = (await journal.list('main')).length;
for (;;) {
  number += 1;
  const fileName = `${number}.csv`;
  const path = join(directory, fileName);
  writeFileSync(path, fileOf(number));
  const input = {
    warehouse,
    journal,
    workspace: 'main',
    timeZone: 'UTC',
    currency: 'RUB',
    source: 'main',
    path,
    fileName,
    progress: () => console.log('step'),
  };
  const [report] = await importFile(input);
  if (!report || report.problem) throw new Error(report?.problem?.text.en);
  console.log(`done ${number}`);
  if (number % 5 > 0) continue;
  const importId = Number(report.import_id);
  await undoImport({ warehouse, journal, workspace: 'main', importId });
  console.log(`undone ${number}`);
}
