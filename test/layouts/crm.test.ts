import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type Company, useCompanies } from '../store/warehouse/import/importing.ts';
import { exampleFiles } from './files.ts';

const { company } = useCompanies();

/** A company that was brought these examples, each as its own program's file. */
const broughtOf = (...names: string[]): Promise<Company> => brought({}, ...names);

const brought = async (answers: Record<string, string>, ...names: string[]): Promise<Company> => {
  const made = company();
  for (const name of names) await bringTo(made, name, answers);
  return made;
};

const bringTo = async (to: Company, name: string, answers: Record<string, string> = {}) => {
  const file = exampleFiles.find((each) => each.name === name);
  if (!file) throw new Error(`no example ${name}`);
  const report = await to.bring(await readFile(decodeURI(file.path)), { fileName: name, source: '', answers });
  expect(report.problem).toBeUndefined();
  expect(await to.refused()).toEqual([]);
  return report;
};

const dealColumns =
  'deal_id, customer_id, stage, outcome, toString(closed_at) AS closed, toFloat64(amount) AS amount, currency, process, channel';

const byId = (rows: Record<string, unknown>[], column: string) =>
  Object.fromEntries(rows.map(({ [column]: id, ...rest }) => [String(id), rest]));

const dealsOf = async (of: Company, columns = dealColumns) => byId(await of.facts('deals', columns), 'deal_id');

describe('amoCRM', () => {
  test('deals: only a closed deal has a closing day, a budget is no sale, the same name with another number is another person', async () => {
    const amo = await broughtOf('amocrm_deals.csv');
    expect(await dealsOf(amo)).toMatchObject({
      '28471203': {
        customer_id: 'amocrm:ООО "Ромашка"',
        stage: 'Успешно реализовано',
        outcome: 'won',
        closed: '2025-03-14 15:02:11.000',
        amount: 450000,
        process: 'Продажи',
        channel: 'Выставка',
      },
      '28471377': { customer_id: 'amocrm:Анна · +79035550011', outcome: 'lost', amount: 0, channel: '' },
      '28471501': { customer_id: 'amocrm:Анна · +79217778899', outcome: 'open', closed: null, amount: 12500 },
      '28471502': { customer_id: '', outcome: 'open', closed: null, amount: null },
    });
    expect(await amo.facts('order_lines')).toEqual([]);
    expect(await dealsOf(amo, "deal_id, props['utm_source'] AS tag")).toMatchObject({ '28471377': { tag: 'google' } });
    const customers = byId(
      await amo.facts('customers', 'customer_id, kind, tax_id, phone, email, source, props'),
      'customer_id',
    );
    expect(customers['amocrm:ООО "Ромашка"']).toEqual({
      kind: 'b2b',
      tax_id: '7707083893',
      phone: '+79161234567',
      email: 'petrov@romashka.ru',
      source: 'amocrm/deals',
      props: { ym_client_id: '1738566900123456789' },
    });
    expect(await amo.facts('people', 'customer_id, name')).toEqual([
      { customer_id: 'amocrm:ООО "Ромашка"', name: 'Иван Петров' },
    ]);
  });

  test('won deals are sales where the person says so', async () => {
    const amo = await brought({ won_deals: 'yes' }, 'amocrm_deals.csv');
    expect(
      await amo.facts(
        'order_lines',
        'order_id, customer_id, toString(ordered_at) AS at, toFloat64(net_amount) AS net, deal_id',
      ),
    ).toEqual([
      {
        order_id: 'amocrm:deal-28471203',
        customer_id: 'amocrm:ООО "Ромашка"',
        at: '2025-03-14 15:02:11.000',
        net: 450000,
        deal_id: '28471203',
      },
    ]);
  });

  test('VAT is taken off budgets that include it', async () => {
    const amo = await brought({ vat: 'included' }, 'amocrm_deals.csv');
    expect((await dealsOf(amo))['28471203']).toMatchObject({ amount: 375000 });
  });

  test('contacts and deals name the same customers', async () => {
    const amo = await broughtOf('amocrm_contacts.csv', 'amocrm_deals.csv');
    const customers = await amo.facts('customers', 'customer_id, source, name');
    expect(new Set(customers.map(({ customer_id }) => customer_id))).toEqual(
      new Set(['amocrm:ООО "Ромашка"', 'amocrm:Анна · +79035550011', 'amocrm:Анна · +79217778899']),
    );
    expect(customers.filter(({ source }) => source === 'amocrm')).toHaveLength(2);
    const people = await amo.facts('people', 'DISTINCT person_id');
    expect(people).toHaveLength(1);
  });

  test('contacts: a column nothing reads stays with whom its row is about, a person of a company too', async () => {
    const amo = company();
    await amo.bring(
      `ID,Тип,Полное имя контакта,Название компании,Кем создан контакт,Сделки,Дата создания контакта,Рабочий телефон,Любимый цвет
1,контакт,Иван Петров,Ромашка,К,,03.02.2025 10:14:58,+79161234567,красный
2,контакт,Анна Ли,,К,,03.02.2025 10:14:58,+79035550011,синий
3,компания,,Ромашка,К,,03.02.2025 10:14:58,,белый
`,
      { fileName: 'contacts.csv', source: '' },
    );
    const colours = async (kind: 'people' | 'customers', id: string) =>
      byId(await amo.facts(kind, `concat(source, ' ', ${id}) AS id, props['Любимый цвет'] AS colour`), 'id');
    expect(await colours('people', 'person_id')).toEqual({
      'amocrm amocrm:Иван Петров · +79161234567': { colour: 'красный' },
    });
    expect(await colours('customers', 'customer_id')).toEqual({
      'amocrm amocrm:Ромашка': { colour: 'белый' },
      'amocrm amocrm:Анна Ли · +79035550011': { colour: 'синий' },
      'amocrm/contacts amocrm:Ромашка': { colour: '' },
    });
  });

  test('events: the history of stages, and nothing that contradicts the list of deals', async () => {
    const amo = company();
    const report = await bringTo(amo, 'amocrm_events.ndjson');
    expect(report.left_out).toBe(1);
    expect(
      await amo.facts(
        'deals',
        'deal_id, stage, toString(stage_entered_at) AS at, outcome, toString(closed_at) AS closed',
      ),
    ).toEqual(
      expect.arrayContaining([
        { deal_id: '28471203', stage: '32392159', at: '2025-02-04 09:20:00.000', outcome: '', closed: null },
        {
          deal_id: '28471203',
          stage: '142',
          at: '2025-03-14 15:02:11.000',
          outcome: '',
          closed: '2025-03-14 15:02:11.000',
        },
      ]),
    );
  });
});

describe('Bitrix24', () => {
  test.each(['bitrix24_deals.csv', 'bitrix24_deals.export.xls'])(
    '%s: the assumed close date is a plan, the day of the last stage a fact',
    async (name) => {
      const bitrix = await broughtOf(name);
      expect(await dealsOf(bitrix)).toMatchObject({
        '1041': {
          customer_id: 'bitrix24:АО «Вымпел»',
          outcome: 'won',
          closed: '2025-02-20 14:45:10.000',
          amount: 1250000,
          currency: 'RUB',
          process: 'Общая',
          channel: '',
        },
        '1042': {
          customer_id: 'bitrix24:Ольга Белова · 89031112233',
          outcome: 'lost',
          closed: '2025-02-01 06:00:00.000',
        },
        '1043': { customer_id: 'bitrix24:ООО «Север»', outcome: 'open', closed: null },
      });
      expect(await dealsOf(bitrix, "deal_id, channel, props['utm_source'] AS tag")).toMatchObject({
        '1041': { channel: '', tag: 'yandex' },
      });
      expect(byId(await bitrix.facts('customers', 'customer_id, tax_id, phone, kind'), 'customer_id')).toMatchObject({
        'bitrix24:АО «Вымпел»': { tax_id: '7736050003', phone: '+7 495 123-45-67', kind: 'b2b' },
        'bitrix24:Ольга Белова · 89031112233': { tax_id: '', phone: '89031112233', kind: 'b2c' },
      });
    },
  );

  test('a closed deal in a stage of the company’s own is neither won nor lost until somebody says', async () => {
    expect(await dealsOf(await broughtOf('bitrix24_deals.en.csv'))).toMatchObject({
      '77': { outcome: 'won', currency: 'USD' },
      '78': { outcome: '', closed: null },
    });
  });

  test('REST: nobody is 0, stages are told by their meaning', async () => {
    const bitrix = await broughtOf('bitrix24_deals_api.csv');
    expect(await dealsOf(bitrix)).toMatchObject({
      '1041': { customer_id: 'bitrix24:company-312', outcome: 'won', closed: '2025-02-20 14:45:10.000' },
      '1042': { customer_id: 'bitrix24:contact-911', outcome: 'lost' },
      '1043': { customer_id: 'bitrix24:company-330', outcome: 'open' },
    });
  });

  test('stage history adds to the deals of REST: a stage both tell is one row', async () => {
    const bitrix = await broughtOf('bitrix24_deals_api.csv', 'bitrix24_stage_history.csv');
    const rows = await bitrix.facts('deals', 'deal_id, stage, outcome, toString(stage_entered_at) AS at');
    expect(
      rows
        .filter(({ deal_id }) => deal_id === '1041')
        .map(({ stage, outcome }) => [stage, outcome])
        .sort(),
    ).toEqual([
      ['NEW', 'open'],
      ['PREPAYMENT_INVOICE', 'open'],
      ['WON', 'won'],
    ]);
  });
});

describe('HubSpot', () => {
  test('deals, contacts and companies name the same customers; the primary company is the customer', async () => {
    const hubspot = await broughtOf('hubspot_companies.csv', 'hubspot_contacts.csv', 'hubspot_deals.csv');
    expect(await dealsOf(hubspot)).toMatchObject({
      '9001': {
        customer_id: 'hubspot:company-501',
        outcome: 'won',
        closed: '2025-03-10 09:00:00.000',
        amount: 15000,
        currency: 'EUR',
        channel: 'Paid Search',
      },
      // The close date of an open deal is HubSpot's guess.
      '9002': { customer_id: 'hubspot:contact-8003', outcome: 'open', closed: null },
      '9003': { customer_id: 'hubspot:company-503', outcome: 'lost', closed: '2025-02-15 13:00:00.000' },
    });
    const own = await hubspot.facts('customers', 'customer_id, name, source');
    expect(
      own
        .filter(({ source }) => source === 'hubspot')
        .map(({ customer_id }) => customer_id)
        .sort(),
    ).toEqual(['hubspot:company-501', 'hubspot:company-502', 'hubspot:contact-8003']);
    // Which of two names in a cell is the primary company's is not told, so the deal names none.
    expect(
      own.find(({ customer_id, source }) => customer_id === 'hubspot:company-501' && source === 'hubspot/deals'),
    ).toMatchObject({ name: '' });
    const people = byId(await hubspot.facts('people', 'person_id, customer_id, email'), 'person_id');
    expect(people).toEqual({
      'hubspot:contact-8001': { customer_id: 'hubspot:company-501', email: 'priya@bluebay.example.test' },
      'hubspot:contact-8003': { customer_id: 'hubspot:contact-8003', email: 'tom@harbour.example.test' },
    });
  });
});

describe('Salesforce', () => {
  test('a report, the Data Loader and the history know a deal by one id', async () => {
    const salesforce = await brought(
      { dates: 'day' },
      'salesforce_opportunities.csv',
      'salesforce_history.csv',
      'salesforce_report.csv',
    );
    const rows = await salesforce.facts('deals', 'DISTINCT deal_id');
    expect(rows.map(({ deal_id }) => deal_id).sort()).toEqual([
      '006Dn00000A1b2c',
      '006Dn00000A1b2d',
      '006Dn00000A1b2e',
    ]);
    const customers = await salesforce.facts('customers', 'DISTINCT customer_id');
    expect(customers.map(({ customer_id }) => customer_id).sort()).toEqual([
      'salesforce:001Dn00000X1y2z',
      'salesforce:001Dn00000X1y30',
    ]);
  });

  test('closed and not won is lost, whatever the stage is called; deleted ones are left out', async () => {
    const salesforce = company();
    const report = await bringTo(salesforce, 'salesforce_opportunities.csv');
    expect(report.left_out).toBe(1);
    expect(await dealsOf(salesforce)).toMatchObject({
      '006Dn00000A1b2c': { outcome: 'won', closed: '2025-03-30 21:00:00.000', amount: 125000 },
      '006Dn00000A1b2d': { outcome: 'open', closed: null },
      '006Dn00000A1b2e': { stage: 'Abandoned', outcome: 'lost' },
    });
  });
});

describe('Pipedrive', () => {
  test('the screen’s export and the API name the same customers', async () => {
    const screen = await dealsOf(await broughtOf('pipedrive_deals.csv'));
    const api = await dealsOf(await broughtOf('pipedrive_deals_api.ndjson'));
    for (const deals of [screen, api])
      expect(deals).toMatchObject({
        '11': { customer_id: 'pipedrive:org-101', outcome: 'won', amount: 250000, currency: 'EUR' },
        '12': { customer_id: 'pipedrive:person-502', outcome: 'lost' },
      });
    expect(screen['13']).toMatchObject({ outcome: 'open', closed: null });
    // Without an offset the API means UTC, the screen the account's own time.
    expect(api['11']).toMatchObject({ closed: '2025-03-02 09:00:00.000' });
    expect(screen['11']).toMatchObject({ closed: '2025-03-02 06:00:00.000' });
  });
});

const touches = async (of: Company) =>
  await of.facts(
    'interactions',
    'kind, person_id, anonymous_id, channel, touch_source, medium, campaign, actor, round(toFloat64(hours), 4) AS hours, toString(occurred_at) AS at',
  );
const byTime = (rows: Record<string, unknown>[]) => rows.sort((a, b) => String(a.at).localeCompare(String(b.at)));

describe('calls, letters and visits', () => {
  test('calls of any telephony: who called whom, how long, with whom', async () => {
    expect(byTime(await touches(await broughtOf('calls.csv')))).toMatchObject([
      { kind: 'call_in', person_id: 'telephony:+7 (916) 123-45-67', actor: 'Орлова Мария', hours: 0.0556 },
      { kind: 'call_missed', person_id: 'telephony:+7 (903) 555-00-11', actor: '', hours: 0 },
      { kind: 'call_out', person_id: 'telephony:+7 (903) 555-00-11', actor: 'Смирнов Олег', hours: 0.0278 },
    ]);
  });

  test('Calltouch and UIS: the visit before the call', async () => {
    expect(byTime(await touches(await broughtOf('calltouch_calls.ndjson')))).toMatchObject([
      {
        kind: 'call_in',
        person_id: 'calltouch:79161234567',
        anonymous_id: '1738566900123456789',
        touch_source: 'yandex',
        medium: 'cpc',
        campaign: 'stanki',
        hours: 0.0347,
      },
      { kind: 'call_missed', campaign: '', touch_source: '(direct)' },
    ]);
    const uis = await broughtOf('uis_calls.csv');
    expect(byTime(await touches(uis))).toMatchObject([
      { kind: 'call_in', anonymous_id: '123.456', campaign: 'stanki', actor: 'Орлова Мария' },
      { kind: 'call_missed', actor: '' },
      { kind: 'call_out', actor: 'Смирнов Олег' },
    ]);
    expect((await uis.facts('people', 'phone')).map(({ phone }) => phone).sort()).toEqual([
      '79035550011',
      '79161234567',
    ]);
  });

  test('Mango: seconds since 1970, colleagues among themselves left out, an answer that never came', async () => {
    const mango = company();
    expect((await bringTo(mango, 'mango_calls.csv')).left_out).toBe(1);
    expect(byTime(await touches(mango))).toMatchObject([
      { kind: 'call_in', person_id: 'mango:79161234567', actor: '101', hours: 0.05, at: '2025-03-04 10:00:05.000' },
      { kind: 'call_missed', person_id: 'mango:79035550011', actor: '', hours: null },
      { kind: 'call_unanswered', person_id: 'mango:79035550011', actor: '', hours: null },
    ]);
  });

  test('a letter that nobody opened is no touch', async () => {
    const letters = await broughtOf('mailings.csv');
    expect(byTime(await touches(letters)).map(({ kind, channel }) => [kind, channel])).toEqual([
      ['email_sent', ''],
      ['email_bounce', ''],
      ['email_open', 'email'],
      ['email_click', 'email'],
    ]);
    expect((await letters.facts('people', 'email')).map(({ email }) => email).sort()).toEqual([
      'old@example.com',
      'petrov@romashka.ru',
    ]);
  });

  test('visits of the service carry their result', async () => {
    const service = await broughtOf('service_visits.csv');
    expect(
      byId(
        await service.facts(
          'interactions',
          "id, kind, customer_id, toFloat64(hours) AS hours, props['result'] AS result",
        ),
        'id',
      ),
    ).toEqual({
      'service:С-101': { kind: 'Пуско-наладка', customer_id: 'service:ООО "Ромашка"', hours: 6.5, result: 'Запущен' },
      'service:С-102': { kind: 'Ремонт', customer_id: 'service:АО «Вымпел»', hours: 2, result: 'Нет запчасти' },
    });
  });
});

test.each(['amocrm_deals.csv', 'bitrix24_stage_history.csv', 'hubspot_contacts.csv', 'salesforce_report.csv'])(
  '%s sent twice changes nothing',
  async (name) => {
    const made = company();
    await bringTo(made, name);
    const { kinds } = await bringTo(made, name);
    for (const { added, changed, quarantined } of Object.values(kinds ?? {}))
      expect({ added, changed, quarantined }).toEqual({ added: 0, changed: 0, quarantined: 0 });
  },
);

test('the browser an amoCRM deal came from stays known when the customer’s next deal has none', async () => {
  const made = company();
  const report = await made.bring(
    `ID,Название сделки,Бюджет ,Дата создания сделки,Этап сделки,Воронка,Компания,_ym_uid
1,A,100,01.02.2025 10:00:00,Переговоры,В,Ромашка,1600000000123456789
2,B,100,01.03.2025 10:00:00,Переговоры,В,Ромашка,
`,
    { fileName: 'deals.csv', source: '' },
  );
  expect(report.problem).toBeUndefined();
  expect(await dealsOf(made, "deal_id, props['ym_client_id'] AS browser")).toEqual({
    1: { browser: '1600000000123456789' },
    2: { browser: '' },
  });
});

describe('people no program numbers', () => {
  const customersOf = async (text: string) => {
    const made = company();
    const report = await made.bring(text, { fileName: 'deals.csv', source: '' });
    expect(report.problem).toBeUndefined();
    return Object.values(await dealsOf(made, 'deal_id, customer_id')).map(({ customer_id }) => customer_id);
  };

  test('a first name alone is not one customer of many deals; a name of several words and a number are', async () => {
    const bitrix = 'ID;Название сделки;Стадия сделки;Сумма;Контакт;Ответственный;Дата создания;Дата изменения';
    const deal = (id: number, contact: string) => `${id};A;В работе;100;${contact};К;01.02.2025;02.02.2025`;
    expect(
      await customersOf([bitrix, deal(1, 'Ира'), deal(2, 'Ира'), deal(3, 'Ира Ли'), deal(4, 'Ира Ли')].join('\n')),
    ).toEqual(['bitrix24:Ира · 1', 'bitrix24:Ира · 2', 'bitrix24:Ира Ли', 'bitrix24:Ира Ли']);
    const amo =
      'ID,Название сделки,Бюджет ,Дата создания сделки,Этап сделки,Воронка,Полное имя контакта,Мобильный телефон';
    const lead = (id: number, phone: string) => `${id},A,100,01.02.2025 10:00:00,Переговоры,В,Анна,${phone}`;
    expect(
      await customersOf([amo, lead(1, ''), lead(2, ''), lead(3, '89161234567'), lead(4, '89161234567')].join('\n')),
    ).toEqual(['amocrm:Анна · 1', 'amocrm:Анна · 2', 'amocrm:Анна · 89161234567', 'amocrm:Анна · 89161234567']);
  });
});
