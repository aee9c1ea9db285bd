import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { layouts } from '../../src/layouts/layouts.ts';
import { identify, planTable } from '../../src/layouts/plan.ts';
import { factShapes } from '../../src/model/facts.ts';
import { columnsOfValue, type Value } from '../../src/model/mapping.ts';
import { useCompanies } from '../store/warehouse/import/importing.ts';
import { exampleFiles } from './files.ts';

const { company } = useCompanies();

const adjusted = layouts.filter(({ fields }) => Object.values(fields).some(({ adjusts }) => adjusts));

/** The fields a value would be counted without, and wrong, where the file lacks them. */
const lessening = (value: Value): string[] => {
  if ('sum' in value) return value.sum.length > 1 ? value.sum.flatMap(columnsOfValue) : [];
  if ('difference' in value) return [...lessening(value.difference[0]), ...columnsOfValue(value.difference[1])];
  if ('net' in value) return lessening(value.net);
  if ('negated' in value) return lessening(value.negated);
  if ('product' in value) return value.product.flatMap(lessening);
  if ('quotient' in value) return value.quotient.flatMap(lessening);
  if ('first' in value) return value.first.flatMap(lessening);
  if ('when' in value) return [...lessening(value.gives), ...(value.otherwise ? lessening(value.otherwise) : [])];
  return [];
};

describe('a column that amounts depend on', () => {
  test('is known to be one in every layout that adds it up or takes it off', () => {
    const unmarked = layouts.flatMap(({ id, fields, outputs, needs }) =>
      outputs.flatMap(({ kind, columns }) =>
        factShapes[kind].columns.flatMap(({ name, type }) => {
          const value = columns[name];
          if (type !== 'money' || value === undefined) return [];
          return lessening(value)
            .filter((field) => !needs.flat().includes(field) && !fields[field]?.adjusts && fields[field]?.names.length)
            .map((field) => `${id}.${field} in ${kind}.${name}`);
        }),
      ),
    );
    expect([...new Set(unmarked)]).toEqual([]);
  });

  test.each(exampleFiles.filter(({ layout }) => adjusted.some(({ id }) => id === layout)))(
    'is not asked for where it is there: $name',
    async ({ name, path }) => {
      const report = await company().bring(await readFile(decodeURI(path)), {
        fileName: name,
        source: '',
        dryRun: true,
      });
      expect(report.problem).toBeUndefined();
      expect((report.questions ?? []).filter(({ id }) => id.startsWith('column_'))).toEqual([]);
    },
  );
});

describe('a marketplace’s report whose column of delivery got another name', () => {
  const delivery = 'Услуги по доставке товара покупателю';
  const renamed = async (name: string) => {
    const file = exampleFiles.find((each) => each.name === 'wildberries_report.csv');
    const text = await readFile(decodeURI(file?.path ?? ''), 'utf8');
    expect(text).toContain(delivery);
    return text.replace(delivery, name);
  };
  const options = { fileName: 'wb.csv', source: '' };
  const planOf = async (name: string, remembered: Parameters<typeof planTable>[3] = null) => {
    const [header = [], ...samples] = (await renamed(name))
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(';'));
    const table = { fileName: 'wb.csv', format: 'delimited', header, samples };
    return planTable(table, identify(table, { answers: {} }), { answers: {} }, remembered, 'RUB');
  };
  const costs = async (here: ReturnType<typeof company>) =>
    (await here.facts('costs', 'toFloat64(amount) AS amount'))
      .map(({ amount }) => Number(amount))
      .sort((a, b) => a - b);

  test.each([`${delivery}_`, `${delivery}, руб.`, delivery.slice(0, -1), delivery.replaceAll('о', 'o')])(
    'is refused with the question where one is called nearly so: %s',
    async (name) => {
      const here = company();
      const text = await renamed(name);
      const asks = await here.bring(text, options);
      expect(asks.problem?.text.ru).toContain(`Столбец «${delivery}» не найден`);
      expect(asks.questions?.find(({ id }) => id === 'column_delivery')).toMatchObject({
        byDefault: null,
        answers: expect.arrayContaining([{ value: name, text: { ru: `«${name}»`, en: `“${name}”` } }]),
      });
      const answered = await here.bring(text, { ...options, answers: { column_delivery: name } });
      expect(answered.problem).toBeUndefined();
      expect(await costs(here)).toEqual([12, 65.5]);
    },
  );

  test('counts without it, and says so, where none is', async () => {
    const here = company();
    const report = await here.bring(await renamed('Прочее'), options);
    expect(report.notes?.map(({ ru }) => ru).join(' ')).toContain(
      `Столбец «${delivery}» не найден, есть незнакомые столбцы. Который из них он? Принято: никакой: считать суммы без него.`,
    );
    expect(await costs(here)).toEqual([12]);
  });

  test('is told of where it is back and what is remembered was made without it', async () => {
    const before = await planOf('Прочее');
    expect(before.notes.some(({ en }) => en.includes('The file has the column'))).toBe(false);
    const plan = await planOf(delivery, { answers: {}, mapping: before.mapping });
    expect(plan.remembered).toBe(true);
    expect(plan.notes.map(({ en }) => en).join(' ')).toContain(`The file has the column “${delivery}”`);
  });
});
