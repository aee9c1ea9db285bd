import { describe, expect, it } from 'vitest';
import { useCompanies } from './importing.ts';
import { workbook } from './workbook.ts';

const { company } = useCompanies();

/** Reads values of one column, each in a row of its own: what is current, or the reason it was refused. */
const readColumn = async (column: string, values: string[], rest: Record<string, string> = {}) => {
  const here = company();
  const row = { line_id: '', order_id: 'o', customer_id: 'c', ordered_at: '2025-01-01', net_amount: '1', ...rest };
  const names = [...new Set([...Object.keys(row), column])];
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = values.map((value, at) => {
    const cells: Record<string, string> = { ...row, line_id: String(at), [column]: value };
    return names.map((name) => quote(cells[name] ?? '')).join(',');
  });
  const report = await here.bring([names.join(','), ...lines].join('\n'), { as: 'order_lines' });
  expect(report.problem).toBeUndefined();
  const kept = await here.facts('order_lines', `line_id, toString(${column}) AS value`);
  const refused = await here.refused();
  return Object.fromEntries(
    values.map((value, at) => [
      value,
      kept.find(({ line_id }) => line_id === String(at))?.value ?? refused.find(({ line }) => line === at + 2)?.reason,
    ]),
  );
};

describe('dates', () => {
  it('are read as ISO 8601 and as in Russia, in the workspace’s time zone unless they say otherwise', async () => {
    const expected = {
      '2025-01-31': '2025-01-30 21:00:00.000',
      ' 2025-01-31 ': '2025-01-30 21:00:00.000',
      '2025-01-31 10:00': '2025-01-31 07:00:00.000',
      '2025-01-31T10:00:00': '2025-01-31 07:00:00.000',
      '2025-01-31 10:00:00.125': '2025-01-31 07:00:00.125',
      '2025-01-31T10:00:00Z': '2025-01-31 10:00:00.000',
      '2025-01-31 10:00:00 UTC': '2025-01-31 10:00:00.000',
      '2025-01-31T10:00:00.500+05:30': '2025-01-31 04:30:00.500',
      '2025-01-31T10:00:00-0300': '2025-01-31 13:00:00.000',
      '2025-01-31T10:00+03': '2025-01-31 07:00:00.000',
      '31.01.2025': '2025-01-30 21:00:00.000',
      '1.2.2025': '2025-01-31 21:00:00.000',
      '31.01.2025 10:00': '2025-01-31 07:00:00.000',
      '31.01.2025 9:05': '2025-01-31 06:05:00.000',
      '31.01.2025, 10:00:07': '2025-01-31 07:00:07.000',
      '2025/01/31': '2025-01-30 21:00:00.000',
      '31/01/2025': '2025-01-30 21:00:00.000',
      '31.01.25': '2025-01-30 21:00:00.000',
      '1.2.25 9:05': '2025-02-01 06:05:00.000',
      '31.01.25 10:00:07': '2025-01-31 07:00:07.000',
      '31/01/25': '2025-01-30 21:00:00.000',
      '29.02.2024': '2024-02-28 21:00:00.000',
      '2010-07-01 12:00': '2010-07-01 08:00:00.000',
      '1900-01-02': '1900-01-01 21:29:43.000',
      '2299-12-31T00:00:00Z': '2299-12-31 00:00:00.000',
    };
    expect(await readColumn('ordered_at', Object.keys(expected))).toEqual(expected);
  });

  it('that are none are refused', async () => {
    const bad = [
      '31.02.2025',
      '2025-02-29',
      '2025-13-01',
      '2025-01-31 25:00',
      '2025-01-31 10:60',
      '1899-12-31',
      '2300-01-01',
      '31.13.25',
      '31-01-25',
    ];
    const others = [
      'вчера',
      '1738281600',
      '2025',
      '45678',
      '2025-1-31',
      '0000-00-00',
      '20250131',
      '2025-01-31Tзавтра',
      '10:00',
    ];
    const found = await readColumn('ordered_at', [...bad, ...others]);
    expect(new Set(Object.values(found))).toEqual(new Set(['bad_date']));
  });

  it('with slashes follow the file: one date with a part over 12 tells for all', async () => {
    expect(await readColumn('ordered_at', ['03/04/2025', '25/04/2025'])).toEqual({
      '03/04/2025': '2025-04-02 21:00:00.000',
      '25/04/2025': '2025-04-24 21:00:00.000',
    });
    expect(await readColumn('ordered_at', ['03/04/2025', '04/25/2025', '3/4/2025 10:30'])).toEqual({
      '03/04/2025': '2025-03-03 21:00:00.000',
      '04/25/2025': '2025-04-24 21:00:00.000',
      '3/4/2025 10:30': '2025-03-04 07:30:00.000',
    });
  });

  it('with slashes refuse the file where it does not tell, or tells both, until somebody says', async () => {
    const rows = (...days: string[]) =>
      ['line_id,order_id,customer_id,net_amount,ordered_at', ...days.map((day, at) => `${at},o,c,1,${day}`)].join('\n');
    for (const days of [
      ['03/04/2025', '05-06-2025', '04/04/2025'],
      ['03/04/2025', '25/04/2025', '04/26/2025'],
      ['03/04/25', '05/06/25', '04/04/25'],
    ]) {
      const here = company();
      const refused = await here.bring(rows(...days));
      expect(refused).toMatchObject({
        kinds: {},
        problem: { code: 'ambiguous_dates', where: { value: days[0] } },
        questions: [{ id: 'dates', byDefault: null }],
      });
      expect(await here.facts('order_lines')).toEqual([]);
      const read = await here.bring(rows(...days), { answers: { dates: 'month' } });
      expect(read.kinds.order_lines).toMatchObject({ added: 3, quarantined: 0 });
      expect(await here.facts('order_lines', `toString(toDate(ordered_at, 'Europe/Moscow')) AS day`)).toContainEqual({
        day: '2025-03-04',
      });
    }
    expect(await readColumn('ordered_at', ['31/02/2025'])).toEqual({ '31/02/2025': 'bad_date' });
    expect(await readColumn('ordered_at', ['04/04/2025'])).toEqual({ '04/04/2025': '2025-04-03 21:00:00.000' });
  });

  it('of days are the calendar day in the workspace’s zone', async () => {
    const expected = {
      '2025-01-31': '2025-01-31',
      '2025-01-31T22:00:00Z': '2025-02-01',
      '31.12.2024': '2024-12-31',
      '30.02.2024': 'bad_date',
    };
    expect(await readColumn('contract_from', Object.keys(expected))).toEqual(expected);
  });
});

describe('numbers', () => {
  it('are read however amounts are written', async () => {
    const expected = {
      '1234.5': '1234.5',
      '-5': '-5',
      '+5': '5',
      '(5)': '-5',
      '(1 234,50)': '-1234.5',
      '1 234,50 ₽': '1234.5',
      '1\u00a0234,50\u00a0₽': '1234.5',
      '1\u2009234\u2009567,8': '1234567.8',
      '1\u202f234,50 руб.': '1234.5',
      '1 234 р.': '1234',
      '1,234.50': '1234.5',
      '1,234,567': '1234567',
      '1.234,50': '1234.5',
      '1.234.567': '1234567',
      '1’234.50': '1234.5',
      '0,123': '0.123',
      '12,5': '12.5',
      '.5': '0.5',
      '−7': '-7',
      '0.1234567': '0.123457',
      '999999999999.999999': '999999999999.999999',
      '0': '0',
      '-0.00': '0',
    };
    expect(await readColumn('net_amount', Object.keys(expected), { currency: 'RUB' })).toEqual(expected);
  });

  it('with a sign are in the currency their row names, or refused', async () => {
    const dollars = { '$1,234.50': '1234.5', '-$5': '-5', '€ 10': 'other_currency' };
    expect(await readColumn('net_amount', Object.keys(dollars), { currency: 'USD' })).toEqual(dollars);
    expect(await readColumn('net_amount', ['$ 7', 'US$7'], { currency: 'CAD' })).toEqual({
      '$ 7': '7',
      US$7: 'bad_number',
    });
    const euros = { '€ 10': '10', '10 €': '10', $5: 'other_currency', '5 руб.': 'other_currency' };
    expect(await readColumn('net_amount', Object.keys(euros), { currency: 'EUR' })).toEqual(euros);
    expect(await readColumn('net_amount', ['5 руб.'], { currency: 'BYN' })).toEqual({ '5 руб.': '5' });
  });

  it('in another currency than the file’s are not taken for it', async () => {
    const here = company();
    const file = 'line_id,order_id,customer_id,ordered_at,net_amount\n1,o,c,2025-01-01,10 €\n2,o,c,2025-01-01,20\n';
    expect(await here.bring(file)).toMatchObject({
      problem: { code: 'open_question' },
      questions: [{ id: 'currency' }],
    });
    const asked = await here.bring(file, { answers: { currency: 'EUR' } });
    expect(asked.kinds.order_lines?.added).toBe(2);
    expect(await here.facts('order_lines', 'DISTINCT currency')).toEqual([{ currency: 'EUR' }]);
    await here.bring(file, { answers: { currency: 'RUB' } });
    expect(await here.refused()).toEqual([{ line: 2, column: 'net_amount', value: '10 €', reason: 'other_currency' }]);
  });

  it('that are none are refused', async () => {
    const bad = [
      'abc',
      '1e3',
      '12,34,5',
      '1 23',
      '5 р. 7 коп.',
      '--5',
      '1.2.3',
      '=A1',
      'NaN',
      '#Н/Д',
      '10%',
      '1..2',
      '5-',
      '٣',
      '0x10',
    ];
    expect(new Set(Object.values(await readColumn('net_amount', bad)))).toEqual(new Set(['bad_number']));
    const big = await readColumn('net_amount', ['1000000000000', '-123456789012345678901234567890123456789012']);
    expect(new Set(Object.values(big))).toEqual(new Set(['number_too_big']));
  });

  it('of thousands or thousandths are what the other numbers of the column make them', async () => {
    expect(await readColumn('net_amount', ['1.234', '5.678,90', '(1.234)', '1.234 руб.', '7'])).toEqual({
      '1.234': '1234',
      '5.678,90': '5678.9',
      '(1.234)': '-1234',
      '1.234 руб.': '1234',
      '7': '7',
    });
    expect(await readColumn('net_amount', ['12,345', '0,5'])).toEqual({ '12,345': '12.345', '0,5': '0.5' });
    expect(await readColumn('net_amount', ['12,345', '$1,234', '0.5', '1.234'], { currency: 'USD' })).toEqual({
      '12,345': '12345',
      '$1,234': '1234',
      '0.5': '0.5',
      '1.234': '1.234',
    });
    expect(await readColumn('quantity', ['1,234', '2,5', '', '-3'])).toEqual({
      '1,234': '1.234',
      '2,5': '2.5',
      '-3': '-3',
    });
  });

  it('of thousands or thousandths follow the file’s other columns, then what was said; else they are asked about', async () => {
    const file = (quantity: string, ...amounts: string[]) =>
      [
        'line_id;order_id;customer_id;ordered_at;quantity;net_amount',
        ...amounts.map((amount, at) => `${at};o;c;2025-01-01;${quantity};${amount}`),
      ].join('\n');
    const amounts = (here: ReturnType<typeof company>) =>
      here.facts('order_lines', 'toString(net_amount) AS amount').then((rows) => rows.map((row) => row.amount).sort());
    const beside = company();
    expect(await beside.bring(file('2,5', '1.234', '999'))).not.toHaveProperty('problem');
    expect(await amounts(beside)).toEqual(['1234', '999']);
    const here = company();
    expect(await here.bring(file('1', '1.234', '999'))).toMatchObject({
      kinds: {},
      problem: { code: 'ambiguous_numbers', where: { column: 'net_amount', value: '1.234' } },
      questions: [{ id: 'decimal', byDefault: null }],
    });
    expect(await amounts(here)).toEqual([]);
    await here.bring(file('1', '1.234', '999'), { answers: { decimal: 'point' } });
    expect(await amounts(here)).toEqual(['1.234', '999']);
    await here.bring(file('1', '1.234', '999'), { answers: { decimal: 'comma' } });
    expect(await amounts(here)).toEqual(['1234', '999']);
  });

  it('of a workbook read one way where they are numbers; what stands among them as text is asked about', async () => {
    const header = ['line_id', 'order_id', 'customer_id', 'ordered_at', 'quantity', 'net_amount', 'note'];
    const book = (...amounts: (number | string)[]) =>
      workbook([header, ...amounts.map((amount, at) => [`${at}`, 'o', 'c', '2025-01-01', 0.125, amount, '1.5 x'])]);
    const bring = async (amounts: (number | string)[], answers: Record<string, string> = {}) => {
      const here = company();
      const report = await here.bring(book(...amounts), { fileName: 'facts.xlsx', answers });
      const rows = await here.facts('order_lines', 'toString(net_amount) AS amount, quantity, props');
      const refused = await here.refusedRows();
      return { report, amounts: rows.map(({ amount }) => amount).sort(), rows, refused };
    };
    expect((await bring([1.234, 12.5, 1e-9])).amounts).toEqual(['0', '1.234', '12.5']);
    expect((await bring([1.234, 12.5, '1.234'])).report).toMatchObject({
      kinds: {},
      problem: { code: 'ambiguous_numbers', where: { column: 'net_amount', value: '1.234' } },
      questions: [{ id: 'decimal' }],
    });
    expect((await bring([1.234, 12.5, '1.234'], { decimal: 'point' })).amounts).toEqual(['1.234', '1.234', '12.5']);
    const told = await bring([1.234, 12.5, '1.234'], { decimal: 'comma' });
    expect(told.amounts).toEqual(['1.234', '12.5', '1234']);
    expect(told.rows[0]).toMatchObject({ quantity: 0.125, props: { note: '1.5 x' } });
    // Texts prove of texts: the numbers beside them say nothing.
    expect((await bring([1.234, '5.678,90', '1.234'])).amounts).toEqual(['1.234', '1234', '5678.9']);
    expect((await bring(['5.678,90', '1.5 шт'])).refused).toMatchObject([
      { value: '1.5 шт', cells: { note: '1.5 x' } },
    ]);
  });

  it('of a column that contradicts itself are refused where one could be read either way', async () => {
    const here = company();
    const rows = ['12.5', '12,5', '1.234'].map((amount, at) => `${at};o;c;2025-01-01;${amount}`);
    const report = await here.bring(['line_id;order_id;customer_id;ordered_at;net_amount', ...rows].join('\n'));
    expect(report).toMatchObject({ kinds: {}, problem: { code: 'mixed_numbers', where: { column: 'net_amount' } } });
    expect(await here.facts('order_lines')).toEqual([]);
  });
});

describe('words', () => {
  it('of a list are known in any letter case, others are refused', async () => {
    const found = await readColumn('class', ['first', 'WinBack', '', 'второй']);
    expect(found).toEqual({ first: 'first', WinBack: 'winback', '': '', второй: 'unknown_word' });
  });

  it('for currencies are codes and signs; none is the workspace’s own', async () => {
    const found = await readColumn('currency', ['usd', 'EUR', '₽', 'руб.', '$', '', 'рубль', 'RUR']);
    expect(found).toEqual({
      usd: 'USD',
      EUR: 'EUR',
      '₽': 'RUB',
      'руб.': 'RUB',
      $: 'USD',
      '': 'RUB',
      рубль: 'bad_currency',
      RUR: 'RUB',
    });
  });
});

describe('rows', () => {
  it('are refused with the first reason, its column and value', async () => {
    const here = company();
    await here.bring(
      'interaction_id,occurred_at,kind,customer_id\n1,2025-01-01,call,\n2,,call,c\n3,2025-01-01,,c\n4,когда-то,,\n',
    );
    expect(await here.refused()).toEqual([
      { line: 2, column: 'customer_id / person_id / anonymous_id', value: '', reason: 'missing_who' },
      { line: 3, column: 'occurred_at', value: '', reason: 'missing_required' },
      { line: 4, column: 'kind', value: '', reason: 'missing_required' },
      { line: 5, column: 'kind', value: '', reason: 'missing_required' },
    ]);
  });

  it('of rates and costs have rules of their own', async () => {
    const here = company();
    await here.bring(
      'date,currency,rate\n2025-01-01,USD,"101,6797"\n2025-01-01,EUR,0\n2025-01-01,CNY,-1\n2025-01-01,KZT,0.1987654321\n',
    );
    expect(await here.facts('rates', 'currency, toString(rate) AS rate').then((rows) => rows.sort())).toHaveLength(2);
    expect((await here.facts('rates', 'toString(rate) AS rate')).map(({ rate }) => rate).sort()).toEqual([
      '0.1987654321',
      '101.6797',
    ]);
    await here.bring(
      'cost_id,month,date,amount,class\n1,2025-03,,10,shared\n2,03.2025,,10,\n3,,2025-03-09,10,\n4,,,10,\n5,2025-3-9x,,10,\n6,15.04.2025,,1,\n',
    );
    expect((await here.facts('costs', 'id, month, date')).sort((a, b) => Number(a.id) - Number(b.id))).toEqual([
      { id: '1', month: '2025-03-01', date: null },
      { id: '2', month: '2025-03-01', date: null },
      { id: '3', month: null, date: '2025-03-09' },
      { id: '6', month: '2025-04-01', date: null },
    ]);
    expect((await here.refused()).map(({ reason }) => reason)).toEqual([
      'rate_not_positive',
      'rate_not_positive',
      'missing_date',
      'bad_date',
    ]);
  });

  it('keep what has no column as attributes, without the kind’s prefix', async () => {
    const here = company();
    await here.bring('CUSTOMER_ID ; Attributes.Size;Любимый цвет;name\nc1;L;красный;Анна\nc2;;;Пётр\n');
    expect(
      (await here.facts('customers', 'id, name, props')).sort((a, b) => String(a.id).localeCompare(String(b.id))),
    ).toEqual([
      { id: 'c1', name: 'Анна', props: { Size: 'L', 'Любимый цвет': 'красный' } },
      { id: 'c2', name: 'Пётр', props: {} },
    ]);
  });

  it('name their customer by a hash, the touch’s source apart from the import’s', async () => {
    const here = company();
    await here.bring(
      'interaction_id,occurred_at,kind,customer_id,anonymous_id,source\n1,2025-01-01,visit,c1,,yandex\n2,2025-01-01,visit,,a1,\n',
    );
    const rows = await here.facts(
      'interactions',
      "id, source, touch_source, customer = sipHash64('c1') AS known, customer = 0 AS unknown, key = reinterpretAsUInt128(sipHash128('main', id)) AS keyed",
    );
    expect(rows.sort((a, b) => Number(a.id) - Number(b.id))).toEqual([
      { id: '1', source: 'main', touch_source: 'yandex', known: 1, unknown: 0, keyed: 1 },
      { id: '2', source: 'main', touch_source: '', known: 0, unknown: 1, keyed: 1 },
    ]);
  });
});
