import { Problem } from '../../model/problem.ts';
import { statements as facts } from './migrations/0001-facts.ts';
import { statements as ledger } from './migrations/0002-ledger.ts';
import { statements as identity } from './migrations/0003-identity.ts';
import { statements as channels } from './migrations/0004-channels.ts';
import { statements as sharedKeys } from './migrations/0005-shared-keys.ts';
import { statements as digest } from './migrations/0006-digest.ts';
import { statements as orderColumns } from './migrations/0007-order-columns.ts';
import { statements as doubts } from './migrations/0008-doubts.ts';
import { statements as resent } from './migrations/0009-resent.ts';
import { statements as signs } from './migrations/0010-signs.ts';
import { statements as refusedNames } from './migrations/0011-refused-names.ts';
import type { Warehouse } from './warehouse.ts';

export type Migration = { name: string; statements: readonly string[] };

/** All migrations in order. They only ever go forward: a released one is never changed, a new one is added. */
export const migrations: readonly Migration[] = [
  { name: '0001-facts', statements: facts },
  { name: '0002-ledger', statements: ledger },
  { name: '0003-identity', statements: identity },
  { name: '0004-channels', statements: channels },
  { name: '0005-shared-keys', statements: sharedKeys },
  { name: '0006-digest', statements: digest },
  { name: '0007-order-columns', statements: orderColumns },
  { name: '0008-doubts', statements: doubts },
  { name: '0009-resent', statements: resent },
  { name: '0010-signs', statements: signs },
  { name: '0011-refused-names', statements: refusedNames },
];

/**
 * Brings the warehouse's tables to what this version of the product needs.
 *
 * Every statement of a migration can be repeated (`IF NOT EXISTS`): so neither a crash half-way nor two processes that
 * start at once on one server do harm. Data of a newer version of the product is refused (`newer_data`).
 */
export const migrate = async (warehouse: Warehouse, wanted: readonly Migration[] = migrations): Promise<void> => {
  await warehouse.command(`CREATE TABLE IF NOT EXISTS migrations (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
    ENGINE = ReplacingMergeTree ORDER BY name`);
  const done = await warehouse.rows<{ name: string }>('SELECT name FROM migrations FINAL ORDER BY name');
  const applied = new Set(done.map(({ name }) => name));
  const known = new Set(wanted.map(({ name }) => name));
  const unknown = done.find(({ name }) => !known.has(name));
  if (unknown)
    throw new Problem({
      code: 'newer_data',
      kind: 'input',
      text: {
        ru: `Данные записаны более новой версией программы (${unknown.name}). Обновите программу.`,
        en: `The data was written by a newer version of the product (${unknown.name}). Update the product.`,
      },
      where: { migration: unknown.name },
    });
  for (const { name, statements } of wanted) {
    if (applied.has(name)) continue;
    for (const statement of statements) await warehouse.command(statement);
    await warehouse.command('INSERT INTO migrations (name) SELECT {name:String}', { parameters: { name } });
  }
};
