import { z } from 'zod';
import { withObservations } from '../analysis/blueprint/observations.ts';
import { metrics } from '../analysis/catalogue/catalogue.ts';
import { designTableNames } from '../analysis/tables/titles.ts';
import { templates, templateTable } from '../layouts/templates.ts';
import type { Blueprint } from '../model/blueprint/blueprint.ts';
import { thingsOf } from '../model/blueprint/things.ts';
import { WhichBlueprint } from '../model/blueprint/versions.ts';
import { CustomersInput } from '../model/customers.ts';
import { refusalColumns } from '../model/facts.ts';
import type { QuarantinedRow } from '../model/imports.ts';
import { MeasureInput, RowsInput } from '../model/numbers.ts';
import { WorkspaceId } from '../model/operation.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { FindingCode } from '../model/quality.ts';
import { defaultWindow, type SettingKey } from '../model/settings.ts';
import { stageNames } from '../model/stages.ts';
import type { WorkspaceState } from '../model/workspace.ts';
import type { Operations } from '../operations/types.ts';
import { attributionTable } from './attribution-table.ts';
import { csvOf } from './csv.ts';
import { forecastTable } from './forecast-table.ts';
import { invalidInput } from './problems.ts';
import type { Cell, Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

/** Rows asked of an operation at once: far more than a page on a screen, few enough to hold. */
const pageRows = 20_000;

export const exported = [
  'rows',
  'customers',
  'quarantine',
  'measure',
  'quality',
  'template',
  'design',
  'attribution',
  'forecast',
] as const;
export type Exported = (typeof exported)[number];
export type Language = 'ru' | 'en';

/** A file on its way out: its bytes come as they are read. */
export type OutgoingFile = { fileName: string; contentType: string; bytes: AsyncIterable<Uint8Array> };

const checked = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem(invalidInput(parsed.error.issues));
};

type Page<Row> = { rows: Row[]; total: number; cursor?: string | undefined };

/** All rows of a paged question in order; the first page is already there, so a refusal came before the first byte. */
async function* allRows<Row>(first: Page<Row>, next: (cursor: string) => Promise<Page<Row>>): AsyncIterable<Row> {
  let page = first;
  for (;;) {
    yield* page.rows;
    if (page.cursor === undefined) return;
    page = await next(page.cursor);
  }
}

async function* each<Row>(
  rows: AsyncIterable<Row>,
  toCells: (row: Row) => readonly Cell[],
): AsyncIterable<readonly Cell[]> {
  for await (const row of rows) yield toCells(row);
}

/** The settings a number was counted under, as the command line would set them; where no window is set, each segment's and (`*`) all others'. */
const policyOf = (
  keys: readonly SettingKey[],
  settings: Record<string, string>,
  windows: WorkspaceState['windows'],
): string =>
  [...new Set(keys)]
    .map((key) => {
      if (key !== 'lost_after_days' || settings[key] !== '') return `${key}=${settings[key] ?? ''}`;
      const days = windows.map(({ segment, lostAfterDays }) => `${segment || '—'}: ${lostAfterDays}`);
      return `${key}=(${[...days, `*: ${defaultWindow.lostAfterDays}`].join(', ')})`;
    })
    .join('; ');

const settingsHeader: Sentence = { ru: 'Настройки', en: 'Settings' };

/** The rows behind a number, each with the settings that decide what stands there. */
const rowsTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const input = { ...checked(RowsInput, query), limit: pageRows };
  const [first, { windows }] = await Promise.all([
    operations.rows(input),
    operations.workspaces.state({ workspace: input.workspace }),
  ]);
  const keys = Object.keys(first.settings) as SettingKey[];
  const policy = keys.length === 0 ? [] : [policyOf(keys, first.settings, windows)];
  return {
    header: [...first.columns.map((column) => column.name[language]), ...policy.map(() => settingsHeader[language])],
    rows: each(
      allRows(first, (cursor) => operations.rows({ ...input, cursor })),
      (row) => [...row, ...policy],
    ),
  };
};

const customerHeader: Sentence[] = [
  { ru: 'Клиент', en: 'Customer' },
  { ru: 'Название', en: 'Name' },
  { ru: 'Сегмент', en: 'Segment' },
  { ru: 'Стадия', en: 'Stage' },
  { ru: 'С какого дня', en: 'Since' },
  { ru: 'Рекомендует', en: 'Advocate' },
  { ru: 'Жизнь', en: 'Life' },
  { ru: 'Заказов', en: 'Orders' },
  { ru: 'Выручка', en: 'Revenue' },
  { ru: 'Валовая прибыль', en: 'Gross profit' },
  { ru: 'Последний заказ', en: 'Last order' },
  { ru: 'Канал', en: 'Channel' },
];

const customersTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const input = { ...checked(CustomersInput, query), limit: pageRows };
  const first = await operations.customers.list(input);
  const yes = { ru: 'да', en: 'yes' }[language];
  return {
    header: customerHeader.map((name) => name[language]),
    rows: each(
      allRows(first, (cursor) => operations.customers.list({ ...input, cursor })),
      (row) => [
        row.id,
        row.name,
        row.segment,
        stageNames[row.stage][language],
        row.since,
        row.isAdvocate ? yes : '',
        row.life,
        row.orders,
        row.revenue,
        row.profit,
        row.lastOrder,
        row.channel,
      ],
    ),
  };
};

const measureTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const input = checked(MeasureInput, query);
  const [{ answers, settings }, catalogue, { windows }] = await Promise.all([
    operations.measure(input),
    operations.catalogue(),
    operations.workspaces.state({ workspace: input.workspace }),
  ]);
  const policies = new Map(metrics.map((metric) => [metric.id, policyOf(metric.settings ?? [], settings, windows)]));
  const names = new Map(catalogue.map((definition) => [definition.id, definition.name[language]]));
  const named = {
    ru: [
      'Показатель',
      'Название',
      'С',
      'До',
      'Значение',
      'Единица',
      'Валюта',
      'Причина',
      'n',
      'Ниже',
      'Выше',
      'Прошлый период',
      settingsHeader.ru,
    ],
    en: [
      'Metric',
      'Name',
      'From',
      'To',
      'Value',
      'Unit',
      'Currency',
      'Reason',
      'n',
      'Low',
      'High',
      'Previous period',
      settingsHeader.en,
    ],
  }[language];
  async function* answerRows(): AsyncIterable<readonly Cell[]> {
    for (const answer of answers)
      yield [
        answer.metric,
        names.get(answer.metric) ?? '',
        answer.period.from,
        answer.period.to,
        ...input.by.map((dimension) => answer.by[dimension] ?? ''),
        answer.value,
        answer.unit,
        answer.currency ?? '',
        answer.reason ?? '',
        answer.n ?? null,
        answer.interval?.[0] ?? null,
        answer.interval?.[1] ?? null,
        answer.previous?.value ?? null,
        policies.get(answer.metric) ?? '',
      ];
  }
  return { header: [...named.slice(0, 4), ...input.by, ...named.slice(4)], rows: answerRows() };
};

const CasesQuery = z.object({ workspace: WorkspaceId.default('main'), finding: FindingCode });

const qualityTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const input = { ...checked(CasesQuery, query), limit: pageRows };
  const first = await operations.quality.cases(input);
  const header = {
    ru: ['День', 'Номер', 'Клиент', 'Название', 'Источник', 'Сумма'],
    en: ['Day', 'Id', 'Customer', 'Name', 'Source', 'Amount'],
  }[language];
  return {
    header,
    rows: each(
      allRows(first, (cursor) => operations.quality.cases({ ...input, cursor })),
      (row) => [row.day, row.id, row.customer, row.name, row.source, row.money],
    ),
  };
};

const QuarantineQuery = z.object({ workspace: WorkspaceId.default('main'), import: z.string().optional() });

const quarantinePages = (operations: Operations, query: unknown) => {
  const { workspace, import: importId } = checked(QuarantineQuery, query);
  const input = { workspace, limit: pageRows, ...(importId === undefined ? {} : { importId }) };
  return async (): Promise<AsyncIterable<QuarantinedRow>> => {
    const first = await operations.quarantine(input);
    return allRows(first, (cursor) => operations.quarantine({ ...input, cursor }));
  };
};

/** The name under which a row that could not be cut in cells, or what is beyond the header's columns, is kept. */
const rawName = '';

/** Refused rows in the columns they came in, told what is wrong with each; read twice, once for the columns. */
const quarantineTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const read = quarantinePages(operations, query);
  const columns = new Set<string>();
  for await (const row of await read()) for (const name of Object.keys(row.row)) columns.add(name);
  columns.delete(rawName);
  const names = [...columns];
  return {
    header: [...names, ...refusalColumns],
    rows: each(await read(), (row) => [
      ...names.map((name) => row.row[name] ?? ''),
      row.importId,
      row.file,
      row.line,
      row.column,
      row.row[rawName] ?? row.value,
      row.text[language],
    ]),
    verbatim: true,
  };
};

async function* quarantineJson(rows: AsyncIterable<QuarantinedRow>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  let separator = '{"rows":[';
  for await (const row of rows) {
    yield encoder.encode(`${separator}${JSON.stringify(row)}`);
    separator = ',\n';
  }
  yield encoder.encode(separator === ',\n' ? ']}' : '{"rows":[]}');
}

const TemplateQuery = z.object({ layout: z.string() });

/** A table to fill in: its columns, and rows that show what belongs there. */
const emptyTable = async (_: Operations, query: unknown, language: Language): Promise<Table> => {
  const { layout } = checked(TemplateQuery, query);
  const template = templates.find((each) => each.layout === layout || each.name === layout);
  if (!template)
    throw new Problem(
      invalidInput([{ path: ['layout'], message: templates.map(({ layout: known }) => known).join(' | ') }]),
    );
  const { header, rows } = templateTable(template, language);
  async function* examples(): AsyncIterable<readonly Cell[]> {
    yield* rows;
  }
  return { header, rows: examples(), verbatim: true, fileName: template.name };
};

const DesignQuery = z.object({
  workspace: WorkspaceId.default('main'),
  table: z.enum(designTableNames),
  which: WhichBlueprint.default('draft'),
  /** Of tables told by journeys, the one journey that is wanted. */
  journey: z.string().optional(),
});

/** What the history shows by the rules of a design. */
const rulesPreview = (operations: Operations, { workspace, document }: { workspace: string; document: Blueprint }) =>
  operations.blueprint.previewRules({
    workspace,
    rules: thingsOf(document, 'rules').map(([id, rule]) => ({ id, rule })),
  });

/** A design whose cells have the status that facts give them. */
const observed = async (
  operations: Operations,
  { workspace, document, asOf }: { workspace: string; document: Blueprint; asOf: string },
): Promise<Blueprint> => withObservations(document, await rulesPreview(operations, { workspace, document }), asOf);

/** A table of the design, its things by name. */
const designTable = async (operations: Operations, query: unknown, language: Language): Promise<Table> => {
  const { workspace, table, which, journey } = checked(DesignQuery, query);
  const [{ document }, { asOf }, { findings }, facts, { journeys: paths }] = await Promise.all([
    operations.blueprint.show({ workspace, which }),
    operations.workspaces.state({ workspace }),
    table === 'findings' ? operations.blueprint.check({ workspace, which }) : { findings: [] },
    table === 'difference' ? operations.blueprint.facts({ workspace }) : null,
    table === 'paths' ? operations.blueprint.paths({ workspace, which }) : { journeys: [] },
  ]);
  const { unmapped } =
    table === 'unmapped' ? await rulesPreview(operations, { workspace, document }) : { unmapped: [] };
  // Read only where a table is asked for: a start does not wait for it.
  const { designTables } = await import('../analysis/tables/tables.ts');
  const blueprint =
    table === 'cells' || table === 'proofs' ? await observed(operations, { workspace, document, asOf }) : document;
  const { header, rows } = designTables[table]({
    blueprint,
    language,
    asOf,
    findings,
    facts,
    paths,
    unmapped,
    journey,
  });
  async function* written(): AsyncIterable<readonly Cell[]> {
    yield* rows;
  }
  return { header, rows: written(), fileName: table };
};

const tables = {
  rows: rowsTable,
  customers: customersTable,
  measure: measureTable,
  quarantine: quarantineTable,
  quality: qualityTable,
  template: emptyTable,
  design: designTable,
  attribution: attributionTable,
  forecast: forecastTable,
};
const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};
const Format = z.object({ format: z.enum(['csv', 'xlsx', 'json']).default('csv') });

/**
 * Rows, customers, numbers, refused rows, a table of the design or one to fill in as a file, whole, whatever their number.
 *
 * CSV is UTF-8 with a byte order mark; JSON is there for refused rows alone. Throws `Problem` before the first byte for a query that does not fit.
 */
export const exportFile = async (
  operations: Operations,
  what: Exported,
  query: Record<string, unknown>,
  language: Language,
): Promise<OutgoingFile> => {
  const { format } = checked(Format, query);
  const file = { fileName: `${what}.${format}`, contentType: contentTypes[format] };
  if (format === 'json') {
    if (what !== 'quarantine') throw new Problem(invalidInput([{ path: ['format'], message: 'csv | xlsx' }]));
    return { ...file, bytes: quarantineJson(await quarantinePages(operations, query)()) };
  }
  const table = await tables[what](operations, query, language);
  const bytes =
    format === 'csv' ? csvOf(table.header, table.rows, table.verbatim) : xlsxOf(what, table.header, table.rows);
  return { ...file, ...(table.fileName ? { fileName: `${table.fileName}.${format}` } : {}), bytes };
};

const lists = new Set(['metrics', 'by']);
const objects = new Set(['filter', 'entered']);

const plain = (name: string, text: string): unknown => {
  if (objects.has(name)) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Problem(invalidInput([{ path: [name], message: 'JSON' }]));
    }
  }
  return text === 'true' || text === 'false' ? text === 'true' : text;
};

/** A query string as an operation's input: lists by commas or repeated names, `filter` and `entered` as JSON. */
export const exportQuery = (search: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(search.keys())]
      .filter((name) => !['limit', 'cursor'].includes(name))
      .map((name) => {
        const values = search.getAll(name);
        if (lists.has(name)) return [name, values.flatMap((value) => value.split(',')).filter((value) => value !== '')];
        return [name, plain(name, values.at(-1) ?? '')];
      }),
  );
