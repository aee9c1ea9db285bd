import { describe, expect, it } from 'vitest';
import { surveyForm, surveyMinutes } from '../../../src/analysis/audit/survey-form.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { questionNumbers } from '../../../src/model/audit/questions.ts';
import { companyFunctions, type Option, SurveyForm, type SurveyItem } from '../../../src/model/audit/survey.ts';
import { emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';

const designs = { 'without a design': null, 'of an empty design': emptyBlueprint(), 'of the demo': demoBlueprint() };
const people = companyFunctions.flatMap((of) =>
  [true, false].map((isHead) => ({ function: of, isHead, currency: 'RUB' })),
);

const optionsOf = (item: SurveyItem): Option[] => [
  ...('options' in item ? item.options : []),
  ...('rows' in item ? item.rows : []),
  ...('cards' in item ? item.cards : []),
];

const itemOf = <Kind extends SurveyItem['kind']>(form: SurveyForm, id: string, kind: Kind) => {
  const item = form.items.find((one): one is Extract<SurveyItem, { kind: Kind }> => one.id === id && one.kind === kind);
  if (item === undefined) throw new Error(`the form asks no ${id}`);
  return item;
};

describe.each(Object.entries(designs))('a form %s', (_, design) => {
  it('is short, whole, and in both languages for everybody', () => {
    for (const person of people) {
      const form = SurveyForm.parse(surveyForm(design, person));
      expect(form.items.length).toBeLessThanOrEqual(12);
      expect(surveyMinutes(form)).toBeLessThanOrEqual(10);
      expect(new Set(form.items.map(({ id }) => id)).size).toBe(form.items.length);
      for (const item of form.items) {
        const words = [item.title, ...(item.hint ? [item.hint] : []), ...optionsOf(item).map(({ label }) => label)];
        for (const { ru, en } of words) {
          expect(ru).not.toBe('');
          expect(en).not.toBe('');
        }
        const ids = ['options', 'rows', 'cards'].map((list) => ((item as never)[list] ?? []) as Option[]);
        for (const list of ids) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
        if (item.kind === 'choice') expect(item.options.length).toBeGreaterThan(2);
        if (item.kind === 'cards') expect(item.cards.length).toBeGreaterThan(3);
      }
    }
  });

  it('asks the owner all ten questions', () => {
    const form = surveyForm(design, { function: 'owner', isHead: true, currency: 'RUB' });
    expect([...new Set(form.items.map(({ q }) => q))]).toEqual([...questionNumbers]);
  });
});

describe('what the design gives', () => {
  const rep = { function: 'sales', isHead: false, currency: 'RUB' } as const;

  it('is its own states, roles, committees and main value', () => {
    const form = surveyForm(demoBlueprint(), { ...rep, journey: 'J2' });
    expect(form).toMatchObject({ journeyId: 'J2', journey: { en: expect.stringContaining('Café') } });
    expect(itemOf(form, 'path', 'cards').cards.map(({ id }) => id)).toHaveLength(10);
    expect(itemOf(form, 'owners', 'assign').options.map(({ id }) => id)).toContain('sales_head');
    expect(itemOf(form, 'owners', 'assign').rows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['new', 'winback']),
    );
    expect(itemOf(form, 'decider', 'assign').rows.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3']);
    expect(itemOf(form, 'main_value', 'choice').options.map(({ id }) => id)).toContain('I3');
  });

  it('and the cards are not in the order that is asked for', () => {
    const { states } = demoBlueprint().journeys.J2 ?? { states: [] };
    const cards = itemOf(surveyForm(demoBlueprint(), { ...rep, journey: 'J2' }), 'path', 'cards').cards;
    expect(cards.map(({ id }) => id)).not.toEqual(states.filter((id) => id !== 'DX'));
  });

  it('without it reps are not asked for numbers of the whole company, heads are', () => {
    expect(surveyForm(null, rep).items.map(({ id }) => id)).not.toContain('unit_costs');
    expect(surveyForm(null, { ...rep, isHead: true }).items.map(({ id }) => id)).toContain('unit_costs');
  });
});
