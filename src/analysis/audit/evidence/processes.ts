import { thingsOf } from '../../../model/blueprint/things.ts';
import { isWorded } from '../../../model/blueprint/words.ts';
import { nameOf } from '../../blueprint/names.ts';
import { means } from '../../organisation/spelling.ts';
import { listed, say, shareWords } from '../../organisation/words.ts';
import {
  type AuditMatter,
  amountOf,
  checkedPoint,
  type Found,
  findingLink,
  metricPoint,
  numberLink,
  point,
  type QuestionEvidence,
  shareOf,
} from '../matter.ts';
import { waysPoint } from './deal-ways.ts';

const tagged = 0.8;
const linkedForCalendar = 0.5;
const linkedWell = 0.8;

/** Processes deals are written with, and whether the design names and describes each. */
const inDeals = ({ design, facts }: AuditMatter) => {
  const designed = design === null ? [] : thingsOf(design, 'processes');
  return facts.processes
    .filter(({ name }) => name !== '')
    .map(({ name, deals }) => ({
      name,
      deals,
      process: designed.find(([id, each]) => means(name, id, each))?.[1] ?? null,
    }));
};

const processPoints = (matter: AuditMatter): Found[] => {
  const { facts, findings, byProcess, design } = matter;
  const known = inDeals(matter);
  const deals = facts.processes.reduce((sum, each) => sum + each.deals, 0);
  const isOne = findings.find(({ code }) => code === 'one_process_for_all');
  const described = known.filter(
    ({ process }) => process !== null && isWorded(process.trigger) && isWorded(process.outcome),
  );
  const isOnJourney = (journey: string | null | undefined): boolean =>
    journey != null && design?.journeys[journey]?.mode === 'designed';
  const mapped = shareOf(known, ({ process }) => isOnJourney(process?.journey));
  const named = deals === 0 ? null : known.reduce((sum, each) => sum + each.deals, 0) / deals;
  const apart = byProcess.filter(
    ({ metric, value, by }) => metric === 'win_rate_closed' && value !== null && by.process !== '',
  );
  return [
    point({
      code: 'process_in_deals',
      level: 1,
      holds: known.length > 0,
      text: say(
        'Процессов в закрытых сделках года: {n} (сделок {deals})',
        'Processes on closed deals of the year: {n} ({deals} deals)',
        {
          n: known.length,
          deals,
        },
      ),
      needs: say('процесс у сделок', 'deals that say which process they are of'),
      value: deals === 0 ? null : known.length,
      unit: 'count',
      ...(deals === 0 ? { reason: 'no_data' } : {}),
      link: numberLink(matter, 'sales_processes'),
    }),
    point({
      code: 'processes_apart',
      level: 2,
      holds: known.length > 1 && isOne === undefined,
      text:
        isOne?.text ?? say('Разных процессов в сделках: {n}', 'Different processes on deals: {n}', { n: known.length }),
      needs: say(
        'разные процессы для первых и регулярных сделок и развития',
        'processes apart for first deals, regular ones and development',
      ),
      value: known.length,
      unit: 'count',
      link: findingLink('one_process_for_all'),
    }),
    point({
      code: 'processes_described',
      level: 2,
      holds: known.length > 0 && described.length === known.length,
      text: say(
        'Процессов с описанным началом и итогом: {n} из {all}',
        'Processes with a beginning and an outcome written: {n} of {all}',
        {
          n: described.length,
          all: known.length,
        },
      ),
      needs: say('начало и итог каждого процесса', 'the beginning and the outcome of each process'),
      value: described.length,
      unit: 'count',
      link: '/organisation?tab=needed',
    }),
    point({
      code: 'processes_on_journeys',
      level: 3,
      holds: mapped === 1,
      text: say(
        'Процессов, привязанных к спроектированному пути: {share}',
        'Processes tied to a designed journey: {share}',
        {
          share: shareWords(mapped ?? 0),
        },
      ),
      needs: say('путь у каждого процесса', 'a journey for each process'),
      value: mapped,
      unit: 'share',
      link: '/organisation?tab=needed',
    }),
    point({
      code: 'deals_tagged',
      level: 3,
      holds: (named ?? 0) >= tagged,
      text: say('Сделок с названным процессом: {share}', 'Deals with a named process: {share}', {
        share: shareWords(named ?? 0),
      }),
      needs: say('процесс в {goal} сделок', 'the process on {goal} of deals', { goal: shareWords(tagged) }),
      value: named,
      unit: 'share',
      ...(named === null ? { reason: 'no_data' } : {}),
      link: numberLink(matter, 'sales_processes'),
    }),
    waysPoint(matter, known.length),
    point({
      code: 'process_metrics',
      level: 3,
      holds: apart.length > 1,
      text: say('Процессов со своей долей выигранных сделок: {n}', 'Processes with a win rate of their own: {n}', {
        n: apart.length,
      }),
      needs: say('показатели хотя бы двух процессов порознь', 'metrics of at least two processes apart'),
      value: apart.length,
      unit: 'count',
      link: numberLink(matter, 'win_rate_closed'),
    }),
    checkedPoint(
      matter,
      7,
      say('процесс добавлен или убран с проверенным итогом', 'a process added or dropped with a checked outcome'),
    ),
  ];
};

/** Question 7: how many ways of selling there are in truth, and whether each is told apart. */
export const processEvidence = (matter: AuditMatter): QuestionEvidence => {
  const known = inDeals(matter);
  return {
    points: processPoints(matter),
    answer:
      known.length === 0
        ? null
        : say('{n}: {names}', '{n}: {names}', {
            n: known.length,
            names: listed(known.map(({ name }) => ({ ru: name, en: name }))),
          }),
  };
};

export type SeenCampaign = {
  name: string;
  cells: string[];
  touches: number;
  /** Customers whose first order of the year is credited to it. */
  brought: number;
  spent: number;
  isKnown: boolean;
  /** Quarters of the period in which it was seen. */
  quarters: readonly number[];
};

/** Campaigns with a cost or a touch in the year, each with the cells of the design it serves. */
export const seenCampaigns = ({ design, facts, campaignQuarters, campaignCustomers }: AuditMatter): SeenCampaign[] => {
  const designed = design === null ? [] : thingsOf(design, 'campaigns');
  const spent = new Map<string, number>();
  for (const { campaign, amount } of facts.costs)
    if (campaign !== '') spent.set(campaign, (spent.get(campaign) ?? 0) + amount);
  const touches = new Map(facts.campaigns.map(({ name, touches: n }) => [name, n]));
  return [...new Set([...spent.keys(), ...touches.keys()])].map((name) => {
    const campaign = designed.find(([id, each]) => means(name, id, each))?.[1];
    return {
      name,
      cells: (campaign?.cells ?? []).filter((cell) => design?.cells[cell] !== undefined),
      touches: touches.get(name) ?? 0,
      brought: campaignCustomers.get(name) ?? 0,
      spent: spent.get(name) ?? 0,
      isKnown: campaign !== undefined,
      quarters: campaignQuarters.get(name) ?? [],
    };
  });
};

/** Rungs of the journeys some cells are on. */
const rungsOf = (design: AuditMatter['design'], cells: readonly string[]): string[] =>
  cells.flatMap((cell) => design?.journeys[design.cells[cell]?.journey ?? '']?.rungs ?? []);

/** The quarters of the period. */
const quarters = [0, 1, 2, 3];

/**
 * Whether it is seen what came of a campaign: customers whose first order is credited to it; or, of one that was touched and stands on a cell,
 * that facts of the year show customers leave the cell, or an experiment of the year was made on it.
 */
const isMeasured = ({ design, facts, period, asOf }: AuditMatter): ((campaign: SeenCampaign) => boolean) => {
  const seen = new Set(facts.kinds.map(({ kind }) => kind));
  const tested = new Set(
    Object.values(design?.proofs ?? {}).flatMap(({ about, kind, at }) =>
      kind === 'experiment' && at >= period.from && at <= asOf ? [about] : [],
    ),
  );
  return ({ brought, touches, cells }) =>
    brought > 0 ||
    cells.some(
      (cell) =>
        tested.has(`cell:${cell}`) ||
        (touches > 0 && (design?.cells[cell]?.exitKinds ?? []).some((kind) => seen.has(kind))),
    );
};

const campaignPoints = (matter: AuditMatter): Found[] => {
  const { design } = matter;
  const seen = seenCampaigns(matter);
  const linked = shareOf(seen, ({ cells }) => cells.length > 0);
  const measured = shareOf(seen, isMeasured(matter));
  const served = new Set(
    seen.flatMap(({ cells, quarters: at }) =>
      rungsOf(design, cells).flatMap((rung) => at.map((quarter) => `${rung} ${quarter}`)),
    ),
  );
  const rungs = design === null ? [] : thingsOf(design, 'rungs').map(([id]) => id);
  const bare = rungs.filter((id) => quarters.some((quarter) => !served.has(`${id} ${quarter}`)));
  const link = findingLink('off_journey_campaign');
  const linkPoint = (code: string, level: number, goal: number): Found =>
    point({
      code,
      level,
      holds: (linked ?? 0) >= goal,
      text: say(
        'Кампаний, привязанных к клеткам пути, а с ними к сегменту и ступени: {share} из {n}',
        'Campaigns tied to cells of a journey, and so to a segment and a rung: {share} of {n}',
        { share: shareWords(linked ?? 0), n: seen.length },
      ),
      needs: say('{goal} кампаний на клетках пути', '{goal} of campaigns on cells of the journey', {
        goal: shareWords(goal),
      }),
      value: linked,
      unit: 'share',
      ...(linked === null ? { reason: 'no_data' } : {}),
      link,
    });
  return [
    linkPoint('campaign_calendar', 2, linkedForCalendar),
    linkPoint('campaigns_linked', 3, linkedWell),
    point({
      code: 'campaigns_measured',
      level: 3,
      holds: (measured ?? 0) >= linkedWell,
      text: say(
        'Кампаний, у которых виден итог (новые клиенты, выход из клетки или опыт): {share} из {n}',
        'Campaigns of which it is seen what came (new customers, leaving the cell, or an experiment): {share} of {n}',
        {
          share: shareWords(measured ?? 0),
          n: seen.length,
        },
      ),
      needs: say('измеримый итог у {goal} кампаний', 'a measurable outcome of {goal} of campaigns', {
        goal: shareWords(linkedWell),
      }),
      value: measured,
      unit: 'share',
      ...(measured === null ? { reason: 'no_data' } : {}),
      link: '/attribution?by=campaign&of=new',
    }),
    point({
      code: 'rungs_covered',
      level: 3,
      holds: rungs.length > 0 && bare.length === 0,
      text:
        bare.length > 0 && design !== null
          ? say(
              'Ступени, на которых не каждый квартал была кампания: {names}',
              'Rungs that had no campaign in some quarter: {names}',
              {
                names: listed(bare.map((id) => nameOf(design, { collection: 'rungs', id }))),
              },
            )
          : say('Ступеней с кампанией в каждом квартале: {n}', 'Rungs with a campaign in every quarter: {n}', {
              n: rungs.length,
            }),
      needs: say('кампания на каждой ступени каждый квартал', 'a campaign on every rung in every quarter'),
      value: rungs.length - bare.length,
      unit: 'count',
      link: '/offer',
    }),
  ];
};

/** Question 8: whether attention is spread over products and campaigns on purpose. */
export const offerEvidence = (matter: AuditMatter): QuestionEvidence => {
  const products = amountOf(matter, 'products_active');
  const campaigns = amountOf(matter, 'campaigns_per_month');
  const metric = (id: 'products_active' | 'campaigns_per_month', ru: string, en: string): Found => {
    const found = metricPoint(matter, id, {
      code: id,
      level: 1,
      name: { ru, en },
      needs:
        id === 'products_active'
          ? say('продажи по продуктам', 'sales by product')
          : say('кампании в затратах или касаниях', 'campaigns on costs or touches'),
      unit: 'count',
    });
    return { ...found, holds: (found.value ?? 0) > 0 };
  };
  return {
    points: [
      metric('products_active', 'Продуктов с продажами за год', 'Products sold within the year'),
      metric('campaigns_per_month', 'Кампаний в месяц', 'Campaigns a month'),
      ...campaignPoints(matter),
      checkedPoint(
        matter,
        8,
        say(
          'продукт или кампания убраны или повторены с проверенным итогом',
          'a product or campaign dropped or repeated with a checked outcome',
        ),
      ),
    ],
    answer:
      products === null || campaigns === null
        ? null
        : say(
            'Продуктов: {products}; кампаний в месяц: {campaigns}',
            'Products: {products}; campaigns a month: {campaigns}',
            {
              products,
              campaigns,
            },
          ),
  };
};
