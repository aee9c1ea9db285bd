import { expect, it } from 'vitest';
import type { Mapping } from '../../../../src/model/mapping.ts';
import type { Memory } from '../../../../src/store/warehouse/import/import-file.ts';
import { useCompanies } from './importing.ts';

const { company } = useCompanies();

const memory = (): Memory => {
  const kept = new Map<string, { answers: Record<string, string>; mapping: Mapping }>();
  return {
    find: async (key) => kept.get(JSON.stringify(key)) ?? null,
    save: async (key, remembered) => {
      kept.set(JSON.stringify(key), remembered);
    },
  };
};

it('own columns that were confirmed once are read so again without a question', async () => {
  const here = company();
  const file = (id: string) =>
    `Заказ;Почта;Дата;Сумма\n${id};ivan@ex.ru;03.04.2025;1 200,50\n${id}-2;petr@ex.ru;04.04.2025;300\n`;
  const options = { memory: memory(), fileName: 'mine.csv' };
  expect((await here.bring(file('A1'), options)).questions?.map(({ id }) => id)).toEqual(['layout']);
  const columns = {
    line_id: { column: 'Заказ' },
    order_id: { column: 'Заказ' },
    customer_id: { own: { column: 'Почта' } },
    ordered_at: { column: 'Дата' },
    net_amount: { column: 'Сумма' },
  };
  const mapping: Mapping = {
    layout: 'free',
    outputs: [{ kind: 'order_lines', columns, attributes: {} }],
    keepRest: true,
    leaveOut: [],
    personal: {},
  };
  const tables = [{ part: '', skip: false, answers: {}, mapping }];
  expect((await here.bring(file('A1'), { ...options, tables })).kinds.order_lines?.added).toBe(2);
  const again = await here.bring(file('A2'), options);
  expect([again.problem, again.kinds.order_lines?.added]).toEqual([undefined, 2]);
  expect(await here.facts('order_lines', 'DISTINCT customer_id').then((rows) => rows.length)).toBe(2);
});

it('a mapping somebody wrote is refused where it lacks a required column or names one there is not', async () => {
  const here = company();
  const told = (columns: Record<string, { column: string }>) => {
    const outputs = [{ kind: 'costs' as const, columns, attributes: {} }];
    const mapping: Mapping = { layout: 'free', outputs, keepRest: true, leaveOut: [], personal: {} };
    return here.bring('d,a\n2025-01-01,5\n', { tables: [{ part: '', skip: false, answers: {}, mapping }] });
  };
  expect((await told({ date: { column: 'd' } })).problem).toMatchObject({
    code: 'missing_columns',
    where: { columns: 'amount' },
  });
  const strange = await told({ date: { column: 'd' }, amount: { column: 'a' }, colour: { column: 'a' } });
  expect(strange.problem?.text.en).toContain('has no columns colour');
  expect((await told({ date: { column: 'd' }, amount: { column: 'sum' } })).problem?.text.en).toContain('sum');
  expect(await here.facts('costs')).toEqual([]);
});
