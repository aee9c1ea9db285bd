import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessMapping } from '../../src/layouts/guess.ts';
import { isTaxId } from '../../src/layouts/look.ts';
import { identify, planTable } from '../../src/layouts/plan.ts';
import { updatedAt, words } from '../../src/layouts/words.ts';
import { type FactKind, factKinds, factShapes } from '../../src/model/facts.ts';
import { Mapping } from '../../src/model/mapping.ts';

const columnsOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('column' in value && typeof value.column === 'string') return [value.column];
  return Object.values(value).flatMap(columnsOf);
};

const guessed = (header: string[], rows: string[][], kind?: FactKind) => {
  const guess = guessMapping(header, rows, kind);
  if (!guess) throw new Error('nothing was guessed');
  expect(Mapping.safeParse(guess.mapping).success).toBe(true);
  return guess;
};

describe('a table of no known program', () => {
  test('Russian orders with a buyer’s e-mail: lines, and the customers among them', () => {
    const { kind, mapping, lacking, doubtful } = guessed(
      ['№ заказа', 'Дата продажи', 'Покупатель', 'E-mail', 'Товар', 'Кол-во', 'Сумма', 'Себестоимость'],
      [
        ['101', '15.01.2025', 'ООО Ромашка', 'info@romashka.ru', 'Фильтр', '1', '15 000,00', '7 000,00'],
        ['101', '15.01.2025', 'ООО Ромашка', 'info@romashka.ru', 'Картридж', '2', '1 000,00', '400,00'],
        ['102', '16.01.2025', 'Иван Петров', 'petrov@mail.ru', 'Фильтр', '1', '15 000,00', '7 000,00'],
      ],
    );
    expect(kind).toBe('order_lines');
    expect(lacking).toEqual([]);
    expect(mapping.outputs[0]?.columns).toEqual({
      line_id: { joined: [{ column: '№ заказа' }, { column: 'Товар' }], by: ' / ' },
      order_id: { column: '№ заказа' },
      ordered_at: { column: 'Дата продажи' },
      customer_id: { own: { column: 'Покупатель' } },
      product_id: { column: 'Товар' },
      quantity: { column: 'Кол-во' },
      net_amount: { net: { column: 'Сумма' } },
      cogs: { column: 'Себестоимость' },
    });
    expect(doubtful.map(({ column }) => column)).toEqual(['line_id']);
    expect(mapping.outputs[1]).toMatchObject({
      kind: 'customers',
      aside: 'order_lines',
      columns: { customer_id: { own: { column: 'Покупатель' } }, email: { column: 'E-mail' } },
    });
  });

  test('rows that repeat have no number: it is lacking', () => {
    const row = ['101', '2025-01-15', 'K-1', '10.00'];
    const { kind, lacking } = guessed(['Order number', 'Order date', 'Customer', 'Total'], [row, row]);
    expect([kind, lacking]).toEqual(['order_lines', ['line_id']]);
  });

  test('told to be a table of one’s own, it has what was guessed and the problem that it lacks a number', () => {
    const table = {
      fileName: 'own.csv',
      format: 'delimited',
      header: ['Order number', 'Order date', 'Customer', 'Total'],
      samples: Array.from({ length: 2 }, () => ['101', '2025-01-15', 'K-1', '10.00']),
    };
    for (const told of [
      { layout: 'free', answers: {} },
      { as: 'order_lines' as const, answers: {} },
    ]) {
      const { mapping, problem } = planTable(table, identify(table, told), told, null, 'RUB');
      expect(Object.keys(mapping.outputs[0]?.columns ?? {})).toContain('net_amount');
      expect(problem?.body).toMatchObject({ code: 'missing_columns', where: { columns: 'line_id' } });
    }
  });

  test('a list of customers is told by its content where names say little', () => {
    const { kind, mapping, doubtful } = guessed(
      ['Код', 'Наименование', 'Рекв. 1', 'Связь'],
      [
        ['1', 'ООО Ромашка', '7707083893', 'info@romashka.ru'],
        ['2', 'ООО Лютик', '7736207543', 'a@lutik.ru'],
        ['3', 'ИП Петров', '500100732259', 'petrov@mail.ru'],
      ],
    );
    expect(kind).toBe('customers');
    expect(mapping.outputs[0]?.columns).toMatchObject({
      customer_id: { column: 'Код' },
      name: { column: 'Наименование' },
      tax_id: { column: 'Рекв. 1' },
      email: { column: 'Связь' },
    });
    expect(doubtful.map(({ column }) => column).sort()).toEqual(['email', 'tax_id']);
  });

  test('costs by month, deals and payments', () => {
    expect(
      guessed(
        ['Период', 'Статья', 'Расход, руб.', 'Отдел'],
        [
          ['2025-01', 'Реклама', '100 000', 'маркетинг'],
          ['2025-02', 'Выставка', '50 000', 'маркетинг'],
        ],
      ),
    ).toMatchObject({ kind: 'costs', lacking: [] });
    expect(
      guessed(
        ['id', 'Клиент', 'Стадия', 'Создана', 'Дата закрытия', 'Бюджет', 'Менеджер'],
        [['7', 'ООО Ромашка', 'КП', '01.02.2025', '', '1000', 'Анна']],
      ),
    ).toMatchObject({ kind: 'deals', lacking: [] });
    expect(
      guessed(
        ['Номер операции', 'Дата оплаты', 'Поступление', 'ИНН', 'Назначение'],
        [['7', '01.02.2025', '1000,00', '7707083893', 'По счёту 5']],
      ),
    ).toMatchObject({ kind: 'payments', lacking: [] });
  });

  test('what does not look like a date is none, whatever it is called', () => {
    const { mapping } = guessed(
      ['Номер заказа', 'Дата', 'Когда продано', 'Клиент', 'Сумма'],
      [
        ['1', 'утром', '2025-01-15', 'K-1', '10.00'],
        ['2', 'вечером', '2025-01-16', 'K-2', '12.50'],
        ['3', 'утром', '2025-01-17', 'K-3', '12.50'],
      ],
      'order_lines',
    );
    expect(mapping.outputs[0]?.columns.ordered_at).toEqual({ column: 'Когда продано' });
  });

  test('nothing is made of what tells nothing', () => {
    expect(guessMapping(['а', 'б', 'в'], [['x', 'y', 'z']])).toBeNull();
    expect(guessMapping([], [])).toBeNull();
  });

  test('the columns of every kind in either language are matched, whatever their order', () => {
    for (const kind of factKinds)
      for (const language of ['ru', 'en'] as const) {
        const names = factShapes[kind].columns.map(({ name }) => words[kind][name]?.[language] ?? name);
        const guess = guessed([...names].reverse(), [], kind);
        expect(guess.lacking).toEqual([]);
        for (const { name } of factShapes[kind].columns)
          expect([...new Set(columnsOf(guess.mapping.outputs[0]?.columns[name]))]).toEqual([
            words[kind][name]?.[language],
          ]);
      }
  });

  test('no two columns of facts are matched to one column of the table', () => {
    const anyWord = fc.constantFrom(
      ...factKinds.flatMap((kind) => Object.values(words[kind]).flatMap(({ ru, en, also }) => [ru, en, ...also])),
      updatedAt.ru,
      'Прочее',
      'x',
    );
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '2025-01-15',
        '15.01.2025',
        '12,50',
        'a@b.ru',
        '7707083893',
        'RUB',
        '+7 900 111-22-33',
        'K-1',
      ),
      fc.string({ maxLength: 5 }),
    );
    const table = fc
      .uniqueArray(anyWord, { minLength: 1, maxLength: 9 })
      .chain((header) =>
        fc.tuple(
          fc.constant(header),
          fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length }), { maxLength: 5 }),
          fc.option(fc.constantFrom(...factKinds), { nil: undefined }),
        ),
      );
    fc.assert(
      fc.property(table, ([header, rows, kind]) => {
        const guess = guessMapping(header, rows, kind);
        if (!guess) return;
        expect(guess.sureness).toBe('unsure');
        if (kind) expect(guess.kind).toBe(kind);
        const [main] = guess.mapping.outputs;
        const [id] = factShapes[guess.kind].identity;
        const made = guess.doubtful.some(({ column, why }) => column === id && !why.ru.startsWith('Столбец'));
        const used = Object.entries(main?.columns ?? {}).flatMap(([name, value]) =>
          made && name === id ? [] : [...new Set(columnsOf(value))],
        );
        expect(new Set(used).size).toBe(used.length);
        expect(used.every((name) => header.includes(name))).toBe(true);
        for (const name of guess.lacking) expect(main?.columns).not.toHaveProperty([name]);
        const required = factShapes[guess.kind].columns.filter((each) => each.required).map(({ name }) => name);
        for (const name of required) expect(name in (main?.columns ?? {}) || guess.lacking.includes(name)).toBe(true);
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});

test('tax numbers are told by their check digits', () => {
  expect(['7707083893', '7736207543', '500100732259'].map(isTaxId)).toEqual([true, true, true]);
  expect(['7707083894', '500100732258', '770708389', 'x'].map(isTaxId)).toEqual([false, false, false, false]);
});

test('no two columns of a kind have one name', () => {
  for (const kind of factKinds) {
    const names = Object.values(words[kind]).flatMap(({ ru, en }) => [...new Set([ru, en])]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(Object.keys(words[kind]).sort()).toEqual(factShapes[kind].columns.map(({ name }) => name).sort());
  }
});
