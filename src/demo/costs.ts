import { splitByLargestRemainder } from '../model/money.ts';
import type { CostClass, CostFunction } from '../model/stages.ts';
import { isoDay, monthStarts, yearOf } from './calendar.ts';
import {
  type BySegment,
  channels,
  cltv,
  costBeside2025,
  discountRate,
  exposure,
  grossMargin,
  opening,
  retained,
  revenue,
  type SegmentId,
  segmentIds,
  segmentNames,
} from './targets.ts';

/** One line of the year's cost ledger: what was paid for what, in rubles of 2025, by the segment it served ('' = all). */
type YearCost = {
  note: string;
  class: CostClass;
  function: CostFunction;
  amounts: Partial<Record<SegmentId | 'all', number>>;
  cells?: Partial<Record<SegmentId | 'all', string>>;
  channel?: string;
  campaign?: string;
  staff?: string;
  /** Hours a month. */
  hours?: number;
  asset?: string;
};

const fullTime = 164;
const journeys: Record<SegmentId, string> = { S1: 'J1', S2: 'J2', S3: 'J3', S4: 'J4' };
/** The cell of the café's journey for S2, the journey itself for segments whose journeys have no cells yet. */
const cellsWith = (cell: string): Record<SegmentId, string> => ({ ...journeys, S2: cell });

const pay = (
  staff: string,
  share: number,
  cost: Omit<YearCost, 'staff' | 'hours' | 'note'>,
  base = fullTime,
): YearCost => ({
  ...cost,
  note: `Оплата труда: ${staff}`,
  staff,
  hours: base * share,
});

const acquisition: readonly YearCost[] = [
  ...(
    [
      ['S1', 'Дом: вода из скважины', 661_000, 'J1'],
      ['S2', 'Кофейни: вкус и накипь', 601_646.67, 'c02'],
      ['S2', 'Кофейни: экспресс-набор', 400_000, 'c03'],
      ['S3', 'Производства: вода по нормам', 687_353.33, 'J3'],
      ['S1', 'Общие запросы: фильтры', 400_000, ''],
      ['S2', 'Общие запросы: водоподготовка', 550_000, ''],
      ['S3', 'Сети: баннеры', 400_000, ''],
    ] as const
  ).map(
    ([segment, campaign, amount, cell]): YearCost => ({
      note: 'Яндекс Директ',
      class: 'acquisition',
      function: 'marketing',
      channel: channels.paidSearch,
      campaign,
      amounts: { [segment]: amount },
      cells: { [segment]: cell },
    }),
  ),
  pay('Тимур Галиев', 1, {
    class: 'acquisition',
    function: 'marketing',
    channel: channels.paidSearch,
    amounts: { S1: 258_000, S2: 377_500, S3: 264_500 },
    cells: cellsWith('c02'),
  }),
  {
    note: 'Маркетплейс: реклама',
    class: 'acquisition',
    function: 'marketing',
    channel: channels.marketplace,
    campaign: 'Карточки: картриджи',
    amounts: { S1: 360_000 },
    cells: journeys,
  },
  pay('Егор Панин', 1, {
    class: 'acquisition',
    function: 'marketing',
    channel: channels.marketplace,
    amounts: { S1: 540_000 },
    cells: journeys,
  }),
  pay('Ольга Нечаева', 0.9, {
    class: 'acquisition',
    function: 'marketing',
    channel: channels.content,
    amounts: { S1: 220_000, S2: 350_000, S3: 130_000, S4: 20_000 },
    cells: cellsWith('c04'),
    asset: 'Статьи, гид и калькулятор',
  }),
  {
    note: 'Контент и SEO: авторы, съёмка, размещение',
    class: 'acquisition',
    function: 'marketing',
    channel: channels.content,
    campaign: 'Гид по воде',
    amounts: { S1: 250_000, S2: 385_000, S3: 120_000, S4: 25_000 },
    cells: cellsWith('c01'),
  },
  {
    note: 'Выставки',
    class: 'acquisition',
    function: 'marketing',
    channel: 'Выставки',
    campaign: 'Выставка HoReCa и вода',
    amounts: { S2: 300_000, S3: 300_000, S4: 200_000 },
  },
  ...(
    [
      ['Павел Ситников', 0.8, { S1: 276_000, S2: 200_000, S3: 80_000, S4: 20_000 }, 'c06'],
      ['Юлия Власова', 0.6, { S1: 360_000 }, 'c03'],
      ['Роман Титов', 0.7, { S2: 402_000, S3: 270_000 }, 'c10'],
      ['Ксения Лунина', 0.85, { S2: 625_260 }, 'c08'],
      ['Максим Орлов', 0.85, { S2: 625_260 }, 'c06'],
      ['Денис Зуев', 0.7, { S3: 514_813.33 }, 'J3'],
      ['Вера Сомова', 0.9, { S1: 575_000, S2: 350_000, S3: 200_000 }, 'c11'],
      ['Артур Саакян', 0.3, { S4: 435_000 }, 'J4'],
      ['Николай Бурцев', 0.1, { S2: 133_333.33 }, 'c07'],
      ['Степан Ли', 0.1, { S3: 133_333.34 }, 'c07'],
    ] as const
  ).map(([staff, share, amounts, cell]) =>
    pay(staff, share, { class: 'acquisition', function: 'sales', amounts, cells: cellsWith(cell) }),
  ),
];

const grossProfitOfRr = (segment: SegmentId): number =>
  revenue.regular[segment] * grossMargin.regular + revenue.development[segment] * grossMargin.development;
const sharedTotal = 2_000_000;
const directTotals = {
  acquisition: 13_000_000,
  activation: 2_700_000,
  retention: 4_000_000,
  development: 3_300_000,
  winback: 450_000,
};
const directTotal = Object.values(directTotals).reduce((a, b) => a + b, 0);

/**
 * What retention and development cost together by segment, so that the forecast value of a customer comes to its target.
 *
 * The forecast is m(1 + d) ÷ (1 + d − r); m is the margin of regular and development lines less these costs with their part of the
 * shared ones, per customer-year. The targets are rounded, so all m are moved by one and the same small part (0.2 %) to
 * meet the total.
 */
const careBySegment = (): Record<SegmentId, number> => {
  const loading = 1 + sharedTotal / directTotal;
  const margins = segmentIds.map((segment) => {
    const rest = 1 + discountRate - retained[segment] / opening[segment];
    return (exposure[segment] * cltv[segment] * rest) / (1 + discountRate);
  });
  const profit = segmentIds.map(grossProfitOfRr);
  const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const care = directTotals.retention + directTotals.development;
  const moved = (total(profit) - care * loading) / total(margins);
  const [S1 = 0, S2 = 0, S3 = 0, S4 = 0] = segmentIds.map(
    (_, at) => ((profit[at] ?? 0) - (margins[at] ?? 0) * moved) / loading,
  );
  return { S1, S2, S3, S4 };
};

const developmentShares: BySegment = { S1: 1_600_000, S2: 1_400_000, S3: 300_000, S4: 0 };
const retentionShares = (): BySegment => {
  const care = careBySegment();
  const rest = (segment: SegmentId): number => care[segment] - developmentShares[segment];
  return { S1: rest('S1'), S2: rest('S2'), S3: rest('S3'), S4: rest('S4') };
};

/** Cost lines of one class that serve every segment in the same proportions, so that the class as a whole is split exactly. */
const shared = (
  kind: CostClass,
  weights: BySegment,
  lines: readonly (readonly [string, number, number, CostFunction, string, string?])[],
): YearCost[] => {
  let runningTotal = 0;
  let before = segmentIds.map(() => 0);
  return lines.map(([name, share, amount, work, cell, campaign]) => {
    runningTotal += Math.round(amount * 100);
    const upTo =
      splitByLargestRemainder(
        runningTotal,
        segmentIds.map((id) => weights[id]),
      ) ?? before;
    const amounts = Object.fromEntries(segmentIds.map((id, at) => [id, ((upTo[at] ?? 0) - (before[at] ?? 0)) / 100]));
    before = upTo;
    const cost = { class: kind, function: work, amounts, cells: cellsWith(cell), ...(campaign ? { campaign } : {}) };
    return share > 0 ? pay(name, share, cost) : { ...cost, note: name };
  });
};

const yearCosts = (): YearCost[] => [
  ...acquisition,
  ...shared('activation', { S1: 600, S2: 1_200, S3: 700, S4: 200 }, [
    ['Николай Бурцев', 0.9, 1_200_000, 'success', 'c12'],
    ['Степан Ли', 0.9, 1_200_000, 'success', 'c12'],
    ['Обучение клиентов', 0, 300_000, 'success', 'c12'],
  ]),
  ...shared('retention', retentionShares(), [
    ['Ирина Жукова', 1, 1_050_000, 'success', 'c13'],
    ['Полина Рябова', 0.9, 1_125_000, 'success', 'c14'],
    ['Артур Саакян', 0.5, 725_000, 'sales', 'c14'],
    ['Павел Ситников', 0.2, 144_000, 'marketing', 'c13'],
    ['Ольга Нечаева', 0.1, 80_000, 'marketing', 'c13'],
    ['Юлия Власова', 0.4, 240_000, 'marketing', 'c14'],
    ['CRM-рассылки: сервис отправки', 0, 36_000, 'marketing', 'c13', 'Пора менять картридж'],
    ['Программа лояльности', 0, 600_000, 'marketing', 'c14', 'Чистый бонус'],
  ]),
  ...shared('development', developmentShares, [
    ['Роман Титов', 0.2, 192_000, 'sales', 'c16'],
    ['Ксения Лунина', 0.15, 110_340, 'sales', 'c16'],
    ['Максим Орлов', 0.15, 110_340, 'sales', 'c16'],
    ['Денис Зуев', 0.3, 220_634.29, 'sales', 'c16'],
    ['Артур Саакян', 0.2, 290_000, 'sales', 'c16'],
    ['Глеб Воронин', 1, 1_676_685.71, 'sales', 'c16'],
    ['Технические аудиты', 0, 700_000, 'sales', 'c16'],
  ]),
  ...shared('winback', { S1: 240, S2: 118, S3: 92, S4: 0 }, [
    ['Вера Сомова', 0.1, 125_000, 'sales', 'c17'],
    ['Полина Рябова', 0.1, 125_000, 'success', 'c17'],
    ['Предложения возврата', 0, 200_000, 'sales', 'c17', 'Вернитесь за чистой водой'],
  ]),
  ...(
    [
      ['Анна Кравцова', 1, 1_050_000, fullTime],
      ['Лев Соколов', 1, 350_000, fullTime / 2],
      ['Игорь Лебедев', 0.3, 260_000, fullTime],
      ['Роман Титов', 0.1, 96_000, fullTime],
    ] as const
  ).map(([staff, share, amount, base]) =>
    pay(staff, share, { class: 'shared', function: 'management', amounts: { all: amount } }, base),
  ),
  { note: 'CRM и связь', class: 'shared', function: 'management', amounts: { all: 244_000 } },
];

/** The year's rhythm in thousandths; one for all costs, so that shared costs fall alike in every month. */
const months = [80, 79, 82, 83, 83, 81, 80, 81, 86, 88, 89, 88];

/** The cost file: every line of the ledger by month, segment and person; 2025 is exact, earlier years are in proportion. */
export const costRows = (): Record<string, string>[] => {
  const rows: Record<string, string>[] = [];
  for (const cost of yearCosts()) {
    const total = Object.values(cost.amounts).reduce((a, b) => a + b, 0);
    for (const [segment, amount] of Object.entries(cost.amounts) as [SegmentId | 'all', number][]) {
      if (amount === 0) continue;
      for (const [at, start] of monthStarts.slice(0, 36).entries()) {
        const beside = costBeside2025[yearOf(start) as 2023 | 2024 | 2025];
        const parts = splitByLargestRemainder(Math.round(amount * 100 * beside), months) ?? [];
        const hours = ((cost.hours ?? 0) * amount) / total;
        rows.push({
          cost_id: '',
          month: isoDay(start).slice(0, 7),
          amount: ((parts[at % 12] ?? 0) / 100).toFixed(2),
          class: cost.class,
          function: cost.function,
          channel: cost.channel ?? '',
          campaign: cost.campaign ?? '',
          segment: segment === 'all' ? '' : segmentNames[segment],
          cell: cost.cells?.[segment] ?? '',
          staff: cost.staff ?? '',
          hours: hours > 0 ? hours.toFixed(2) : '',
          asset: cost.asset ?? '',
          note: cost.note,
        });
      }
    }
  }
  rows.sort((a, b) => (a.month ?? '').localeCompare(b.month ?? ''));
  return rows.map((row, at) => ({ ...row, cost_id: `S-${String(at + 1).padStart(5, '0')}` }));
};
