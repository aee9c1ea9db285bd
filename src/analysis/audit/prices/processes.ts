import type { Price } from '../../../model/audit/audit.ts';
import type { Sentence } from '../../../model/problem.ts';
import { visitsNeeded } from '../../blueprint/status.ts';
import { hoursWords, moneyWords, say } from '../../organisation/words.ts';
import type { AuditMatter, DealWay } from '../matter.ts';
import { monthsInYear, priced, type Range } from './priced.ts';
import { sellingHours } from './spend.ts';

type Steps = { deals: number; steps: number };

const stepsOf = (ways: readonly DealWay[]): Steps =>
  ways.reduce((sum, { stages, deals }) => ({ deals: sum.deals + deals, steps: sum.steps + stages.length * deals }), {
    deals: 0,
    steps: 0,
  });

/** Stages beyond some number on the way of deals. */
const beyond = (ways: readonly DealWay[], least: number): number =>
  ways.reduce((sum, { stages, deals }) => sum + Math.max(0, stages.length - least) * deals, 0);

/** Deals won by the number of their stages, as far as often enough to be a way of its own. */
const usedLengths = (ways: readonly DealWay[]): Map<number, number> => {
  const byLength = new Map<number, number>();
  for (const { stages, deals } of ways) byLength.set(stages.length, (byLength.get(stages.length) ?? 0) + deals);
  return new Map([...byLength].filter(([, deals]) => deals >= visitsNeeded));
};

type LongWay = { range: Range; deals: number; steps: number; least: number; each: number };

/**
 * What it costs to take deals with those who are customers already through more stages than such deals are won in: stages too many × the cost of one.
 *
 * High compares with the fewest stages in which twenty of them or more were won; low with the number most of their own kind are won in. A stage costs
 * what sales spent ÷ the stages of all deals closed.
 */
const longWay = ({ facts, findings, ways }: AuditMatter): LongWay | null => {
  if (!findings.some(({ code }) => code === 'one_process_for_all')) return null;
  const spent = facts.costs.reduce((sum, cost) => sum + (cost.function === 'sales' ? cost.amount : 0), 0);
  const { steps: all } = stepsOf(ways);
  const again = ways.filter(({ outcome, kind }) => outcome === 'won' && kind !== '' && kind !== 'first');
  const lengths = usedLengths(again);
  if (spent <= 0 || all === 0 || lengths.size === 0) return null;
  const least = Math.min(...lengths.keys());
  const each = spent / all;
  const kinds = [...new Set(again.map(({ kind }) => kind))];
  const overUsual = kinds.reduce((sum, kind) => {
    const own = again.filter((way) => way.kind === kind);
    const [usual] = [...usedLengths(own)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return usual === undefined ? sum : sum + beyond(own, usual[0]);
  }, 0);
  const steps = beyond(again, least);
  const month = (over: number): number => (over * each) / monthsInYear;
  const { deals } = stepsOf(again.filter(({ stages }) => stages.length > least));
  return { range: { low: month(Math.min(overUsual, steps)), high: month(steps) }, deals, steps, least, each };
};

const kindNames: Record<string, Sentence> = {
  regular: { ru: 'регулярные', en: 'regular' },
  development: { ru: 'развитие', en: 'development' },
  winback: { ru: 'возвраты', en: 'win-back' },
};

const mostWays = 8;

/** Ways of repeat deals that are longer than they have to be, those of most deals first. */
const longWays = ({ ways }: AuditMatter, least: number): Sentence[] =>
  ways
    .filter(({ outcome, kind, stages }) => outcome === 'won' && kind in kindNames && stages.length > least)
    .toSorted((a, b) => b.deals - a.deals)
    .slice(0, mostWays)
    .map(({ stages, kind, deals }) =>
      say('{way}: сделок {deals} ({kind}), стадий {n}', '{way}: {deals} deals ({kind}), {n} stages', {
        way: { ru: stages.join(' → '), en: stages.join(' → ') },
        deals,
        kind: kindNames[kind] ?? { ru: '', en: '' },
        n: stages.length,
      }),
    );

const longWayPrice = (matter: AuditMatter, { range, deals, steps, least, each }: LongWay): Price =>
  priced(range, {
    code: 'long_way',
    text: say(
      'Сделки с теми, кто уже клиент, которые прошли больше стадий, чем нужно таким сделкам: {deals}',
      'Deals with those who are customers already that went through more stages than such deals take: {deals}',
      { deals },
    ),
    how: say(
      '{steps} лишних стадий (больше {least} на сделку) × {each} за стадию ÷ 12; стадия стоит столько, сколько ушло на продажи за год ÷ все стадии закрытых сделок',
      '{steps} stages too many (over {least} a deal) × {each} a stage ÷ 12; a stage costs what selling took in the year ÷ all stages of deals closed',
      { steps, least, each: moneyWords(each, matter.currency) },
    ),
    parts: longWays(matter, least),
    assumptions: [
      say('Время продавцов делится по стадиям поровну', 'Reps’ time is spread evenly over stages'),
      say(
        'Верхняя граница: повторную сделку можно вести по самому короткому из нынешних путей',
        'Upper bound: a repeat deal can go the shortest of today’s ways',
      ),
      say(
        'Нижняя: лишние только повторы и обходы сверх обычного пути того же вида сделок',
        'Lower bound: only repeats and detours beyond the usual way of the same kind of deals are too many',
      ),
    ],
    link: '/organisation?tab=findings&finding=one_process_for_all',
  });

const unknownWay = (matter: AuditMatter): Price => {
  const { all, told } = sellingHours(matter);
  const unnamed = matter.facts.processes.reduce((sum, { name, deals }) => sum + (name === '' ? deals : 0), 0);
  const hasWays = matter.ways.length > 0;
  return priced(null, {
    code: 'one_process_price',
    text:
      matter.findings.find(({ code }) => code === 'one_process_for_all')?.text ??
      say(
        'Время продавцов на сделки, которым нужен другой процесс',
        'Reps’ time on deals that ask for another process',
      ),
    how: hasWays
      ? say(
          'Пока не посчитать: часы и затраты не разложены по процессам',
          'Can’t be reckoned yet: hours and costs are not told by process',
        )
      : say(
          'Пока не посчитать: не видно, какие стадии прошли закрытые сделки',
          'Can’t be reckoned yet: nobody sees which stages closed deals went through',
        ),
    assumptions: [],
    missing: [
      ...(hasWays
        ? []
        : [
            say(
              'история стадий сделок (столбцы stage и stage_entered_at, строка на каждую стадию)',
              'the history of deals’ stages (columns stage and stage_entered_at, a row for every stage)',
            ),
          ]),
      ...(unnamed > 0
        ? [
            say(
              'процесс у сделок (столбец process): нет у {n}',
              'the process on deals (column process): {n} have none',
              { n: unnamed },
            ),
          ]
        : []),
      all > 0
        ? say(
            'процесс в затратах на продажи (столбец process): из {all} за год он указан у {told}',
            'the process on sales costs (column process): of {all} in the year {told} have it',
            { all: hoursWords(all), told: hoursWords(told) },
          )
        : say(
            'часы продавцов по процессам (столбцы hours и process в затратах)',
            'hours of reps by process (columns hours and process of costs)',
          ),
    ],
    link: '/organisation?tab=needed',
  });
};

/** Question 7: what it costs to take repeat business through stages made for first deals; else what to bring to know it. */
export const processPrice = (matter: AuditMatter): Price => {
  const long = longWay(matter);
  return long === null || long.range.high <= 0 ? unknownWay(matter) : longWayPrice(matter, long);
};
