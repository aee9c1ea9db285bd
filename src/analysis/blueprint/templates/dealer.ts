import { competence } from '../defaults/competences.ts';
import { type Part, touchpoints, ways, words } from '../defaults/writing.ts';
import { ownerCells, partnerCells } from './dealer-cells.ts';
import { assumed, seenAs, zonesOf } from './drawing.ts';

const partner = 'dlr-partner-journey';
const owner = 'dlr-owner-journey';
const loss = { kind: 'loss' } as const;

const channelHead: NonNullable<Part['roles']> = {
  channel_head: {
    name: words('Руководитель партнёрской сети', 'Head of the partner network'),
    function: 'sales',
    reportsTo: 'commercial_head',
    competences: [competence.partners, competence.negotiation, competence.economics],
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
    otherHours: 40,
    place: 13,
  },
};

const zones = (segment: string): NonNullable<Part['zones']> =>
  zonesOf(segment, [
    [
      ['contact', 'qualified'],
      { marketing_head: 'A', content: 'R', performance: 'R', channel_head: 'R', sales_head: 'C', analyst: 'C' },
    ],
    [['opportunity'], { channel_head: 'AR', sales_rep: 'R', onboarding: 'C', marketing_head: 'C', analyst: 'I' }],
    [['new'], { channel_head: 'AR', onboarding: 'R', service: 'R', analyst: 'I' }],
    [
      ['activated', 'regular', 'developed', 'at_risk'],
      { channel_head: 'AR', service: 'R', content: 'C', analyst: 'C' },
    ],
    [['winback'], { channel_head: 'AR', sales_rep: 'R', service: 'C', analyst: 'C' }],
  ]);

const edges = {
  ...ways(partner, [
    ['stage:market', 'dlr-01'],
    ['dlr-01', 'dlr-02', 0.3, 7],
    ['dlr-01', 'stage:lost', 0.5, 30, loss],
    ['dlr-02', 'dlr-03', 0.4, 14],
    ['dlr-02', 'dlr-04', 0.3, 7],
    ['dlr-03', 'dlr-04', 0.8, 7],
    ['dlr-04', 'dlr-05', 0.5, 7],
    [
      'dlr-04',
      'dlr-02',
      0.2,
      14,
      { kind: 'loop', condition: words('Торгуется: снова объёмы', 'Bargains: volumes again') },
    ],
    ['dlr-05', 'dlr-06', 0.95, 21, { isMilestone: true }],
    ['dlr-06', 'dlr-07', 0.75, 30, { isMilestone: true }],
    [
      'dlr-06',
      'dlr-03',
      0.15,
      14,
      { kind: 'loop', condition: words('Не продаётся: снова учимся', 'It does not sell: training again') },
    ],
    ['dlr-07', 'dlr-07', 0.8, 30, { kind: 'loop', condition: words('Очередная закупка', 'Another purchase') }],
    ['dlr-07', 'dlr-08', 0.08, 14, { kind: 'skip', condition: words('Рекламация', 'A claim') }],
    ['dlr-07', 'dlr-09', 0.02, 90],
    ['dlr-07', 'dlr-10', 0.07, 60],
    ['dlr-07', 'stage:lost', 0.03, 90, loss],
    ['dlr-08', 'dlr-07', 0.8, 14, { kind: 'return' }],
    ['dlr-08', 'stage:lost', 0.15, 30, loss],
    ['dlr-09', 'dlr-10', 0.3, 60],
    ['dlr-10', 'dlr-07', 0.9, 30, { kind: 'loop', condition: words('По плану', 'By the plan') }],
    ['stage:lost', 'dlr-11', null, 60, { kind: 'return' }],
    ['dlr-11', 'dlr-07', 0.2, 30, { kind: 'return' }],
  ]),
  ...ways(owner, [
    ['stage:market', 'dlr-21'],
    [
      'stage:market',
      'dlr-23',
      null,
      14,
      { kind: 'skip', condition: words('Пришёл сразу к партнёру', 'Came straight to the partner') },
    ],
    ['dlr-21', 'dlr-22', 0.15, 14],
    ['dlr-21', 'stage:lost', 0.6, 30, loss],
    ['dlr-22', 'dlr-23', 0.7, 3],
    ['dlr-23', 'dlr-24', 0.55, 7],
    [
      'dlr-23',
      'dlr-22',
      0.2,
      7,
      { kind: 'loop', condition: words('Ищет другого мастера', 'Looks for another workman') },
    ],
    ['dlr-24', 'dlr-25', 0.98, 7, { isMilestone: true }],
    ['dlr-25', 'dlr-26', 0.6, 14],
    ['dlr-26', 'dlr-27', 0.7, 180],
    ['dlr-26', 'dlr-28', 0.2, 45],
    ['dlr-27', 'dlr-27', 0.7, 180, { kind: 'loop', condition: words('Очередное обслуживание', 'Another service') }],
    ['dlr-27', 'stage:lost', 0.2, 365, loss],
    ['dlr-28', 'dlr-27', 0.6, 120],
    [
      'stage:lost',
      'dlr-27',
      null,
      90,
      { kind: 'return', condition: words('Вернулся за обслуживанием', 'Back for a service') },
    ],
  ]),
};

/** Sales through dealers, agents and installers: the partner's journey and the end customer's, each with its own result. */
export const dealer: Part = {
  segments: {
    'dlr-partners': {
      name: words('Партнёры: дилеры, агенты, монтажники', 'Partners: dealers, agents, installers'),
      rule: [[{ field: 'kind', is: 'equals', values: ['partner'] }]],
      salesTypes: ['dealer'],
      place: 2,
    },
    'dlr-owners': {
      name: words('Конечные клиенты партнёров', 'Partners’ end customers'),
      rule: [
        [
          { field: 'sales_type', is: 'equals', values: ['dealer'] },
          { field: 'kind', is: 'not_equals', values: ['partner'] },
        ],
        [{ field: 'partner_id', is: 'filled' }],
      ],
      salesTypes: ['dealer'],
      note: words(
        'Следите, какая часть известна: по гарантии, коду, сервису.',
        'Watch what part of them is known: by warranty, code, service.',
      ),
      place: 3,
    },
  },
  personas: {
    'dlr-partner': {
      segment: 'dlr-partners',
      name: words('Владелец партнёра', 'The partner’s owner'),
      goals: words('Зарабатывать без риска для имени', 'Earn without a risk to the name'),
      fears: words('Товар, который не продаётся, и претензии клиента', 'Goods that do not sell, and customers’ claims'),
      criteria: words('Маржа, оборот, поддержка, защита района', 'Margin, turn, support, a protected district'),
    },
    'dlr-owner': {
      segment: 'dlr-owners',
      name: words('Конечный клиент', 'The end customer'),
      goals: words('Чтобы сделали один раз и хорошо', 'Have it done once and well'),
      fears: words('Случайный мастер, который пропадёт', 'A chance workman who vanishes'),
      criteria: words('Доверие, срок, гарантия', 'Trust, time, warranty'),
    },
  },
  roles: channelHead,
  zones: { ...zones('dlr-partners'), ...zones('dlr-owners') },
  touchpoints: touchpoints({
    'dlr-terms': ['Условия для партнёров', 'Terms for partners', 'site'],
    'dlr-talk': ['Разговор о клиентах и объёмах', 'Talk on customers and volumes', 'phone'],
    'dlr-training': ['Обучение партнёра', 'Partner training', 'meeting'],
    'dlr-offer': ['Цены и условия', 'Prices and terms', 'email'],
    'dlr-contract': ['Договор и первая партия', 'Contract and first batch', 'email'],
    'dlr-first-sale': ['Первая продажа партнёра', 'The partner’s first sale', 'partners', 'partner'],
    'dlr-restock': ['Пополнение склада', 'Restocking', 'partners', 'partner'],
    'dlr-claim': ['Рекламация партнёра', 'The partner’s claim', 'service'],
    'dlr-referral': ['Рекомендация коллеге', 'Referral to a colleague', 'referral', 'earned'],
    'dlr-plan': ['План на квартал', 'Plan for a quarter', 'meeting'],
    'dlr-return': ['Звонок замолчавшему партнёру', 'Call to a partner gone silent', 'phone'],
    'dlr-article': ['Статьи для конечных клиентов', 'Articles for end customers', 'site'],
    'dlr-finder': ['Поиск партнёра рядом', 'Partner finder', 'site'],
    'dlr-visit': ['Партнёр у клиента: осмотр и смета', 'The partner’s visit and estimate', 'partners', 'partner'],
    'dlr-deal': ['Покупка у партнёра', 'Purchase from the partner', 'partners', 'partner'],
    'dlr-install': ['Монтаж и проверка', 'Installation and check', 'partners', 'partner'],
    'dlr-warranty': ['Регистрация гарантии', 'Warranty registration', 'site'],
    'dlr-service': ['Обслуживание', 'Service', 'service'],
    'dlr-neighbour': ['Отзыв о мастере', 'Review of the workman', 'referral', 'earned'],
  }),
  journeys: {
    [partner]: {
      name: words('Партнёр: от интереса к плану продаж', 'Partner: from interest to a sales plan'),
      segment: 'dlr-partners',
      salesTypes: ['dealer'],
      states: ['D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'DR', 'DS'],
      touchpoints: [
        'dlr-terms',
        'dlr-talk',
        'dlr-training',
        'dlr-offer',
        'dlr-contract',
        'dlr-first-sale',
        'dlr-restock',
        'dlr-claim',
        'dlr-referral',
        'dlr-plan',
        'dlr-return',
      ],
      note: assumed(4),
      place: 4,
    },
    [owner]: {
      name: words('Конечный клиент: через партнёра', 'End customer: through the partner'),
      segment: 'dlr-owners',
      salesTypes: ['dealer'],
      states: ['D1', 'D3', 'D5', 'D6', 'D7', 'D8', 'D9'],
      touchpoints: [
        'dlr-article',
        'dlr-finder',
        'dlr-visit',
        'dlr-deal',
        'dlr-install',
        'dlr-warranty',
        'dlr-service',
        'dlr-neighbour',
      ],
      note: assumed(50),
      place: 5,
    },
  },
  cells: { ...partnerCells, ...ownerCells },
  edges,
  rules: {
    'dlr-asked': seenAs(['Заявка партнёра', 'Partner’s request'], ['partner_form'], 'dlr-terms', 'D2', 0.7),
    'dlr-trained': seenAs(['Обучение партнёра', 'Partner training'], ['training'], 'dlr-training', 'D4', 0.8),
    'dlr-registered': seenAs(
      ['Сделка зарегистрирована', 'Deal registered'],
      ['deal_registered'],
      'dlr-visit',
      'D5',
      0.8,
    ),
    'dlr-sold-in': seenAs(['Закупка партнёра', 'Sell-in'], ['sell_in', 'stock_report'], 'dlr-restock', 'D8', 0.5),
    'dlr-sold-out': seenAs(['Продажа партнёра', 'Sell-out'], ['sell_out'], 'dlr-first-sale', 'D7'),
    'dlr-claimed': seenAs(['Рекламация', 'Claim'], ['claim'], 'dlr-claim', 'DR', 0.8),
    'dlr-planned': seenAs(['План партнёра', 'Partner plan'], ['partner_plan'], 'dlr-plan', 'D10', 0.8),
    'dlr-owner-asked': seenAs(
      ['Заявка конечного клиента', 'End customer’s request'],
      ['form'],
      'dlr-finder',
      'D3',
      0.6,
    ),
    'dlr-installed': seenAs(['Монтаж принят', 'Installation accepted'], ['startup_act'], 'dlr-install', 'D7'),
    'dlr-known': seenAs(
      ['Гарантия зарегистрирована', 'Warranty registered'],
      ['warranty_registered'],
      'dlr-warranty',
      'D8',
    ),
    'dlr-served': seenAs(['Обслуживание', 'Service'], ['service_visit'], 'dlr-service', 'D8', 0.6),
  },
};
