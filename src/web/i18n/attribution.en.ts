import type { attributionRu } from './attribution.ru.ts';

type Without<Words> = { [Key in keyof Words as Key extends `${string}_${'few' | 'many'}` ? never : Key]: Words[Key] };
type Russian = typeof attributionRu;

/** Words of the Attribution page. */
export const attributionEn: Omit<Russian, 'experiment'> & { experiment: Without<Russian['experiment']> } = {
  title: 'Attribution',
  subtitle: 'The channels, campaigns and touchpoints customers passed on the way to a result',
  choices: 'What to count and how',
  of: 'Result',
  by: 'Credited to',
  value: 'Measured in',
  model: 'Model',
  auto: 'By the data: {{model}}',
  order: 'Touches remembered',
  nulls: 'Count paths without a result',
  halfLife: 'Half-life, days',
  days: 'Up to days back',
  anyDays: 'no limit',
  none: 'not told',
  cause: {
    title: 'This describes; it is not a cause',
    text: 'Credits show what customers passed through. They do not say that without the channel they would not have bought: those who would have bought anyway pass through channels too. Only an experiment tells a cause: some customers are kept from the channel by lot. Press a row to see how many customers that takes.',
  },
  totals: {
    results: 'in the period',
    value: 'of all results together',
    unknown: 'Unknown what led to them',
    unknownHint: 'No touch is seen before these results.',
    channels: 'Check the channels',
    paths: 'Paths',
    unconverted: 'of them without a result: {{value}}',
  },
  credits: {
    title: 'Credited: {{model}}',
    conversions: 'Results, 90 %',
    share: 'Share',
    reach: 'Paths with it',
    foot: 'Credits and unknown add up to all results: {{result}}. The bar is the credit, the thin line on it the bounds it would have with other customers of the same kind.',
  },
  models: {
    title: 'All models side by side',
    text: 'The share of known results by each model. Where models agree, the choice changes little; where they differ, none of them should be believed alone.',
    spread: 'Spread',
    points: '{{value}} pp',
    more: 'More lines: {{value}}. They are in the table above and in its file.',
  },
  story: {
    of: 'of {{value}} results',
    how: 'How it is counted',
    removal: 'lost without it {{removal}} ÷ all losses {{losses}} × known results {{known}} = {{credit}}',
    rule: 'of {{conversions}} results it was on the way to, it gets {{credit}}',
    facts: 'Made of',
    reached: 'Of them with a result',
    bounds: 'Bounds, 90 %',
    valueBounds: 'Bounds of the value, 90 %',
    cost: 'Cost in the period',
    boundsHow: 'Bounds come of drawing customers again; the paths of one customer stay together.',
  },
  experiment: {
    title: 'The experiment that would tell a cause',
    text: 'Half of those the channel would reach are kept from it by lot, and the part of each half that comes to a result is compared.',
    effect: 'What part of this credit has to be found?',
    needed_one: '{{value}} customer in each group: {{rateWith}} against {{rateWithout}}',
    needed_other: '{{value}} customers in each group: {{rateWith}} against {{rateWithout}}',
    enough: 'In the period the channel reached {{value}}: that is enough. Error 5 %, power 80 %.',
    tooMany:
      'In the period the channel reached only {{value}}: it takes longer, or a larger effect. Error 5 %, power 80 %.',
    none: 'There is nothing to compare: it was on the way to no result, or is credited with nothing.',
  },
  nothing: {
    neither: {
      title: 'There is nothing to divide in this period',
      text: 'There are neither such results nor touches with a channel. Bring orders and touches, or choose another period or result.',
    },
    touches: {
      title: 'There are no touches with a channel',
      text: 'There are results, but it is not seen what came before them. Bring visits, calls and letters with their channel: web analytics, call tracking, mailings, the CRM.',
    },
    results: {
      title: 'There are no such results in the period',
      text: 'There are touches, but no results they would lead to. Choose another result or period, or bring orders.',
    },
    bring: 'Bring files',
  },
};
