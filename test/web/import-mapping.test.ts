import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factKinds, factShapes } from '../../src/model/facts.ts';
import { Mapping, type Value } from '../../src/model/mapping.ts';
import { fieldName } from '../../src/web/features/data/import/field-name.ts';
import { type Edit, edited, lackingOf, withEdit } from '../../src/web/features/data/mapping/edits.ts';
import { columnsOf, columnsOfCondition, isSame } from '../../src/web/features/data/mapping/parts.ts';
import { conditionOf, type Rule, ruleOf, ruleTests } from '../../src/web/features/data/mapping/rules.ts';
import { columnsOfKind } from '../../src/web/features/data/mapping/targets.ts';
import { conditionWords, valueWords } from '../../src/web/features/data/mapping/words.ts';
import { importingEn } from '../../src/web/i18n/importing.en.ts';
import { importingRu } from '../../src/web/i18n/importing.ru.ts';
import type { Say } from '../../src/web/i18n/language.ts';

const outcome: Value = {
  chosen: { column: 'Этап' },
  from: [
    { is: ['Успешно реализовано'], gives: 'won' },
    { matches: 'не реализ', gives: 'lost' },
  ],
  otherwise: { constant: 'open' },
};
const customer: Value = { own: { first: [{ column: 'Компания' }, { column: 'Контакт' }] } };

const crm: Mapping = Mapping.parse({
  layout: 'amocrm_deals',
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: { column: 'ID' },
        customer_id: customer,
        stage: { column: 'Этап' },
        outcome,
        closed_at: { when: { of: outcome, oneOf: ['won', 'lost'] }, gives: { column: 'Закрыта' } },
        amount: { net: { column: 'Бюджет' } },
      },
    },
    { kind: 'customers', columns: { customer_id: customer, name: { column: 'Компания' } } },
    {
      kind: 'order_lines',
      when: { of: outcome, oneOf: ['won'] },
      columns: { line_id: { own: { column: 'ID' } }, net_amount: { net: { column: 'Бюджет' } } },
    },
  ],
});

const outputOf = (mapping: Mapping, kind: string) => {
  const found = mapping.outputs.find((output) => output.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};

describe('a mapping changed by hand', () => {
  it('puts a column where it was told, and keeps an amount without VAT so', () => {
    const now = edited(crm, [
      { do: 'put', kind: 'deals', nth: 0, column: 'amount', value: { column: 'Сумма' } },
      { do: 'put', kind: 'deals', nth: 0, column: 'owner', value: { column: 'Менеджер' } },
    ]);
    expect(outputOf(now, 'deals').columns.amount).toEqual({ net: { column: 'Сумма' } });
    expect(outputOf(now, 'deals').columns.owner).toEqual({ column: 'Менеджер' });
    expect(outputOf(now, 'order_lines').columns.net_amount).toEqual({ net: { column: 'Бюджет' } });
  });

  it('keeps an id the same in every kind it stands in', () => {
    const now = edited(crm, [{ do: 'put', kind: 'deals', nth: 0, column: 'customer_id', value: { column: 'ИНН' } }]);
    for (const kind of ['deals', 'customers'])
      expect(outputOf(now, kind).columns.customer_id).toEqual({ own: { column: 'ИНН' } });
  });

  it('makes rows of a kind there was none of', () => {
    const now = edited(crm, [
      { do: 'put', kind: 'people', nth: 0, column: 'name', value: { column: 'Контакт' } },
      { do: 'put', kind: 'people', nth: 0, column: 'person_id', value: { column: 'Контакт' } },
    ]);
    expect(outputOf(now, 'people').columns).toEqual({ name: { column: 'Контакт' }, person_id: { column: 'Контакт' } });
    expect(Mapping.safeParse(now).success).toBe(true);
  });

  it('takes a column out of what several columns make, and drops what only it made', () => {
    const now = edited(crm, [
      { do: 'withdraw', kind: 'deals', column: 'customer_id', from: 'Контакт' },
      { do: 'withdraw', kind: 'deals', column: 'stage', from: 'Этап' },
    ]);
    expect(outputOf(now, 'deals').columns.customer_id).toEqual({ own: { column: 'Компания' } });
    expect('stage' in outputOf(now, 'deals').columns).toBe(false);
  });

  it('translates a word everywhere the same words are translated', () => {
    const now = edited(crm, [{ do: 'translate', kind: 'deals', column: 'outcome', word: 'Отгружено', gives: 'won' }]);
    const told = { is: ['Отгружено'], gives: 'won' };
    const { outcome: plain, closed_at: closed } = outputOf(now, 'deals').columns;
    expect(plain).toMatchObject({ from: [told, ...('from' in outcome ? outcome.from : [])] });
    expect(closed).toMatchObject({ when: { of: plain } });
    expect(outputOf(now, 'order_lines').when).toMatchObject({ of: plain });
  });

  it('says a word anew without piling up rules', () => {
    const twice: Edit[] = [
      { do: 'translate', kind: 'deals', column: 'outcome', word: 'Отгружено', gives: 'won' },
      { do: 'translate', kind: 'deals', column: 'outcome', word: ' отгружено', gives: 'lost' },
    ];
    const { outcome: now } = outputOf(edited(crm, twice), 'deals').columns;
    expect(now).toMatchObject({ from: [{ is: [' отгружено'], gives: 'lost' }, { gives: 'won' }, { gives: 'lost' }] });
  });

  it('makes a plain column one whose words are translated; other words stay as they are', () => {
    const now = edited(crm, [{ do: 'translate', kind: 'deals', column: 'stage', word: 'КП', gives: 'Предложение' }]);
    expect(outputOf(now, 'deals').columns.stage).toEqual({
      chosen: { column: 'Этап' },
      from: [{ is: ['КП'], gives: 'Предложение' }],
      otherwise: { column: 'Этап' },
    });
  });

  it('is done again over what is recognised anew, and what has nothing to change changes nothing', () => {
    const edits: Edit[] = [
      { do: 'translate', kind: 'deals', column: 'outcome', word: 'Отгружено', gives: 'won' },
      { do: 'put', kind: 'costs', nth: 1, column: 'note', value: null },
      { do: 'withdraw', kind: 'payments', column: 'amount', from: 'Бюджет' },
      { do: 'personal', column: 'Контакт', choice: 'hash' },
      { do: 'leaveOut', rules: [conditionOf({ column: 'Название', test: 'contains', text: 'тест' })] },
    ];
    const withoutDeals: Mapping = { ...crm, outputs: crm.outputs.slice(1) };
    const now = edited(withoutDeals, edits);
    expect(now.outputs).toEqual(withoutDeals.outputs);
    expect(now.personal).toEqual({ Контакт: 'hash' });
    expect(now.leaveOut).toEqual([{ of: { column: 'Название' }, matches: 'тест' }]);
  });

  it('remembers only the last of what was said of one thing', () => {
    const put = (value: Value): Edit => ({ do: 'put', kind: 'deals', nth: 0, column: 'amount', value });
    const edits = [put({ column: 'A' }), put({ column: 'B' })].reduce<Edit[]>((all, one) => withEdit(all, one), []);
    expect(edits).toEqual([put({ column: 'B' })]);
    expect(withEdit(edits, { do: 'keepRest', keep: false })).toHaveLength(2);
  });

  it('knows what rows can’t do without', () => {
    expect(lackingOf(outputOf(crm, 'deals'))).toEqual([]);
    expect(lackingOf(outputOf(crm, 'order_lines'))).toEqual(['order_id', 'customer_id', 'ordered_at']);
    expect(lackingOf({ kind: 'costs', columns: {}, attributes: {} })).toContain('date / month');
  });
});

describe('rules written by choosing', () => {
  const rules: fc.Arbitrary<Rule> = fc
    .record({
      column: fc.string({ minLength: 1 }),
      test: fc.constantFrom(...ruleTests),
      text: fc.string({ minLength: 1 }),
    })
    .map((rule) => (rule.test === 'filled' || rule.test === 'empty' ? { ...rule, text: '' } : rule));

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(ruleOf(conditionOf(rule))).toEqual(rule);
        expect(columnsOfCondition(conditionOf(rule))).toEqual([rule.column]);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('find their text letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), (text) => {
        const condition = conditionOf({ column: 'A', test: 'contains', text });
        if (!('matches' in condition)) throw new Error('a rule that contains is a pattern');
        expect(new RegExp(condition.matches, 'i').test(`было ${text} было`)).toBe(true);
        expect(new RegExp(condition.matches, 'i').test('')).toBe(false);
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('leave alone what a person could not have written', () => {
    expect(ruleOf({ of: { column: 'A' }, matches: '^(a|b)$' })).toBeNull();
    expect(ruleOf({ any: [{ filled: { column: 'A' } }] })).toBeNull();
    expect(ruleOf({ of: { column: 'A' }, oneOf: ['x', 'y'] })).toBeNull();
  });
});

/** Says a text with its values put in, as the page does. */
const sayIn =
  (words: object): Say =>
  (key, values = {}) => {
    const text = key
      .split('.')
      .slice(1)
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], words);
    return String(text).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };

describe('a mapping in words', () => {
  const t = sayIn(importingRu);

  it('says where a value comes from', () => {
    expect(valueWords(customer, t)).toBe('первое заполненное из: «Компания», «Контакт»');
    expect(valueWords({ net: { column: 'Бюджет' } }, t)).toBe('«Бюджет», без НДС');
    expect(valueWords({ quotient: [{ column: 'cost_micros' }, { constant: '1000000' }] }, t)).toBe(
      '«cost_micros» ÷ всегда «1000000»',
    );
    expect(columnsOf(outcome)).toEqual(['Этап']);
  });

  it('says which rows are meant', () => {
    expect(conditionWords({ of: { column: 'Название' }, matches: 'тест' }, t)).toBe('«Название» содержит «тест»');
    expect(conditionWords({ any: [{ filled: { column: 'A' } }, { not: { filled: { column: 'B' } } }] }, t)).toBe(
      '«A» — не пусто или «B» — пусто',
    );
  });

  it.each(factKinds)('has a word in both languages for every column of %s', (kind) => {
    for (const words of [importingRu, importingEn])
      for (const column of columnsOfKind(kind)) {
        const name = fieldName(kind, column, sayIn(words));
        expect(name, column).not.toBe('undefined');
        expect(name.includes('_'), `${column}: ${name}`).toBe(false);
      }
  });

  it('has a word for every word of every closed list', () => {
    for (const kind of factKinds)
      for (const { name, type } of factShapes[kind].columns)
        if (typeof type === 'object')
          for (const word of type.oneOf)
            for (const words of [importingRu.words, importingEn.words] as Record<string, unknown>[])
              expect((words[name] as Record<string, string>)[word], `${kind}.${name} ${word}`).toBeTruthy();
  });
});

describe('parts of mappings', () => {
  it('are the same whatever the order of their properties', () => {
    expect(isSame({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
    expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});
