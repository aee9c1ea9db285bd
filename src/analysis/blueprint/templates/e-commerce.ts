import { competence } from '../defaults/competences.ts';
import { type Part, touchpoints, ways, words } from '../defaults/writing.ts';
import { assumed, seenAs, zonesOf } from './drawing.ts';
import { shopAfter, shopBefore } from './e-commerce-cells.ts';

const journey = 'ecom-journey';

/** Shared by the shop and the marketplace. */
export const onlineHead: NonNullable<Part['roles']> = {
  ecom_head: {
    name: words('Руководитель интернет-торговли', 'Head of e-commerce'),
    function: 'sales',
    reportsTo: 'commercial_head',
    competences: [competence.merchandising, competence.webAnalytics, competence.economics],
    kpis: [
      'win_rate',
      'activation_rate',
      'unit_cost_retention',
      'retention_rate',
      'rr_development',
      'logo_retention',
      'winback_rate',
    ],
    budgets: ['opportunity', 'new', 'activated', 'regular', 'developed', 'at_risk', 'winback'],
    otherHours: 60,
    place: 12,
  },
};

const loss = { kind: 'loss' } as const;

/** The company's own shop on the web: self-service, loops of comparing, replenishment. */
export const eCommerce: Part = {
  segments: {
    'ecom-buyers': {
      name: words('Покупатели интернет-магазина', 'Online shop buyers'),
      rule: [
        [
          { field: 'kind', is: 'equals', values: ['b2c'] },
          { field: 'sales_type', is: 'not_equals', values: ['dealer', 'marketplace', 'retail'] },
        ],
      ],
      salesTypes: ['e-commerce'],
    },
  },
  personas: {
    'ecom-buyer': {
      segment: 'ecom-buyers',
      name: words('Покупатель', 'Buyer'),
      goals: words('Решить задачу без лишних трат и звонков', 'Solve the task without undue spending and calls'),
      fears: words('Купить не то', 'Buying the wrong thing'),
      criteria: words('Подходит ли, отзывы, цена с доставкой', 'Whether it fits, reviews, price delivered'),
      habits: words(
        'Сравнивает вечером с телефона, возвращается несколько раз',
        'Compares at night on the phone, comes back several times',
      ),
    },
  },
  roles: onlineHead,
  zones: zonesOf('ecom-buyers', [
    [['opportunity', 'new'], { ecom_head: 'AR', service: 'R', performance: 'C', marketing_head: 'C', analyst: 'I' }],
    [
      ['activated', 'regular', 'developed', 'at_risk'],
      { ecom_head: 'AR', service: 'R', content: 'R', marketing_head: 'C', analyst: 'C' },
    ],
    [['winback'], { ecom_head: 'AR', content: 'R', marketing_head: 'C', analyst: 'C' }],
  ]),
  touchpoints: touchpoints({
    'ecom-article': ['Статьи и видео', 'Articles and films', 'site'],
    'ecom-picker': ['Подбор товара', 'Product picker', 'site'],
    'ecom-catalogue': ['Каталог и сравнение', 'Catalogue and comparison', 'shop'],
    'ecom-chat': ['Чат с консультантом', 'Chat with an adviser', 'phone'],
    'ecom-reviews': ['Карточка и отзывы', 'Product page and reviews', 'shop'],
    'ecom-basket': ['Корзина и оплата', 'Basket and payment', 'shop'],
    'ecom-delivery': ['Доставка', 'Delivery', 'service'],
    'ecom-first-use': ['Памятка и вопрос «получилось?»', 'Note and the question “did it work?”', 'email'],
    'ecom-reminder': ['Напоминание и подписка', 'Reminder and subscription', 'email'],
    'ecom-support': ['Поддержка и возврат', 'Support and returns', 'service'],
    'ecom-referral': ['Отзыв и «приведи друга»', 'Review and “bring a friend”', 'referral', 'earned'],
    'ecom-next': ['Предложение следующей ступени', 'Offer of the next rung', 'email'],
    'ecom-return': ['Письмо тем, кто перестал покупать', 'Letter to those who stopped buying', 'email'],
  }),
  journeys: {
    [journey]: {
      name: words(
        'Интернет-магазин: от вопроса к постоянным заказам',
        'Online shop: from a question to regular orders',
      ),
      segment: 'ecom-buyers',
      salesTypes: ['e-commerce'],
      states: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'DR', 'DS'],
      touchpoints: [
        'ecom-article',
        'ecom-picker',
        'ecom-catalogue',
        'ecom-chat',
        'ecom-reviews',
        'ecom-basket',
        'ecom-delivery',
        'ecom-first-use',
        'ecom-reminder',
        'ecom-support',
        'ecom-referral',
        'ecom-next',
        'ecom-return',
      ],
      note: assumed(250),
      place: 2,
    },
  },
  cells: { ...shopBefore, ...shopAfter },
  edges: ways(journey, [
    ['stage:market', 'ecom-01'],
    ['stage:market', 'ecom-03'],
    ['ecom-01', 'ecom-02', 0.25, 3],
    ['ecom-01', 'stage:lost', 0.5, 14, loss],
    ['ecom-02', 'ecom-03', 0.6, 2],
    ['ecom-03', 'ecom-04', 0.08, 2],
    ['ecom-03', 'ecom-05', 0.45, 3],
    [
      'ecom-03',
      'ecom-02',
      0.1,
      2,
      { kind: 'loop', condition: words('Сомневается: подбирает ещё раз', 'In doubt: picks again') },
    ],
    ['ecom-04', 'ecom-05', 0.4, 1],
    ['ecom-04', 'ecom-06', 0.35, 2],
    ['ecom-05', 'ecom-06', 0.22, 3],
    [
      'ecom-05',
      'ecom-03',
      0.3,
      5,
      { kind: 'loop', condition: words('После отзывов смотрит другие варианты', 'Looks at others after the reviews') },
    ],
    ['ecom-06', 'ecom-07', 0.55, 2, { isMilestone: true }],
    [
      'ecom-06',
      'ecom-05',
      0.2,
      3,
      { kind: 'loop', condition: words('Оставил корзину и сравнивает', 'Left the basket and compares') },
    ],
    ['ecom-06', 'stage:lost', 0.2, 14, loss],
    ['ecom-07', 'ecom-08', 0.9, 7, { isMilestone: true }],
    ['ecom-07', 'ecom-10', 0.06, 3, { kind: 'skip', condition: words('Пришло не то', 'The wrong thing came') }],
    ['ecom-08', 'ecom-09', 0.75, 30],
    ['ecom-08', 'ecom-10', 0.05, 7, { kind: 'skip', condition: words('Не получается', 'It does not work') }],
    ['ecom-09', 'ecom-09', 0.55, 60, { kind: 'loop', condition: words('Очередной заказ', 'Another order') }],
    ['ecom-09', 'ecom-11', 0.05, 45],
    ['ecom-09', 'ecom-12', 0.1, 90],
    ['ecom-09', 'stage:lost', 0.25, 120, loss],
    ['ecom-10', 'ecom-09', 0.6, 7, { kind: 'return' }],
    ['ecom-10', 'stage:lost', 0.35, 30, loss],
    ['ecom-11', 'ecom-12', 0.2, 60],
    [
      'ecom-12',
      'ecom-04',
      0.3,
      14,
      { kind: 'loop', condition: words('Новая задача: снова критерии', 'A new task: criteria again') },
    ],
    ['stage:lost', 'ecom-13', null, 30, { kind: 'return' }],
    ['ecom-13', 'ecom-09', 0.1, 14, { kind: 'return' }],
  ]),
  rules: {
    'ecom-picked': seenAs(['Подобрали товар', 'Product picked'], ['picker_done', 'form'], 'ecom-picker', 'D2', 0.8),
    'ecom-compared': seenAs(
      ['Смотрели каталог', 'Catalogue looked at'],
      ['product_view', 'compare'],
      'ecom-catalogue',
      'D3',
      0.4,
    ),
    'ecom-asked': seenAs(['Спросили в чате', 'Asked in the chat'], ['chat'], 'ecom-chat', 'D4', 0.7),
    'ecom-checked': seenAs(
      ['Читали отзывы и цену', 'Reviews and price read'],
      ['reviews_read', 'price_view'],
      'ecom-reviews',
      'D5',
      0.5,
    ),
    'ecom-basketed': seenAs(
      ['Положили в корзину', 'Put into the basket'],
      ['basket', 'checkout'],
      'ecom-basket',
      'D6',
      0.6,
    ),
    'ecom-got': seenAs(['Получили', 'Delivered'], ['delivered'], 'ecom-delivery', 'D7'),
    'ecom-worked': seenAs(
      ['Получилось', 'It worked'],
      ['feedback', 'second_order', 'result_confirmed'],
      'ecom-first-use',
      'D8',
    ),
    'ecom-reminded': seenAs(['Напоминание', 'Reminder'], ['email_opened', 'reminder_sent'], 'ecom-reminder', 'D8', 0.1),
    'ecom-trouble': seenAs(
      ['Обращение или возврат', 'Request or return'],
      ['support_ticket', 'return_requested'],
      'ecom-support',
      'DR',
      0.7,
    ),
    'ecom-advised': seenAs(['Отзыв или друг', 'Review or friend'], ['review', 'referral'], 'ecom-referral', 'D9'),
    'ecom-grew': seenAs(['Следующая ступень', 'Next rung'], ['next_offer_opened'], 'ecom-next', 'D10', 0.5),
    'ecom-back': seenAs(['Письмо возврата', 'Win-back letter'], ['winback_offer'], 'ecom-return', 'DS', 0.5),
    'ecom-read': seenAs(['Визит на сайт', 'Visit of the site'], ['visit'], 'ecom-article', 'D1', 0.2),
  },
};
