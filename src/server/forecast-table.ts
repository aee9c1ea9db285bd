import { type CltvForecast, CltvForecastInput, type ForecastRow, forecastModelNames } from '../model/forecast.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { Operations } from '../operations/types.ts';
import { invalidInput } from './problems.ts';
import type { Cell, Table } from './table.ts';

const heads: Sentence[] = [
  { ru: 'Что', en: 'What' },
  { ru: 'Сегмент', en: 'Segment' },
  { ru: 'Клиент', en: 'Customer' },
  { ru: 'Название', en: 'Name' },
  { ru: 'Клиентов', en: 'Customers' },
  { ru: 'Вероятность, что с вами (у договора — что продлит)', en: 'Chance still with you (of a contract: to renew)' },
  { ru: 'Ожидается заказов (продлений)', en: 'Orders (renewals) expected' },
  { ru: 'Следующий заказ к (договор до)', en: 'Next order by (contract until)' },
  { ru: 'Под угрозой', en: 'At risk' },
  { ru: 'Ожидается выручки', en: 'Revenue expected' },
  { ru: 'Ниже', en: 'Low' },
  { ru: 'Выше', en: 'High' },
  { ru: 'Сегодняшними деньгами', en: 'In today’s money' },
  { ru: 'Валюта', en: 'Currency' },
  { ru: 'С какого дня', en: 'From' },
  { ru: 'Месяцев', en: 'Months' },
  { ru: 'Чем предсказано', en: 'Told by' },
];

const riskWords = {
  sign: { ru: 'сомневается', en: 'in doubt' },
  silence: { ru: 'молчит', en: 'silent' },
  model: { ru: 'модель сомневается', en: 'the model doubts' },
  both: { ru: 'молчит, и модель сомневается', en: 'silent, and the model doubts' },
} as const;

/** What a query string can say: numbers as text, `by` as a list of one. */
const inputOf = (query: unknown): CltvForecastInput => {
  const { horizon, by, ...rest } = query as Record<string, unknown>;
  const parsed = CltvForecastInput.safeParse({
    ...rest,
    ...(by === undefined ? {} : { by: [by].flat()[0] }),
    ...(horizon === undefined ? {} : { horizon: Number(horizon) }),
  });
  if (parsed.success) return parsed.data;
  throw new Problem(invalidInput(parsed.error.issues));
};

/** Scores of customers or segments as a table, purchases first and contracts after; every row says by what it was told. */
export const forecastTable = async (operations: Operations, query: unknown, language: 'ru' | 'en'): Promise<Table> => {
  const found = await operations.forecast.cltv(inputOf(query));
  const kinds = { ru: ['Покупки', 'Договоры'], en: ['Purchases', 'Contracts'] }[language];
  const cells = (kind: string, part: Pick<CltvForecast, 'fits'>, row: ForecastRow): Cell[] => {
    const fit = part.fits.find(({ segment }) => segment === row.segment);
    return [
      kind,
      row.segment ?? '',
      row.customer_id ?? '',
      row.name ?? '',
      row.customers,
      row.p_alive,
      row.expected_orders,
      row.next_order ?? '',
      row.risk_by ? riskWords[row.risk_by][language] : '',
      row.expected_value,
      row.interval?.[0] ?? null,
      row.interval?.[1] ?? null,
      row.discounted_value,
      found.currency,
      found.calibrated_to,
      found.horizon,
      fit?.model ? forecastModelNames[fit.model][language] : '',
    ];
  };
  const isOfContracts = found.fits.some(({ model }) => model === 'constant' || model === 'sbg' || model === 'bdw');
  async function* rows(): AsyncIterable<readonly Cell[]> {
    for (const row of found.by) yield cells(kinds[isOfContracts ? 1 : 0] ?? '', found, row);
    for (const row of found.contracts?.by ?? []) yield cells(kinds[1] ?? '', found.contracts ?? found, row);
  }
  return { header: heads.map((head) => head[language]), rows: rows(), fileName: 'forecast' };
};
