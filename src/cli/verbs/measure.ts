import { type Command, Option } from 'commander';
import type { z } from 'zod';
import type { Answer } from '../../model/metric.ts';
import { dimensions, metricIds, writtenUnit } from '../../model/metric-words.ts';
import { MeasureInput, type MetricDefinition } from '../../model/numbers.ts';
import { listOf, oneOf, parsed } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, type Run, type SharedOptions, type Told } from '../verb.ts';
import { dayText, type Language, numberText, periodText, reasonWords, valueText } from '../words.ts';

type MeasureOptions = SharedOptions & {
  from: string;
  to: string;
  by?: string[];
  every?: string;
  segment?: string[];
  channel?: string[];
};

const cellOf = (answer: Answer, language: Language): string =>
  answer.value === null
    ? `— ${answer.reason ? reasonWords[answer.reason][language] : ''}`.trim()
    : valueText(answer.value, writtenUnit(answer.metric, answer.unit), answer.currency, language);

const deltaOf = ({ value, unit, previous }: Answer, language: Language): string => {
  if (value === null || !previous || previous.value === null) return '';
  const change = unit === 'ratio' || previous.value === 0 ? null : (value - previous.value) / Math.abs(previous.value);
  if (change === null) return '';
  return `${change > 0 ? '+' : ''}${valueText(change, 'ratio', undefined, language)}`;
};

const intervalOf = (answer: Answer, language: Language): string => {
  if (!answer.interval) return '';
  const [low, high] = answer.interval.map((end) =>
    valueText(end, writtenUnit(answer.metric, answer.unit), answer.currency, language),
  );
  return `${low} … ${high}`;
};

const titles = {
  ru: {
    metric: 'Показатель',
    value: 'Значение',
    previous: 'Прошлый период',
    change: 'Изменение',
    interval: 'Интервал',
  },
  en: { metric: 'Metric', value: 'Value', previous: 'Previous period', change: 'Change', interval: 'Interval' },
};

const isMetric = (word: string): boolean => metricIds.some((metric) => metric === word);

const unknownValue = { ru: '(не указано)', en: '(unknown)' };

/** One period: a row per metric and part, with what was before; several: a column per period. */
const textOf = (answers: Answer[], by: readonly string[], names: Map<string, string>, language: Language): string => {
  const words = titles[language];
  const periods = [...new Set(answers.map(({ period }) => `${period.from}/${period.to}`))].sort();
  const parts = (answer: Answer): string[] =>
    by.map((dimension) => answer.by[dimension as keyof Answer['by']] || unknownValue[language]);
  const label = (answer: Answer): string[] => [names.get(answer.metric) ?? answer.metric, ...parts(answer)];
  const left = [{ title: words.metric }, ...by.map((title) => ({ title }))];
  if (periods.length <= 1) {
    const right = [words.value, words.previous, words.change, words.interval, 'n'];
    const rows = answers.map((answer) => [
      ...label(answer),
      cellOf(answer, language),
      answer.previous ? cellOf({ ...answer, ...answer.previous, reason: answer.previous.reason }, language) : '',
      deltaOf(answer, language),
      intervalOf(answer, language),
      answer.n === undefined ? '' : numberText(answer.n, language),
    ]);
    return printTable([...left, ...right.map((title) => ({ title, align: 'right' as const }))], rows);
  }
  const rows = new Map<string, { label: string[]; cells: Map<string, string> }>();
  for (const answer of answers) {
    const labels = label(answer);
    const row = rows.get(labels.join('\u0000')) ?? { label: labels, cells: new Map<string, string>() };
    row.cells.set(`${answer.period.from}/${answer.period.to}`, cellOf(answer, language));
    rows.set(labels.join('\u0000'), row);
  }
  const columns = periods.map((period) => {
    const [from = '', to = ''] = period.split('/');
    return { title: periodText({ from, to }, language), align: 'right' as const };
  });
  return printTable(
    [...left, ...columns],
    [...rows.values()].map((row) => [...row.label, ...periods.map((period) => row.cells.get(period) ?? '')]),
  );
};

/** The question as it was written, checked before any data is opened. */
const questionOf = (metrics: string[], by: string[], options: MeasureOptions): z.infer<typeof MeasureInput> => {
  const filter = Object.fromEntries(
    (['segment', 'channel'] as const).flatMap((name) => (options[name] ? [[name, options[name]]] : [])),
  );
  return parsed(MeasureInput, {
    workspace: options.workspace,
    ...(metrics.length > 0 ? { metrics } : {}),
    from: options.from,
    to: options.to,
    by,
    every: options.every,
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
  });
};

const measure = async (asked: Asked, input: z.infer<typeof MeasureInput>): Promise<Told> => {
  const { operations } = asked.connection;
  const [{ answers, settings, asOf }, catalogue] = await Promise.all([
    operations.measure(input),
    operations.catalogue(),
  ]);
  const { language } = asked;
  const names = new Map(
    catalogue.map((definition: MetricDefinition) => [definition.id as string, definition.name[language]]),
  );
  const known = { ru: `На ${dayText(asOf, language)}.`, en: `As of ${asOf}.` }[language];
  const policy = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  const counted = { ru: 'Настройки', en: 'Settings' }[language];
  return {
    json: { answers, settings },
    text: () =>
      [
        textOf(answers, input.by, names, language),
        known,
        ...(policy.length > 0 ? [`${counted}: ${policy.join('; ')}`] : []),
      ].join('\n\n'),
  };
};

export const addMeasure = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(
    program,
    'measure [metric...]',
    { ru: 'показатели за период: все или названные', en: 'the numbers of a period: all or those named' },
    language,
  )
    .requiredOption('--from <date>', ru ? 'первый день периода' : 'first day of the period')
    .requiredOption('--to <date>', ru ? 'день после последнего' : 'the day after the last')
    .option(
      '--by <dimension...>',
      ru ? `разрезы: ${dimensions.join(', ')}` : `parts: ${dimensions.join(', ')}`,
      listOf(),
    )
    .addOption(
      new Option('--every <step>', ru ? 'по месяцам, кварталам, годам' : 'by months, quarters, years').choices([
        'month',
        'quarter',
        'year',
      ]),
    )
    .option('--segment <segment...>', ru ? 'только эти сегменты' : 'these segments only', listOf())
    .option('--channel <channel...>', ru ? 'только эти каналы' : 'these channels only', listOf())
    .action(async (metrics: string[], options: MeasureOptions) => {
      // `--by` takes every word that follows it, so metrics written after it are told apart here.
      const by = options.by ?? [];
      const named = [
        ...metrics.flatMap((word) => word.split(',')).filter((word) => word !== ''),
        ...by.filter(isMetric),
      ];
      const parts = by.filter((word) => !isMetric(word));
      for (const metric of named) oneOf(metricIds, metric, { ru: 'показателя', en: 'metric' });
      for (const part of parts) oneOf(dimensions, part, { ru: 'разреза', en: 'dimension' });
      const question = questionOf(named, parts, options);
      await run(options, (asked) => measure(asked, question));
    });

  addVerb(
    program,
    'catalogue',
    { ru: 'все показатели и как они считаются', en: 'all metrics and how each is made' },
    language,
  ).action(async (options: SharedOptions) =>
    run(options, async ({ connection, language: spoken }) => {
      const metrics = await connection.operations.catalogue();
      const columns = spoken === 'ru' ? ['Код', 'Показатель', 'Как считается'] : ['Id', 'Metric', 'How it is made'];
      return {
        json: { metrics },
        text: () =>
          printTable(
            columns.map((title) => ({ title })),
            metrics.map((metric) => [metric.id, metric.name[spoken], metric.formula[spoken]]),
          ),
      };
    }),
  );
};
