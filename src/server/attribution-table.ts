import {
  type Attribution,
  type AttributionCredit,
  AttributionInput,
  modelNames,
  resultNames,
  thingNames,
  valueNames,
} from '../model/attribution.ts';
import type { Sentence } from '../model/problem.ts';
import { Problem } from '../model/problem.ts';
import type { Operations } from '../operations/types.ts';
import { invalidInput } from './problems.ts';
import type { Cell, Table } from './table.ts';

/** What was asked for: '' where all times, all customers or touches of any age are meant. */
const settings: Sentence[] = [
  { ru: 'Модель', en: 'Model' },
  { ru: 'Результат', en: 'Result' },
  { ru: 'Чем измерено', en: 'Measured by' },
  { ru: 'Валюта', en: 'Currency' },
  { ru: 'С', en: 'From' },
  { ru: 'До, не включая', en: 'To, not included' },
  { ru: 'Сегмент', en: 'Segment' },
  { ru: 'Касания не раньше, дней', en: 'Touches up to days back' },
  { ru: 'Полураспад, дней', en: 'Half-life, days' },
];

const heads: Sentence[] = [
  { ru: 'Результатов', en: 'Results' },
  { ru: 'Результатов, ниже', en: 'Results, low' },
  { ru: 'Результатов, выше', en: 'Results, high' },
  { ru: 'Стоимость', en: 'Value' },
  { ru: 'Стоимость, ниже', en: 'Value, low' },
  { ru: 'Стоимость, выше', en: 'Value, high' },
  { ru: 'Потеря без него', en: 'Lost without it' },
  { ru: 'Путей', en: 'Paths' },
  { ru: 'Из них с результатом', en: 'Of them with a result' },
  { ru: 'Клиентов в группе опыта', en: 'Customers per group of an experiment' },
  { ru: 'Затраты', en: 'Cost' },
  { ru: 'ROMI', en: 'ROMI' },
  { ru: 'Доказательность', en: 'Evidence' },
];

const creditCells = (credit: AttributionCredit, { evidence }: Attribution): Cell[] => [
  credit.conversions,
  credit.interval?.conversions[0] ?? null,
  credit.interval?.conversions[1] ?? null,
  credit.value,
  credit.interval?.value[0] ?? null,
  credit.interval?.value[1] ?? null,
  credit.removal ?? null,
  credit.reach.paths,
  credit.reach.conversions,
  credit.experiment?.perGroup ?? null,
  credit.cost ?? null,
  credit.romi ?? null,
  credit.romi === undefined ? '' : evidence,
];

const words = {
  ru: { none: '(не указано)', unknown: 'Неизвестно', total: 'Всего', file: 'attribution' },
  en: { none: '(not told)', unknown: 'Unknown', total: 'Total', file: 'attribution' },
};

/** What a query string can say: numbers as text, `by` as a list of one, a single segment. */
const inputOf = (query: unknown): AttributionInput => {
  const { order, days, halfLifeDays, segment, by, ...rest } = query as Record<string, unknown>;
  const number = (name: string, value: unknown) => (value === undefined ? {} : { [name]: Number(value) });
  const parsed = AttributionInput.safeParse({
    ...rest,
    ...number('order', order),
    ...number('days', days),
    ...number('halfLifeDays', halfLifeDays),
    ...(by === undefined ? {} : { by: [by].flat()[0] }),
    ...(segment === undefined ? {} : { segment: [segment].flat() }),
  });
  if (parsed.success) return parsed.data;
  throw new Problem(invalidInput(parsed.error.issues));
};

/** Credits with their bounds as a table; what was asked for stands in every row, so that it says what it is. */
export const attributionTable = async (
  operations: Operations,
  query: unknown,
  language: 'ru' | 'en',
): Promise<Table> => {
  const input = inputOf(query);
  const found = await operations.attribution(input);
  const said = words[language];
  const told = [
    `${modelNames[found.model].name[language]}${found.order === undefined ? '' : ` ${found.order}`}`,
    resultNames[found.of][language],
    valueNames[found.value][language],
    found.currency,
    input.from ?? '',
    input.to ?? '',
    input.segment?.join(', ') ?? '',
    input.days ?? '',
    found.model === 'decay' ? input.halfLifeDays : '',
  ];
  const total = ({ conversions, value }: { conversions: number; value: number }): Cell[] => [
    conversions,
    null,
    null,
    value,
  ];
  async function* rows(): AsyncIterable<readonly Cell[]> {
    for (const credit of found.credits)
      yield [...told, (credit.name?.[language] ?? credit.channel) || said.none, ...creditCells(credit, found)];
    yield [...told, said.unknown, ...total(found.unknown)];
    yield [...told, said.total, ...total(found.total)];
  }
  const first = {
    ru: [...settings.map(({ ru }) => ru), thingNames[found.by].ru],
    en: [...settings.map(({ en }) => en), thingNames[found.by].en],
  }[language];
  return { header: [...first, ...heads.map((head) => head[language])], rows: rows(), fileName: said.file };
};
