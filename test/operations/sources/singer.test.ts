import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TableChoice } from '../../../src/model/importing.ts';
import { Problem } from '../../../src/model/problem.ts';
import { flatten, numberedLines, readMessage } from '../../../src/operations/sources/singer/messages.ts';
import { receiveSinger, type SingerInput } from '../../../src/operations/sources/singer/receive.ts';
import { openSourcesPlace, type SourcesPlace } from './place.ts';

let place: SourcesPlace;
beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());

let turns = 0;
type Sent = {
  problem: Problem['body'] | null;
  states: unknown[];
  report: Awaited<ReturnType<typeof receiveSinger>> | null;
};
const receive = async (bytes: SingerInput['bytes'], source: string, more: Partial<SingerInput> = {}): Promise<Sent> => {
  turns += 1;
  const states: unknown[] = [];
  const input: SingerInput = {
    operations: place.operations,
    workspace: 'main',
    source,
    bytes,
    scratch: join(place.data, `singer-${turns}`),
    choices: {},
    only: [],
    answers: {},
    emit: async (state) => {
      states.push(state);
    },
    ...more,
  };
  try {
    return { problem: null, states, report: await receiveSinger(input) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.body, states, report: null };
    throw error;
  }
};
const send = (messages: readonly (object | string)[], source: string, more: Partial<SingerInput> = {}): Promise<Sent> =>
  receive(
    Readable.from(messages.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`)),
    source,
    more,
  );

const schema = (stream: string, ...columns: string[]) => ({
  type: 'SCHEMA',
  stream,
  schema: {
    type: 'object',
    properties: Object.fromEntries(columns.map((name) => [name, { type: ['null', 'string'] }])),
  },
  key_properties: columns.slice(0, 1),
});
const record = (stream: string, values: object) => ({ type: 'RECORD', stream, record: values });
const state = (n: number) => ({ type: 'STATE', value: { bookmarks: { order_lines: n } } });
const lineColumns = ['line_id', 'order_id', 'customer_id', 'ordered_at', 'net_amount'];
const line = (id: number | string) => ({
  line_id: String(id),
  order_id: 'o',
  customer_id: 'c',
  ordered_at: '2026-02-01',
  net_amount: 5,
});
const mine = async (source: string) =>
  (await place.lines()).filter((id) => id.startsWith(`${source}/`)).map((id) => id.split('/')[1]);
const facts = (table: string, columns: string, source: string) =>
  place.deps.warehouse.rows<Record<string, string>>(
    `SELECT ${columns} FROM current_${table} FINAL WHERE workspace = 'main' AND source LIKE {source:String} AND deleted = 0 ORDER BY id`,
    { parameters: { source: `${source}%` } },
  );

describe('messages', () => {
  it('keep every digit of a number, and a state as it came', () => {
    const text =
      '{"type":"RECORD","stream":"s","record":{"id":12345678901234567890,"t":"a \\"1234567890123456789\\", x","n":[1234567890123456.5],"m":1.5}}';
    const message = readMessage(text, 1);
    expect(message).toEqual({
      type: 'RECORD',
      stream: 's',
      record: { id: '12345678901234567890', t: 'a "1234567890123456789", x', n: ['1234567890123456.5'], m: 1.5 },
    });
    expect(readMessage('{"type":"STATE","value":{"a":1}}', 1)).toEqual({ type: 'STATE', value: { a: 1 } });
  });
  it('are flattened as targets do', () => {
    expect(flatten({ a: { b: { c: 1 }, d: null }, e: [{ f: 2 }], _sdc_sequence: 3 })).toEqual({
      a__b__c: 1,
      e: '[{"f":2}]',
    });
  });
  it('come whole however their bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\n\r]/g, '')),
          { maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          const read: string[] = [];
          for await (const { text } of numberedLines(Readable.from(pieces, { objectMode: true }))) read.push(text);
          expect(read).toEqual(texts.map((text) => Buffer.from(text).toString()));
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('a stream', () => {
  it('is brought in batch by batch; a state is told when all before it is in, and kept', async () => {
    const seen: { state: unknown; lines: number }[] = [];
    const messages = [
      schema('order_lines', ...lineColumns),
      schema('order_lines', ...lineColumns),
      ...Array.from({ length: 10 }, (_, at) => [
        record('order_lines', line(at)),
        ...(at % 3 === 2 ? [state(at)] : []),
      ]).flat(),
      schema('order_lines', ...lineColumns),
      state(9),
    ];
    const { problem, report } = await send(messages, 'tap-a', {
      batch: { records: 4, bytes: 1e9 },
      emit: async (told) => {
        seen.push({ state: told, lines: (await mine('tap-a')).length });
      },
    });
    expect(problem).toBeNull();
    expect(report?.records).toBe(10);
    expect(seen).toEqual([
      { state: { bookmarks: { order_lines: 2 } }, lines: 4 },
      { state: { bookmarks: { order_lines: 5 } }, lines: 8 },
      { state: { bookmarks: { order_lines: 9 } }, lines: 10 },
    ]);
    expect(await place.operations.sources.bookmark({ workspace: 'main', name: 'tap-a' })).toEqual({
      value: { bookmarks: { order_lines: 9 } },
    });
    expect(await place.source('tap-a')).toMatchObject({
      location: { kind: 'singer' },
      state: 'well',
      lastRun: { added: 2 },
    });
    expect((await place.run('tap-a')).problem?.code).toBe('source_is_sent');
    // Sent again, it changes nothing.
    await send(messages, 'tap-a');
    expect((await place.source('tap-a')).lastRun).toMatchObject({ added: 0, changed: 0, unchanged: 10 });
  });

  it.each([
    ['a broken line', '{"type": "RECORD", "stream"', 4, 'JSON'],
    ['a line that is no message', '[1]', 4, 'Singer'],
    ['a batch', { type: 'BATCH', stream: 's', manifest: [] }, 4, 'BATCH'],
    ['an unknown message', { type: 'HELLO' }, 4, 'HELLO'],
    ['a record before its schema', record('other', {}), 4, 'SCHEMA'],
    ['a record without a record', { type: 'RECORD', stream: 'order_lines' }, 4, 'RECORD'],
  ])('with %s stops there, and says where; nothing of it is in', async (_what, bad, at, word) => {
    const source = `tap-bad-${turns}`;
    const { problem, states } = await send(
      [
        schema('order_lines', ...lineColumns),
        record('order_lines', line(1)),
        state(1),
        bad,
        record('order_lines', line(2)),
      ],
      source,
    );
    expect(problem).toMatchObject({ code: 'singer_bad_message', where: { line: at } });
    expect(problem?.text.ru).toContain(`Строка ${at}`);
    expect(problem?.text.ru).toContain(word);
    expect(states).toEqual([]);
    expect(await mine(source)).toEqual([]);
    expect(await place.source(source)).toMatchObject({ state: 'stopped', problem: { code: 'singer_bad_message' } });
    expect((await readdir(place.data)).filter((name) => name.startsWith('singer-'))).toEqual([]);
  });

  it('that nobody knows is refused by name, unless only others are asked for', async () => {
    const messages = [
      schema('order_lines', ...lineColumns),
      record('order_lines', line(1)),
      schema('things', 'a', 'amount'),
      record('things', { a: 1, amount: 2 }),
      { type: 'ACTIVATE_VERSION', stream: 'order_lines', version: 1 },
      state(1),
    ];
    const refused = await send(messages, 'tap-what');
    expect(refused.problem).toMatchObject({ code: 'singer_unknown_stream', where: { stream: 'things' } });
    expect(await mine('tap-what')).toEqual([]);
    const taken = await send(messages, 'tap-what', { only: ['order_lines'] });
    expect(taken).toMatchObject({ problem: null, states: [state(1).value], report: { left: { things: 1 } } });
    expect(await mine('tap-what')).toEqual(['1']);
    const mapping = {
      layout: 'free',
      outputs: [
        {
          kind: 'products',
          columns: { product_id: { column: 'a' }, price: { quotient: [{ column: 'amount' }, { constant: '100' }] } },
        },
      ],
    };
    const told = await send(messages, 'tap-told', { choices: { things: TableChoice.parse({ mapping }) } });
    expect(told.problem).toBeNull();
    expect(await facts('products', 'product_id AS id, toString(price) AS price', 'tap-told')).toEqual([
      { id: '1', price: '0.02' },
    ]);
  });

  it('of a batch of which a part can’t be taken leaves nothing of the others', async () => {
    const messages = [
      schema('order_lines', ...lineColumns),
      record('order_lines', line(1)),
      schema('products', 'product_id'),
      record('products', { product_id: 'p' }),
      state(1),
    ];
    const choices = { products: TableChoice.parse({ layout: 'no_such_layout' }) };
    const { problem, states } = await send(messages, 'tap-half', { choices });
    expect(problem?.text.en).toMatch(/^products\.ndjson: /);
    expect(states).toEqual([]);
    expect(await mine('tap-half')).toEqual([]);
  });
});

describe('a tap', () => {
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
  });
  /** A process that writes messages as taps do and, where it is told to, dies in the middle of a line. */
  const startTap = async (from: number, to: number, dieAt: number | null): Promise<ChildProcess> => {
    const path = join(place.directory, 'tap.mjs');
    await writeFile(
      path,
      `const [from, to, dieAt] = process.argv.slice(2).map(Number);
      const say = (one) => process.stdout.write(JSON.stringify(one) + '\\n');
      say(${JSON.stringify(schema('order_lines', ...lineColumns))});
      for (let id = from; id < to; id += 1) {
        if (id === dieAt) { process.stdout.write('{"type": "RECORD", "stre', () => process.kill(process.pid, 'SIGKILL')); await new Promise(() => setInterval(() => {}, 1000)); }
        say({ type: 'RECORD', stream: 'order_lines', record: { line_id: String(id).padStart(5, '0'), order_id: 'o', customer_id: 'c', ordered_at: '2026-02-01', net_amount: 5 } });
        if (id % 50 === 49) say({ type: 'STATE', value: { next: id + 1 } });
      }
      say({ type: 'STATE', value: { next: to } });`,
    );
    const child = spawn(process.execPath, [path, String(from), String(to), String(dieAt ?? -1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    return child;
  };
  const bytesOf = (child: ChildProcess): Readable => {
    if (!child.stdout) throw new Error('no output');
    return child.stdout;
  };

  it('that dies in the middle goes on from the last state, and every row is in once', async () => {
    const batch = { records: 200, bytes: 1e9 };
    const first = await receive(bytesOf(await startTap(0, 1000, 530)), 'tap-process', { batch });
    expect(first.problem?.code).toBe('singer_bad_message');
    expect(first.states).toEqual([{ next: 150 }, { next: 350 }]);
    expect((await mine('tap-process')).length).toBe(400);
    const { value } = await place.operations.sources.bookmark({ workspace: 'main', name: 'tap-process' });
    expect(value).toEqual({ next: 350 });
    const second = await receive(bytesOf(await startTap((value as { next: number }).next, 1000, null)), 'tap-process', {
      batch,
    });
    expect(second.problem).toBeNull();
    expect(second.states.at(-1)).toEqual({ next: 1000 });
    const ids = await mine('tap-process');
    expect(ids).toEqual(Array.from({ length: 1000 }, (_, id) => String(id).padStart(5, '0')));
    expect(await place.source('tap-process')).toMatchObject({ state: 'well', problem: null });
  }, 60_000);
});

describe('streams of known taps', () => {
  it('Stripe: amounts are in the smallest unit of their currency', async () => {
    const invoice = {
      object: 'invoice',
      customer: 'cus_1',
      status: 'paid',
      paid: true,
      created: 1767225600,
      amount_due: 0,
      tax: 200,
      total: 1200,
      amount_paid: 1200,
    };
    const { problem } = await send(
      [
        schema(
          'invoices',
          'id',
          'customer',
          'created',
          'currency',
          'total',
          'tax',
          'amount_due',
          'amount_paid',
          'status',
          'paid',
        ),
        record('invoices', { ...invoice, id: 'in_1', currency: 'eur' }),
        record('invoices', {
          ...invoice,
          id: 'in_2',
          currency: 'jpy',
          status: 'open',
          paid: false,
          amount_paid: 0,
          status_transitions: { finalized_at: '2026-01-02T00:00:00Z' },
        }),
        schema('charges', 'id', 'amount', 'amount_refunded', 'currency', 'created', 'captured', 'invoice', 'paid'),
        record('charges', {
          id: 'ch_1',
          amount: 5000,
          amount_refunded: 1000,
          currency: 'usd',
          created: 1767225600,
          captured: true,
          paid: true,
          invoice: null,
          customer: 'cus_2',
        }),
        record('charges', {
          id: 'ch_2',
          amount: 1200,
          currency: 'eur',
          created: 1767225600,
          captured: true,
          paid: true,
          invoice: 'in_1',
        }),
        schema('customers', 'id', 'created', 'email', 'delinquent'),
        record('customers', { id: 'cus_1', created: '2026-01-01T00:00:00.000000Z', email: 'a@b.c', delinquent: false }),
      ],
      'stripe',
    );
    expect(problem).toBeNull();
    expect(
      await facts(
        'order_lines',
        'line_id AS id, toString(net_amount) AS amount, currency, status, toString(ordered_at) AS at',
        'stripe',
      ),
    ).toEqual([
      { id: 'stripe:in_1', amount: '10', currency: 'EUR', status: 'paid', at: '2026-01-01 00:00:00.000' },
      { id: 'stripe:in_2', amount: '1000', currency: 'JPY', status: 'unpaid', at: '2026-01-02 00:00:00.000' },
    ]);
    const payments = await facts(
      'payments',
      'payment_id AS id, toString(amount) AS amount, customer_id AS customer',
      'stripe',
    );
    expect(payments).toEqual([
      { id: 'ch_1', amount: '40', customer: 'stripe:cus_2' },
      { id: 'in_1', amount: '12', customer: 'stripe:cus_1' },
    ]);
    expect(await facts('customers', 'customer_id AS id, email', 'stripe')).toEqual([
      { id: 'stripe:cus_1', email: 'a@b.c' },
    ]);
  });

  it('HubSpot, Salesforce: deals with their customers', async () => {
    const value = (text: string) => ({ value: text });
    const { problem } = await send(
      [
        { type: 'SCHEMA', stream: 'deals', schema: {}, key_properties: ['dealId'] },
        record('deals', {
          dealId: '12345678901234567',
          property_dealname: value('Big'),
          property_dealstage: value('closedwon'),
          property_amount: value('1500.5'),
          property_createdate: value('2026-01-01T10:00:00.000000Z'),
          property_closedate: value('1767312000000'),
          associations: { associatedCompanyIds: [77], associatedVids: [] },
        }),
        schema('companies', 'companyId', 'property_name__value'),
        record('companies', { companyId: 77, property_name: value('Ромашка') }),
      ],
      'hubspot',
    );
    expect(problem).toBeNull();
    expect(
      await facts(
        'deals',
        'deal_id, customer_id AS customer, outcome, toString(amount) AS amount, toString(closed_at) AS closed',
        'hubspot',
      ),
    ).toEqual([
      {
        deal_id: '12345678901234567',
        customer: 'hubspot:company-77',
        outcome: 'won',
        amount: '1500.5',
        closed: '2026-01-02 00:00:00.000',
      },
    ]);
    expect(await facts('customers', 'customer_id AS id, name', 'hubspot')).toEqual([
      { id: 'hubspot:company-77', name: 'Ромашка' },
    ]);
    const sales = await send(
      [
        schema(
          'Opportunity',
          'Id',
          'AccountId',
          'StageName',
          'Amount',
          'CloseDate',
          'IsClosed',
          'IsWon',
          'CreatedDate',
        ),
        record('Opportunity', {
          Id: '0061t00000AbCdEAAV',
          AccountId: '0011t00000XyZabAAF',
          StageName: 'Closed Lost',
          Amount: 9,
          CloseDate: '2026-01-05',
          IsClosed: true,
          IsWon: false,
          CreatedDate: '2026-01-01T00:00:00Z',
        }),
      ],
      'salesforce',
    );
    expect(sales.problem).toBeNull();
    expect(await facts('deals', 'deal_id, customer_id AS customer, outcome', 'salesforce')).toEqual([
      { deal_id: '0061t00000AbCdE', customer: 'salesforce:0011t00000XyZab', outcome: 'lost' },
    ]);
  });

  it('Shopify of old and of now, Google Ads', async () => {
    const money = (amount: number) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
    const { problem } = await send(
      [
        { type: 'SCHEMA', stream: 'orders', schema: {}, key_properties: ['id'] },
        record('orders', {
          id: 450789469,
          created_at: '2026-01-01T00:00:00Z',
          currency: 'EUR',
          current_subtotal_price: '119.00',
          current_total_tax: '19.00',
          taxes_included: true,
          financial_status: 'paid',
          customer: { id: 1, first_name: 'Ann', email: 'a@b.c' },
        }),
      ],
      'shop',
    );
    expect(problem).toBeNull();
    const modern = await send(
      [
        { type: 'SCHEMA', stream: 'orders', schema: {}, key_properties: ['id'] },
        record('orders', {
          id: 'gid://shopify/Order/2',
          processedAt: '2026-01-02T00:00:00Z',
          currencyCode: 'EUR',
          currentSubtotalPriceSet: money(50),
          currentTotalTaxSet: money(5),
          taxesIncluded: false,
          displayFinancialStatus: 'PAID',
          customer: { id: 'gid://shopify/Customer/1', email: 'a@b.c' },
          lineItems: [{ id: 1 }],
        }),
        schema('campaign_performance_report', 'date', 'cost_micros', 'campaign_id', 'campaign_name'),
        record('campaign_performance_report', {
          date: '2026-01-01',
          cost_micros: 12340000,
          campaign_id: 5,
          campaign_name: 'Brand',
          _sdc_record_hash: 'h1',
        }),
      ],
      'shop',
    );
    expect(modern.problem).toBeNull();
    expect(
      await facts(
        'order_lines',
        'line_id AS id, toString(net_amount) AS amount, customer_id AS customer, status',
        'shop',
      ),
    ).toEqual([
      { id: 'shop:2', amount: '50', customer: 'shop:1', status: 'paid' },
      { id: 'shop:450789469', amount: '100', customer: 'shop:1', status: 'paid' },
    ]);
    expect(await facts('costs', 'toString(amount) AS amount, campaign, channel', 'shop')).toEqual([
      { amount: '12.34', campaign: 'Brand', channel: 'Google Ads' },
    ]);
  });
});
