import type { FindingCode } from '../../../model/quality.ts';
import { type FindingEntry, onChannels, onCosts, onCustomers, onDeals, onMargins, onRevenue } from './entry.ts';

/** What is common to findings about deals, about rows that are there twice, about orphans. */
const ofDeals = { kind: 'problem', metrics: onDeals, weighs: 'count', hasMoney: true } as const;
const orphan = { kind: 'problem', weighs: 'count', hasMoney: false } as const;

/** Deals that can't have gone as they are told, and rows that are doubled or belong to nothing. */
export const problemEntries = {
  deals_closed_before_opening: {
    ...ofDeals,
    name: { ru: 'Сделки закрыты раньше, чем открыты', en: 'Deals closed before they opened' },
    text: {
      ru: 'Закрыты раньше, чем открыты: {count} из {of} сделок, на {money}.',
      en: 'Closed before they opened: {count} of {of} deals, {money}.',
    },
    fine: { ru: 'Ни одна сделка не закрыта раньше, чем открыта.', en: 'No deal closed before it opened.' },
    mend: {
      ru: 'Проверьте даты создания и закрытия в CRM: сделку, похоже, завели задним числом. Исправьте и загрузите выгрузку ещё раз.',
      en: 'Check the dates of creation and closing in the CRM: the deal seems to have been entered afterwards. Mend and import again.',
    },
    grades: { high: 0.1, medium: 0.01 },
    where: { tab: 'files', rows: 'deals:closed' },
  },
  deals_closed_on_opening: {
    ...ofDeals,
    name: { ru: 'Сделки, заведённые задним числом', en: 'Back-dated deals' },
    text: {
      ru: 'Закрыты в день создания: {count} из {of} сделок на {money}, хотя обычно сделки длятся неделю и дольше. Их, видимо, завели задним числом.',
      en: 'Closed on the day they were created: {count} of {of} deals, {money}, although deals usually take a week or more. They seem back-dated.',
    },
    fine: { ru: 'Сделок, заведённых задним числом, не видно.', en: 'No deal looks back-dated.' },
    mend: {
      ru: 'Договоритесь с продавцами заводить сделку при первом разговоре; у старых сделок поправьте opened_at. До этого цикл сделки выглядит короче, чем он есть.',
      en: 'Agree with sales that a deal is entered at the first talk, and mend opened_at of old ones. Until then the cycle looks shorter than it is.',
    },
    grades: { high: 0.25, medium: 0.03 },
    where: { tab: 'files', rows: 'deals:closed' },
  },
  deals_entered_after_order: {
    ...ofDeals,
    name: { ru: 'Сделки, заведённые после заказа', en: 'Deals entered after their order' },
    text: {
      ru: 'Заведены позже собственного заказа: {count} из {of} сделок, на {money}.',
      en: 'Entered after their own order: {count} of {of} deals, {money}.',
    },
    fine: {
      ru: 'Все сделки заведены не позже своих заказов.',
      en: 'All deals were entered no later than their orders.',
    },
    mend: {
      ru: 'Поправьте дату создания сделки (opened_at): она должна быть не позже первого заказа по ней.',
      en: 'Mend the deal’s opened_at: it can’t be later than its first order.',
    },
    grades: { high: 0.25, medium: 0.03 },
    where: { tab: 'files', rows: 'deals:opened' },
  },
  deals_without_amount: {
    ...ofDeals,
    hasMoney: false,
    metrics: ['sales_velocity'],
    name: { ru: 'Сделки без суммы', en: 'Deals without an amount' },
    text: {
      ru: 'Открытых и выигранных сделок без суммы, с нулём или минусом: {count} из {of} ({share}).',
      en: 'Open and won deals with no amount, zero or less: {count} of {of} ({share}).',
    },
    fine: { ru: 'У всех открытых и выигранных сделок есть сумма.', en: 'All open and won deals have an amount.' },
    mend: {
      ru: 'Заполните бюджет сделки в CRM (столбец amount): без него не видно скорости продаж.',
      en: 'Fill the deal’s amount in the CRM: sales velocity rests on it.',
    },
    grades: { medium: 0.1 },
    where: { tab: 'files', rows: 'deals:open' },
  },
  won_deals_without_order: {
    ...ofDeals,
    metrics: ['win_rate', 'win_rate_closed', 'sales_velocity', 'customers_new'],
    name: { ru: 'Выигранные сделки без заказа', en: 'Won deals without an order' },
    text: {
      ru: 'Выиграны, но заказа по ним нет: {count} из {of} сделок, на {money}.',
      en: 'Won, with no order to show: {count} of {of} deals, {money}.',
    },
    fine: { ru: 'За каждой выигранной сделкой есть заказ.', en: 'Every won deal has an order.' },
    mend: {
      ru: 'Загрузите недостающие продажи или проставьте deal_id в строках заказов. Если деньги не пришли, сделка ещё не выиграна.',
      en: 'Import the missing sales, or name the deal on order lines (deal_id). Where no money came, the deal is not won yet.',
    },
    grades: { high: 0.3, medium: 0.03 },
    where: { tab: 'files', rows: 'deals:won' },
  },
  orders_without_deal: {
    ...ofDeals,
    metrics: ['win_rate', 'deal_cycle_days', 'unit_cost_acquisition'],
    name: { ru: 'Первые заказы без сделки', en: 'First orders without a deal' },
    text: {
      ru: 'Первых заказов без сделки там, где она обычно есть: {count} из {of}, на {money}.',
      en: 'First orders without a deal where there usually is one: {count} of {of}, {money}.',
    },
    fine: {
      ru: 'Перед каждым первым заказом, где она нужна, есть сделка.',
      en: 'Every first order that needs one has a deal before it.',
    },
    mend: {
      ru: 'Проверьте, все ли воронки выгружены из CRM и совпадают ли номера клиентов в CRM и в продажах.',
      en: 'Check that all pipelines were exported and that customers have the same ids in the CRM and in sales.',
    },
    grades: { medium: 0.2 },
    where: { tab: 'files' },
  },
  duplicate_customers: {
    kind: 'problem',
    weighs: 'count',
    hasMoney: false,
    name: { ru: 'Клиенты-двойники', en: 'Duplicate customers' },
    text: {
      ru: 'Пар клиентов, которые почти наверняка один и тот же: {count}. Например: {examples}.',
      en: 'Pairs of customers that are nearly surely one: {count}. For example: {examples}.',
    },
    fine: {
      ru: 'Клиентов, которые почти наверняка один и тот же, не видно.',
      en: 'No two customers are nearly surely one.',
    },
    mend: {
      ru: 'Сравните карточки и объедините те, что об одном: компания под двумя номерами считается дважды новой и однажды потерянной. Любое решение можно отменить.',
      en: 'Compare the cards and join those of one customer: a company under two ids is new twice and lost once. Any decision can be taken back.',
    },
    metrics: onCustomers,
    grades: { high: 0.1, medium: 0.01 },
    where: { tab: 'identity' },
  },
  duplicate_lines: {
    kind: 'problem',
    weighs: 'money',
    hasMoney: true,
    name: { ru: 'Одинаковые строки заказов', en: 'Equal order lines' },
    text: {
      ru: 'Строк с тем же клиентом, днём, товаром и суммой под другим номером: {count} из {of}, на {money}.',
      en: 'Lines with the same customer, day, product and amount under another id: {count} of {of}, {money}.',
    },
    fine: { ru: 'Одинаковых строк под разными номерами нет.', en: 'No equal lines under different ids.' },
    mend: {
      ru: 'Посмотрите примеры: если продажа выгружена дважды (из двух систем или под новым номером), отмените лишнюю загрузку на вкладке «История».',
      en: 'Look at the examples: where a sale was exported twice (from two systems, or under a new id) undo the needless import under “History”.',
    },
    metrics: onRevenue,
    grades: { high: 0.05, medium: 0.005 },
    where: { tab: 'history', rows: 'lines:all' },
  },
  lines_of_unknown_customers: {
    ...orphan,
    hasMoney: true,
    name: { ru: 'Заказы неизвестных клиентов', en: 'Orders of unknown customers' },
    text: {
      ru: 'Строк заказов, чьего клиента нет в файле клиентов: {count} из {of}, на {money}.',
      en: 'Order lines whose customer is not among customers: {count} of {of}, {money}.',
    },
    fine: { ru: 'Клиент каждого заказа есть в файле клиентов.', en: 'The customer of every order is among customers.' },
    mend: {
      ru: 'Загрузите карточки этих клиентов или проверьте, что customer_id в заказах и в клиентах один и тот же.',
      en: 'Import their cards, or check that orders and customers use the same customer_id.',
    },
    metrics: ['customers_new', 'retention_rate', 'customer_equity'],
    grades: { medium: 0.05 },
    where: { tab: 'files', rows: 'lines:all' },
  },
  lines_of_unknown_products: {
    ...orphan,
    hasMoney: true,
    name: { ru: 'Заказы неизвестных товаров', en: 'Orders of unknown products' },
    text: {
      ru: 'Строк заказов, чьего товара нет в файле товаров: {count} из {of}, на {money}.',
      en: 'Order lines whose product is not among products: {count} of {of}, {money}.',
    },
    fine: { ru: 'Все проданные товары есть в файле товаров.', en: 'All products sold are among products.' },
    mend: {
      ru: 'Загрузите недостающие товары (product_id, family, rung, cogs_rate): без семейства и ступени развитие клиентов не видно.',
      en: 'Import the missing products (product_id, family, rung, cogs_rate): without family and rung no development is seen.',
    },
    metrics: ['customers_developed', 'rr_development', ...onMargins],
    grades: { medium: 0.05 },
    where: { tab: 'files', rows: 'lines:all' },
  },
  lines_of_unknown_deals: {
    ...orphan,
    hasMoney: true,
    name: { ru: 'Заказы неизвестных сделок', en: 'Orders of unknown deals' },
    text: {
      ru: 'Строк заказов, которые ссылаются на незагруженную сделку: {count} из {of}, на {money}.',
      en: 'Order lines that name a deal which is not there: {count} of {of}, {money}.',
    },
    fine: { ru: 'Все сделки, названные в заказах, загружены.', en: 'All deals that orders name are there.' },
    mend: {
      ru: 'Догрузите сделки из CRM за это время или исправьте deal_id в строках заказов.',
      en: 'Import the deals of that time, or mend deal_id on the order lines.',
    },
    metrics: ['sales_processes', 'win_rate'],
    grades: { medium: 0.1 },
    where: { tab: 'files' },
  },
  refunds_of_unknown_lines: {
    ...orphan,
    hasMoney: true,
    name: { ru: 'Возвраты неизвестных продаж', en: 'Refunds of unknown sales' },
    text: {
      ru: 'Возвратов, у которых нет исходной продажи: {count} из {of}, на {money}. Они уменьшают регулярную выручку.',
      en: 'Refunds whose sale is not there: {count} of {of}, {money}. They lower regular revenue.',
    },
    fine: { ru: 'У каждого возврата есть исходная продажа.', en: 'Every refund has its sale.' },
    mend: {
      ru: 'Загрузите продажи за более раннее время или исправьте refund_of: в нём должен стоять line_id исходной строки.',
      en: 'Import earlier sales, or mend refund_of: it is the line_id of the line given back.',
    },
    metrics: ['rr_regular', 'gross_profit', 'net_revenue'],
    grades: { medium: 0.1 },
    where: { tab: 'files' },
  },
  deals_of_unknown_customers: {
    ...ofDeals,
    name: { ru: 'Сделки без клиента', en: 'Deals without a customer' },
    text: {
      ru: 'Сделок без клиента или с клиентом, которого нет в файле клиентов: {count} из {of}, на {money}.',
      en: 'Deals without a customer, or with one who is not among customers: {count} of {of}, {money}.',
    },
    fine: { ru: 'Клиент каждой сделки известен.', en: 'The customer of every deal is known.' },
    mend: {
      ru: 'Привяжите сделку к компании или контакту в CRM и выгрузите ещё раз; проверьте, что customer_id совпадает с файлом клиентов.',
      en: 'Tie the deal to a company or contact in the CRM and export again; check that customer_id is that of the customers.',
    },
    metrics: ['win_rate', 'customers_new', 'unit_cost_acquisition'],
    grades: { medium: 0.05 },
    where: { tab: 'files', rows: 'deals:opened' },
  },
  interactions_of_unknown: {
    ...orphan,
    name: { ru: 'Касания неизвестных людей', en: 'Interactions of unknown people' },
    text: {
      ru: 'Касаний, чьего клиента или человека нет в файлах: {count} из {of} ({share}).',
      en: 'Interactions whose customer or person is not there: {count} of {of} ({share}).',
    },
    fine: {
      ru: 'Клиент или человек каждого касания известен.',
      en: 'The customer or person of every interaction is known.',
    },
    mend: {
      ru: 'Загрузите людей с их customer_id или приведите номера в касаниях к номерам клиентов.',
      en: 'Import people with their customer_id, or use the customers’ ids in interactions.',
    },
    metrics: [...onChannels, 'activation_rate', 'winback_rate'],
    grades: { medium: 0.1 },
    where: { tab: 'files' },
  },
  people_of_unknown_customers: {
    ...orphan,
    name: { ru: 'Люди неизвестных клиентов', en: 'People of unknown customers' },
    text: {
      ru: 'Людей, чьего клиента нет в файле клиентов: {count} из {of} ({share}).',
      en: 'People whose customer is not among customers: {count} of {of} ({share}).',
    },
    fine: { ru: 'Клиент каждого человека известен.', en: 'The customer of every person is known.' },
    mend: {
      ru: 'Загрузите карточки этих компаний или исправьте customer_id в файле людей.',
      en: 'Import the cards of these companies, or mend customer_id of the people.',
    },
    metrics: [],
    grades: { medium: 0.2 },
    where: { tab: 'files' },
  },
  payments_unassigned: {
    ...orphan,
    weighs: 'money',
    hasMoney: true,
    name: { ru: 'Платежи без клиента', en: 'Payments without a customer' },
    text: {
      ru: 'Платежей, у которых не нашлось ни клиента, ни заказа, ни ИНН: {count} из {of}, на {money} ({share}).',
      en: 'Payments with no known customer, order or tax number: {count} of {of}, {money} ({share}).',
    },
    fine: { ru: 'У каждого платежа известен клиент.', en: 'The customer of every payment is known.' },
    mend: {
      ru: 'Добавьте ИНН (tax_id) в карточки клиентов или order_id в платежи. Переводы эквайринга одной суммой скрывают покупателей: загружайте заказы магазина.',
      en: 'Add tax_id to the cards of customers, or order_id to payments. Lump transfers of a payment provider hide the buyers: import the shop’s orders.',
    },
    metrics: ['dso_days'],
    grades: { medium: 0.1 },
    where: { tab: 'files', rows: 'payments:all' },
  },
  lines_without_rate: {
    kind: 'problem',
    weighs: 'count',
    hasMoney: false,
    name: { ru: 'Заказы без курса валюты', en: 'Orders without a currency rate' },
    text: {
      ru: 'Строк заказов в чужой валюте без курса на их день: {count} из {of}. Пока его нет, выручка этих периодов не считается.',
      en: 'Order lines in another currency without a rate on their day: {count} of {of}. Until there is one, revenue of these periods is not told.',
    },
    fine: { ru: 'Курс есть на день каждого заказа.', en: 'Every order has a rate on its day.' },
    mend: {
      ru: 'Загрузите курсы (date, currency, rate): достаточно одного на каждый месяц, действует последний известный.',
      en: 'Import rates (date, currency, rate): one a month will do, the latest known holds.',
    },
    metrics: [...onRevenue, ...onMargins],
    grades: { high: 0.0001 },
    where: { tab: 'files', rows: 'lines:unrated' },
  },
  costs_without_rate: {
    kind: 'problem',
    weighs: 'count',
    hasMoney: false,
    name: { ru: 'Затраты без курса валюты', en: 'Costs without a currency rate' },
    text: {
      ru: 'Затрат в чужой валюте без курса на их день: {count} из {of}. Пока его нет, цена успехов этих периодов не считается.',
      en: 'Costs in another currency without a rate on their day: {count} of {of}. Until there is one, costs of these periods are not told.',
    },
    fine: { ru: 'Курс есть на день каждой затраты.', en: 'Every cost has a rate on its day.' },
    mend: {
      ru: 'Загрузите курсы (date, currency, rate). Затрата за месяц пересчитывается по курсу его первого дня.',
      en: 'Import rates (date, currency, rate). A month’s cost is converted at the rate of its first day.',
    },
    metrics: onCosts,
    grades: { high: 0.0001 },
    where: { tab: 'files', rows: 'costs:all' },
  },
  deals_without_rate: {
    ...ofDeals,
    hasMoney: false,
    name: { ru: 'Сделки без курса валюты', en: 'Deals without a currency rate' },
    text: {
      ru: 'Сделок в чужой валюте без курса на их день: {count} из {of}.',
      en: 'Deals in another currency without a rate on their day: {count} of {of}.',
    },
    fine: { ru: 'Курс есть на день каждой сделки.', en: 'Every deal has a rate on its day.' },
    mend: { ru: 'Загрузите курсы (date, currency, rate).', en: 'Import rates (date, currency, rate).' },
    metrics: ['sales_velocity'],
    grades: { medium: 0.0001 },
    where: { tab: 'files' },
  },
  payments_without_rate: {
    kind: 'problem',
    weighs: 'count',
    hasMoney: false,
    name: { ru: 'Платежи без курса валюты', en: 'Payments without a currency rate' },
    text: {
      ru: 'Платежей в чужой валюте без курса на их день: {count} из {of}.',
      en: 'Payments in another currency without a rate on their day: {count} of {of}.',
    },
    fine: { ru: 'Курс есть на день каждого платежа.', en: 'Every payment has a rate on its day.' },
    mend: { ru: 'Загрузите курсы (date, currency, rate).', en: 'Import rates (date, currency, rate).' },
    metrics: ['dso_days'],
    grades: { medium: 0.0001 },
    where: { tab: 'files', rows: 'payments:all' },
  },
} satisfies Partial<Record<FindingCode, FindingEntry>>;
