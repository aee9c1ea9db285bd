import type { AuditFinding } from '../../model/audit/audit.ts';
import type { QuestionNumber } from '../../model/audit/questions.ts';
import { moneyWords, say, shareWords } from '../organisation/words.ts';
import { type AuditMatter, amountOf, numberLink, segmentsLink, segmentWords } from './matter.ts';

const dependence = 0.4;

/** A number of every segment that has it, least first. */
const bySegment = (matter: AuditMatter, metric: 'unit_cost_acquisition_direct' | 'ltv_cac') =>
  matter.bySegment
    .flatMap((each) =>
      each.metric === metric && each.value !== null && each.by.segment !== ''
        ? [{ name: each.by.segment ?? '', value: each.value }]
        : [],
    )
    .sort((a, b) => a.value - b.value);

const unseenBehindDealers = (matter: AuditMatter): AuditFinding[] => {
  const { dealers, dealersUnseen, dealersUnseenRevenue } = matter.counts;
  if (dealersUnseen === 0) return [];
  return [
    {
      code: 'dealer_customers_unknown',
      severity: dealersUnseen * 2 >= dealers ? 'medium' : 'low',
      text: say(
        'За дилерами не видно клиентов: у {n} из {all} не известен ни один конечный покупатель; за год они купили на {money}',
        'Customers behind dealers are not seen: {n} of {all} have no end customer that is known; they bought for {money} in the year',
        { n: dealersUnseen, all: dealers, money: moneyWords(dealersUnseenRevenue, matter.currency) },
      ),
      link: '/customers',
    },
  ];
};

const dependenceOnSearch = (matter: AuditMatter): AuditFinding[] => {
  const share = amountOf(matter, 'paid_search_share');
  const hhi = amountOf(matter, 'channel_hhi');
  if (share === null || share < dependence) return [];
  return [
    {
      code: 'paid_search_dependence',
      severity: 'medium',
      text: say(
        '{share} новых клиентов приходят из платного поиска; индекс концентрации каналов {hhi}',
        '{share} of new customers come from paid search; channel concentration {hhi}',
        {
          share: shareWords(share),
          hhi: { ru: (hhi ?? 0).toFixed(3).replace('.', ','), en: (hhi ?? 0).toFixed(3) },
        },
      ),
      link: numberLink(matter, 'paid_search_share'),
    },
  ];
};

const spreadOfCosts = (matter: AuditMatter): AuditFinding[] => {
  const costs = bySegment(matter, 'unit_cost_acquisition_direct');
  const [least, most] = [costs[0], costs.at(-1)];
  const average = amountOf(matter, 'unit_cost_acquisition');
  if (least === undefined || most === undefined || average === null || most.value < 2 * least.value) return [];
  return [
    {
      code: 'cac_spread',
      severity: 'high',
      text: say(
        'Средняя цена нового клиента {average} скрывает разброс: от {least} ({cheap}) до {most} ({dear})',
        'The average cost of a new customer, {average}, hides a spread from {least} ({cheap}) to {most} ({dear})',
        {
          average: moneyWords(average, matter.currency),
          least: moneyWords(least.value, matter.currency),
          most: moneyWords(most.value, matter.currency),
          cheap: segmentWords(matter, least.name),
          dear: segmentWords(matter, most.name),
        },
      ),
      link: segmentsLink(matter, 'unit_cost_acquisition_direct'),
    },
  ];
};

const weakReturns = (matter: AuditMatter): AuditFinding[] => {
  const low = bySegment(matter, 'ltv_cac').filter(({ value }) => value < 3);
  return low.map(({ name, value }) => ({
    code: 'cltv_pays_weakly',
    severity: value < 2 ? ('high' as const) : ('medium' as const),
    text: say(
      'CLTV/CAC сегмента «{name}» — {value}: привлечение окупается слабо',
      'CLTV/CAC of “{name}” is {value}: acquisition pays back weakly',
      {
        name: segmentWords(matter, name),
        value: { ru: value.toFixed(2).replace('.', ','), en: value.toFixed(2) },
      },
    ),
    link: segmentsLink(matter, 'ltv_cac'),
  }));
};

const finders: Partial<Record<QuestionNumber, (matter: AuditMatter) => AuditFinding[]>> = {
  2: unseenBehindDealers,
  6: dependenceOnSearch,
  9: spreadOfCosts,
  10: weakReturns,
};

/** Findings of numbers, beside those of the design. */
export const ownFindings = (matter: AuditMatter, q: QuestionNumber): AuditFinding[] => finders[q]?.(matter) ?? [];
