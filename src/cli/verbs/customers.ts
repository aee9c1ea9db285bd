import { type Command, Option } from 'commander';
import { type CustomerPage, type CustomerRow, CustomersInput } from '../../model/customers.ts';
import { advocate, revenueClasses, stageNames, stages } from '../../model/stages.ts';
import { parsed, positiveNumber } from '../arguments.ts';
import { printTable } from '../table.ts';
import { addVerb, type Run, type SharedOptions } from '../verb.ts';
import { dayText, type Language, numberText, revenueWords } from '../words.ts';

type CustomersOptions = SharedOptions & {
  stage?: string;
  segment?: string;
  search?: string;
  on?: string;
  limit?: number;
};

const titles = {
  ru: ['Клиент', 'Название', 'Сегмент', 'Стадия', 'С', 'Заказов', 'Выручка', 'Вал. прибыль', 'Последний заказ'],
  en: ['Customer', 'Name', 'Segment', 'Stage', 'Since', 'Orders', 'Revenue', 'Gross profit', 'Last order'],
};

const listText = (rows: CustomerRow[], total: number, language: Language): string => {
  if (rows.length === 0) return { ru: 'Таких клиентов нет.', en: 'There are no such customers.' }[language];
  const table = printTable(
    titles[language].map((title, at) => ({
      title,
      align: at >= 5 && at <= 7 ? ('right' as const) : ('left' as const),
    })),
    rows.map((row) => [
      row.id,
      row.name,
      row.segment,
      stageNames[row.stage][language],
      dayText(row.since, language),
      numberText(row.orders, language),
      row.revenue === null ? '—' : numberText(row.revenue, language),
      row.profit === null ? '—' : numberText(row.profit, language),
      row.lastOrder ? dayText(row.lastOrder, language) : '',
    ]),
  );
  const shown = {
    ru: `Показано ${rows.length} из ${numberText(total, language)}. Больше: --limit N.`,
    en: `Shown ${rows.length} of ${numberText(total, language)}. More: --limit N.`,
  };
  return rows.length < total ? `${table}\n\n${shown[language]}` : table;
};

const pageText = ({ customer, history, money, timeline }: CustomerPage, language: Language): string => {
  const ru = language === 'ru';
  const day = (value: string | null) => (value ? dayText(value, language) : '…');
  const amount = (value: number | null) => (value === null ? '—' : numberText(value, language));
  const moneyRows = [
    ...revenueClasses.flatMap((name) => {
      const value = money.revenueByClass[name];
      return value === undefined ? [] : [[revenueWords[name][language], amount(value)]];
    }),
    [ru ? 'Валовая прибыль' : 'Gross profit', amount(money.grossProfit)],
    [ru ? 'Вклад' : 'Contribution', amount(money.contribution)],
    [ru ? 'CLTV по факту' : 'CLTV so far', amount(money.cltvFact)],
  ];
  const plain = (...names: string[]) => names.map((title) => ({ title }));
  return [
    [
      `${customer.name || customer.id} (${customer.id})`,
      ...(customer.segment ? [customer.segment] : []),
      `${stageNames[customer.stage][language]} ${ru ? 'с' : 'since'} ${day(customer.since)}`,
    ].join(' · '),
    printTable(
      ru ? plain('Стадия', 'С', 'По', 'Почему') : plain('Stage', 'From', 'To', 'Why'),
      history.map((stay) => [
        stageNames[stay.stage][language],
        day(stay.from),
        day(stay.to),
        stay.evidence.text[language],
      ]),
    ),
    printTable([{ title: ru ? 'Деньги' : 'Money' }, { title: '', align: 'right' }], moneyRows),
    printTable(
      ru ? plain('Когда', 'Что', '', 'Сумма') : plain('When', 'What', '', 'Amount'),
      timeline.map((event) => [
        day(event.at.slice(0, 10)),
        event.title,
        event.detail,
        event.amount === null ? '' : amount(event.amount),
      ]),
    ),
  ].join('\n\n');
};

/** Pages of an operation hold a thousand rows at most; a longer list is asked for page by page. */
const pageRows = 1000;

export const addCustomers = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  addVerb(program, 'customers', { ru: 'клиенты: стадия и деньги', en: 'customers: stage and money' }, language)
    .addOption(
      new Option('--stage <stage>', ru ? 'только на этой стадии' : 'at this stage only').choices([...stages, advocate]),
    )
    .option('--segment <segment>', ru ? 'только этого сегмента' : 'of this segment only')
    .option('--search <text>', ru ? 'часть названия или номера' : 'part of a name or an id')
    .option('--on <date>', ru ? 'стадия на этот день' : 'the stage on this day')
    .option(
      '--limit <n>',
      ru ? 'сколько показать; с --json — все' : 'how many to show; all with --json',
      positiveNumber,
    )
    .action(async (options: CustomersOptions) => {
      const limit = options.limit ?? (options.json ? Number.POSITIVE_INFINITY : 50);
      const { workspace, stage, segment, search, on } = options;
      const input = parsed(CustomersInput, { workspace, stage, segment, search, on, limit: Math.min(limit, pageRows) });
      await run(options, async ({ connection, language: spoken }) => {
        const customers: CustomerRow[] = [];
        let page = await connection.operations.customers.list(input);
        customers.push(...page.rows);
        while (page.cursor !== undefined && customers.length < limit) {
          page = await connection.operations.customers.list({ ...input, cursor: page.cursor });
          customers.push(...page.rows);
        }
        const shown = customers.slice(0, limit);
        return { json: { customers: shown, total: page.total }, text: () => listText(shown, page.total, spoken) };
      });
    });

  addVerb(
    program,
    'customer <id>',
    { ru: 'один клиент: стадии, деньги, история', en: 'one customer: stages, money, timeline' },
    language,
  ).action(async (id: string, options: SharedOptions) =>
    run(options, async ({ connection, workspace, language: spoken }) => {
      const page = await connection.operations.customers.get({ workspace, id });
      return { json: page, text: () => pageText(page, spoken) };
    }),
  );
};
