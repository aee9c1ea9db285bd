import { describe, expect, it } from 'vitest';
import type { InspectedTable } from '../../src/model/importing.ts';
import type { FileReport } from '../../src/model/imports.ts';
import { allKinds, allRows } from '../../src/web/features/data/import/counts.ts';
import {
  choiceBeforeEdits,
  choiceOf,
  choiceWithEdits,
  type DeskFile,
  isSkipped,
  newFile,
  standingOf,
  type TableDraft,
  untouched,
  withChange,
} from '../../src/web/features/data/import/desk.ts';

const mapping = {
  layout: 'amocrm_deals',
  outputs: [{ kind: 'deals' as const, columns: { deal_id: { column: 'ID' } }, attributes: {} }],
  keepRest: true,
  leaveOut: [],
  personal: {},
};

const table = (set: Partial<InspectedTable>): InspectedTable => ({
  part: '',
  format: 'delimited',
  encoding: 'utf-8',
  delimiter: ';',
  headerLine: 1,
  preface: [],
  layout: null,
  sureness: 'sure',
  alternatives: [],
  remembered: false,
  source: 'amocrm',
  mapping,
  columns: [],
  words: [],
  questions: [],
  notes: [],
  ...set,
});

const file = (tables: InspectedTable[], drafts: Record<string, TableDraft> = {}): DeskFile => ({
  ...newFile('1', 'a.csv', 10),
  state: 'read',
  upload: 'u1',
  seen: { upload: 'u1', file: 'a.csv', bytes: 10, tables },
  drafts,
});

const column = { name: 'A', samples: [], filled: 1, looksLike: 'text' as const, personal: null, goesTo: [] };
const said = { ru: '…', en: '…' };
const problem = { code: 'no_rows', kind: 'input' as const, text: said };
const question = (set: Partial<InspectedTable['questions'][number]>) => ({
  id: 'vat',
  text: said,
  why: said,
  answers: [],
  byDefault: null,
  answer: null,
  ...set,
});

describe('a file on the desk', () => {
  it('is ready when nothing is left to ask', () => {
    expect(standingOf(newFile('1', 'a.csv', 1))).toBe('busy');
    expect(standingOf(file([table({})]))).toBe('ready');
    expect(standingOf(file([table({ questions: [question({ byDefault: 'as_given' })] })]))).toBe('ready');
    expect(standingOf(file([table({ questions: [question({})] })]))).toBe('asks');
    expect(standingOf(file([table({ questions: [question({ answer: 'included' })] })]))).toBe('ready');
    expect(standingOf(file([table({ mapping: null })]))).toBe('asks');
    expect(standingOf(file([table({ problem, mapping: null })]))).toBe('refused');
    expect(standingOf(file([table({ problem, mapping: null, columns: [column] })]))).toBe('asks');
    expect(
      standingOf(
        file([table({ mapping: { ...mapping, outputs: [{ kind: 'payments', columns: {}, attributes: {} }] } })]),
      ),
    ).toBe('asks');
    expect(standingOf(file([]))).toBe('refused');
    expect(standingOf({ ...file([table({})]), state: 'reading' })).toBe('busy');
    expect(standingOf({ ...file([table({})]), state: 'failed' })).toBe('refused');
  });

  it('leaves a sheet out that is no data where another is, unless told otherwise', () => {
    const good = table({ part: 'Лист1' });
    const bad = table({ part: 'Титул', problem, mapping: null });
    const both = file([good, bad]);
    expect([isSkipped(both, good), isSkipped(both, bad)]).toEqual([false, true]);
    expect(standingOf(both)).toBe('ready');
    expect(choiceOf(both).tables.map(({ part, skip }) => [part, skip])).toEqual([
      ['Лист1', false],
      ['Титул', true],
    ]);
    expect(standingOf(file([good, bad], { Титул: { ...untouched, skip: false } }))).toBe('refused');
    expect(standingOf(file([good, bad], { Лист1: { ...untouched, skip: true } }))).toBe('left_out');
  });

  it('sends a mapping only where it was changed, and asks for what is recognised first', () => {
    const draft: TableDraft = {
      answers: { vat: 'included' },
      edits: [{ do: 'put', kind: 'deals', nth: 0, column: 'amount', value: { column: 'Бюджет' } }],
    };
    const changed = file([table({})], { '': draft });
    expect(choiceBeforeEdits(changed).tables).toEqual([{ part: '', skip: false, answers: { vat: 'included' } }]);
    const again = choiceWithEdits(changed, changed.seen ?? { upload: '', file: '', bytes: 0, tables: [] });
    expect(again?.tables[0]?.mapping?.outputs[0]?.columns).toEqual({
      deal_id: { column: 'ID' },
      amount: { column: 'Бюджет' },
    });
    expect(choiceOf(changed).tables[0]?.mapping).toEqual(mapping);
    expect(choiceOf(file([table({})])).tables[0]).not.toHaveProperty('mapping');
    expect(choiceWithEdits(file([table({})]), { upload: '', file: '', bytes: 0, tables: [table({})] })).toBeNull();
  });

  it('maps a table nobody knows by hand, once it is said what its rows are', () => {
    const unknown = table({ problem, mapping: null, columns: [column] });
    const edits: TableDraft['edits'] = [{ do: 'put', kind: 'costs', nth: 0, column: 'amount', value: { column: 'A' } }];
    const told = file([unknown], { '': { answers: {}, edits, as: 'costs', layout: 'free' } });
    const again = choiceWithEdits(told, told.seen ?? { upload: '', file: '', bytes: 0, tables: [] });
    expect(again?.tables[0]?.mapping).toMatchObject({
      layout: 'free',
      outputs: [{ kind: 'costs', columns: { amount: { column: 'A' } } }],
    });
    const untold = file([unknown], { '': { answers: {}, edits } });
    expect(choiceWithEdits(untold, untold.seen ?? { upload: '', file: '', bytes: 0, tables: [] })).toBeNull();
  });

  it('begins changes to columns anew with another layout, not with an answer', () => {
    const draft: TableDraft = { answers: {}, edits: [{ do: 'keepRest', keep: false }] };
    expect(withChange(draft, { answers: { vat: 'no' } }).edits).toHaveLength(1);
    expect(withChange(draft, { layout: 'free' }).edits).toEqual([]);
    expect(withChange(draft, { reading: { encoding: 'cp866' } }).edits).toEqual([]);
  });
});

describe('rows of several files', () => {
  it('are counted together by kind', () => {
    const counts = { read: 5, added: 2, changed: 1, unchanged: 1, quarantined: 1 };
    const reports: FileReport[] = [
      { file: 'a', layout: 'x', kinds: { deals: counts, customers: counts } },
      { file: 'b', layout: 'x', kinds: { deals: counts } },
      { file: 'c', layout: 'x', kinds: {}, problem },
    ];
    const kinds = allKinds(reports);
    expect(kinds.map(({ kind }) => kind)).toEqual(['customers', 'deals']);
    expect(kinds[1]?.counts).toEqual({ read: 10, added: 4, changed: 2, unchanged: 2, quarantined: 2 });
    expect(allRows(kinds).read).toBe(15);
  });
});
