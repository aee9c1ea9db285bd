import { type Command, Option } from 'commander';
import {
  type Attribution,
  AttributionInput,
  attributionModels,
  creditedResults,
  creditedThings,
  creditValues,
  evidenceWords,
  modelNames,
  resultNames,
  thingNames,
  valueNames,
} from '../../model/attribution.ts';
import { listOf, parsed, positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, type Run, type SharedOptions, type Told } from '../verb.ts';
import { dayText, type Language, moneyText, numberText, valueText } from '../words.ts';

type Options = SharedOptions & {
  model: string;
  order?: number;
  of: string;
  value: string;
  by: string;
  days?: number;
  halfLife?: number;
  from?: string;
  to?: string;
  segment?: string[];
  intervals: boolean;
};

const titles = {
  ru: ['Результатов', '90 %', 'Стоимость', 'Путей', 'Опыту нужно в группе'],
  en: ['Results', '90 %', 'Value', 'Paths', 'Experiment needs per group'],
};
const words = {
  ru: {
    none: '(не указано)',
    unknown: 'Неизвестно',
    total: 'Всего',
    cause: 'Это описание путей, а не доказательство причины: проверить её может только опыт с контрольной группой.',
  },
  en: {
    none: '(not told)',
    unknown: 'Unknown',
    total: 'Total',
    cause: 'This describes paths and does not prove a cause: only an experiment with a control group can.',
  },
};

const textOf = (found: Attribution, language: Language): string => {
  const said = words[language];
  const money = (value: number): string => moneyText(value, found.currency, language);
  const count = (value: number): string => numberText(value, language, 1);
  const rows = found.credits.map((credit) => [
    (credit.name?.[language] ?? credit.channel) || said.none,
    count(credit.conversions),
    credit.interval ? credit.interval.conversions.map(count).join(' … ') : '',
    money(credit.value),
    count(credit.reach.paths),
    credit.experiment ? numberText(credit.experiment.perGroup, language) : '',
    credit.romi === undefined ? '' : `${valueText(credit.romi, 'ratio', undefined, language)} (${found.evidence})`,
  ]);
  const hasReturn = found.credits.some(({ romi }) => romi !== undefined);
  const table = printTable(
    [
      { title: thingNames[found.by][language] },
      ...[...titles[language], ...(hasReturn ? ['ROMI'] : [])].map((title) => ({ title, align: 'right' as const })),
    ],
    [
      ...rows,
      [said.unknown, count(found.unknown.conversions), '', money(found.unknown.value)],
      [said.total, count(found.total.conversions), '', money(found.total.value)],
    ],
  );
  const model = `${modelNames[found.model].name[language]}${found.order === undefined ? '' : ` (${found.order})`}`;
  const head = `${model} · ${resultNames[found.of][language]} · ${valueNames[found.value][language]} · ${dayText(found.asOf, language)}`;
  const returns = hasReturn ? [`ROMI: ${evidenceWords[found.evidence][language]}`] : [];
  return [head, table, ...returns, ...found.notes.map(({ text }) => text[language]), said.cause].join('\n\n');
};

const attribute = async (asked: Asked, input: AttributionInput): Promise<Told> => {
  const { attribution } = asked.connection.operations;
  const found = await asked.watched('attribution', (signal) => attribution(input, signal));
  return { json: found, text: () => textOf(found, asked.language) };
};

export const addAttribute = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(
    program,
    'attribute',
    {
      ru: 'какие каналы привели к результатам: описание путей, не доказательство причины',
      en: 'which channels led to results: a description of paths, not proof of a cause',
    },
    language,
  )
    .addOption(
      new Option('--model <model>', ru ? 'как делить' : 'how to divide')
        .choices([...attributionModels, 'auto'])
        .default('auto'),
    )
    .option(
      '--order <n>',
      ru ? 'Марков: сколько касаний помнить, 1–4' : 'Markov: touches remembered, 1–4',
      positiveNumber,
    )
    .addOption(
      new Option('--of <result>', ru ? 'что считается результатом' : 'what counts as a result')
        .choices(creditedResults)
        .default('order'),
    )
    .addOption(
      new Option('--value <value>', ru ? 'чем мерить' : 'what it is worth')
        .choices(creditValues)
        .default('net_revenue'),
    )
    .addOption(
      new Option('--by <what>', ru ? 'чему приписать' : 'what credit goes to')
        .choices(creditedThings)
        .default('channel'),
    )
    .option('--without-nulls', ru ? 'без путей без результата' : 'without paths that have not converted')
    .option('--days <n>', ru ? 'не дальше стольких дней назад' : 'touches up to so many days back', positiveNumber)
    .option('--half-life <days>', ru ? 'период полураспада по давности' : 'half-life of time decay', positiveNumber)
    .option('--from <date>', ru ? 'результаты с этого дня' : 'results from this day on')
    .option('--to <date>', ru ? 'день после последнего' : 'the day after the last')
    .option('--segment <segment...>', ru ? 'только эти сегменты' : 'these segments only', listOf())
    .option('--no-intervals', ru ? 'без интервалов: быстрее' : 'without intervals: faster')
    .action(async ({ withoutNulls, halfLife, ...options }: Options & { withoutNulls?: boolean }) => {
      const { model, order, of, value, by, days, from, to, segment, intervals, workspace } = options;
      const given = { order, days, halfLifeDays: halfLife, from, to, segment, workspace };
      const input = parsed(AttributionInput, {
        ...Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)),
        model,
        of,
        value,
        by,
        intervals,
        nulls: !withoutNulls,
      });
      await run(options, (asked) => attribute(asked, input));
    });
};
