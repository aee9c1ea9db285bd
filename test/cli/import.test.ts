import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ListedLayout } from '../../src/model/importing.ts';
import { FileReport, ImportRecord } from '../../src/model/imports.ts';
import { conveyor, type Outcome, type Running, startProduct } from './product.ts';

let folder = '';
let server: Running;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-cli-import-'));
  for (const name of ['amocrm_deals.csv', 'yandex_direct.csv', 'bank_exchange.txt'])
    await copyFile(join(import.meta.dirname, '../layouts/files', name), join(folder, name));
  server = await startProduct(join(folder, 'data'));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (...words: string[]): Promise<Outcome> => conveyor(...words, '--data', join(folder, 'data'));
const Files = z.strictObject({ files: z.array(FileReport) });
const filesOf = ({ stdout }: Outcome) => Files.parse(JSON.parse(stdout)).files;
const at = (name: string) => join(folder, name);

describe('exports without a word of what they are', { timeout: 120_000 }, () => {
  test('are recognised, several at once, with what was taken for granted told', async () => {
    const outcome = await ask(
      'import',
      at('amocrm_deals.csv'),
      at('yandex_direct.csv'),
      at('bank_exchange.txt'),
      '--json',
    );
    expect(outcome.code).toBe(0);
    const files = filesOf(outcome);
    expect(files.map(({ layout, source, sureness }) => [layout, source, sureness])).toEqual([
      ['amocrm_deals', 'amocrm', 'sure'],
      ['yandex_direct', 'yandex_direct', 'sure'],
      ['bank_exchange', 'bank', 'sure'],
    ]);
    expect(files[0]?.notes?.some(({ ru }) => ru.includes('Считать выигранные сделки продажами?'))).toBe(true);
    expect(files[1]).toMatchObject({ totals: 1, kinds: { costs: { read: 3, added: 3 } } });
  });

  test('tried first change nothing, and show the first rows and what they would be', async () => {
    const [report] = filesOf(
      await ask('import', at('yandex_direct.csv'), '--workspace', 'tried', '--vat', 'included', '--dry-run', '--json'),
    );
    expect(report?.preview?.first[0]).toMatchObject({ kind: 'costs' });
    expect(report?.preview?.first[0]?.rows[0]).toContain('3600.416667');
    expect(report?.import_id).toBeUndefined();
    const [deals] = filesOf(await ask('import', at('amocrm_deals.csv'), '--workspace', 'tried', '--dry-run', '--json'));
    expect(deals?.preview?.unlocks.length).toBeGreaterThan(0);
    const { stdout } = await ask('imports', '--workspace', 'tried', '--json');
    expect(JSON.parse(stdout)).toEqual({ imports: [] });
  });

  test('sent again as they were answered before: what was answered is remembered', async () => {
    const [first] = filesOf(
      await ask('import', at('yandex_direct.csv'), '--workspace', 'vat', '--vat', 'included', '--json'),
    );
    expect(first?.kinds.costs?.added).toBe(3);
    const [again] = filesOf(await ask('import', at('yandex_direct.csv'), '--workspace', 'vat', '--json'));
    expect(again?.kinds.costs).toMatchObject({ changed: 0, unchanged: 3 });
    const [otherwise] = filesOf(
      await ask('import', at('yandex_direct.csv'), '--workspace', 'vat', '--vat', 'as-given', '--json'),
    );
    expect(otherwise?.kinds.costs).toMatchObject({ changed: 3, unchanged: 0 });
  });
});

describe('a file that does not tell', { timeout: 120_000 }, () => {
  test('is refused with the question and the flags to answer it by', async () => {
    const slashed = at('slashed.csv');
    await writeFile(
      slashed,
      'line_id,order_id,customer_id,ordered_at,net_amount\n1,1,a,03/04/2025,10\n2,2,b,05/06/2025,5\n',
    );
    const refused = await ask('import', slashed, '--workspace', 'dates');
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain('--answer dates=day');
    const [taken] = filesOf(await ask('import', slashed, '--workspace', 'dates', '--dates', 'day', '--json'));
    expect(taken?.kinds.order_lines?.added).toBe(2);
  });

  test('is read by a map, short or whole; a map that is none is told where it is wrong', async () => {
    const own = at('own.csv');
    await writeFile(own, 'Row;Client;When;Sum\n1;a;2025-01-01;10,5\n2;b;2025-01-02;20\n');
    const map = at('map.json');
    const columns = { line_id: 'Row', order_id: 'Row', customer_id: 'Client', ordered_at: 'When', net_amount: 'Sum' };
    await writeFile(map, JSON.stringify({ as: 'order_lines', columns }));
    const [taken] = filesOf(await ask('import', own, '--workspace', 'map', '--map', map, '--json'));
    expect(taken).toMatchObject({ layout: 'free', kinds: { order_lines: { read: 2, added: 2 } } });
    await writeFile(map, JSON.stringify({ as: 'order_lines', columns: { ...columns, net_amount: { kolumn: 'Sum' } } }));
    const wrong = await ask('import', own, '--workspace', 'map', '--map', map, '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout).problem).toMatchObject({ code: 'bad_map' });
    expect(JSON.parse(wrong.stdout).problem.text.en).toContain('columns.net_amount');
    await writeFile(map, JSON.stringify({ as: 'order_lines', columns: { ...columns, net_amount: 'Summe' } }));
    const [lacking] = filesOf(await ask('import', own, '--workspace', 'map', '--map', map, '--json'));
    expect(lacking?.problem?.code).toBe('bad_mapping');
  });
});

describe('what can be brought', { timeout: 120_000 }, () => {
  test('is listed, and there are tables to fill in that come back known', async () => {
    const { layouts } = z
      .object({ layouts: z.array(ListedLayout) })
      .parse(JSON.parse((await ask('import', '--layouts', '--json')).stdout));
    expect(layouts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['amocrm_deals', 'hubspot_deals', 'shopify_orders']),
    );
    const file = at('template.csv');
    expect((await ask('template', 'costs', '--lang', 'ru', '--out', file)).code).toBe(0);
    expect((await readFile(file, 'utf8')).split('\n')[0]).toMatch(/[а-я]/i);
    const [report] = filesOf(await ask('import', file, '--workspace', 'template', '--dry-run', '--json'));
    expect(report?.layout).toBe('flat_costs');
    expect((await ask('template', 'nothing')).code).toBe(2);
  });

  test('refused rows come out in the file’s own columns, and mended go in', async () => {
    const dirty = at('dirty.csv');
    const text = await readFile(at('yandex_direct.csv'));
    await writeFile(dirty, Buffer.from(text.toString('latin1').replace('4 320,50', 'abc'), 'latin1'));
    const [report] = filesOf(await ask('import', dirty, '--workspace', 'mend', '--json'));
    expect(report?.kinds.costs).toMatchObject({ added: 2, quarantined: 1 });
    const { stdout } = await ask('quarantine', '--workspace', 'mend', '--import', report?.import_id ?? '');
    expect(stdout).toContain('Расход (руб.)');
    const mended = at('mended.csv');
    await writeFile(mended, stdout.replace(/abc(?=,)/, '"4 320,50"'));
    const [again] = filesOf(await ask('import', mended, '--workspace', 'mend', '--json'));
    expect(again).toMatchObject({ layout: 'yandex_direct', kinds: { costs: { added: 1, quarantined: 0 } } });
    const imports = z
      .object({ imports: z.array(ImportRecord) })
      .parse(JSON.parse((await ask('imports', '--workspace', 'mend', '--json')).stdout));
    expect(imports.imports.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('refused rows wait no longer once the whole export comes corrected, and do again when it is taken back', async () => {
    const whole = at('amocrm_deals.csv');
    const dirty = at('dirty-amo.csv');
    const text = (await readFile(whole)).toString('latin1');
    await writeFile(dirty, Buffer.from(text.replace('450000', 'abc'), 'latin1'));
    const waiting = async () =>
      JSON.parse((await ask('quarantine', '--workspace', 'whole', '--json')).stdout).rows.length;
    const finding = async () => {
      const { findings } = JSON.parse((await ask('check', 'data', '--workspace', 'whole', '--json')).stdout);
      return findings.find(({ code }: { code: string }) => code === 'quarantined_rows')?.count ?? 0;
    };
    const [report] = filesOf(await ask('import', dirty, '--workspace', 'whole', '--json'));
    expect(report?.kinds.deals).toMatchObject({ quarantined: 1 });
    expect([await waiting(), await finding()]).toEqual([1, 1]);
    const [corrected] = filesOf(await ask('import', whole, '--workspace', 'whole', '--json'));
    expect(corrected?.notes?.some(({ en }) => en.includes('Rows refused before that came again: 1.'))).toBe(true);
    expect([await waiting(), await finding()]).toEqual([0, 0]);
    expect((await ask('imports', 'undo', corrected?.import_id ?? '', '--workspace', 'whole')).code).toBe(0);
    expect([await waiting(), await finding()]).toEqual([1, 1]);
    // Eleven starts of the program.
  }, 240_000);

  test('a question whose answers are names of columns is answered by words that can be pasted', async () => {
    const file = at('wb.csv');
    const text = await readFile(join(import.meta.dirname, '../layouts/files/wildberries_report.csv'), 'utf8');
    const name = 'Услуги по доставке товара покупателю';
    await writeFile(file, text.replace(name, `${name}, руб.`));
    const refused = await ask('import', file, '--workspace', 'column', '--dry-run');
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain(`--answer 'column_delivery=${name}, руб.'`);
    const taken = await ask(
      'import',
      file,
      '--workspace',
      'column',
      '--answer',
      `column_delivery=${name}, руб.`,
      '--json',
    );
    expect(filesOf(taken)[0]).toMatchObject({ kinds: { costs: { added: 2 } } });
  });
});
