import { join } from 'node:path';
import { openPglite } from '../../../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../../../src/store/registry/registry.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';
import { importFile, resumeImport } from '../../../../src/store/warehouse/import/import-file.ts';
import { recover } from '../../../../src/store/warehouse/import/undo.ts';
import { migrate } from '../../../../src/store/warehouse/migrate.ts';
import { largeMapping } from './large-file.ts';

/** Imports one large file, or goes on with it, telling every step, until it is killed or done. */
const directory = process.argv[2] ?? '';
const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
const warehouse = await openChdb(join(directory, 'warehouse'));
await migrate(warehouse);
const { journal } = registry;
await recover({ warehouse, journal });
const progress = ({ rows }: { rows: number }) => console.log(`rows ${rows}`);
const [before] = await journal.list('main');
const stopped = before?.state === 'interrupted' ? before : undefined;
// Killed once it counted, it was finished above.
const report =
  before?.state === 'done'
    ? before
    : stopped
      ? await resumeImport({ warehouse, journal, workspace: 'main', progress }, Number(stopped.id))
      : (
          await importFile({
            warehouse,
            journal,
            workspace: 'main',
            timeZone: 'UTC',
            currency: 'RUB',
            source: 'main',
            path: join(directory, 'large.csv'),
            fileName: 'large.csv',
            tables: [{ part: '', skip: false, answers: {}, mapping: largeMapping }],
            progress,
          })
        )[0];
console.log(`done ${JSON.stringify(report)}`);
await warehouse.close();
await registry.close();
