import { createHash } from 'node:crypto';
import type { Ledger } from '../../../../src/analysis/ledger.ts';
import type { Warehouse } from '../../../../src/store/warehouse/warehouse.ts';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Row = Record<string, unknown>;
const rowsOf = (ledger: Ledger): Record<string, Row[]> => ({
  ledger_lines: ledger.lines,
  ledger_orders: ledger.orders,
  ledger_lives: ledger.lives,
  ledger_events: ledger.events,
  ledger_profiles: ledger.profiles.map((profile) => ({
    ...profile,
    subject: profile.customer,
    cohort: profile.cohort === '' ? null : profile.cohort,
  })),
  ledger_contracts: ledger.contracts,
  ledger_deals: ledger.deals,
  ledger_costs: ledger.costs,
  ledger_payments: ledger.payments,
  ledger_touches: ledger.touches,
  ledger_work: ledger.work,
});

/** Writes a ledger as one snapshot of a workspace, customers as the hash of their id. */
export const insertLedger = async (
  warehouse: Warehouse,
  scope: { workspace: string; snapshot: number },
  ledger: Ledger,
): Promise<void> => {
  for (const [table, rows] of Object.entries(rowsOf(ledger))) {
    if (rows.length === 0) continue;
    const lines = rows.map((row) => {
      const named = Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
      return JSON.stringify({
        ...named,
        ...scope,
        ...(row.customer === undefined ? {} : { customer: hash(String(row.customer)) }),
      });
    });
    const options = { settings: { input_format_skip_unknown_fields: 1 } };
    await warehouse.insert(
      `INSERT INTO ${table} FORMAT JSONEachRow`,
      new TextEncoder().encode(lines.join('\n')),
      options,
    );
  }
};

/** Any number that tells customers apart does for a test. */
const hash = (subject: string): number => createHash('sha256').update(subject).digest().readUIntBE(0, 6);
