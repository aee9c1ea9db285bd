import { toMajor } from '../../model/money.ts';
import type { Sentence } from '../../model/problem.ts';
import type { Components } from '../components/components.ts';
import type { Cell } from './metric.ts';
import { formatted } from './words.ts';

/** Rows that lack what a number is made of: what they lack, over which time, and how many they are. */
export type Gap = {
  what: 'line_rate' | 'line_cogs' | 'line_assumed' | 'cost_rate' | 'run_rate';
  over: 'period' | 'year' | 'lag' | 'history';
  count: number;
  /** Revenue of these rows, in minor units. */
  net?: number;
};

type Gaps = (cell: Cell) => Gap[];
type Lines = Pick<Components, 'unrated' | 'uncosted' | 'uncostedNet' | 'assumed'>;

const there = (gaps: Gap[]): Gap[] => gaps.filter(({ count }) => count > 0);

const ofRevenue = (lines: Pick<Lines, 'unrated'>, over: Gap['over']): Gap[] => [
  { what: 'line_rate', over, count: lines.unrated },
];
const ofMargin = (lines: Lines, over: Gap['over']): Gap[] => [
  ...ofRevenue(lines, over),
  { what: 'line_cogs', over, count: lines.uncosted, net: lines.uncostedNet },
  { what: 'line_assumed', over, count: lines.assumed },
];

export const revenueGaps: Gaps = ({ now }) => there(ofRevenue(now, 'period'));
export const marginGaps: Gaps = ({ now }) => there(ofMargin(now, 'period'));
export const costGaps: Gaps = ({ now }) => there([{ what: 'cost_rate', over: 'period', count: now.costs.unrated }]);
export const laggedGaps: Gaps = ({ lagged }) => there([{ what: 'cost_rate', over: 'lag', count: lagged.unrated }]);
export const yearMarginGaps: Gaps = ({ year }) => there(ofMargin(year, 'year'));
export const yearCostGaps: Gaps = ({ year }) => there([{ what: 'cost_rate', over: 'year', count: year.costs.unrated }]);
export const historyRevenueGaps: Gaps = ({ now }) => there(ofRevenue({ unrated: now.unratedEver }, 'history'));
export const lifetimeGaps: Gaps = ({ lifetimes }) =>
  lifetimes
    ? there([
        { what: 'line_rate', over: 'history', count: lifetimes.unrated },
        { what: 'line_cogs', over: 'history', count: lifetimes.uncosted },
      ])
    : [];
export const runRateGaps =
  (at: keyof Components['runRate']['unrated']): Gaps =>
  ({ now: { runRate } }) =>
    there([{ what: 'run_rate', over: at === 'ever' ? 'history' : 'period', count: runRate.unrated[at] }]);

/** Whether a number can't be told because of a gap; a mean cost taken in place of a line's own only qualifies it. */
export const isBlocking = ({ what }: Gap): boolean => what !== 'line_assumed';

/** The same gap met behind several inputs is one. */
export const distinctGaps = (gaps: readonly Gap[]): Gap[] => [
  ...new Map(gaps.map((gap) => [`${gap.what} ${gap.over}`, gap])).values(),
];

const times: Record<Gap['over'], Sentence> = {
  period: { ru: '', en: '' },
  year: { ru: ' за 12 месяцев', en: ' over 12 months' },
  lag: {
    ru: ' в месяцах, из которых взяты затраты на привлечение',
    en: ' in the months acquisition cost is taken from',
  },
  history: { ru: ' за всю историю', en: ' over the whole history' },
};

/** What a gap says: how many rows lack what. */
export const gapText = ({ what, over, count, net }: Gap, currency: string): Sentence => {
  const time = times[over];
  const money = net === undefined ? null : formatted(toMajor(net, currency), 'money', currency);
  switch (what) {
    case 'line_rate':
      return {
        ru: `Строк без курса валюты${time.ru}: ${count}.`,
        en: `Lines without a rate of their currency${time.en}: ${count}.`,
      };
    case 'line_cogs':
      return {
        ru: `Строк без себестоимости${time.ru}: ${count}${money ? `, выручка в них — ${money.ru}` : ''}.`,
        en: `Lines without a cost of goods${time.en}: ${count}${money ? `, with revenue of ${money.en}` : ''}.`,
      };
    case 'line_assumed':
      return {
        ru: `Строк со средней себестоимостью семейства${time.ru}: ${count}.`,
        en: `Lines at the mean cost of their family${time.en}: ${count}.`,
      };
    case 'cost_rate':
      return {
        ru: `Строк затрат без курса валюты${time.ru}: ${count}.`,
        en: `Cost lines without a rate of their currency${time.en}: ${count}.`,
      };
    case 'run_rate':
      // Between its ends a customer is met once a border: their number says nothing.
      return over === 'history'
        ? {
            ru: 'У части клиентов поток опирается на суммы без курса валюты.',
            en: 'The run-rate of some customers rests on amounts without a rate of their currency.',
          }
        : {
            ru: `Клиентов, чей поток опирается на суммы без курса валюты: ${count}.`,
            en: `Customers whose run-rate rests on amounts without a rate of their currency: ${count}.`,
          };
  }
};
