import { type Part, touchpoints, ways, words } from '../defaults/writing.ts';
import { assumed, seenAs, zonesOf } from './drawing.ts';
import { onlineHead } from './e-commerce.ts';
import { marketplaceCells } from './marketplace-cells.ts';

const journey = 'mp-journey';

const loss = { kind: 'loss' } as const;

/** A platform owns the way until the purchase; the insert with a code is where the buyer becomes known. */
export const marketplace: Part = {
  segments: {
    'mp-buyers': {
      name: words('Покупатели маркетплейса', 'Marketplace buyers'),
      rule: [[{ field: 'sales_type', is: 'equals', values: ['marketplace'] }]],
      salesTypes: ['marketplace'],
    },
  },
  personas: {
    'mp-buyer': {
      segment: 'mp-buyers',
      name: words('Покупатель на площадке', 'Buyer on the platform'),
      goals: words('Найти быстро и не прогадать', 'Find it fast and not lose by it'),
      fears: words('Подделка и возврат', 'A fake, and a return'),
      criteria: words('Цена, оценка, срок доставки', 'Price, rating, delivery time'),
    },
  },
  roles: onlineHead,
  zones: zonesOf('mp-buyers', [
    [
      ['contact', 'qualified'],
      { marketing_head: 'A', content: 'R', performance: 'R', service: 'R', ecom_head: 'C', analyst: 'C' },
    ],
    [['opportunity', 'new'], { ecom_head: 'AR', service: 'R', performance: 'C', marketing_head: 'C', analyst: 'I' }],
    [
      ['activated', 'regular', 'developed', 'at_risk', 'winback'],
      { ecom_head: 'AR', content: 'R', service: 'R', marketing_head: 'C', analyst: 'C' },
    ],
  ]),
  touchpoints: touchpoints({
    'mp-search': ['Поиск и реклама на площадке', 'Search and advertising on the platform', 'marketplace', 'paid'],
    'mp-compare': ['Карточка товара', 'Listing', 'marketplace'],
    'mp-questions': ['Вопросы в карточке', 'Questions at the listing', 'marketplace'],
    'mp-reviews': ['Отзывы на площадке', 'Reviews on the platform', 'marketplace', 'earned'],
    'mp-order': ['Заказ на площадке', 'Order on the platform', 'marketplace'],
    'mp-pickup': ['Выдача', 'Pick-up', 'marketplace'],
    'mp-insert': ['Вкладыш с кодом', 'Insert with a code', 'service'],
    'mp-direct': ['Письмо зарегистрированным', 'Letter to those registered', 'email'],
    'mp-complaint': ['Плохой отзыв или возврат', 'Bad review or return', 'marketplace', 'earned'],
    'mp-review': ['Хороший отзыв', 'Good review', 'marketplace', 'earned'],
    'mp-next': ['Набор в своём магазине', 'A set in the own shop', 'shop'],
    'mp-return': ['Письмо прежним покупателям', 'Letter to former buyers', 'email'],
  }),
  journeys: {
    [journey]: {
      name: words('Маркетплейс: от поиска к своему покупателю', 'Marketplace: from a search to a buyer of our own'),
      segment: 'mp-buyers',
      salesTypes: ['marketplace'],
      states: ['D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'DR', 'DS'],
      touchpoints: [
        'mp-search',
        'mp-compare',
        'mp-questions',
        'mp-reviews',
        'mp-order',
        'mp-pickup',
        'mp-insert',
        'mp-direct',
        'mp-complaint',
        'mp-review',
        'mp-next',
        'mp-return',
      ],
      note: assumed(450),
      place: 3,
    },
  },
  cells: marketplaceCells,
  edges: ways(journey, [
    ['stage:market', 'mp-01'],
    ['mp-01', 'mp-02', 0.3, 1],
    ['mp-01', 'stage:lost', 0.6, 1, loss],
    ['mp-02', 'mp-03', 0.05, 1],
    ['mp-02', 'mp-04', 0.5, 1],
    ['mp-02', 'mp-01', 0.2, 1, { kind: 'loop', condition: words('Ищет ещё', 'Searches on') }],
    ['mp-03', 'mp-04', 0.7, 1],
    ['mp-04', 'mp-05', 0.2, 1],
    [
      'mp-04',
      'mp-02',
      0.4,
      1,
      { kind: 'loop', condition: words('Сравнивает с соседней карточкой', 'Compares with the next listing') },
    ],
    ['mp-05', 'mp-06', 0.9, 3, { isMilestone: true }],
    ['mp-06', 'mp-07', 0.15, 7],
    ['mp-06', 'mp-09', 0.08, 3, { kind: 'skip', condition: words('Отказ или брак', 'Refused or faulty') }],
    ['mp-06', 'mp-10', 0.1, 14],
    ['mp-07', 'mp-08', 0.7, 60],
    ['mp-08', 'mp-08', 0.4, 90, { kind: 'loop', condition: words('Очередной заказ', 'Another order') }],
    ['mp-08', 'mp-11', 0.15, 90],
    ['mp-08', 'stage:lost', 0.4, 120, loss],
    ['mp-09', 'mp-08', 0.2, 7, { kind: 'return' }],
    ['mp-09', 'stage:lost', 0.7, 14, loss],
    ['mp-10', 'mp-08', 0.1, 60],
    ['mp-11', 'mp-08', 0.5, 60],
    ['stage:lost', 'mp-12', null, 30, { kind: 'return' }],
    ['mp-12', 'mp-08', 0.08, 14, { kind: 'return' }],
  ]),
  rules: {
    'mp-seen': seenAs(['Карточка показана', 'Listing seen'], ['marketplace_view', 'ad_click'], 'mp-search', 'D2', 0.3),
    'mp-kept': seenAs(['В избранном', 'Kept'], ['favourite_added'], 'mp-compare', 'D3', 0.5),
    'mp-asked': seenAs(
      ['Вопрос в карточке', 'Question at the listing'],
      ['marketplace_question'],
      'mp-questions',
      'D4',
      0.8,
    ),
    'mp-fetched': seenAs(['Забрали', 'Picked up'], ['picked_up'], 'mp-pickup', 'D7'),
    'mp-registered': seenAs(
      ['Зарегистрировали гарантию', 'Warranty registered'],
      ['warranty_registered'],
      'mp-insert',
      'D8',
    ),
    'mp-hurt': seenAs(['Плохой отзыв', 'Bad review'], ['bad_review'], 'mp-complaint', 'DR', 0.8),
    'mp-ordered': {
      name: words('Заказ на маркетплейсе', 'Marketplace order'),
      fact: 'order',
      when: [{ field: 'channel', is: 'contains', values: ['маркетплейс', 'marketplace', 'ozon', 'wildberries'] }],
      touchpoint: 'mp-order',
      states: [{ state: 'D6', weight: 1 }],
    },
  },
};
