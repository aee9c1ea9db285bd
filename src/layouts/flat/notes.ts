import type { Sentence } from '../../model/problem.ts';

/** A cell of an example, the same in both languages or in each its own. */
export type ExampleCell = string | Sentence;

/** What a template says of a column: what belongs there, and the cells of its two example rows. */
export type ColumnNote = { note: Sentence; cells: readonly [ExampleCell, ExampleCell] };

export const note = (ru: string, en: string, one: ExampleCell, two: ExampleCell = ''): ColumnNote => ({
  note: { ru, en },
  cells: [one, two],
});
/** A cell said in both languages. */
export const said = (ru: string, en: string): Sentence => ({ ru, en });

export const common = {
  customer: note(
    'Код клиента из вашей учётной системы — один и тот же во всех файлах',
    'The customer’s code in your own books, the same in every file',
    'K-1001',
    'K-1002',
  ),
  currency: note('Три буквы; пусто — валюта пространства', 'Three letters; empty is the workspace’s currency', 'RUB'),
  channel: note(
    'Откуда пришёл клиент или на что потрачено',
    'Where the customer came from, or what was spent on',
    said('Платный поиск', 'Paid search'),
  ),
  campaign: note('Название кампании', 'Name of the campaign', said('Весна 2025', 'Spring 2025')),
  salesType: note(
    'Прямые продажи, дилеры, розница, интернет-магазин',
    'Direct, dealers, retail, online shop',
    said('прямые', 'direct'),
  ),
  partner: note('Код дилера, через которого продано', 'Code of the dealer it was sold through', ''),
  deal: note('Номер сделки из CRM', 'The deal’s number in the CRM', 'D-501', 'D-502'),
  product: note('Артикул из вашей учётной системы', 'The product’s code in your own books', 'A-100', 'A-200'),
  updated: note(
    'Когда строку изменили; из двух версий остаётся поздняя',
    'When the row was changed; the later of two versions stands',
    '',
  ),
  month: note('Месяц и год', 'Month and year', '2025-01', '2025-01'),
  costClass: note(
    'Привлечение, активация, удержание, развитие, возврат, общие, вне маркетинга и продаж',
    'Acquisition, activation, retention, development, winback, shared, outside',
    said('привлечение', 'acquisition'),
    said('удержание', 'retention'),
  ),
  costFunction: note(
    'Маркетинг, продажи, сопровождение, управление',
    'Marketing, sales, success, management',
    said('маркетинг', 'marketing'),
    said('сопровождение', 'success'),
  ),
  segment: note(
    'Как вы делите рынок',
    'How you divide the market',
    said('Кофейни', 'Coffee shops'),
    said('Частные дома', 'Private houses'),
  ),
  staff: note('Кто работал', 'Who worked', said('Анна Орлова', 'Anna Orlova'), said('Пётр Лис', 'Peter Lis')),
  cell: note('Ячейка карты пути клиента', 'Cell of the customer journey map', 'c02'),
} as const;
