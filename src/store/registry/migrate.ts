import { sql } from 'kysely';
import { Problem } from '../../model/problem.ts';
import type { RegistryEngine } from './engines/engine.ts';
import { statements as registry } from './migrations/0001-registry.ts';
import { statements as installation } from './migrations/0002-installation.ts';
import { statements as mappedImports } from './migrations/0003-mapped-imports.ts';
import { statements as sources } from './migrations/0004-sources.ts';
import { statements as channels } from './migrations/0005-channels.ts';
import { statements as identity } from './migrations/0006-identity.ts';
import { statements as blueprint } from './migrations/0007-blueprint.ts';
import { statements as inForceFrom } from './migrations/0008-in-force-from.ts';
import { statements as survey } from './migrations/0009-survey.ts';
import { statements as decisions } from './migrations/0010-decisions.ts';
import { statements as audit } from './migrations/0011-audit.ts';
import { statements as foretold } from './migrations/0012-foretold.ts';
import { statements as foretoldAnew } from './migrations/0013-foretold-anew.ts';

const migrations: readonly { number: number; name: string; statements: readonly string[] }[] = [
  { number: 1, name: 'registry', statements: registry },
  { number: 2, name: 'installation', statements: installation },
  { number: 3, name: 'mapped-imports', statements: mappedImports },
  { number: 4, name: 'sources', statements: sources },
  { number: 5, name: 'channels', statements: channels },
  { number: 6, name: 'identity', statements: identity },
  { number: 7, name: 'blueprint', statements: blueprint },
  { number: 8, name: 'in-force-from', statements: inForceFrom },
  { number: 9, name: 'survey', statements: survey },
  { number: 10, name: 'decisions', statements: decisions },
  { number: 11, name: 'audit', statements: audit },
  { number: 12, name: 'foretold', statements: foretold },
  { number: 13, name: 'foretold-anew', statements: foretoldAnew },
];

const newerThanProgram = (number: number): Problem =>
  new Problem({
    code: 'data_is_newer',
    kind: 'input',
    text: {
      ru: `Данные записаны более новой версией программы (миграция ${number}): обновите программу.`,
      en: `The data was written by a newer version of the program (migration ${number}): update the program.`,
    },
    where: { migration: number },
  });

/**
 * Brings the registry's tables up to this version of the program.
 *
 * Migrations are numbered, only go forward and run each in a transaction, so a crash leaves none half done. Two processes
 * that start at once take turns. A registry written by a newer program is refused.
 */
export const migrate = (engine: RegistryEngine): Promise<void> =>
  engine.alone('migrations', async () => {
    const { database } = engine;
    await sql`CREATE TABLE IF NOT EXISTS migrations (
      number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
    )`.execute(database);
    const applied = new Set(
      (await database.selectFrom('migrations').select('number').execute()).map((row) => row.number),
    );
    const newest = Math.max(0, ...applied);
    if (newest > migrations.length) throw newerThanProgram(newest);
    for (const { number, name, statements } of migrations) {
      if (applied.has(number)) continue;
      await database.transaction().execute(async (transaction) => {
        for (const statement of statements) await sql.raw(statement).execute(transaction);
        await sql`INSERT INTO migrations (number, name) VALUES (${number}, ${name})`.execute(transaction);
      });
    }
  });
