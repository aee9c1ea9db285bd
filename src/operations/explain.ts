import { isDesigned } from '../analysis/blueprint/lifecycle-in-force.ts';
import { type Asked, answer, type Cells, openCells, upTo } from '../analysis/catalogue/answering.ts';
import { definitionOf, isMetricId, metricOf } from '../analysis/catalogue/catalogue.ts';
import { toldLife } from '../analysis/catalogue/foretold.ts';
import { costGaps, distinctGaps, type Gap, gapText, isBlocking } from '../analysis/catalogue/gaps.ts';
import { type Input, inputOf, inputValue } from '../analysis/catalogue/inputs.ts';
import { type Cell, isReason, type Metric, metricUnitsOfMoney } from '../analysis/catalogue/metric.ts';
import { formatted, reasonTexts } from '../analysis/catalogue/words.ts';
import { type MetricId, type ModelNote, modelNotes, writtenUnit } from '../model/metric-words.ts';
import { toMajor } from '../model/money.ts';
import type { Explanation, Filter } from '../model/numbers.ts';
import type { Sentence } from '../model/problem.ts';
import { type Settings, settingTexts } from '../model/settings.ts';
import type { LedgerContext } from './ledger-context.ts';
import { checkPeriod, ledgerSource } from './measure.ts';
import { settingText } from './setting-text.ts';

type ExplainedInput = Explanation['inputs'][number];

/** A metric with all it is made of, down to components. */
const withInputs = (metric: Metric): Metric[] => [
  metric,
  ...metric.inputs.flatMap((id) => (isMetricId(id) ? withInputs(metricOf(id)) : [])),
];

/** What the rows behind a metric lack: behind its inputs, all the way down. */
const gapsOf = (metric: Metric, cell: Cell): Gap[] => {
  const own = metric.inputs.length === 0 && metric.needs.includes('costs') ? costGaps(cell) : [];
  const behind = metric.inputs.flatMap((id) =>
    isMetricId(id) ? gapsOf(metricOf(id), cell) : (inputOf(id)?.gaps?.(cell) ?? []),
  );
  return distinctGaps([...own, ...behind]);
};

const inputOfCell = (id: string, cell: Cell, settings: Settings): ExplainedInput => {
  if (isMetricId(id)) {
    const metric = metricOf(id);
    const outcome = metric.compute(cell);
    const value = isReason(outcome) ? null : outcome.value;
    const gaps = isReason(outcome) ? gapsOf(metric, cell) : [];
    return told({ id, name: metric.name, unit: metric.unit, rows: rowsOf(metric, cell) }, value, gaps, settings);
  }
  const input = inputOf(id);
  if (!input) throw new Error(`unknown input ${id}`);
  const { name, unit } = input;
  const gaps = input.gaps?.(cell) ?? [];
  return told({ id, name, unit, rows: rowsOfInput(input, cell) }, inputValue(input, cell), gaps, settings);
};

const told = (
  { id, name, unit, rows }: Pick<ExplainedInput, 'id' | 'name' | 'unit'> & { rows: ExplainedInput['rows'] },
  value: number | null,
  gaps: readonly Gap[],
  settings: Settings,
): ExplainedInput => {
  const known = value !== null && Number.isFinite(value) ? value : null;
  const major = known !== null && metricUnitsOfMoney.includes(unit) ? toMajor(known, settings.currency) : known;
  const lacks = known === null ? gaps.filter(isBlocking).map((gap) => gapText(gap, settings.currency)) : [];
  return { id, name, unit, value: major, ...(rows ? { rows } : {}), ...(lacks.length > 0 ? { lacks } : {}) };
};

const rowsOfInput = ({ rows }: Input, cell: Cell): ExplainedInput['rows'] =>
  typeof rows === 'function' ? rows(cell) : rows;

/** The rows behind a metric: its own, else those of its only input. */
const rowsOf = (metric: Metric, cell: Cell): ExplainedInput['rows'] => {
  if (metric.rows) return metric.rows;
  const [first] = metric.inputs;
  if (first === undefined || metric.inputs.length > 1) return undefined;
  if (isMetricId(first)) return rowsOf(metricOf(first), cell);
  const input = inputOf(first);
  return input && rowsOfInput(input, cell);
};

const workedOf = (
  metric: Metric,
  inputs: readonly ExplainedInput[],
  answer: Explanation['answer'],
  currency: string,
): Sentence => {
  const result = formatted(answer.value, writtenUnit(metric.id, metric.unit), currency);
  const valueFor = (id: string): Sentence => {
    const input = inputs.find((one) => one.id === id);
    return input ? formatted(input.value, input.unit, currency) : result;
  };
  const isPlain = /^\{\w+\}$/.test(metric.worked);
  const fill = (language: keyof Sentence) =>
    isPlain
      ? result[language]
      : `${metric.worked.replaceAll(/\{(\w+)\}/g, (_, id: string) => valueFor(id)[language])} = ${result[language]}`;
  return { ru: fill('ru'), en: fill('en') };
};

const missingOf = (
  metric: Metric,
  answer: Explanation['answer'],
  cell: Cell | null,
  settings: Settings,
): Sentence[] => {
  const missing: Sentence[] = [];
  const { reason } = answer;
  if (reason) missing.push(reasonTexts[reason]);
  if (reason === 'not_configured' || reason === 'no_result_events')
    for (const key of metric.settings ?? [])
      missing.push({
        ru: `Настройка «${settingTexts[key].name.ru}»: ${settingTexts[key].hint.ru}`,
        en: `Setting “${settingTexts[key].name.en}”: ${settingTexts[key].hint.en}`,
      });
  const gaps = cell ? gapsOf(metric, cell) : [];
  return [...missing, ...gaps.map((gap) => gapText(gap, settings.currency))];
};

/** Whether a model tells the cell itself: a sum over segments carries the notes of its parts. */
const isToldBy = (note: ModelNote, cell: Cell): boolean => {
  const life = toldLife(cell, 1);
  return !('why' in life) && life.by === note;
};

const cellOf = (cells: Cells | null, asked: Asked): Cell | null =>
  cells && asked.period.from <= asked.asOf ? cells.at(upTo(asked.period, asked.asOf), '') : null;

/**
 * How a number came about: its definition, the answer, what was put in and the rows behind each, the formula with values, what is missing and the
 * settings that matter.
 *
 * The answer is the one `measure` gives for the same metric, period and filter. Throws a `Problem` for an empty period.
 */
export const explain = async (
  context: LedgerContext,
  input: { metric: MetricId; from: string; to: string; filter?: Filter | undefined },
): Promise<Omit<Explanation, 'design'>> => {
  checkPeriod(input);
  const metric = metricOf(input.metric);
  const { settings } = context;
  const asked: Asked = {
    metrics: [metric],
    period: { from: input.from, to: input.to },
    by: [],
    filter: input.filter ?? {},
    compare: true,
    settings,
    asOf: context.asOf,
    firstDay: context.firstDay,
    foretold: context.foretold,
  };
  const source = ledgerSource(context);
  const all = [...new Set(withInputs(metric))];
  const [answers, cells] = await Promise.all([
    answer(source, asked),
    openCells(source, { ...asked, metrics: all, compare: false }),
  ]);
  const [answered] = answers;
  if (!answered) throw new Error(`no answer for ${metric.id}`);
  const cell = answered.reason === 'not_defined_by' ? null : cellOf(cells, asked);
  const teller = cell && modelNotes.find((note) => isToldBy(note, cell) && answered.notes?.includes(note));
  const told = teller ? metric.byModel?.[teller] : undefined;
  const ids = told?.inputs ?? (metric.inputs.length > 0 ? metric.inputs : metric.rows ? [metric.id] : []);
  const inputs = cell ? ids.map((id) => inputOfCell(id, cell, settings)) : [];
  return {
    definition: definitionOf(metric),
    answer: answered,
    inputs,
    worked: workedOf({ ...metric, ...told }, inputs, answered, settings.currency),
    missing: missingOf(metric, answered, cell, settings),
    settings: (metric.settings ?? []).map((key) => ({
      key,
      value: settingText(settings, key),
      ...(context.design && isDesigned(key, context.design) ? { design: context.design.version } : {}),
    })),
  };
};
