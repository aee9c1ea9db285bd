import { type FactKind, factShapes } from '../../../model/facts.ts';

type Row = Record<string, string>;

/**
 * Three example rows of every kind of file, in its canonical columns. They fit together: the orders are of these customers.
 */
export const sampleRows: Record<FactKind, readonly Row[]> = {
  customers: [
    { customer_id: 'C-1', name: 'Кофейня «Заря»', kind: 'b2b', segment: 'HoReCa', created_at: '2025-01-14' },
    { customer_id: 'C-2', name: 'Анна Петрова', kind: 'b2c', segment: 'Частные дома', created_at: '2025-02-03' },
    { customer_id: 'C-3', name: 'Пекарня «Облако»', kind: 'b2b', segment: 'HoReCa', created_at: '2025-02-20' },
  ],
  people: [
    { person_id: 'P-1', customer_id: 'C-1', name: 'Игорь Ким', email: 'igor@zarya.example', persona: 'управляющий' },
    { person_id: 'P-2', customer_id: 'C-1', name: 'Ольга Ли', phone: '+7 900 000-00-01', persona: 'бариста' },
    { person_id: 'P-3', customer_id: 'C-3', name: 'Павел Орлов', email: 'pavel@oblako.example', persona: 'владелец' },
  ],
  interactions: [
    {
      interaction_id: 'I-1',
      occurred_at: '2025-01-10 09:12',
      kind: 'visit',
      anonymous_id: 'web-81',
      channel: 'paid_search',
    },
    { interaction_id: 'I-2', occurred_at: '2025-01-14 11:40', kind: 'call', customer_id: 'C-1', channel: 'phone' },
    {
      interaction_id: 'I-3',
      occurred_at: '2025-04-02 10:00',
      kind: 'measurement_ok',
      customer_id: 'C-1',
      channel: 'service',
    },
  ],
  deals: [
    { deal_id: 'D-1', customer_id: 'C-1', opened_at: '2025-01-20', stage: 'Замер', outcome: 'open', amount: '84000' },
    {
      deal_id: 'D-1',
      customer_id: 'C-1',
      opened_at: '2025-01-20',
      stage: 'Договор',
      stage_entered_at: '2025-03-12',
      outcome: 'won',
      closed_at: '2025-03-12',
      amount: '84000',
    },
    { deal_id: 'D-2', customer_id: 'C-3', opened_at: '2025-02-25', stage: 'Замер', outcome: 'open', amount: '36000' },
  ],
  order_lines: [
    {
      line_id: 'L-1',
      order_id: 'O-1',
      customer_id: 'C-1',
      ordered_at: '2025-03-12',
      product_id: 'SYS',
      quantity: '1',
      net_amount: '84000.00',
      cogs: '51000.00',
    },
    {
      line_id: 'L-2',
      order_id: 'O-2',
      customer_id: 'C-2',
      ordered_at: '2025-03-15',
      product_id: 'CART',
      quantity: '2',
      net_amount: '4600.00',
      cogs: '2100.00',
    },
    {
      line_id: 'L-3',
      order_id: 'O-3',
      customer_id: 'C-1',
      ordered_at: '2025-06-12',
      product_id: 'CART',
      quantity: '4',
      net_amount: '9200.00',
      cogs: '4200.00',
    },
  ],
  products: [
    { product_id: 'CART', name: 'Картридж', family: 'Расходники', rung: '1', price: '2300', cogs_rate: '0.46' },
    { product_id: 'SYS', name: 'Система под ключ', family: 'Системы', rung: '2', price: '84000', cogs_rate: '0.61' },
    {
      product_id: 'SERV',
      name: 'Сервис по подписке',
      family: 'Сервис',
      rung: '3',
      price: '6500',
      result_kind: 'measurement_ok',
    },
  ],
  payments: [
    { payment_id: 'PAY-1', paid_at: '2025-03-20', amount: '84000.00', customer_id: 'C-1', order_id: 'O-1' },
    { payment_id: 'PAY-2', paid_at: '2025-03-15', amount: '4600.00', customer_id: 'C-2', order_id: 'O-2' },
    { payment_id: 'PAY-3', paid_at: '2025-06-30', amount: '9200.00', customer_id: 'C-1', order_id: 'O-3' },
  ],
  rates: [
    { date: '2025-01-01', currency: 'USD', rate: '101.68' },
    { date: '2025-01-01', currency: 'EUR', rate: '106.10' },
    { date: '2025-02-01', currency: 'USD', rate: '98.01' },
  ],
  costs: [
    {
      cost_id: 'K-1',
      month: '2025-03',
      amount: '120000',
      class: 'acquisition',
      function: 'marketing',
      channel: 'paid_search',
    },
    {
      cost_id: 'K-2',
      month: '2025-03',
      amount: '95000',
      class: 'retention',
      function: 'success',
      staff: 'Игорь',
      hours: '160',
    },
    { cost_id: 'K-3', month: '2025-03', amount: '18000', class: 'shared', function: 'management', note: 'CRM' },
  ],
};

/** The columns a kind's sample shows: those its sample rows fill, in the canonical order. */
export const sampleColumns = (kind: FactKind): string[] =>
  factShapes[kind].columns
    .map((column) => column.name)
    .filter((name) => sampleRows[kind].some((row) => row[name] !== undefined));

/** The header of a file of one kind with every canonical column, as CSV a spreadsheet opens (UTF-8 with a byte order mark, CRLF). */
export const templateOf = (kind: FactKind): string => {
  const columns = [...factShapes[kind].columns.map((column) => column.name), 'updated_at'];
  return `\uFEFF${columns.join(',')}\r\n`;
};
