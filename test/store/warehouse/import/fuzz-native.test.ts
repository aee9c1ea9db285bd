import { expect, it } from 'vitest';
import { fuzzOne, type KnownSeed } from '../../../../src/bench/fuzz/run.ts';
import { learnSeeds } from '../../../../src/bench/fuzz.ts';
import { memoryJournal } from '../../../support/journal.ts';
import { useCompanies } from './importing.ts';

const { warehouse } = useCompanies();
/** Many small imports: they wait for their turn on a busy machine. */
const timeout = 240_000;

/** One of each way a file can be: delimited in three encodings, orders whose lines belong together, a page, JSON, a bank's text, a workbook. */
const used = new Set([
  'amocrm_deals.csv',
  'yandex_direct.csv',
  'flat_people.csv',
  'shopify_orders.csv',
  'bitrix24_deals.export.xls',
  'bitrix24_stage_history.ndjson',
  'bank_exchange.txt',
  'payments.xlsx',
]);

/** A small share of what `npm run bench fuzz` does ten thousand times. */
it('spoilt files of programs neither crash nor hang the import, lose no row and make no wrong fact in silence', {
  timeout,
}, async () => {
  const place = { warehouse: warehouse(), journal: memoryJournal() };
  const seeds: KnownSeed[] = await learnSeeds(place, (name) => used.has(name));
  expect(seeds.map(({ name }) => name).sort()).toEqual([...used].sort());
  const ends = new Map<string, number>();
  for (let index = 0; index < 100; index += 1) {
    const outcome = await fuzzOne(place, seeds, index);
    expect({ ...outcome, wrong: outcome.wrong.slice(0, 3) }).toMatchObject({ wrong: [], lost: [], hangs: false });
    if (outcome.end === 'crash') throw outcome.error ?? new Error(`file ${index} is refused without a sentence`);
    ends.set(outcome.end, (ends.get(outcome.end) ?? 0) + 1);
  }
  expect([...ends.keys()].sort()).toEqual(['refused', 'some rows refused', 'taken']);
});
