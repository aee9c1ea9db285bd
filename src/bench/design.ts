import { Blueprint } from '../model/blueprint/blueprint.ts';
import { thingsOf } from '../model/blueprint/things.ts';
import { designFacts } from '../operations/design-facts.ts';
import { countSegments, pathsIn, previewRules } from '../operations/design-questions.ts';
import type { LedgerContext } from '../operations/ledger-context.ts';
import { best, type Figure } from './task.ts';

const is = (field: string, ...values: string[]) => ({ field, is: 'equals', values });
const has = (field: string, ...values: string[]) => ({ field, is: 'contains', values });

const kinds = ['visit', 'call', 'email', 'meeting', 'service_visit', 'result'];
const stateOf = (at: number) => [{ state: `s${at}`, weight: 0.6 }];

/**
 * Segments, a journey and rules as a company has them: segments by spelling and by what a customer's card says; rules on kinds, channels and text that
 * place nearly every interaction in a state.
 */
export const drawn = Blueprint.parse({
  states: Object.fromEntries(kinds.map((kind, at) => [`s${at}`, { name: { en: kind }, place: at }])),
  journeys: { all: { name: { en: 'All' }, states: kinds.map((_, at) => `s${at}`) } },
  segments: {
    small: { name: { en: 'Small' }, rule: [[is('segment', 'small')], [has('name', '1')]] },
    big: { name: { en: 'Big' }, rule: [[is('kind', 'b2b'), { field: 'region', is: 'filled', values: [] }]] },
    rest: { name: { en: 'Rest' }, names: ['rest'] },
  },
  rules: Object.fromEntries(
    kinds.flatMap((kind, at) => [
      [
        `k${at}`,
        { fact: 'interaction', when: [is('kind', kind), has('campaign', 'a')], place: at, states: stateOf(at) },
      ],
      [`t${at}`, { fact: 'interaction', when: [has('text', kind)], place: 100 + at, states: [] }],
      [`b${at}`, { fact: 'interaction', when: [is('kind', kind)], place: 200 + at, states: stateOf(at) }],
    ]),
  ),
});

/** What the pages of the design ask of the facts while somebody edits. */
export const benchDesign = async (context: LedgerContext, rows: string, bare: number): Promise<Figure[]> => {
  const segments = thingsOf(drawn, 'segments').map(([id, segment]) => ({ id, segment }));
  const rules = thingsOf(drawn, 'rules').map(([id, rule]) => ({ id, rule }));
  const figure = async (what: string, work: () => Promise<unknown>): Promise<Figure> => {
    const ms = await best(3, async () => void (await work()));
    return {
      what,
      goal: '≤ 1,000 ms',
      value: Math.round(ms),
      unit: 'ms',
      engine: Math.round(bare),
      reached: ms <= 1000,
    };
  };
  return [
    await figure(`what facts say of a design (${rows})`, () => designFacts(context)),
    await figure('whom its segments hold', () => countSegments(context, segments)),
    await figure('what its rules make of history', () => previewRules(context, rules)),
    await figure('how customers go through its states', () => pathsIn(context, drawn)),
  ];
};
