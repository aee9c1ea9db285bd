import type { Mapping } from '../../../../src/model/mapping.ts';

export const orders = 20_000;

/** Order lines without an id of their own in part, in groups whose first row alone says whose they are, with dates only the whole file tells. */
export const largeFile = (): string => {
  // As many bytes as several batches, in few rows.
  const pad = 'п'.repeat(320);
  const rows = Array.from({ length: orders }, (_, at) => {
    const day = `${String((at % 12) + 1).padStart(2, '0')}/${at === orders - 1 ? '28' : '03'}/2025`;
    const bad = at % 1000 === 0 ? 'abc' : String(at % 100);
    return [`o${at};c${at % 5000};${day};10;${pad}`, `o${at};;;${bad};${pad}`];
  });
  return `order;who;day;amount;note\n${rows.flat().join('\n')}\n`;
};

export const largeMapping: Mapping = {
  layout: 'free',
  outputs: [
    {
      kind: 'order_lines',
      columns: {
        line_id: { joined: [{ column: 'order' }, { column: 'amount' }], by: '-' },
        order_id: { column: 'order' },
        customer_id: { column: 'who' },
        ordered_at: { column: 'day' },
        net_amount: { column: 'amount' },
      },
      attributes: {},
    },
    {
      kind: 'interactions',
      columns: { occurred_at: { column: 'day' }, kind: { constant: 'order' }, customer_id: { column: 'who' } },
      attributes: {},
    },
    { kind: 'customers', aside: 'orders', columns: { customer_id: { column: 'who' } }, attributes: {} },
  ],
  keepRest: true,
  leaveOut: [],
  personal: {},
  carried: { by: 'order', columns: ['who', 'day'] },
};
