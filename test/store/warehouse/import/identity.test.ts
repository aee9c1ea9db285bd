import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KindCounts } from '../../../../src/model/imports.ts';
import { type Company, useCompanies } from './importing.ts';

const { company, warehouse } = useCompanies();

const counts = (read: number, added: number, changed: number, unchanged: number, quarantined = 0): KindCounts => ({
  read,
  added,
  changed,
  unchanged,
  quarantined,
});
const byId = (here: Company, columns: string) =>
  here.facts('customers', columns).then((rows) => rows.sort((a, b) => String(a.id).localeCompare(String(b.id))));

describe('a row sent again', () => {
  it('changes nothing; sent changed it is a new version', async () => {
    const here = company();
    const first = 'customer_id,name\n1,a\n2,b\n';
    expect((await here.bring(first)).kinds.customers).toEqual(counts(2, 2, 0, 0));
    expect((await here.bring(first)).kinds.customers).toEqual(counts(2, 0, 0, 2));
    expect((await here.bring('NAME;customer_id;region\nb;2;\nc;1;\nd;3;\nx;;\n')).kinds.customers).toEqual(
      counts(4, 1, 1, 1, 1),
    );
    expect(await byId(here, 'id, name')).toEqual([
      { id: '1', name: 'c' },
      { id: '2', name: 'b' },
      { id: '3', name: 'd' },
    ]);
  });

  it('under other ids is told to be in already', async () => {
    const here = company();
    const file = (id: string) =>
      `line_id,order_id,customer_id,ordered_at,net_amount\n${id}1,o,c,2025-01-01,5\n${id}2,o,c,2025-01-01,7\n`;
    await here.bring(file('a'));
    expect((await here.bring(file('a'))).notes).toBeUndefined();
    for (const dryRun of [true, false]) {
      const { notes } = await here.bring(file('b'), { dryRun });
      expect(notes).toHaveLength(1);
      expect(notes?.[0]?.en).toMatch(/in already \(import \d\), but 2 of its rows/);
    }
  });

  it('under another source is another row', async () => {
    const here = company();
    await here.bring('customer_id,name\n1,a\n', { source: 'crm' });
    expect((await here.bring('customer_id,name\n1,b\n', { source: 'shop' })).kinds.customers).toEqual(
      counts(1, 1, 0, 0),
    );
    expect(await here.facts('customers', 'id')).toHaveLength(2);
  });

  it('twice in one file counts once, and the later line wins', async () => {
    const here = company();
    expect((await here.bring('customer_id,name\n1,a\n1,b\n1,c\n2,x\n2,x\n')).kinds.customers).toEqual(
      counts(5, 2, 0, 3),
    );
    expect(await byId(here, 'id, name')).toEqual([
      { id: '1', name: 'c' },
      { id: '2', name: 'x' },
    ]);
  });

  it('with an older updated_at does not win, whenever it comes; none is the oldest', async () => {
    const here = company();
    await here.bring('customer_id,name,updated_at\n1,new,2025-02-01\n');
    expect((await here.bring('customer_id,name,updated_at\n1,old,2025-01-01\n')).kinds.customers).toEqual(
      counts(1, 0, 0, 1),
    );
    expect((await here.bring('customer_id,name\n1,undated\n')).kinds.customers).toEqual(counts(1, 0, 0, 1));
    expect(await byId(here, 'name')).toEqual([{ name: 'new' }]);
    expect((await here.bring('customer_id,name,updated_at\n1,newest,2025-02-01 00:00:01\n')).kinds.customers).toEqual(
      counts(1, 0, 1, 0),
    );
  });

  it('of a deal is the same only at the same stage and moment', async () => {
    const here = company();
    const file = 'deal_id,stage,stage_entered_at\nd,lead,2025-01-01\nd,offer,2025-01-05\n';
    expect((await here.bring(file)).kinds.deals).toEqual(counts(2, 2, 0, 0));
    expect(
      (await here.bring('deal_id,stage,stage_entered_at,amount\nd,lead,01.01.2025,5\nd,lead,2025-01-09,5\n')).kinds
        .deals,
    ).toEqual(counts(2, 1, 1, 0));
  });

  it('without an id is known by what it says and how often', async () => {
    const here = company();
    const file = (rows: string[]) => `occurred_at,kind,customer_id\n${rows.join('\n')}\n`;
    const [call, visit] = ['2025-01-01,call,c', '2025-01-01,visit,c'];
    expect((await here.bring(file([call, call, visit]))).kinds.interactions).toEqual(counts(3, 3, 0, 0));
    expect((await here.bring(file([visit, call, call, call]))).kinds.interactions).toEqual(counts(4, 1, 0, 3));
    expect(
      (await here.bring('kind,channel,customer_id,interaction_id,occurred_at\ncall,,c,,01.01.2025\n')).kinds
        .interactions,
    ).toEqual(counts(1, 0, 0, 1));
    expect(await here.facts('interactions', 'id')).toHaveLength(4);
  });

  it('in another workspace is unknown there', async () => {
    const [one, two] = [company(), company()];
    await one.bring('customer_id\n1\n');
    expect((await two.bring('customer_id\n1\n')).kinds.customers).toEqual(counts(1, 1, 0, 0));
    await one.undo('1');
    expect(await one.facts('customers', 'id')).toEqual([]);
    expect(await two.facts('customers', 'id')).toHaveLength(1);
  });
});

describe('one id for rows that say different things', () => {
  const lines = 'line_id,order_id,customer_id,ordered_at,net_amount,currency\n';
  const row = (id: string, amount: string) => `${id},o1,c1,2025-03-01,${amount},RUB\n`;

  it.each([false, true])('is told of, for the last row alone counts (checked only: %s)', async (dryRun) => {
    const here = company();
    const report = await here.bring(`${lines}${row('7', '100')}${row('7', '200')}${row('8', '5')}${row('8', '5')}`, {
      as: 'order_lines',
      dryRun,
    });
    expect(report.kinds.order_lines).toEqual(counts(4, 2, 0, 2));
    expect(report.notes?.map(({ en }) => en)).toEqual([expect.stringMatching(/“Line ID”.*1 such value.*“7”/u)]);
    expect(report.notes?.[0]?.ru).toMatch(/«Номер строки».*таких значений 1, например «7»/u);
  });

  it('is told of beside facts that are there, and not of what only changed since', async () => {
    const here = company();
    await here.bring(`${lines}${row('7', '100')}${row('8', '5')}`, { as: 'order_lines' });
    expect((await here.bring(`${lines}${row('7', '300')}`, { as: 'order_lines' })).notes).toBeUndefined();
    const again = await here.bring(`${lines}${row('8', '6')}${row('8', '7')}${row('9', '1')}`, { as: 'order_lines' });
    expect(again.kinds.order_lines).toEqual(counts(3, 1, 1, 1));
    expect(again.notes?.[0]?.en).toMatch(/1 such value, for example “8”/u);
  });

  it('is no contradiction where rows tell when they changed', async () => {
    const here = company();
    const dated = 'customer_id,name,updated_at\n1,a,2025-01-01\n1,b,2025-02-01\n';
    expect((await here.bring(dated)).notes).toBeUndefined();
    expect(await here.facts('customers', 'name')).toEqual([{ name: 'b' }]);
  });
});

describe('a dry run', () => {
  it('reports what the import would and leaves nothing', async () => {
    const here = company();
    await here.bring('customer_id,name\n1,a\n2,b\n3,c\n');
    const file = 'customer_id,name\n1,a\n2,z\n4,d\n,x\n';
    const before = await here.facts('customers');
    const dry = await here.bring(file, { dryRun: true });
    expect(dry.import_id).toBeUndefined();
    expect(await here.facts('customers')).toEqual(before);
    expect(await here.refused()).toEqual([]);
    expect((await here.bring(file)).kinds).toEqual(dry.kinds);
    const left = await warehouse().rows("SELECT name FROM system.tables WHERE startsWith(name, 'import_staging')");
    expect(left).toEqual([]);
  });
});

describe('undo', () => {
  it('takes back what the import brought, and leaves what a later one repeated', async () => {
    const here = company();
    const first = await here.bring('customer_id,name\n1,a\n2,b\n3,c\n');
    await here.bring('customer_id,name\n1,a\n2,z\n,bad\n');
    await here.undo(first.import_id);
    expect(await byId(here, 'id, name')).toEqual([
      { id: '1', name: 'a' },
      { id: '2', name: 'z' },
    ]);
    await expect(here.undo(first.import_id)).rejects.toMatchObject({ body: { code: 'no_such_import' } });
    await here.undo('2');
    expect(await here.facts('customers')).toEqual([]);
    expect(await here.refused()).toEqual([]);
  });

  it('brings back the version before', async () => {
    const here = company();
    await here.bring('customer_id,name\n1,a\n');
    const before = await here.facts('customers');
    const { import_id } = await here.bring('customer_id,name\n1,b\n2,c\n');
    await here.undo(import_id);
    expect(await here.facts('customers')).toEqual(before);
    expect((await here.bring('customer_id,name\n1,b\n2,c\n')).kinds.customers).toEqual(counts(2, 1, 1, 0));
  });
});

describe('an import that is cancelled', () => {
  it('leaves nothing, and the next goes on', async () => {
    const here = company();
    const control = new AbortController();
    const report = await here.bring(`customer_id\n${Array.from({ length: 5000 }, (_, at) => at).join('\n')}\n`, {
      signal: control.signal,
      progress: () => control.abort(),
    });
    expect(report).toMatchObject({ kinds: {}, problem: { code: 'cancelled' } });
    expect((await here.journal.list(here.workspace)).map(({ id }) => id)).toEqual(['1']);
    expect(await here.journal.unfinished()).toEqual([]);
    expect(await here.facts('customers')).toEqual([]);
    const left = 'SELECT count() AS rows FROM versions_customers WHERE workspace = {w:String}';
    const parameters = { w: here.workspace };
    await expect.poll(() => warehouse().rows(left, { parameters }), { timeout: 20_000 }).toEqual([{ rows: 0 }]);
    expect((await here.bring('customer_id\n1\n')).kinds.customers).toEqual(counts(1, 1, 0, 0));
  });
});

type Row = { id: number; name: string; day: number };
const rowOf = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  name: fc.constantFrom('a', 'b', 'c'),
  day: fc.integer({ min: 0, max: 3 }),
});
const fileOf = (rows: readonly Row[]): string =>
  `customer_id,name,updated_at\n${rows.map(({ id, name, day }) => `${id},${name},${day === 0 ? '' : `2025-01-0${day}`}`).join('\n')}\n`;
const filesOf = (min: number, max: number) =>
  fc.array(fc.array(rowOf, { minLength: 1, maxLength: 6 }), { minLength: min, maxLength: max });

// Many small imports: they wait for their turn on a busy machine.
describe('whatever is imported', { timeout: 180_000 }, () => {
  it('again, one file after another, changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(filesOf(1, 3), async (files) => {
        const here = company();
        for (const rows of files) await here.bring(fileOf(rows));
        const before = await here.facts('customers');
        const last = files.at(-1) ?? [];
        const report = await here.bring(fileOf(last));
        expect(report.kinds.customers).toMatchObject({
          read: last.length,
          added: 0,
          changed: 0,
          unchanged: last.length,
        });
        expect(await here.facts('customers')).toEqual(before);
      }),
      { numRuns: 4, seed: 2 },
    );
  });

  it('in any order comes to the same where updated_at decides', async () => {
    const distinct = filesOf(2, 3).map((files) => {
      let day = 0;
      // Every row has a moment of its own.
      const moment = () => {
        day += 1;
        return `2025-01-${String(((day * 7) % 27) + 1).padStart(2, '0')} 00:00:${String(day).padStart(2, '0')}`;
      };
      return files.map(
        (rows) =>
          `customer_id,name,updated_at\n${rows.map(({ id, name }) => `${id},${name},${moment()}`).join('\n')}\n`,
      );
    });
    await fc.assert(
      fc.asyncProperty(distinct, async (files) => {
        const [forward, backward] = [company(), company()];
        for (const file of files) await forward.bring(file);
        for (const file of files.toReversed()) await backward.bring(file);
        expect(await backward.facts('customers')).toEqual(await forward.facts('customers'));
      }),
      { numRuns: 3, seed: 3 },
    );
  });

  it('and undone is as if it had never been', async () => {
    await fc.assert(
      fc.asyncProperty(filesOf(2, 3), fc.nat(), async (files, pick) => {
        const [with_, without] = [company(), company()];
        const undone = pick % files.length;
        let id: string | undefined;
        for (const [at, rows] of files.entries()) {
          const report = await with_.bring(fileOf(rows));
          if (at === undone) id = report.import_id;
          else await without.bring(fileOf(rows));
        }
        await with_.undo(id);
        expect(await with_.facts('customers')).toEqual(await without.facts('customers'));
      }),
      { numRuns: 4, seed: 4 },
    );
  });

  it('counts every row once', async () => {
    await fc.assert(
      fc.asyncProperty(filesOf(1, 3), async (files) => {
        const here = company();
        let known = 0;
        for (const rows of files) {
          const found = (await here.bring(fileOf(rows))).kinds.customers ?? counts(0, 0, 0, 0);
          expect(found.added + found.changed + found.unchanged + found.quarantined).toBe(rows.length);
          expect(Math.min(found.added, found.changed, found.unchanged, found.quarantined)).toBeGreaterThanOrEqual(0);
          known += found.added;
        }
        expect(await here.facts('customers', 'id')).toHaveLength(known);
      }),
      { numRuns: 4, seed: 5 },
    );
  });
});
