import { openPglite } from '../../../src/store/registry/engines/pglite.ts';
import { openPostgres } from '../../../src/store/registry/engines/postgres.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';

/** Writes without end and says on standard output what the registry has acknowledged, until it is killed. */
const [database = ''] = process.argv.slice(2);
const engine = database.startsWith('postgres:') ? await openPostgres(database) : await openPglite(database);
const registry = await openRegistry(engine, () => new Date());
const { journal, corrections, blueprints } = registry;
const said = (line: string) => process.stdout.write(`${line}\n`);

for (const { importId, state } of await journal.unfinished()) {
  if (state === 'running') await journal.fail(importId, 'failed', null);
  if (state === 'published') await journal.finish(importId, { kinds: {}, totals: 0, leftOut: 0 });
}
for (let at = 0; ; at += 1) {
  await journal.exclusively('main', async () => {
    const id = await journal.begin({
      workspace: 'main',
      file: `${at}.csv`,
      source: 's',
      layout: 'canonical',
      bytes: at,
    });
    said(`begun ${id}`);
    await journal.publish(id);
    await journal.nextRevision('main');
    await journal.finish(id, { kinds: {}, totals: 0, leftOut: 0 });
    said(`done ${id}`);
    const correction = { kind: 'cost' as const, source: 's', id: String(id), class: 'shared', why: 'w', by: 'b' };
    await corrections.add('main', correction);
    said(`corrected ${id}`);
    const cells = ['a', 'b'].map((cell) => ({ collection: 'cells' as const, id: cell, value: { n: id } }));
    await blueprints.change('main', { how: 'edit', by: 'b', about: cells }, () => cells);
    said(`edited ${id}`);
  });
}
