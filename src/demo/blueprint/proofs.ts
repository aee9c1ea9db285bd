import { type Part, words } from '../../analysis/blueprint/defaults/writing.ts';

type Proofs = NonNullable<Part['proofs']>;

/** What the café's cells rest on, cell by cell: what was read, who was asked, what was seen. */
const known: readonly (readonly [cell: string, source: string])[] = [
  ['c01', 'Ответы на 40 комментариев под постами, январь 2025 / replies to 40 comments, January 2025'],
  ['c02', 'Счета за ремонт 12 кофеен / repair bills of 12 cafés'],
  ['c03', 'Разбор 60 протоколов / 60 protocols looked through'],
  ['c04', 'Вопросы с четырёх вебинаров / questions of four webinars'],
  ['c05', 'Разговоры с тремя обжарщиками / talks with three roasters'],
  ['c06', 'Записи звонков за квартал / records of a quarter’s calls'],
  ['c09', 'Анкета после визита, 9 владельцев / a form after the visit, 9 owners'],
  ['c10', 'Разбор проигранных сделок за 2024 год / lost deals of 2024 looked through'],
  ['c11', 'Замечания бухгалтеров к договору / accountants’ remarks on the contract'],
  ['c12', 'Жалобы первых двух недель / complaints of the first two weeks'],
  ['c13', 'Письма владельцев через месяц / owners’ letters after a month'],
  ['c14', 'Отказы от подписки за 2024 год / subscription refusals of 2024'],
  ['c16', 'Разговоры с пятью сетями / talks with five chains'],
  ['c17', 'Причины ухода из 70 звонков / reasons of leaving from 70 calls'],
];

const cited: Proofs = Object.fromEntries(
  known.map(([cell, source]) => [
    `${cell}-source`,
    { about: `cell:${cell}`, kind: 'input', at: '2025-02-10', source, by: 'Анна Кравцова' },
  ]),
);

export const proofs: Proofs = {
  ...cited,
  'c01-talks': {
    about: 'cell:c01',
    kind: 'interviews',
    at: '2025-03-20',
    n: 7,
    source: 'Семь шеф-бариста / seven head baristas',
    by: 'Ольга Нечаева',
  },
  'c06-talks': {
    about: 'cell:c06',
    kind: 'interviews',
    at: '2025-09-12',
    n: 6,
    source: 'Шесть шеф-бариста после пилота / six head baristas after a pilot',
    note: words(
      'Четверо из шести не смогли назвать показатели, по которым выбирали.',
      'Four of six could not name the readings they had chosen by.',
    ),
    by: 'Ксения Лунина',
  },
  'c07-seen': {
    about: 'cell:c07',
    kind: 'observation',
    at: '2025-10-01',
    n: 118,
    source: 'Отчёты о пилотах / pilot reports',
    by: 'Николай Бурцев',
  },
  'c08-test': {
    about: 'cell:c08',
    kind: 'experiment',
    at: '2025-08-31',
    n: 96,
    source: 'КП с расчётом владения против прайса / quote with ownership against the price list',
    hypothesis: words(
      'КП с расчётом владения даёт больше побед, чем прайс; решаем после 96 КП',
      'A quote with the cost of ownership wins more than a price list; decided after 96 quotes',
    ),
    metric: 'win_rate',
    leastEffect: 0.15,
    result: 'confirmed',
    by: 'Роман Титов',
  },
  'c15-test': {
    about: 'cell:c15',
    kind: 'experiment',
    at: '2025-11-15',
    n: 14,
    hypothesis: words(
      'Публичный протокол вкуса приводит вдвое больше рекомендаций; остановка через 6 месяцев',
      'A public taste protocol doubles referrals; stops after 6 months',
    ),
    metric: 'referral_rate',
    leastEffect: 0.05,
    result: 'open',
    by: 'Ольга Нечаева',
  },
  'loop-seen': {
    about: 'edge:c07-c04',
    kind: 'observation',
    at: '2025-10-01',
    n: 52,
    source: 'Повторные пилоты за 2025 год / repeated pilots of 2025',
    note: words(
      'Почти каждый четвёртый пилот возвращается к поиску способа: критерии не были согласованы.',
      'Almost every fourth pilot goes back to looking for a way: the criteria had not been agreed.',
    ),
    by: 'Лев Соколов',
  },
};
