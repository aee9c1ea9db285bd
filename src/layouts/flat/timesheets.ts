import { allOf, anyOf, chosen, column, constant, filled, first, joined, type Layout, matches, not } from '../layout.ts';
import { translated, wordsOf } from './values.ts';

const named = anyOf(filled('customer'), filled('deal'));
const worked = matches(column('hours'), '[1-9]');

/** Who worked how long at what: on a customer it is work with that customer, else a cost of hours without money, since pay comes with the payroll. */
export const timesheets: Layout = {
  id: 'timesheets',
  name: { ru: 'Шаблон: табель', en: 'Template: timesheets' },
  export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
  references: ['docs/files.md'],
  known: 'documented',
  source: 'timesheets',
  fields: {
    date: { names: ['День', 'Day', 'Дата', 'Date'] },
    person: { names: ['Сотрудник', 'Employee', 'ФИО', 'Исполнитель'], personal: 'name' },
    hours: { names: ['Часы', 'Hours', 'Часов', 'Отработано часов', 'Трудозатраты'] },
    class: { names: ['Класс затрат', 'Cost class', 'Класс'] },
    function: { names: ['Функция', 'Function', 'Отдел'] },
    customer: { names: ['Код клиента', 'Customer ID', 'Клиент'] },
    deal: { names: ['Номер сделки', 'Deal ID', 'Сделка'] },
    work: { names: ['Работа', 'Work', 'Вид работ', 'Задача', 'Проект'] },
    stage: { names: ['Этап', 'Stage'] },
    note: { names: ['Комментарий', 'Note', 'Описание'] },
  },
  needs: ['date', 'person', 'hours'],
  telling: ['date', 'person', 'hours', 'work'],
  outputs: [
    {
      kind: 'costs',
      numbered: true,
      when: allOf(not(named), worked),
      columns: {
        cost_id: joined(
          '|',
          column('date'),
          column('person'),
          column('class'),
          column('stage'),
          column('work'),
          column('note'),
        ),
        date: column('date'),
        amount: constant('0'),
        class: translated('class', 'costs.class'),
        function: chosen(column('function'), wordsOf('costs.function')),
        staff: column('person'),
        hours: column('hours'),
        note: joined(' · ', column('work'), column('note')),
      },
    },
    {
      kind: 'interactions',
      aside: 'work',
      when: allOf(filled('customer'), worked),
      columns: {
        interaction_id: joined(
          '|',
          column('date'),
          column('person'),
          column('customer'),
          column('deal'),
          column('work'),
          column('note'),
        ),
        occurred_at: column('date'),
        kind: first(column('work'), constant('work')),
        customer_id: column('customer'),
        deal_id: column('deal'),
        actor: column('person'),
        hours: column('hours'),
        text: column('note'),
      },
      attributes: { cost_class: column('class'), stage: column('stage') },
    },
  ],
};
