import type { Command } from 'commander';
import { type MonthsForecast, MonthsForecastInput } from '../../model/forecast.ts';
import { parsed, positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type Told } from '../verb.ts';
import { type Language, moneyText, numberText, reasonWords } from '../words.ts';

const words = {
  ru: {
    columns: ['Месяц', 'Ожидается', '90 %'],
    total: 'Всего',
    no: 'Прогноза нет',
    form: {
      trend: { none: 'без тренда', additive: 'тренд', damped: 'затухающий тренд' },
      season: 'сезонность',
      plain: 'без сезонности',
    },
    back: (months: string, error: string, naive: string, covered: string) =>
      `На последних ${months} мес., не известных прогнозу, средняя ошибка ${error}; у правила «как год назад» ${naive}; в интервал попало ${covered}`,
    naive: 'Правило «как год назад» было точнее: верьте ему больше.',
  },
  en: {
    columns: ['Month', 'Expected', '90 %'],
    total: 'Total',
    no: 'There is no forecast',
    form: {
      trend: { none: 'no trend', additive: 'trend', damped: 'fading trend' },
      season: 'seasons',
      plain: 'no seasons',
    },
    back: (months: string, error: string, naive: string, covered: string) =>
      `On the last ${months} months, kept from the forecast, the mean error is ${error}; of “as a year before” ${naive}; within the bounds: ${covered}`,
    naive: '“As a year before” was nearer: trust it more.',
  },
} as const;

const textOf = (found: MonthsForecast, language: Language): string => {
  const say = words[language];
  const { currency, form, backTest } = found;
  const value = (number: number): string =>
    currency === undefined ? numberText(number, language, 1) : moneyText(number, currency, language);
  if (found.reason) return `${say.no}: ${reasonWords[found.reason][language]}`;
  const [month, ...figures] = say.columns;
  const row = (name: string, told: NonNullable<MonthsForecast['total']>): string[] => [
    name,
    value(told.value),
    told.interval ? told.interval.map(value).join(' … ') : '—',
  ];
  const table = printTable(
    [{ title: month }, ...figures.map((title) => ({ title, align: 'right' as const }))],
    [
      ...found.months.map((one) => row(one.month.slice(0, 7), one)),
      ...(found.total ? [row(say.total, found.total)] : []),
    ],
  );
  const shape = form
    ? [`${say.form.trend[form.trend]}, ${form.season === 'none' ? say.form.plain : say.form.season}`]
    : [];
  const back = backTest
    ? [
        say.back(
          String(backTest.months),
          value(backTest.error),
          value(backTest.naive_error),
          `${numberText(backTest.covered * 100, language, 0)} %`,
        ),
        ...(backTest.naive_error < backTest.error ? [say.naive] : []),
      ]
    : [];
  return [table, ...shape, ...back].join('\n');
};

const told = async (asked: Asked, input: MonthsForecastInput): Promise<Told> => {
  const found = await asked.connection.operations.forecast.months({ ...input, workspace: asked.workspace });
  return { json: found, text: () => textOf(found, asked.language) };
};

/** `forecast revenue` and `forecast inflow`. */
export const addForecastMonths = (forecast: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const about = {
    revenue: {
      ru: 'выручка по месяцам вперёд, с интервалом и проверкой',
      en: 'revenue of months to come, with bounds and a check',
    },
    inflow: { ru: 'новые клиенты по месяцам вперёд', en: 'new customers of months to come' },
  } as const;
  for (const of of ['revenue', 'inflow'] as const)
    addVerb(forecast, of, about[of], language)
      .option('--months <n>', ru ? 'на сколько месяцев вперёд (12)' : 'months ahead (12)', positiveNumber)
      .option('--segment <segment>', ru ? 'только этот сегмент' : 'this segment only')
      .action(async (_, command: Command) => {
        const options = optionsOf(command);
        const { months, segment, workspace } = options;
        const given = { of, months, segment, workspace };
        const input = parsed(
          MonthsForecastInput,
          Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)),
        );
        await run(options, (asked) => told(asked, input));
      });
};
