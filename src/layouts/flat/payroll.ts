import type { Condition, Value } from '../../model/mapping.ts';
import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  difference,
  filled,
  first,
  joined,
  type Layout,
  type LayoutOutput,
  matches,
  not,
  product,
  sum,
} from '../layout.ts';
import { fraction, wordsOf } from './values.ts';

const classes = ['acquisition', 'activation', 'retention', 'development', 'winback', 'shared', 'outside'] as const;

const paid = sum(column('pay'), column('contributions'));

/** What somebody does, by the department if it is given, else by the words of the role. */
const department = chosen(
  column('function'),
  wordsOf('costs.function'),
  chosen(joined(' ', column('function'), column('role')), [
    { matches: 'маркет|реклам|smm|seo|контент|дизайн|бренд|market|content|brand', gives: 'marketing' },
    { matches: 'продаж|коммерч|аккаунт|sales|account', gives: 'sales' },
    { matches: 'сопровожд|сервис|поддерж|внедрен|клиент|инженер|success|support|service|onboard', gives: 'success' },
    { matches: 'директор|руковод|управл|учредител|chief|head|director|founder|manage', gives: 'management' },
  ]),
);

const part = (name: string, share: Value, more: { class?: Value; when: Condition }): LayoutOutput => ({
  kind: 'costs',
  numbered: true,
  when: allOf(anyOf(filled('pay'), filled('contributions')), more.when),
  columns: {
    cost_id: joined('|', column('month'), column('person'), column('role'), column('payment'), constant(name)),
    month: column('month'),
    amount: product(paid, share),
    currency: column('currency'),
    ...(more.class ? { class: more.class } : {}),
    function: department,
    staff: column('person'),
    hours: product(column('hours'), share),
    note: first(joined(' · ', column('role'), column('payment'))),
  },
});

const undivided = difference(constant('1'), sum(...classes.map((name) => fraction(name))));

/**
 * Who was paid how much in a month, and what part of their time went to what: a cost for each class. What the parts leave of a whole stays a cost
 * without a class, so that a month adds up to what was paid.
 */
export const payroll: Layout = {
  id: 'payroll',
  name: { ru: 'Шаблон: зарплаты', en: 'Template: payroll' },
  export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
  references: ['docs/files.md'],
  known: 'documented',
  source: 'payroll',
  fields: {
    month: { names: ['Месяц', 'Month', 'Период'] },
    person: { names: ['Сотрудник', 'Employee', 'ФИО'], personal: 'name' },
    role: { names: ['Роль', 'Role', 'Должность'] },
    function: { names: ['Функция', 'Function', 'Отдел', 'Подразделение'] },
    payment: { names: ['Вид начисления', 'Kind of pay', 'Начисление'] },
    pay: { names: ['Начислено', 'Pay', 'Оклад', 'Зарплата', 'ФОТ'] },
    contributions: { names: ['Страховые взносы', 'Contributions', 'Взносы'], adjusts: 'sometimes' },
    hours: { names: ['Часы', 'Hours', 'Отработано часов'] },
    currency: { names: ['Валюта', 'Currency'] },
    acquisition: { names: ['Привлечение, %', 'Acquisition, %', 'Привлечение'], adjusts: 'sometimes' },
    activation: { names: ['Активация, %', 'Activation, %', 'Активация'], adjusts: 'sometimes' },
    retention: { names: ['Удержание, %', 'Retention, %', 'Удержание'], adjusts: 'sometimes' },
    development: { names: ['Развитие, %', 'Development, %', 'Развитие'], adjusts: 'sometimes' },
    winback: { names: ['Возврат, %', 'Win-back, %', 'Возврат'], adjusts: 'sometimes' },
    shared: { names: ['Общее, %', 'Shared, %', 'Общее'], adjusts: 'sometimes' },
    outside: {
      names: ['Вне маркетинга и продаж, %', 'Outside marketing and sales, %', 'Прочее, %'],
      adjusts: 'sometimes',
    },
  },
  needs: ['month', 'person', 'pay'],
  telling: [
    'month',
    'person',
    'pay',
    ['acquisition', 'activation', 'retention', 'development', 'winback', 'shared', 'outside'],
  ],
  outputs: [
    ...classes.map((name) =>
      part(name, fraction(name), { class: constant(name), when: matches(column(name), '[1-9]') }),
    ),
    part('rest', undivided, { when: not(matches(undivided, '^-?0*([.]0*)?$')) }),
  ],
};
