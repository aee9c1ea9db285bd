import { expect, it } from 'vitest';
import { numberForms } from '../../../../src/layouts/number-marks.ts';
import { isOfForm } from '../../../../src/store/warehouse/import/number-evidence.ts';
import { patternSql } from '../../../../src/store/warehouse/import/reading.ts';
import { useCompanies } from './importing.ts';

const { warehouse } = useCompanies();

const numbers = [
  '1',
  '12',
  '1234',
  '1.2',
  '12.50',
  '1.234',
  '1.2345',
  '0.123',
  '1.234.567',
  '1.234,5',
  '1.234,50',
  '1 234,5',
  '.5',
  '12.',
];
const texts = [
  ...numbers,
  ...numbers.map((text) => text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))),
].flatMap((text) => [
  text,
  `-${text}`,
  `(${text})`,
  `${text} ₽`,
  `${text}р.`,
  `${text} руб.`,
  `(${text} р. )`,
  `${text}$`,
  `€${text}`,
  `${text}a`,
]);

it.each(['open', 'point', 'comma'] as const)(
  'a number is told to be %s by what is asked first as by its whole pattern',
  async (form) => {
    const pattern = `match(text, '${patternSql(numberForms[form])}')`;
    const rows = await warehouse().rows<{ text: string; told: number; is: number }>(
      `SELECT text, ${isOfForm({ sql: 'text', isMarked: false }, form)} AS told, ${pattern} AS is FROM (SELECT arrayJoin({texts:Array(String)}) AS text)`,
      { parameters: { texts } },
    );
    expect(rows.filter(({ told, is }) => told !== is)).toEqual([]);
    expect(rows.filter(({ is }) => is === 1).length).toBeGreaterThan(5);
  },
);
