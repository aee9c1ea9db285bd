import { describe, expect, test } from 'vitest';
import { bindLayout } from '../../src/layouts/bind.ts';
import { flatLayouts } from '../../src/layouts/flat/flat.ts';
import { recogniseLayouts } from '../../src/layouts/recognise.ts';
import { templates, templateTable } from '../../src/layouts/templates.ts';
import { factKinds } from '../../src/model/facts.ts';
import { useCompanies } from '../store/warehouse/import/importing.ts';
import { bringExample, byColumn } from './bringing.ts';

const { company } = useCompanies();

const csv = (rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');

describe('templates', () => {
  test('there is one for every kind and for what accounting keeps', () => {
    expect(templates.map(({ name }) => name)).toEqual([
      ...factKinds,
      'one_c_sales',
      'cost_of_sales',
      'payroll',
      'timesheets',
      'other_costs',
      'subscriptions',
    ]);
  });

  test.each(
    templates.flatMap((template) => (['ru', 'en'] as const).map((language) => [template.name, language] as const)),
  )('%s in %s: every column is named, explained and known again', (name, language) => {
    const template = templates.find((each) => each.name === name);
    const layout = flatLayouts.find((each) => each.id === template?.layout);
    if (!template || !layout) throw new Error(`no template ${name}`);
    expect(template.columns).toHaveLength(Object.keys(layout.fields).length);
    const { header, notes, rows } = templateTable(template, language);
    expect(new Set(header).size).toBe(header.length);
    for (const text of [...header, ...notes]) expect(text.trim()).not.toBe('');
    for (const row of rows) expect(row).toHaveLength(header.length);
    const [best] = recogniseLayouts(header, 'delimited');
    expect([best?.layout.id, best?.sureness]).toEqual([template.layout, 'sure']);
    expect(best?.fields.size).toBe(header.length);
    expect(bindLayout(layout, header, {})).not.toBeNull();
  });

  test.each(templates.flatMap(({ layout }) => [`${layout}.csv`, `${layout}.en.csv`]))(
    'the example rows of %s are taken as they stand',
    async (name) => {
      await bringExample(company(), name);
    },
  );
});

describe('a template with its example rows left in', () => {
  test.each(flatLayouts.map((layout) => [layout.id, layout] as const))(
    '%s: the rule stands on the template’s first column',
    (id, layout) => {
      const template = templates.find((each) => each.layout === id);
      const [first = ''] = template ? templateTable(template, 'ru').header : [];
      const rules = (
        bindLayout(layout, [...(template?.columns ?? []).map(({ name }) => name.ru)], {})?.leaveOut ?? []
      ).slice(-2);
      expect(rules).toEqual([
        { of: { column: first }, matches: '^ПРИМЕР:' },
        { of: { column: first }, matches: '^EXAMPLE:' },
      ]);
    },
  );

  test.each(['flat_customers', 'rates', 'payroll'])('%s: gives only the rows filled in', async (name) => {
    for (const language of ['ru', 'en'] as const) {
      const template = templates.find((each) => each.layout === name || each.name === name);
      if (!template) throw new Error(`no template ${name}`);
      const { header, rows } = templateTable(template, language);
      const [first = []] = rows;
      const own = first.map((cell, at) => (at === 0 ? cell.replace(/^\S+ /, '') : cell));
      const report = await company().bring(csv([header, ...rows, own]), { fileName: `${name}.csv`, source: '' });
      expect(report.problem).toBeUndefined();
      expect(report.left_out).toBe(2);
      expect(new Set(Object.values(report.kinds).map(({ read }) => read))).toEqual(
        new Set([name === 'payroll' ? 3 : 1]),
      );
    }
  });
});

describe('what flat tables say', () => {
  test('words of lists in either language are the values they mean', async () => {
    const made = await bringExample(company(), 'flat_customers.csv');
    expect(byColumn(await made.facts('customers', 'customer_id, name, kind, tax_id'), 'customer_id')).toEqual({
      'K-1001': { name: 'ООО «Ромашка»', kind: 'b2b', tax_id: '7707083893' },
      'K-1002': { name: 'Иван Петров', kind: 'b2c', tax_id: '' },
    });
    const deals = await bringExample(company(), 'flat_deals.csv');
    expect(byColumn(await deals.facts('deals', 'deal_id, outcome'), 'deal_id')).toEqual({
      'D-501': { outcome: 'open' },
      'D-502': { outcome: 'won' },
    });
  });

  test('1C: amounts without VAT by the report’s own VAT; documents are orders; a return is a refund as a whole', async () => {
    const made = await bringExample(company(), 'one_c_sales.report.csv');
    const lines = await made.facts(
      'order_lines',
      'order_id, customer_id, toString(ordered_at) AS at, toFloat64(net_amount) AS net, toFloat64(cogs) AS cogs',
    );
    expect(lines.sort((a, b) => Number(b.net) - Number(a.net))).toEqual([
      {
        order_id: '1c:Реализация товаров и услуг 0000-000123 от 15.01.2025 12:00:00',
        customer_id: '1c:7707083893',
        at: '2025-01-15 09:00:00.000',
        net: 12500,
        cogs: 7000,
      },
      {
        order_id: '1c:Возврат товаров от покупателя 0000-000007 от 20.01.2025 9:05:00',
        customer_id: '1c:7707083893',
        at: '2025-01-20 06:05:00.000',
        net: -12500,
        cogs: -7000,
      },
    ]);
  });

  test('1C without VAT columns: amounts as given, or without VAT where the person says they include it', async () => {
    const table = csv([
      ['Контрагент', 'ИНН', 'Номенклатура', 'Количество', 'Сумма', 'Себестоимость', 'Регистратор'],
      ['ООО Ромашка', '7707083893', 'Фильтр', '1', '15000', '7000', 'Реализация 1 от 15.01.2025 12:00:00'],
    ]);
    const nets = async (answers: Record<string, string>) => {
      const made = company();
      const report = await made.bring(table, { fileName: 'sales.csv', source: '', answers });
      expect([report.layout, report.problem]).toEqual(['one_c_sales', undefined]);
      return (await made.facts('order_lines', 'toFloat64(net_amount) AS net')).map(({ net }) => net);
    };
    expect(await nets({})).toEqual([15000]);
    expect(await nets({ vat: 'included' })).toEqual([12500]);
  });

  test('1C without documents: another month is other sales, and the same month sent again the same', async () => {
    const month = (day: string, sum: string) =>
      csv([
        ['Контрагент', 'Номенклатура', 'Количество', 'Сумма', 'Дата', 'Номер'],
        ['ООО Ромашка', 'Фильтр', '1', sum, day, '9'],
        ['ООО Ромашка', 'Фильтр', '1', sum, day, '10'],
      ]);
    const made = company();
    for (const [day, sum] of [
      ['31.12.2025', '1000'],
      ['31.01.2026', '500'],
      ['31.01.2026', '600'],
    ] as const)
      await made.bring(month(day, sum), { fileName: `${sum}.csv`, source: '' });
    const nets = await made.facts('order_lines', 'toFloat64(net_amount) AS net, order_id');
    expect(nets.map(({ net }) => net).sort()).toEqual([1000, 1000, 600, 600]);
    expect(new Set(nets.map(({ order_id }) => order_id)).size).toBe(4);
  });

  test('payroll: a cost for each class of the time, and a month adds up to what was paid', async () => {
    const table = csv([
      [
        'Месяц',
        'Сотрудник',
        'Роль',
        'Начислено',
        'Страховые взносы',
        'Часы',
        'Привлечение, %',
        'Удержание, %',
        'Общее, %',
      ],
      ['2025-01', 'Анна', 'Маркетолог', '100 000,00', '30 000', '160', '70', '', '20%'],
      ['2025-01', 'Пётр', 'Менеджер по продажам', '90000', '', '160', '0,6', '0,4', ''],
    ]);
    const made = company();
    const report = await made.bring(table, { fileName: 'pay.csv', source: '' });
    expect([report.layout, report.problem]).toEqual(['payroll', undefined]);
    const costs = await made.facts(
      'costs',
      'staff, class, function, toFloat64(amount) AS amount, toFloat64(hours) AS hours, toString(month) AS month',
    );
    const shown = costs.map(({ staff, class: of, function: by, amount, hours }) => [staff, of, by, amount, hours]);
    expect(shown.sort((a, b) => String(a).localeCompare(String(b)))).toEqual(
      [
        ['Анна', '', 'marketing', 13000, 16],
        ['Анна', 'acquisition', 'marketing', 91000, 112],
        ['Анна', 'shared', 'marketing', 26000, 32],
        ['Пётр', 'acquisition', 'sales', 54000, 96],
        ['Пётр', 'retention', 'sales', 36000, 64],
      ].sort((a, b) => String(a).localeCompare(String(b))),
    );
    expect(costs.every(({ month }) => month === '2025-01-01')).toBe(true);
    expect(await made.refused()).toEqual([]);
  });

  test('payroll: what no column of ours reads stays with a cost of the row, whichever classes it has', async () => {
    const table = csv([
      ['Месяц', 'Сотрудник', 'Начислено', 'Удержание, %', 'Общее, %', 'Город'],
      ['2025-01', 'Анна', '100000', '', '100', 'Тверь'],
      ['2025-01', 'Пётр', '90000', '40', '', 'Псков'],
    ]);
    const made = company();
    await made.bring(table, { fileName: 'pay.csv', source: '' });
    const costs = await made.facts('costs', "staff, class, props['Город'] AS town");
    expect(new Set(costs.map(({ staff, town }) => `${staff} ${town}`))).toEqual(new Set(['Анна Тверь', 'Пётр Псков']));
  });

  test('1C: a table of something else below the report gives no customers and no products', async () => {
    const header = [
      'Контрагент',
      'ИНН',
      'Номенклатура',
      'Артикул',
      'Количество',
      'Сумма',
      'НДС',
      'Выручка без НДС',
      'Регистратор',
      'Период',
    ];
    const sale = [
      'Ромашка',
      '7707083893',
      'Фильтр',
      'A-1',
      '1',
      '120.00',
      '20.00',
      '100.00',
      'Реализация 1 от 15.01.2025 12:00:00',
      '2025-01-15',
    ];
    const made = company();
    await made.bring(
      csv([header, sale, ['Название0', 'Название1', 'Название2', 'Название3', '', '', '', '', '', '']]),
      {
        fileName: 'sales.csv',
        source: '',
      },
    );
    expect(await made.facts('customers', 'customer_id')).toEqual([{ customer_id: '1c:7707083893' }]);
    expect((await made.facts('products', 'product_id')).length).toBe(1);
  });

  test('an amount worked out of a cell that names another currency is refused', async () => {
    const header = [
      'segments.date',
      'campaign.id',
      'campaign.name',
      'customer.currency_code',
      'metrics.impressions',
      'metrics.clicks',
      'metrics.cost_micros',
    ];
    const made = company();
    const report = await made.bring(
      csv([
        header,
        ['2025-01-01', '12', 'Brand', 'RUB', '300', '10', '99100000'],
        ['2025-01-02', '12', 'Brand', 'RUB', '300', '10', '99100407 EUR'],
      ]),
      { fileName: 'ads.csv', source: '' },
    );
    expect(report.layout).toBe('google_ads_api');
    expect(await made.facts('costs', 'toFloat64(amount) AS amount')).toEqual([{ amount: 99.1 }]);
    expect((await made.refused()).map(({ line }) => Number(line))).toEqual([3]);
  });

  test('a price of a year in another currency is not taken as a month’s', async () => {
    const made = company();
    const report = await made.bring(
      csv([
        [
          'Subscription ID',
          'Customer ID',
          'Plan',
          'Subscription start',
          'Monthly amount',
          'Price per period',
          'Billing interval',
          'Currency',
        ],
        ['S-1', 'K-1', 'Basic', '2025-01-15', '4000', '', 'month', 'RUB'],
        ['S-2', 'K-2', 'Pro', '2025-02-01', '', '96000', 'year', ''],
        ['S-3', 'K-3', 'Pro', '2025-02-04', '', '£96037', 'year', ''],
      ]),
      { fileName: 'subscriptions.csv', source: '' },
    );
    expect(report.layout).toBe('flat_subscriptions');
    expect(await made.facts('order_lines', 'line_id, toFloat64(monthly_amount) AS a')).toEqual([
      { line_id: 'S-1', a: 4000 },
      { line_id: 'S-2', a: 8000 },
    ]);
    expect((await made.refused()).map(({ line, reason }) => [Number(line), reason])).toEqual([[4, 'other_currency']]);
  });

  test('payroll: a row whose share is no share is refused', async () => {
    const table = csv([
      ['Месяц', 'Сотрудник', 'Начислено', 'Привлечение, %', 'Общее, %'],
      ['2025-01', 'Анна', '100000', '70 л', '30'],
      ['2025-01', 'Пётр', '90000', '60 %', '40'],
      ['2025-01', 'Олег', '90000', '60', '40 ч'],
    ]);
    const made = company();
    const report = await made.bring(table, { fileName: 'pay.csv', source: '' });
    expect(report.problem).toBeUndefined();
    expect(new Set((await made.facts('costs', 'staff')).map(({ staff }) => staff))).toEqual(new Set(['Пётр']));
    expect(new Set((await made.refused()).map(({ line }) => Number(line)))).toEqual(new Set([2, 4]));
  });

  test('timesheets: work on a customer is an interaction, other work a cost of hours without money', async () => {
    const made = await bringExample(company(), 'timesheets.csv');
    expect(await made.facts('costs', 'toFloat64(amount) AS amount, toFloat64(hours) AS hours, class, staff')).toEqual([
      { amount: 0, hours: 3.5, class: 'acquisition', staff: 'Анна Орлова' },
    ]);
    expect(await made.facts('interactions', 'kind, customer_id, toFloat64(hours) AS hours, actor')).toEqual([
      { kind: 'Выезд на пуск', customer_id: 'K-1002', hours: 2, actor: 'Пётр Лис' },
    ]);
    const more = company();
    await more.bring(
      csv([
        ['День', 'Сотрудник', 'Часы', 'Код клиента', 'Работа', 'Погода'],
        ['2025-01-15', 'Анна Орлова', '3', '', 'Статья', 'дождь'],
        ['2025-01-15', 'Пётр Лис', '2', 'K-1', 'Выезд', 'снег'],
      ]),
      { fileName: 'hours.csv', source: '' },
    );
    const weather = "props['Погода'] AS weather";
    expect([...(await more.facts('costs', weather)), ...(await more.facts('interactions', weather))]).toEqual([
      { weather: 'дождь' },
      { weather: 'снег' },
    ]);
  });

  test('cost of sales: the share of cost, given or divided', async () => {
    const made = await bringExample(company(), 'cost_of_sales.csv');
    expect(await made.facts('products', 'product_id, toFloat64(cogs_rate) AS rate')).toEqual(
      expect.arrayContaining([
        { product_id: 'A-100', rate: 0.56 },
        { product_id: 'A-200', rate: 0.53 },
      ]),
    );
    const divided = company();
    await divided.bring(
      csv([
        ['Артикул', 'Месяц', 'Выручка товара без НДС', 'Себестоимость продаж'],
        ['A-1', '2025-01', '125000', '70000'],
      ]),
      {
        fileName: 'cost.csv',
        source: '',
      },
    );
    expect(await divided.facts('products', 'toFloat64(cogs_rate) AS rate')).toEqual([{ rate: 0.56 }]);
  });

  test('other costs: a class by the words of the item where none is given', async () => {
    const made = company();
    await made.bring(
      csv([
        ['Месяц', 'Статья затрат', 'Сумма', 'Класс затрат', 'Поставщик'],
        ['2025-01', 'Выставка', '250 000', '', 'Экспоцентр'],
        ['2025-01', 'Аренда офиса', '80 000', '', 'Бизнес-центр'],
        ['2025-01', 'CRM', '18 000', 'удержание', ''],
        ['2025-01', 'Разное', '5 000', '', ''],
      ]),
      { fileName: 'costs.csv', source: '' },
    );
    expect(byColumn(await made.facts('costs', 'note, class, toFloat64(amount) AS amount'), 'note')).toEqual({
      'Выставка · Экспоцентр': { class: 'acquisition', amount: 250000 },
      'Аренда офиса · Бизнес-центр': { class: 'outside', amount: 80000 },
      CRM: { class: 'retention', amount: 18000 },
      Разное: { class: '', amount: 5000 },
    });
  });

  test('subscriptions: a price a month of any period', async () => {
    const made = await bringExample(company(), 'flat_subscriptions.csv');
    expect(
      byColumn(
        await made.facts('order_lines', 'line_id, toFloat64(net_amount) AS net, toFloat64(monthly_amount) AS monthly'),
        'line_id',
      ),
    ).toEqual({ 'S-1': { net: 0, monthly: 4000 }, 'S-2': { net: 0, monthly: 8000 } });
  });
});
