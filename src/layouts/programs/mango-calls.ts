import { callers, callKind, spokenBy } from '../calls.ts';
import { chosen, column, constant, epoch, filled, joined, type Layout, own, when } from '../layout.ts';

/** Who calls from an extension is of the company. */
const isOutgoing = filled('fromExtension');
const phone = when(isOutgoing, column('toNumber'), column('fromNumber'));
const kind = callKind(
  when(isOutgoing, constant('out'), constant('in')),
  chosen(column('answer'), [{ is: ['0'], gives: 'missed' }]),
);
const employee = when(isOutgoing, column('fromExtension'), column('toExtension'));

/** Mango Office API → stats/result: one call a line, moments in seconds since 1970. The API sends no header: it is put by whoever saves the file. */
export const mangoCalls: Layout = {
  id: 'mango_calls',
  name: { ru: 'Mango Office: звонки (API)', en: 'Mango Office: calls (API)' },
  export: {
    ru: 'API: stats/request и stats/result → CSV; первой строкой — имена полей из запроса',
    en: 'API: stats/request and stats/result → CSV; the names of the fields asked for as the first line',
  },
  references: [
    'https://github.com/bobrovskih/mango-vpbx',
    'https://retail.mango-office.ru/support/integratsiya-api/spisok_integratsiy/obshchie_voprosy_po_api_vats_mango_office/',
  ],
  known: 'seen',
  source: 'mango',
  fields: {
    id: { names: ['entry_id'] },
    records: { names: ['records'] },
    at: { names: ['start'] },
    finish: { names: ['finish'] },
    answer: { names: ['answer'] },
    fromExtension: { names: ['from_extension'] },
    fromNumber: { names: ['from_number'], personal: 'phone' },
    toExtension: { names: ['to_extension'] },
    toNumber: { names: ['to_number'], personal: 'phone' },
    reason: { names: ['disconnect_reason'] },
    line: { names: ['line_number'] },
    location: { names: ['location'] },
  },
  needs: ['at', 'fromNumber', 'toNumber'],
  telling: ['at', 'fromNumber', 'toNumber', 'fromExtension', 'toExtension', ['finish', 'reason']],
  // Colleagues among themselves.
  leaveOut: [{ all: [filled('fromExtension'), filled('toExtension')] }],
  outputs: [
    {
      kind: 'interactions',
      when: { filled: phone },
      columns: {
        // A call that is handed on has several lines with one entry.
        interaction_id: own(
          joined('-', column('id'), column('at'), column('fromExtension'), column('toExtension'), phone),
        ),
        occurred_at: epoch(column('at')),
        kind,
        person_id: own(phone),
        touchpoint: constant('phone'),
        actor: spokenBy(employee, kind),
        hours: when(
          { of: column('answer'), matches: '^[1-9]' },
          { quotient: [{ difference: [column('finish'), column('answer')] }, constant('3600')] },
        ),
      },
      attributes: { line: column('line') },
    },
    callers(phone),
  ],
};
