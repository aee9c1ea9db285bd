import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { useCompanies } from '../store/warehouse/import/importing.ts';
import { bringExample } from './bringing.ts';
import { exampleFiles } from './files.ts';

const { company } = useCompanies();

const costColumns =
  'toString(date) AS day, toString(month) AS month, toFloat64(amount) AS amount, currency, class, function, channel, campaign';

const costsOf = async (name: string, answers: Record<string, string> = {}) => {
  const rows = await (await bringExample(company(), name, answers)).facts('costs', costColumns);
  return rows.sort((a, b) => Number(b.amount) - Number(a.amount));
};

describe('Google Ads', () => {
  test('days and campaigns are costs of acquisition; what stands before the header and the totals are none', async () => {
    const rows = await costsOf('google_ads.csv');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      day: '2025-01-01',
      amount: 1234.56,
      currency: 'RUB',
      class: 'acquisition',
      function: 'marketing',
      channel: 'Google Ads',
      campaign: 'Brand, search',
    });
    expect(rows.map(({ amount }) => amount)).toEqual([1234.56, 99.1, 0]);
    expect(rows[2]).toMatchObject({ currency: 'USD', campaign: 'Retarget' });
  });

  test('the Russian page says the same', async () => {
    expect((await costsOf('google_ads.ru.csv')).map(({ day, amount }) => [day, amount])).toEqual([
      ['2025-01-01', 1234.56],
      ['2025-01-02', 99.1],
    ]);
  });

  test('the API counts in millionths', async () => {
    expect((await costsOf('google_ads_api.csv')).map(({ amount, campaign }) => [amount, campaign])).toEqual([
      [1234.56, 'Brand'],
      [99.1, 'Brand'],
    ]);
  });

  test('a report sent again with other amounts is the same costs', async () => {
    const made = company();
    await bringExample(made, 'google_ads.csv');
    const file = exampleFiles.find(({ name }) => name === 'google_ads.csv');
    const text = (await readFile(decodeURI(file?.path ?? ''), 'utf8')).replace('"1,234.56"', '"1,300.00"');
    const again = await made.bring(text, { fileName: 'later.csv', source: '' });
    expect(again.kinds?.costs).toMatchObject({ read: 3, added: 0, changed: 1, unchanged: 2 });
    expect(await made.facts('costs', 'cost_id')).toHaveLength(3);
  });
});

describe('Yandex Direct', () => {
  test('in cp1251, with lines before, a decimal comma and totals', async () => {
    const rows = await costsOf('yandex_direct.csv');
    expect(rows.map(({ day, amount, campaign }) => [day, amount, campaign])).toEqual([
      ['2025-01-01', 4320.5, 'Поиск | Фильтры'],
      ['2025-01-02', 2400, 'Поиск | Фильтры'],
      ['2025-01-02', 180, 'РСЯ | Дом'],
    ]);
    expect(rows[0]).toMatchObject({ class: 'acquisition', function: 'marketing', channel: 'Яндекс Директ' });
  });

  test('VAT is taken off where the amounts include it', async () => {
    expect((await costsOf('yandex_direct.csv', { vat: 'included' })).map(({ amount }) => amount)).toEqual([
      3600.416667, 2000, 150,
    ]);
  });

  test('the wizard by months', async () => {
    expect(await costsOf('yandex_direct.wizard.csv')).toMatchObject([{ month: '2025-01-01', amount: 6720.5 }]);
  });

  test('the API in millionths or in currency, as the person says, and not at all before', async () => {
    expect((await costsOf('yandex_direct_api.tsv', { money_unit: 'micros' })).map(({ amount }) => amount)).toEqual([
      4320.5, 2400,
    ]);
    expect((await costsOf('yandex_direct_api.tsv', { money_unit: 'units' })).map(({ amount }) => amount)).toEqual([
      4320500000, 2400000000,
    ]);
    const file = exampleFiles.find(({ name }) => name === 'yandex_direct_api.tsv');
    const made = company();
    const report = await made.bring(await readFile(decodeURI(file?.path ?? '')), { fileName: 'api.tsv', source: '' });
    expect(report.problem?.code).toBe('open_question');
    expect(report.questions?.map(({ id, answer }) => [id, answer])).toContainEqual(['money_unit', null]);
    expect(await made.facts('costs')).toEqual([]);
  });
});

describe('the same day told by two reports', () => {
  const answers = { money_unit: 'units' };
  const screen = (cut: string, ...rows: string[]) =>
    [`Дата;Кампания;№ Кампании;Группа;№ Группы${cut};Показы;Клики;Расход (руб.)`, ...rows].join('\n');
  const api = (cut: string, ...rows: string[]) =>
    [`Date\tCampaignName\tCampaignId\tAdGroupId${cut}\tImpressions\tClicks\tCost`, ...rows].join('\n');
  const total = async (made: ReturnType<typeof company>) =>
    (await made.facts('costs', 'toFloat64(amount) AS amount')).reduce((sum, { amount }) => sum + Number(amount), 0);

  test('of the same cut is the same costs, whether from the screen or the API', async () => {
    const made = company();
    const text = screen(
      ';№ Объявления;Тип площадки;Тип устройства',
      '01.01.2025;Поиск;10002;Фильтры;5001;M-9001;поиск;смартфоны;10;1;4 320,50',
      '01.01.2025;Поиск;10002;Фильтры;5001;M-9002;сети;десктоп;10;1;100,00',
    );
    await made.bring(text, { fileName: 'screen.csv', source: '' });
    const same = api(
      '\tAdId\tAdNetworkType\tDevice',
      '2025-01-01\tПоиск\t10002\t5001\t9001\tSEARCH\tMOBILE\t10\t1\t4320.50',
      '2025-01-01\tПоиск\t10002\t5001\t9002\tAD_NETWORK\tDESKTOP\t10\t1\t100.00',
    );
    const again = await made.bring(same, { fileName: 'api.tsv', source: '', answers });
    expect(again.kinds.costs).toMatchObject({ read: 2, added: 0 });
    expect(await total(made)).toBe(4420.5);
  });

  test('of another cut is not counted beside it until a person says that it is other money', async () => {
    const made = company();
    await made.bring(screen('', '01.01.2025;Поиск;10002;Фильтры;5001;10;1;100,50'), { fileName: 'a.csv', source: '' });
    const byAds = api('\tAdId', '2025-01-01\tПоиск\t10002\t5001\t9001\t10\t1\t100.50');
    const refused = await made.bring(byAds, { fileName: 'api.tsv', source: '', answers });
    expect(refused).toMatchObject({
      kinds: {},
      problem: { code: 'overlapping_costs', where: { day: '2025-01-01', campaign: 'Поиск', import: '1' } },
      questions: [{ id: 'overlap' }],
    });
    expect(await total(made)).toBe(100.5);
    const other = api('\tAdId', '2025-01-02\tПоиск\t10002\t5001\t9001\t10\t1\t7.50');
    expect((await made.bring(other, { fileName: 'api.tsv', source: '', answers })).kinds.costs?.added).toBe(1);
    await made.bring(byAds, { fileName: 'api.tsv', source: '', answers: { ...answers, overlap: 'add' } });
    expect(await total(made)).toBe(208.5 + 0);
  });

  test('an answer to a question that does not exist is refused, with those that do', async () => {
    const made = company();
    const file = screen('', '01.01.2025;Поиск;10002;Фильтры;5001;10;1;100,50');
    const report = await made.bring(file, { fileName: 'a.csv', source: '', answers: { money_units: 'micros' } });
    expect(report.problem).toMatchObject({ code: 'unknown_question', where: { question: 'money_units' } });
    expect(report.problem?.text.en).toContain('vat, dates, decimal');
    const beside = await made.bring(file, { fileName: 'a.csv', source: '', answers });
    expect(beside.problem).toBeUndefined();
    expect(beside.notes?.map(({ en }) => en).join()).toContain('“money_unit” is of no use here');
  });
});

describe('visits', () => {
  const columns =
    'interaction_id, toString(occurred_at) AS at, kind, anonymous_id, touch_source AS origin, medium, campaign, props';

  test('Metrica’s visits are touches of a client id, with the ids of clicks', async () => {
    const made = await bringExample(company(), 'yandex_metrica_visits.tsv');
    const rows = await made.facts('interactions', columns);
    rows.sort((a, b) => String(a.at).localeCompare(String(b.at)));
    expect(rows).toMatchObject([
      {
        interaction_id: '2025-7611223344556677',
        at: '2025-02-03 07:15:00.000',
        kind: 'visit',
        anonymous_id: '1738566900123456789',
        origin: 'yandex',
        medium: 'cpc',
        campaign: 'spring',
        props: {
          yclid: '8899001122',
          ym_client_id: '1738566900123456789',
          referrer: 'https://yandex.ru/',
          'ym:s:pageViews': '3',
        },
      },
      { origin: '', medium: 'direct', campaign: '' },
      { origin: 'google', medium: 'cpc', campaign: 'brand', props: { gclid: 'Cj0abc' } },
    ]);
  });

  test('page views are no touches; what is no page is left out', async () => {
    const made = await bringExample(company(), 'yandex_metrica_hits.tsv');
    const rows = await made.facts('interactions', `${columns}, channel`);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ kind: 'page_view', channel: '', origin: '', campaign: '' });
  });

  test('a session of Google Analytics begins with a visit', async () => {
    const made = await bringExample(company(), 'ga4_events.csv');
    const rows = await made.facts('interactions', columns);
    rows.sort((a, b) => String(a.at).localeCompare(String(b.at)));
    expect(rows).toMatchObject([
      {
        at: '2025-02-03 07:15:00.000',
        kind: 'visit',
        anonymous_id: '1234567890.1738566900',
        origin: 'yandex',
        medium: 'cpc',
        campaign: 'spring',
        props: { client_id: '1234567890.1738566900', yclid: '8899001122' },
      },
      { at: '2025-02-03 07:16:00.000', kind: 'generate_lead', origin: '', props: { user_id: 'u-7' } },
    ]);
  });
});
