import { describe, expect, it } from 'vitest';
import { russianVat } from '../../../../src/layouts/bind.ts';
import type { Mapping, Output, Value } from '../../../../src/model/mapping.ts';
import { useCompanies } from './importing.ts';

const { company } = useCompanies();

const mappingOf = (
  outputs: (Partial<Output> & Pick<Output, 'kind' | 'columns'>)[],
  more: Partial<Mapping> = {},
): Mapping => ({
  layout: 'free',
  outputs: outputs.map((output) => ({ attributes: {}, ...output })),
  keepRest: false,
  leaveOut: [],
  personal: {},
  ...more,
});

/** Imports rows of cells by a mapping. */
const bring = (here: ReturnType<typeof company>, rows: string[][], mapping: Mapping) => {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const text = rows.map((row) => row.map(quote).join(';')).join('\n');
  return here.bring(`${text}\n`, { tables: [{ part: '', skip: false, answers: {}, mapping }] });
};

/** What values make of one row of cells a, b, c: each put into the name of a product. */
const evaluate = async (cells: [string, string, string], values: Value[]): Promise<string[]> => {
  const here = company();
  const mapping = mappingOf(
    values.map((value, at) => ({
      kind: 'products' as const,
      columns: { product_id: { constant: String(at) }, name: value },
    })),
  );
  const report = await bring(here, [['a', 'b', 'c'], cells], mapping);
  expect(report.problem).toBeUndefined();
  const found = await here.facts('products', 'product_id, name');
  return values.map((_, at) => String(found.find(({ product_id }) => product_id === String(at))?.name));
};

const a: Value = { column: 'a' };
const b: Value = { column: 'b' };
const c: Value = { column: 'c' };

describe('a value', () => {
  it('is a cell, a constant, the source, or an id of the source’s own', async () => {
    const values: Value[] = [a, { column: 'none' }, { constant: "x'{y}" }, { source: true }, { own: a }, { own: c }];
    // A mapping that names a column the file lacks is refused, so it is left out here.
    expect(
      await evaluate(
        [' Иван ', 'Б', ''],
        values.filter((value) => !('column' in value && value.column === 'none')),
      ),
    ).toEqual(['Иван', "x'{y}", 'main', 'main:Иван', '']);
  });

  it('is put together and taken apart', async () => {
    expect(
      await evaluate(
        ['x@y.ru; z@y.ru', 'ООО «А»', ''],
        [
          { first: [c, b, a] },
          { first: [c, c] },
          { joined: [b, c, { constant: '!' }], by: ' · ' },
          { joined: [b, c], by: ' · ', whole: true },
          { part: a, by: ';', at: 0 },
          { part: a, by: ';', at: -1 },
          { part: a, by: ';', at: 5 },
          { found: b, pattern: '«(.+)»' },
          { lower: b },
        ],
      ),
    ).toEqual(['ООО «А»', '', 'ООО «А» · !', '', 'x@y.ru', 'z@y.ru', '', 'А', 'ооо «а»']);
  });

  it('is chosen by rules in their order, and by conditions', async () => {
    const from = [
      { is: [' УСПЕШНО реализовано'], gives: 'won' },
      { matches: '^закрыт', gives: 'lost' },
    ];
    expect(
      await evaluate(
        ['Успешно Реализовано ', 'Закрыто и не реализовано', '-5,5'],
        [
          { chosen: a, from },
          { chosen: b, from },
          { chosen: c, from, otherwise: { constant: 'open' } },
          { chosen: c, from },
          { when: { filled: a }, gives: b, otherwise: c },
          { when: { not: { filled: a } }, gives: b, otherwise: c },
          { when: { negative: c }, gives: { constant: 'minus' } },
          { when: { all: [{ of: a, oneOf: ['успешно реализовано'] }, { same: [b, b] }] }, gives: { constant: 'yes' } },
          {
            when: {
              any: [
                { of: a, matches: '^нет' },
                { of: b, matches: 'РЕАЛИЗ' },
              ],
            },
            gives: { constant: 'any' },
          },
        ],
      ),
    ).toEqual(['won', 'lost', 'open', '', 'Закрыто и не реализовано', '-5,5', 'minus', 'yes', 'any']);
  });

  it('is reckoned exactly; what is no number stays to be refused', async () => {
    expect(
      await evaluate(
        ['1 234,50 ₽', '0.1', ''],
        [
          { sum: [a, b, c] },
          { sum: [c, c] },
          { difference: [a, b] },
          { product: [a, b] },
          { product: [a, c] },
          { quotient: [a, { constant: '3' }] },
          { quotient: [a, { constant: '0' }] },
          { negated: a },
          { sum: [a, { constant: 'abc' }] },
          { product: [{ constant: '999999999999999' }, { constant: '999999999999999' }] },
          { product: [{ constant: '9999999999999999999' }, b] },
          { epoch: { constant: '1735689600' } },
          { epoch: { constant: 'вчера' } },
        ],
      ),
    ).toEqual([
      '1234.6',
      '',
      '1234.4',
      '123.45',
      '',
      '411.5',
      '1 234,50 ₽ ÷ 0',
      '-1234.5',
      'abc',
      '999999999999998000000000000001',
      '9999999999999999999',
      '2025-01-01T00:00:00Z',
      'вчера',
    ]);
  });
});

const line = (day: string, amount: string): string[] => [`l${day}${amount}`, day, amount];
const lines = (columns: Record<string, Value> = {}): Partial<Output> & Pick<Output, 'kind' | 'columns'> => ({
  kind: 'order_lines',
  columns: {
    line_id: { column: 'id' },
    order_id: { column: 'id' },
    customer_id: { constant: 'c' },
    ordered_at: { column: 'day' },
    net_amount: { net: { column: 'amount' } },
    ...columns,
  },
});

describe('amounts with tax', () => {
  it('lose the tax of their day', async () => {
    const here = company();
    const rows = [
      ['id', 'day', 'amount'],
      line('2018-12-31', '118'),
      line('2025-12-31', '120'),
      line('2026-01-01', '122'),
      line('2026-01-02', '100'),
      line('2003-01-01', '118'),
    ];
    await bring(here, rows, mappingOf([lines()], { vat: russianVat }));
    const found = await here.facts(
      'order_lines',
      "toString(net_amount) AS net, toDate(ordered_at, 'Europe/Moscow') AS day",
    );
    const byDay = Object.fromEntries(found.map(({ day, net }) => [day, net]));
    expect(byDay).toEqual({
      '2003-01-01': '100',
      '2018-12-31': '100',
      '2025-12-31': '100',
      '2026-01-01': '100',
      '2026-01-02': '81.967213',
    });
  });

  it('are as they are where nobody said they include it', async () => {
    const here = company();
    await bring(here, [['id', 'day', 'amount'], line('2025-12-31', '120')], mappingOf([lines()]));
    expect(await here.facts('order_lines', 'toString(net_amount) AS net')).toEqual([{ net: '120' }]);
  });
});

describe('a row that gives several kinds', () => {
  const outputs = [
    lines({ customer_id: { own: { column: 'who' } } }),
    {
      kind: 'customers' as const,
      aside: 'orders',
      columns: { customer_id: { own: { column: 'who' } }, name: { column: 'who' }, created_at: { column: 'since' } },
    },
  ];
  const header = ['id', 'day', 'amount', 'who', 'since'];

  it('gives each once; what many rows say aside is one row, of a source beside', async () => {
    const here = company();
    const rows = [
      header,
      ['1', '2025-01-01', '10', 'А', ''],
      ['2', '2025-01-02', '20', 'А', ''],
      ['3', '2025-01-03', '5', '', ''],
    ];
    const report = await bring(here, rows, mappingOf(outputs));
    // The third row says of no customer, which its order line must.
    expect(report.kinds.order_lines).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, quarantined: 1 });
    expect(report.kinds.customers).toEqual({ read: 1, added: 1, changed: 0, unchanged: 0, quarantined: 0 });
    expect(await here.facts('customers', 'source, customer_id, name')).toEqual([
      { source: 'main/orders', customer_id: 'main:А', name: 'А' },
    ]);
    expect(await here.refused()).toEqual([{ line: 4, column: 'who', value: '', reason: 'missing_required' }]);
  });

  it('is refused by all where one refuses it, once', async () => {
    const here = company();
    const rows = [
      header,
      ['1', '2025-01-01', '10', 'А', 'вчера'],
      ['2', '2025-31-02', '20', 'Б', 'завтра'],
      ['3', '2025-01-03', '5', 'В', ''],
    ];
    const report = await bring(here, rows, mappingOf(outputs));
    expect(report.kinds.order_lines).toMatchObject({ added: 1, quarantined: 1 });
    expect(report.kinds.customers).toMatchObject({ added: 1, quarantined: 1 });
    expect(await here.refused()).toEqual([
      { line: 2, column: 'since', value: 'вчера', reason: 'bad_date' },
      { line: 3, column: 'day', value: '2025-31-02', reason: 'bad_date' },
    ]);
    expect(await here.facts('order_lines', 'line_id')).toEqual([{ line_id: '3' }]);
  });

  it('sent again changes nothing; undone leaves nothing of any kind', async () => {
    const here = company();
    const rows = [header, ['1', '2025-01-01', '10', 'А', ''], ['2', '2025-01-02', '20', 'Б', '']];
    const first = await bring(here, rows, mappingOf(outputs));
    const again = await bring(here, rows, mappingOf(outputs));
    expect(again.kinds.order_lines).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(again.kinds.customers).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    await here.undo(again.import_id);
    expect(await here.facts('customers')).toHaveLength(2);
    await here.undo(first.import_id);
    expect([await here.facts('customers'), await here.facts('order_lines')]).toEqual([[], []]);
  });
});

describe('rows', () => {
  it('that come to one id are rows of their own where a mapping numbers them, and the same ones when sent again', async () => {
    const here = company();
    const columns = { cost_id: { column: 'day' }, date: { column: 'day' }, amount: { column: 'amount' } };
    const mapping = mappingOf([{ kind: 'costs', columns, numbered: true }]);
    const rows = [
      ['day', 'amount'],
      ['2025-01-01', '10'],
      ['2025-01-02', '5'],
      ['2025-01-01', '10'],
      ['2025-01-01', '7'],
    ];
    expect((await bring(here, rows, mapping)).kinds.costs).toMatchObject({ read: 4, added: 4 });
    const again = await bring(here, [...rows.slice(0, 4), ['2025-01-01', '8']], mapping);
    expect(again.kinds.costs).toMatchObject({ added: 0, changed: 1, unchanged: 3 });
    const found = await here.facts('costs', 'cost_id AS id, toString(amount) AS amount');
    expect(Object.fromEntries(found.map(({ id, amount }) => [id, amount]))).toEqual({
      '2025-01-01': '10',
      '2025-01-01#2': '10',
      '2025-01-01#3': '8',
      '2025-01-02': '5',
    });
  });

  it('that a rule leaves out are counted, and are neither taken nor refused', async () => {
    const here = company();
    const rows = [['id', 'day', 'amount'], line('2025-01-01', '1'), ['тест', 'x', 'y'], line('2025-01-02', '2')];
    const report = await bring(
      here,
      rows,
      mappingOf([lines()], { leaveOut: [{ of: { column: 'id' }, matches: '^тест' }] }),
    );
    expect(report).toMatchObject({ left_out: 1, kinds: { order_lines: { read: 2, added: 2, quarantined: 0 } } });
    expect(await here.refused()).toEqual([]);
  });

  it('that no output is of are counted too', async () => {
    const here = company();
    const rows = [['id', 'day', 'amount'], line('2025-01-01', '1'), line('2025-01-02', '-2')];
    const when = { not: { negative: { column: 'amount' } } };
    const report = await bring(here, rows, mappingOf([{ ...lines(), when }]));
    expect(report).toMatchObject({ left_out: 1, kinds: { order_lines: { read: 1, added: 1 } } });
  });

  it('without their group’s columns take them from its first row, over batches and groups that are mixed', async () => {
    const here = company();
    const orders = 60_000;
    const pad = 'x'.repeat(120);
    const rows = Array.from({ length: orders }, (_, at) => [
      `${at}-1;o${at};2025-01-01;c${at % 7};1;${pad}`,
      `${at}-2;o${at};;;1;${pad}`,
    ]).flat();
    const columns = {
      line_id: { column: 'id' },
      order_id: { column: 'order' },
      customer_id: { column: 'who' },
      ordered_at: { column: 'day' },
      net_amount: { column: 'amount' },
    };
    const mapping = mappingOf([{ kind: 'order_lines', columns }], {
      carried: { by: 'order', columns: ['day', 'who'] },
    });
    const report = await here.bring(`id;order;day;who;amount;note\n${rows.join('\n')}\n`, {
      tables: [{ part: '', skip: false, answers: {}, mapping }],
    });
    expect(report.kinds.order_lines).toEqual({
      read: orders * 2,
      added: orders * 2,
      changed: 0,
      unchanged: 0,
      quarantined: 0,
    });
    const found = await here.facts('order_lines', 'order_id, customer_id, toString(ordered_at) AS at');
    const wrong = found.filter(
      ({ order_id, customer_id, at }) =>
        customer_id !== `c${Number(String(order_id).slice(1)) % 7}` || at !== '2024-12-31 21:00:00.000',
    );
    expect(wrong).toEqual([]);
  });
});

describe('personal data', () => {
  const rows = [
    ['id', 'phone', 'email', 'name'],
    ['1', '8 (916) 123-45-67', 'A@x.ru', 'Иван'],
    ['2', '+7 916 1234567', 'a@X.RU ', 'Пётр'],
  ];
  const customers: Partial<Output> & Pick<Output, 'kind' | 'columns'> = {
    kind: 'customers',
    columns: {
      customer_id: { column: 'id' },
      phone: { column: 'phone' },
      email: { column: 'email' },
      name: { column: 'name' },
      created_at: { column: 'name' },
    },
  };

  it('is dropped or hashed before it is kept, in what is refused too; equal values stay equal', async () => {
    const here = company();
    const { created_at: _, ...columns } = customers.columns;
    const personal = { phone: 'hash', email: 'hash', name: 'drop' } as const;
    await bring(here, rows, mappingOf([{ ...customers, columns }], { personal }));
    const kept = await here.facts('customers', 'phone, email, name');
    expect(new Set(kept.map(({ phone }) => phone)).size).toBe(1);
    expect(new Set(kept.map(({ email }) => email)).size).toBe(1);
    for (const { phone, email, name } of kept) {
      expect(phone).toMatch(/^[0-9a-f]{64}$/);
      expect(email).toMatch(/^[0-9a-f]{64}$/);
      expect(name).toBe('');
    }
  });

  it('is gone from refused rows', async () => {
    const here = company();
    const personal = { phone: 'hash', email: 'drop' } as const;
    const report = await bring(here, rows, mappingOf([customers], { personal }));
    expect(report.kinds.customers?.quarantined).toBe(2);
    const refused = JSON.stringify(await here.refusedRows());
    expect(refused).not.toMatch(/916|123-45|x\.ru/i);
    expect(refused).toContain('Иван');
  });
});
