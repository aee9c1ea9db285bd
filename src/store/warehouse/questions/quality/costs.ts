import { ofSnapshot } from '../../ledger/fragments.ts';
import type { Relation } from './relation.ts';

/** Costs as the ledger has them. What is outside marketing and sales enters no number and is not looked at. */
export const costsRelation: Relation = {
  rows: `SELECT cost_id AS id, source, toUInt64(0) AS key, toNullable(day) AS day, amount_minor AS minor, toString(class) AS class,
      toString(function) AS function, toString(channel) AS channel, toString(staff) AS staff
    FROM ledger_costs WHERE ${ofSnapshot} AND class != 'outside'`,
  checks: [
    { code: 'costs_without_class', when: `class = ''` },
    { code: 'costs_without_function', of: `class != 'shared'`, when: `function = ''` },
    {
      code: 'costs_without_channel',
      of: `class = 'acquisition' AND function = 'marketing' AND staff = ''`,
      when: `channel = ''`,
    },
    { code: 'costs_without_rate', when: 'minor IS NULL' },
  ],
};
