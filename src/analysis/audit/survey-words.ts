import type { Option, SurveyItemId } from '../../model/audit/survey.ts';
import type { Sentence } from '../../model/problem.ts';

type Asked = { title: Sentence; hint?: Sentence };

/** What each item asks, in the words of the people who answer. */
export const asked: Record<SurveyItemId, Asked> = {
  idea: {
    title: { ru: 'В чём идея нашего бизнеса?', en: 'What is the idea of our business?' },
    hint: {
      ru: 'Своими словами: для кого мы, что их не устраивает, что мы им даём и почему именно мы.',
      en: 'In your own words: for whom we are, what they are not happy with, what we give them and why us.',
    },
  },
  value: {
    title: { ru: 'Какую главную ценность получает клиент?', en: 'What is the main value our customer gets?' },
    hint: { ru: 'Одно предложение.', en: 'One sentence.' },
  },
  main_value: {
    title: {
      ru: 'За что клиент выбирает нас прежде всего?',
      en: 'What do customers choose us for in the first place?',
    },
    hint: { ru: 'Выберите одно.', en: 'Choose one.' },
  },
  segments: {
    title: { ru: 'Назовите наши целевые сегменты', en: 'Name our target segments' },
    hint: { ru: 'Каждый с новой строки.', en: 'Each on a line of its own.' },
  },
  decider: {
    title: { ru: 'Кто у клиента принимает решение о покупке?', en: 'Who decides on the customer’s side?' },
  },
  path: {
    title: {
      ru: 'Разложите по порядку, что происходит с клиентом',
      en: 'Put in order what the customer goes through',
    },
    hint: {
      ru: 'И отметьте до трёх мест, где мы чаще всего теряем клиентов.',
      en: 'And mark up to three places where we lose customers most often.',
    },
  },
  owners: {
    title: { ru: 'Кто отвечает за результат?', en: 'Who answers for the result?' },
    hint: {
      ru: 'Не кто делает, а с кого спросят. Если никто — так и отметьте.',
      en: 'Not who does the work but who is asked about it. If nobody, say so.',
    },
  },
  ros: { title: { ru: 'Что такое ROS в продажах?', en: 'What is ROS of sales?' } },
  romi: { title: { ru: 'Что такое ROMI?', en: 'What is ROMI?' } },
  nmc: { title: { ru: 'Что такое NMC?', en: 'What is NMC?' } },
  romi_base: {
    title: { ru: 'От чего у нас считают ROMI?', en: 'What do we reckon ROMI from?' },
  },
  processes: { title: { ru: 'Сколько у нас процессов продаж?', en: 'How many sales processes do we have?' } },
  process_names: {
    title: { ru: 'Какие это процессы?', en: 'Which are they?' },
    hint: { ru: 'Каждый с новой строки.', en: 'Each on a line of its own.' },
  },
  products: { title: { ru: 'Сколько продуктов мы продаём?', en: 'How many products do we sell?' } },
  campaigns: {
    title: {
      ru: 'Сколько рекламных и маркетинговых кампаний идёт в месяц?',
      en: 'How many marketing campaigns run in a month?',
    },
  },
  unit_costs: {
    title: { ru: 'Во что нам обходится один клиент?', en: 'What does one customer cost us?' },
    hint: {
      ru: 'В среднем, со всеми расходами и оплатой труда. Чего не знаете, оставьте пустым.',
      en: 'On average, with all expenses and pay. Leave out what you don’t know.',
    },
  },
  cltv: {
    title: {
      ru: 'Сколько прибыли приносит один клиент за всё время с нами?',
      en: 'How much profit does one customer bring over all the time with us?',
    },
  },
  cltv_meaning: { title: { ru: 'Что такое CLTV?', en: 'What is CLTV?' } },
};

const option = (id: string, ru: string, en: string): Option => ({ id, label: { ru, en } });

/** One-line definitions; the right one is first here and is shown among the others. */
export const definitions = {
  ros: [
    option(
      'investment',
      '(валовая прибыль от продаж − расходы на продажи) ÷ расходы на продажи',
      '(gross profit from selling − cost of selling) ÷ cost of selling',
    ),
    option('margin', 'прибыль ÷ выручка', 'profit ÷ revenue'),
    option('per_seller', 'выручка на одного продавца', 'revenue per sales rep'),
    option('conversion', 'сделки ÷ обращения', 'deals ÷ requests'),
  ],
  romi: [
    option(
      'margin',
      '(валовая прибыль от маркетинга − расходы на маркетинг) ÷ расходы на маркетинг',
      '(gross profit from marketing − cost of marketing) ÷ cost of marketing',
    ),
    option('revenue', 'выручка ÷ расходы на рекламу', 'revenue ÷ advertising spend'),
    option('clicks', 'цена одного клика или заявки', 'price of a click or a request'),
    option('conversion', 'покупатели ÷ посетители', 'buyers ÷ visitors'),
  ],
  nmc: [
    option(
      'contribution',
      'валовая прибыль − расходы на маркетинг и продажи',
      'gross profit − cost of marketing and sales',
    ),
    option('share', 'доля маркетинга в выручке', 'marketing’s share of revenue'),
    option('new', 'число новых клиентов от маркетинга', 'new customers from marketing'),
    option('budget', 'бюджет маркетинга без оплаты труда', 'marketing budget without pay'),
  ],
  romi_base: [
    option('margin', 'от валовой прибыли', 'from gross profit'),
    option('revenue', 'от выручки', 'from revenue'),
    option('leads', 'от числа заявок', 'from the number of requests'),
    option('none', 'не считаем', 'we don’t reckon it'),
  ],
  cltv_meaning: [
    option('profit', 'прибыль от клиента за всё время с нами', 'profit from a customer over all the time with us'),
    option('revenue', 'выручка от клиента за всё время', 'revenue from a customer over all the time'),
    option('order', 'средний чек', 'average order'),
    option('years', 'сколько лет клиент с нами', 'how many years a customer stays'),
  ],
} as const satisfies Partial<Record<SurveyItemId, readonly Option[]>>;

/** The option of each definition that is the method's. */
export const rightDefinition = Object.fromEntries(
  Object.entries(definitions).map(([item, options]) => [item, options[0].id]),
) as Record<keyof typeof definitions, string>;

/** What companies say of themselves; among these the canon's main value is to be found. */
export const commonValues: readonly Option[] = [
  option('price', 'Низкая цена', 'A low price'),
  option('speed', 'Скорость: быстро и в срок', 'Speed: fast and on time'),
  option('range', 'Широкий выбор', 'A wide range'),
  option('people', 'Отношения: нас знают и нам доверяют', 'Relations: they know and trust us'),
  option('result', 'Надёжный результат', 'A result one can rely on'),
];

/** Who may answer for a stage where no roles are designed. */
export const commonOwners: readonly Option[] = [
  option('owner', 'Собственник, директор', 'Owner, director'),
  option('marketing', 'Маркетинг', 'Marketing'),
  option('sales', 'Продажи', 'Sales'),
  option('service', 'Сервис, сопровождение', 'Service, customer success'),
];
export const nobody: Option = option('nobody', 'Никто', 'Nobody');

/** Who may decide on the customer's side where no committee is designed. */
export const commonDeciders: readonly Option[] = [
  option('user', 'Кто пользуется', 'Whoever uses it'),
  option('head', 'Руководитель отдела', 'Head of a department'),
  option('director', 'Директор или собственник', 'Director or owner'),
  option('buyer', 'Закупщик', 'Buyer'),
  option('family', 'Семья вместе', 'The family together'),
];

/** What is asked of each stage: what it comes to, in words of work. */
export const stageResults: Partial<Record<string, Sentence>> = {
  audience: { ru: 'Нас узнают те, кому мы нужны', en: 'Those who need us come to know us' },
  contact: { ru: 'Интерес становится контактом', en: 'Interest becomes a contact' },
  qualified: { ru: 'Отбираем подходящих', en: 'Those who fit are picked out' },
  opportunity: { ru: 'Сделка доводится до оплаты', en: 'A deal is brought to payment' },
  new: { ru: 'Новый клиент получает первый результат', en: 'A new customer gets the first result' },
  activated: { ru: 'Клиент покупает снова', en: 'The customer buys again' },
  regular: { ru: 'Постоянный клиент остаётся', en: 'A regular customer stays' },
  developed: { ru: 'Клиент покупает больше и новое', en: 'A customer buys more and new things' },
  at_risk: { ru: 'Кто собрался уйти, остаётся', en: 'Whoever is about to leave stays' },
  winback: { ru: 'Ушедшие возвращаются', en: 'Those who left come back' },
};

export const unitCostRows: readonly Option[] = [
  option('acquisition', 'Привлечь', 'Acquire'),
  option('activation', 'Вывести на результат', 'Bring to a result'),
  option('retention', 'Удержать на год', 'Retain for a year'),
  option('development', 'Развить: продать больше', 'Develop: sell more'),
  option('winback', 'Вернуть ушедшего', 'Win back'),
];
export const oneNumber: Readonly<Record<'processes' | 'products' | 'campaigns' | 'cltv', Option>> = {
  processes: option('processes', 'Процессов', 'Processes'),
  products: option('products', 'Продуктов', 'Products'),
  campaigns: option('campaigns', 'Кампаний в месяц', 'Campaigns a month'),
  cltv: option('cltv', 'Прибыль на клиента', 'Profit per customer'),
};
