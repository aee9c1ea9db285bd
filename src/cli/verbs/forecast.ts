import { type Command, Option } from 'commander';
import {
  type CltvForecast,
  CltvForecastInput,
  forecastModelNames,
  forecastModels,
  forecastUnits,
} from '../../model/forecast.ts';
import { parsed, positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type Told } from '../verb.ts';
import { dayText, type Language, moneyText, numberText, reasonWords } from '../words.ts';

const words = {
  ru: {
    segment: 'Сегмент',
    customer: 'Клиент',
    none: '(без сегмента)',
    columns: ['Клиентов', 'С нами', 'Заказов', 'Выручка', '90 %', 'Сегодняшними деньгами'],
    told: 'Модели сказали',
    months: 'мес. с',
    spend: 'Средний чек не предсказать',
    lookBack: (from: string, until: string, expected: string, actual: string) =>
      `Проверка с ${from} по ${until}: ожидалось заказов ${expected}, было ${actual}`,
    error: (model: string, naive: string[]) =>
      `Средняя ошибка на клиента: ${model}${naive.length > 0 ? ` (без модели: ${naive.join('; ')})` : ''}`,
    again: 'как в прошлый раз',
    table: 'таблица давности и частоты',
    no: 'Прогноза нет',
    auto: 'Ни одна модель',
  },
  en: {
    segment: 'Segment',
    customer: 'Customer',
    none: '(no segment)',
    columns: ['Customers', 'Still with us', 'Orders', 'Revenue', '90 %', 'In today’s money'],
    told: 'Models said',
    months: 'months from',
    spend: 'The mean order can’t be told',
    lookBack: (from: string, until: string, expected: string, actual: string) =>
      `Looking back, ${from} to ${until}: ${expected} orders expected, ${actual} made`,
    error: (model: string, naive: string[]) =>
      `Mean error per customer: ${model}${naive.length > 0 ? ` (without a model: ${naive.join('; ')})` : ''}`,
    again: 'as much as before',
    table: 'recency and frequency table',
    no: 'There is no forecast',
    auto: 'No model',
  },
} as const;

const holdoutText = ({ holdout }: CltvForecast, language: Language): string[] => {
  if (!holdout) return [];
  const say = words[language];
  const number = (value: number, digits = 0): string => numberText(value, language, digits);
  const { last_again: again, recency_frequency: table } = holdout.naive;
  return [
    say.lookBack(
      dayText(holdout.from, language),
      dayText(holdout.until, language),
      number(holdout.expected),
      number(holdout.actual),
    ),
    say.error(number(holdout.mae, 3), [
      ...(again ? [`${say.again} ${number(again.mae, 3)}`] : []),
      ...(table ? [`${say.table} ${number(table.mae, 3)}`] : []),
    ]),
  ];
};

const textOf = (found: CltvForecast, language: Language): string => {
  const say = words[language];
  const number = (value: number, digits = 1): string => numberText(value, language, digits);
  const money = (value: number | null): string => (value === null ? '—' : moneyText(value, found.currency, language));
  const ofCustomers = found.by.some((row) => row.customer_id !== undefined);
  const name = found.model === 'auto' ? say.auto : forecastModelNames[found.model][language];
  const head = `${name} · ${found.horizon} ${say.months} ${dayText(found.calibrated_to, language)} · n ${number(found.n, 0)}`;
  if (found.reason) return [head, `${say.no}: ${reasonWords[found.reason][language]}`].join('\n');
  const bounds = (row: CltvForecast['by'][number]): string =>
    row.interval
      ? row.interval.map((bound) => (row.expected_value === null ? number(bound) : money(bound))).join(' … ')
      : '';
  const table = printTable(
    [
      { title: ofCustomers ? say.customer : say.segment },
      ...say.columns.map((title) => ({ title, align: 'right' as const })),
    ],
    found.by.map((row) => [
      row.customer_id ?? (row.segment || say.none),
      number(row.customers, 0),
      `${number(row.p_alive * 100, 0)} %`,
      number(row.expected_orders),
      money(row.expected_value),
      bounds(row),
      money(row.discounted_value),
    ]),
  );
  const fitted = Object.entries(found.parameters ?? {}).map(([key, value]) => `${key} ${number(value, 4)}`);
  return [
    head,
    table,
    fitted.join(' · '),
    ...holdoutText(found, language),
    ...(found.spend.reason ? [`${say.spend}: ${reasonWords[found.spend.reason][language]}`] : []),
    ...found.notes.map(({ text }) => text[language]),
  ].join('\n');
};

const cltv = async (asked: Asked, input: CltvForecastInput): Promise<Told> => {
  const found = await asked.connection.operations.forecast.cltv({ ...input, workspace: asked.workspace });
  return { json: found, text: () => textOf(found, asked.language) };
};

export const addForecast = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const forecast = program
    .command('forecast')
    .description(ru ? 'что клиенты ещё купят и принесут' : 'what customers will still buy and bring');
  addVerb(
    forecast,
    'cltv',
    {
      ru: 'будущие заказы и выручка клиентов без договора, с проверкой на прошлом',
      en: 'orders and revenue to come of customers without a contract, checked on the past',
    },
    language,
  )
    .addOption(
      new Option('--model <model>', ru ? 'модель' : 'model').choices([...forecastModels, 'auto']).default('auto'),
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
    .option('--no-intervals', ru ? 'без интервалов: быстрее' : 'without intervals: faster')
    .action(async (_, command: Command) => {
      const options = optionsOf(command);
      const { model, unit, calibrateTo, holdout, horizon, by, intervals, workspace } = options;
      const given = { model, unit, calibrateTo, holdout, horizon, by, intervals, workspace };
      const input = parsed(
        CltvForecastInput,
        Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)),
      );
      await run(options, (asked) => cltv(asked, input));
    });
};
