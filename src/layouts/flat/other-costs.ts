import { chosen, column, filled, first, joined, type Layout, net } from '../layout.ts';
import { wordsOf } from './values.ts';

const about = joined(' ', column('article'), column('supplier'), column('note'));

/**
 * Costs of any other kind, by the articles a company keeps them under. Where the class is not given, articles that can be nothing else have theirs
 * by their words; the others stay without one.
 */
export const otherCosts: Layout = {
  id: 'other_costs',
  name: { ru: 'Шаблон: прочие затраты', en: 'Template: other costs' },
  export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
  references: ['docs/files.md'],
  known: 'documented',
  source: 'main',
  fields: {
    number: { names: ['Номер затраты', 'Cost number', 'Номер документа'] },
    date: { names: ['Дата', 'Date', 'Дата расхода'] },
    month: { names: ['Месяц', 'Month', 'Период'] },
    article: { names: ['Статья затрат', 'Cost item', 'Статья', 'Статья расходов'] },
    amount: { names: ['Сумма', 'Amount', 'Расход', 'Затраты'] },
    currency: { names: ['Валюта', 'Currency'] },
    class: { names: ['Класс затрат', 'Cost class', 'Класс'] },
    function: { names: ['Функция', 'Function', 'Отдел'] },
    channel: { names: ['Канал', 'Channel'] },
    campaign: { names: ['Кампания', 'Campaign'] },
    segment: { names: ['Сегмент', 'Segment'] },
    cell: { names: ['Ячейка пути', 'Journey cell'] },
    staff: { names: ['Сотрудник', 'Employee'], personal: 'name' },
    supplier: { names: ['Поставщик', 'Supplier', 'Контрагент'] },
    note: { names: ['Комментарий', 'Note', 'Примечание'] },
  },
  needs: ['article', 'amount', ['date', 'month']],
  telling: ['article', 'amount', ['date', 'month'], ['class', 'function', 'supplier', 'channel']],
  outputs: [
    {
      kind: 'costs',
      numbered: true,
      when: filled('amount'),
      columns: {
        cost_id: first(
          column('number'),
          joined(
            '|',
            column('date'),
            column('month'),
            column('article'),
            column('class'),
            column('function'),
            column('channel'),
            column('campaign'),
            column('segment'),
            column('cell'),
            column('staff'),
            column('supplier'),
            column('note'),
          ),
        ),
        date: column('date'),
        month: column('month'),
        amount: net(column('amount')),
        currency: column('currency'),
        class: chosen(
          column('class'),
          wordsOf('costs.class'),
          first(
            column('class'),
            chosen(about, [
              {
                matches: 'реклам|продвижен|выставк|лидогенерац|advertis|exhibition|lead generation',
                gives: 'acquisition',
              },
              {
                matches: 'аренд|коммунальн|налог|банк|бухгалтер|склад|rent|utilities|\\btax|accounting',
                gives: 'outside',
              },
            ]),
          ),
        ),
        function: chosen(column('function'), wordsOf('costs.function'), column('function')),
        channel: column('channel'),
        campaign: column('campaign'),
        segment: column('segment'),
        cell: column('cell'),
        staff: column('staff'),
        note: joined(' · ', column('article'), column('supplier'), column('note')),
      },
    },
  ],
  vatHint: { ru: 'Затраты считаются без НДС.', en: 'Costs are counted without VAT.' },
};
