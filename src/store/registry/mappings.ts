import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Mapping } from '../../model/mapping.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** How a file of a source was read the last time: what was answered, and how its columns became facts. */
export type RememberedMapping = { answers: Record<string, string>; mapping: Mapping };

/** Which files a mapping is remembered for; `signature` tells files of one layout apart where their columns are free. */
export type MappingKey = { workspace: string; source: string; layout: string; signature: string };

export type Mappings = {
  find(key: MappingKey): Promise<RememberedMapping | null>;
  /** The latest stands in the place of the one before. */
  save(key: MappingKey, remembered: RememberedMapping): Promise<void>;
};

const Answers = z.record(z.string(), z.string());

export const openMappings = (database: Kysely<Tables>, clock: () => Date): Mappings => ({
  find: async (key) => {
    const row = await database
      .selectFrom('mappings')
      .select(['answers', 'mapping'])
      .where('workspace', '=', key.workspace)
      .where('source', '=', key.source)
      .where('layout', '=', key.layout)
      .where('signature', '=', key.signature)
      .executeTakeFirst();
    if (!row) return null;
    // One written by another version of the program that no longer reads is forgotten.
    const mapping = Mapping.safeParse(row.mapping);
    return mapping.success ? { answers: Answers.parse(row.answers), mapping: mapping.data } : null;
  },
  save: async (key, { answers, mapping }) => {
    const told = { answers: jsonText(answers), mapping: jsonText(mapping), saved_at: clock() };
    await database
      .insertInto('mappings')
      .values({ ...key, ...told })
      .onConflict((conflict) => conflict.columns(['workspace', 'source', 'layout', 'signature']).doUpdateSet(told))
      .execute();
  },
});
