import { type Command, Option } from 'commander';
import {
  type CltvForecast,
  CltvForecastInput,
  ContractModel,
  contractModels,
  contractsAlone,
  type ForecastRow,
  forecastLists,
  forecastModelNames,
  forecastModels,
  forecastUnits,
  type SegmentFit,
} from '../../model/forecast.ts';
import { parsed, positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type Told } from '../verb.ts';
import { dayText, type Language, moneyText, numberText, reasonWords } from '../words.ts';
import { addForecastMonths } from './forecast-months.ts';

const words = {
  ru: {
    segment: 'Сегмент',
    customer: 'Клиент',
    none: '(без сегмента)',
    columns: ['Клиентов', 'С нами', 'Заказов', 'Выручка', '90 %', 'Сегодняшними деньгами'],
    next: 'Следующий заказ к',
    ofContracts: ['Договоров', 'Продлит', 'Продлений', 'Выручка', '90 %', 'Сегодняшними деньгами'],
    contracts: 'Договоры',
    total: 'Всего',
    months: 'мес. с',
    spend: 'Средний чек не предсказать',
    lookBack: (from: string, until: string, expected: string, actual: string) =>
      `Проверка с ${from} по ${until}: ожидалось заказов ${expected}, было ${actual}`,
    lookBackOnContracts: (from: string, until: string, expected: string, actual: string) =>
      `Проверка с ${from} по ${until}: ожидалось продлений ${expected}, было ${actual}`,
    error: (model: string, naive: string[]) =>
      `Средняя ошибка на клиента: ${model}${naive.length > 0 ? ` (без модели: ${naive.join('; ')})` : ''}`,
    no: 'Прогноза нет',
    auto: 'Ни одна модель',
    bySegment: 'Каждый сегмент по-своему',
    ways: ['Чем предсказан', 'Решила', 'Ожидалось', 'Было', 'Ошибка'],
    ofAll: 'по всем клиентам',
    decided: { asked: 'просьба', holdout: 'проверка на прошлом', likelihood: 'правдоподобность' },
  },
  en: {
    segment: 'Segment',
    customer: 'Customer',
    none: '(no segment)',
    columns: ['Customers', 'Still with us', 'Orders', 'Revenue', '90 %', 'In today’s money'],
    next: 'Next order by',
    ofContracts: ['Contracts', 'Renews', 'Renewals', 'Revenue', '90 %', 'In today’s money'],
    contracts: 'Contracts',
    total: 'Total',
    months: 'months from',
    spend: 'The mean order can’t be told',
    lookBack: (from: string, until: string, expected: string, actual: string) =>
      `Looking back, ${from} to ${until}: ${expected} orders expected, ${actual} made`,
    lookBackOnContracts: (from: string, until: string, expected: string, actual: string) =>
      `Looking back, ${from} to ${until}: ${expected} renewals expected, ${actual} made`,
    error: (model: string, naive: string[]) =>
      `Mean error per customer: ${model}${naive.length > 0 ? ` (without a model: ${naive.join('; ')})` : ''}`,
    no: 'There is no forecast',
    auto: 'No model',
    bySegment: 'Each segment in its own way',
    ways: ['Told by', 'Decided by', 'Expected', 'Made', 'Error'],
    ofAll: 'of all customers',
    decided: { asked: 'your asking', holdout: 'its past', likelihood: 'likelihood' },
  },
} as const;

const nameOf = ({ model, regularity }: Pick<SegmentFit, 'model' | 'regularity'>, language: Language): string =>
  model === null
    ? words[language].auto
    : `${forecastModelNames[model][language]}${regularity === undefined ? '' : ` (k ${regularity})`}`;

const isOfContracts = ({ fits }: CltvForecast): boolean =>
  fits.some(({ model }) => ContractModel.safeParse(model).success);

const holdoutText = (found: CltvForecast, language: Language): string[] => {
  const { holdout } = found;
  if (!holdout) return [];
  const say = words[language];
  const number = (value: number, digits = 0): string => numberText(value, language, digits);
  const { last_again: again, recency_frequency: table } = holdout.naive;
  return [
    (isOfContracts(found) ? say.lookBackOnContracts : say.lookBack)(
      dayText(holdout.from, language),
      dayText(holdout.until, language),
      number(holdout.expected),
      number(holdout.actual),
    ),
    say.error(number(holdout.mae, 3), [
      ...(again ? [`${forecastModelNames.last_again[language]} ${number(again.mae, 3)}`] : []),
      ...(table ? [`${forecastModelNames.recency_frequency[language]} ${number(table.mae, 3)}`] : []),
    ]),
  ];
};

/** By what each segment is told, why, and how far that would have come true. */
const waysText = ({ fits }: CltvForecast, language: Language): string => {
  const say = words[language];
  const number = (value: number | undefined, digits = 0): string =>
    value === undefined ? '—' : numberText(value, language, digits);
  const [way, why, ...figures] = say.ways;
  return printTable(
    [
      { title: say.segment },
      { title: way },
      { title: why },
      ...figures.map((title) => ({ title, align: 'right' as const })),
    ],
    fits.map((fit) => [
      fit.segment || say.none,
      fit.reason
        ? `${say.no}: ${reasonWords[fit.reason][language]}`
        : `${nameOf(fit, language)}${fit.of === 'all' ? `, ${say.ofAll}` : ''}`,
      fit.reason ? '' : say.decided[fit.decided_by],
      number(fit.holdout?.expected),
      number(fit.holdout?.actual),
      number(fit.holdout?.mae, 3),
    ]),
  );
};

const headOf = (found: CltvForecast, language: Language): string => {
  const say = words[language];
  const { model, regularity } = found;
  const name =
    model === 'auto' ? say.auto : model === 'by_segment' ? say.bySegment : nameOf({ model, regularity }, language);
  const from = `${found.horizon} ${say.months} ${dayText(found.calibrated_to, language)}`;
  return `${name} · ${from} · n ${numberText(found.n, language, 0)}`;
};

const rowsText = (found: CltvForecast, language: Language): string => {
  const say = words[language];
  const number = (value: number, digits = 1): string => numberText(value, language, digits);
  const money = (value: number | null): string => (value === null ? '—' : moneyText(value, found.currency, language));
  const ofCustomers = found.by.some((row) => row.customer_id !== undefined);
  const bounds = (row: ForecastRow): string =>
    row.interval
      ? row.interval.map((bound) => (row.expected_value === null ? number(bound) : money(bound))).join(' … ')
      : '';
  const cells = (name: string, row: ForecastRow): string[] => [
    name,
    number(row.customers, 0),
    row.p_alive === null ? '—' : `${number(row.p_alive * 100, 0)} %`,
    number(row.expected_orders),
    money(row.expected_value),
    bounds(row),
    money(row.discounted_value),
    ...(ofCustomers ? [row.next_order ? dayText(row.next_order, language) : '—'] : []),
  ];
  const columns = [...(isOfContracts(found) ? say.ofContracts : say.columns), ...(ofCustomers ? [say.next] : [])];
  return printTable(
    [
      { title: ofCustomers ? say.customer : say.segment },
      ...columns.map((title) => ({ title, align: 'right' as const })),
    ],
    [
      ...found.by.map((row) => cells(row.customer_id ?? (row.segment || say.none), row)),
      ...(found.total && !ofCustomers && found.by.length > 1 ? [cells(say.total, found.total)] : []),
    ],
  );
};

const textOf = (found: CltvForecast, language: Language): string => {
  const say = words[language];
  const head = headOf(found, language);
  if (found.reason) return [head, `${say.no}: ${reasonWords[found.reason][language]}`].join('\n');
  const fitted = Object.entries(found.parameters ?? {}).map(
    ([key, value]) => `${key} ${numberText(value, language, 4)}`,
  );
  const untold = found.fits.flatMap(({ segment, spend }) =>
    spend.reason && spend.reason !== 'ridge'
      ? [
          `${say.spend}${found.fits.length > 1 ? ` (${segment || say.none})` : ''}: ${reasonWords[spend.reason][language]}`,
        ]
      : [],
  );
  return [
    head,
    rowsText(found, language),
    ...(fitted.length > 0 ? [fitted.join(' · ')] : []),
    ...(found.fits.length > 1 ? ['', waysText(found, language)] : []),
    ...holdoutText(found, language),
    ...untold,
    ...found.notes.map(({ text }) => text[language]),
  ].join('\n');
};

/** Purchases, and contracts under them; a company that lives on contracts has no purchases to tell of. */
const wholeText = (found: CltvForecast, language: Language): string => {
  const contracts = contractsAlone(found);
  if (!contracts) return textOf(found, language);
  const ofContracts = `${words[language].contracts}: ${textOf(contracts, language)}`;
  return found.n === 0 ? ofContracts : `${textOf(found, language)}\n\n${ofContracts}`;
};

const cltv = async (asked: Asked, input: CltvForecastInput): Promise<Told> => {
  const { cltv: ask } = asked.connection.operations.forecast;
  const found = await asked.watched('forecast', (signal) => ask({ ...input, workspace: asked.workspace }, signal));
  return { json: found, text: () => wholeText(found, asked.language) };
};

/** The same as a table to keep. */
const scores = async ({ connection, workspace, language, watched }: Asked, input: CltvForecastInput): Promise<Told> => {
  const file = await watched('forecast', () =>
    connection.export('forecast', { ...input, workspace, format: 'csv' }, language),
  );
  return { json: null, text: () => file.bytes };
};

export const addForecast = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const forecast = program
    .command('forecast')
    .description(ru ? 'что клиенты ещё купят и принесут' : 'what customers will still buy and bring');
  addForecastMonths(forecast, run, language);
  addVerb(
    forecast,
    'cltv',
    {
      ru: 'заказы, продления и выручка впереди, с проверкой на прошлом',
      en: 'orders, renewals and revenue to come, checked on the past',
    },
    language,
  )
    .addOption(
      new Option('--model <model>', ru ? 'модель' : 'model')
        .choices([...forecastModels, ...contractModels, 'auto'])
        .default('auto'),
    )
    .addOption(
      new Option('--unit <unit>', ru ? 'единица времени параметров' : 'unit of the parameters’ time')
        .choices(forecastUnits)
        .default('week'),
    )
    .option('--calibrate-to <date>', ru ? 'последний день, известный модели' : 'the last day the model is told of')
    .option(
      '--holdout <date>',
      ru ? 'сравнить с тем, что было по этот день' : 'compare with what happened up to this day',
    )
    .option('--horizon <months>', ru ? 'на сколько месяцев вперёд (12)' : 'months ahead (12)', positiveNumber)
    .addOption(
      new Option('--by <what>', ru ? 'по чему' : 'rows of what').choices(['segment', 'customer']).default('segment'),
    )
    .addOption(
      new Option(
        '--list <list>',
        ru ? 'кого показать: всех, под угрозой, кому пора' : 'whom to show: all, at risk, due',
      )
        .choices(forecastLists)
        .default('all'),
    )
    .option('--csv', ru ? 'таблица CSV: сохранить оценки' : 'a CSV table: to keep the scores')
    .option('--no-intervals', ru ? 'без интервалов: быстрее' : 'without intervals: faster')
    .action(async (_, command: Command) => {
      const options = optionsOf(command);
      const { model, unit, calibrateTo, holdout, horizon, by, list, csv, intervals, workspace } = options;
      const given = { model, unit, calibrateTo, holdout, horizon, by, list, intervals, workspace };
      const input = parsed(
        CltvForecastInput,
        Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)),
      );
      await run(options, (asked) => (csv ? scores(asked, input) : cltv(asked, input)));
    });
};
