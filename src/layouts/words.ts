import type { FactKind } from '../model/facts.ts';

/** What people call a column of facts: its names in the templates, and what else it is called in files of any program. */
export type Word = { ru: string; en: string; also: readonly string[] };

const word = (ru: string, en: string, also = ''): Word => ({ ru, en, also: also === '' ? [] : also.split(' | ') });

const customer = word(
  'Код клиента',
  'Customer ID',
  'id клиента | номер клиента | код контрагента | клиент | контрагент | покупатель | заказчик | customer | client id | client | customer number | account id | account | buyer',
);
const person = word('Код контакта', 'Person ID', 'id контакта | контакт | contact id | contact | person');
const deal = word('Номер сделки', 'Deal ID', 'id сделки | код сделки | сделка | deal | lead id | opportunity id');
const order = word(
  'Номер заказа',
  'Order ID',
  '№ заказа | id заказа | заказ | номер документа | документ | номер чека | чек | номер счета | счет | order | order number | order no | invoice | invoice number | receipt',
);
const product = word(
  'Артикул',
  'Product ID',
  'код товара | sku | товар | номенклатура | услуга | наименование товара | product | product code | product name | item | item name',
);
const email = word('Email', 'E-mail', 'почта | эл. почта | эл.почта | электронная почта | email address | mail');
const phone = word(
  'Телефон',
  'Phone',
  'тел | тел. | мобильный | мобильный телефон | номер телефона | phone number | mobile | mobile phone | tel',
);
const currency = word('Валюта', 'Currency', 'код валюты | currency code');
const channel = word(
  'Канал',
  'Channel',
  'рекламный канал | канал привлечения | marketing channel | utm_source | источник | source | lead source',
);
const campaign = word('Кампания', 'Campaign', 'рекламная кампания | campaign name | utm_campaign');
const salesType = word('Вид продаж', 'Sales type', 'тип продаж | канал сбыта | sales channel');
const partner = word('Код партнёра', 'Partner ID', 'партнер | дилер | агент | partner | dealer | agent | reseller');
const hours = word(
  'Часы',
  'Hours',
  'часов | трудозатраты | затрачено часов | длительность, ч | hours spent | duration, h',
);
const segment = word('Сегмент', 'Segment', 'отрасль | категория клиента | industry | customer segment');
const pipeline = word('Воронка', 'Pipeline', 'процесс | направление | process | funnel');

/**
 * Every column of facts in people's words: the first two are what the templates call it, unlike any other program's names where they can be;
 * `also` are names that other files use, for matching columns nobody knows the program of.
 */
export const words: Readonly<Record<FactKind, Readonly<Record<string, Word>>>> = {
  customers: {
    customer_id: { ...customer, also: [...customer.also, 'id', 'код', 'company id'] },
    name: word(
      'Название клиента',
      'Customer name',
      'название | наименование | имя | имя клиента | фио | компания | организация | название компании | name | full name | company | company name | client name',
    ),
    kind: word('Тип клиента', 'Customer type', 'вид клиента | тип | type'),
    segment,
    sales_type: salesType,
    created_at: word(
      'Дата появления',
      'Known since',
      'дата создания | дата регистрации | дата добавления | создан | created | created at | created date | create date | registered at | signup date | date added',
    ),
    email,
    phone,
    tax_id: word(
      'ИНН',
      'Tax ID',
      'инн клиента | инн контрагента | инн покупателя | inn | vat id | vat number | tax number',
    ),
    partner_id: partner,
    region: word('Регион', 'Region', 'город | область | страна | city | state | country'),
  },
  people: {
    person_id: { ...person, also: [...person.also, 'id', 'код'] },
    customer_id: { ...customer, also: [...customer.also, 'компания', 'организация', 'company', 'company id'] },
    name: word('Имя контакта', 'Person name', 'имя | фио | контактное лицо | полное имя | full name | name'),
    email,
    phone,
    persona: word('Персона', 'Persona', 'тип персоны | портрет'),
    committee_role: word('Роль в решении', 'Role in the decision', 'роль | роль в закупке | role | buying role'),
  },
  interactions: {
    interaction_id: word('Код события', 'Event ID', 'id события | id | номер события | call id | visit id'),
    occurred_at: word(
      'Дата и время события',
      'Event time',
      'дата события | дата и время | дата | время | дата звонка | date | datetime | date and time | timestamp | time | event date | occurred at | created at',
    ),
    kind: word(
      'Вид события',
      'Event type',
      'тип события | событие | действие | тип | вид | event | event name | type | activity type | activity',
    ),
    customer_id: customer,
    person_id: person,
    anonymous_id: word(
      'Код посетителя',
      'Visitor ID',
      'посетитель | clientid | visitor | anonymous id | cookie id | _ym_uid',
    ),
    channel: word('Канал', 'Channel', 'рекламный канал | канал привлечения | marketing channel'),
    source: word('Источник', 'Source', 'источник трафика | utm_source | utm source | traffic source'),
    medium: word('Тип трафика', 'Medium', 'utm_medium | utm medium'),
    campaign,
    touchpoint: word('Точка касания', 'Touchpoint', 'страница | page | url | landing page | материал'),
    sales_type: salesType,
    deal_id: deal,
    actor: word(
      'Кто выполнил',
      'Done by',
      'сотрудник | менеджер | ответственный | оператор | employee | manager | operator | user | owner',
    ),
    hours,
    text: word(
      'Текст',
      'Text',
      'комментарий | описание | примечание | сообщение | содержание | comment | description | note | notes | message',
    ),
  },
  deals: {
    deal_id: { ...deal, also: [...deal.also, 'id', 'номер'] },
    customer_id: { ...customer, also: [...customer.also, 'компания', 'организация', 'company'] },
    opened_at: word(
      'Дата открытия',
      'Opened on',
      'дата создания | создана | создано | created | created at | create date | open date | дата обращения | дата заявки',
    ),
    stage: word(
      'Этап',
      'Stage',
      'этап сделки | стадия | стадия сделки | статус | статус сделки | deal stage | pipeline stage | status',
    ),
    stage_entered_at: word(
      'Дата входа в этап',
      'Stage entered on',
      'дата этапа | дата перехода | stage date | date entered stage',
    ),
    outcome: word('Исход', 'Outcome', 'результат | итог | result'),
    closed_at: word(
      'Дата закрытия сделки',
      'Closed on',
      'дата закрытия | закрыта | close date | closed at | closed date',
    ),
    amount: word('Сумма сделки', 'Deal amount', 'сумма | бюджет | стоимость | amount | value | deal value | budget'),
    currency,
    process: pipeline,
    owner: word('Ответственный', 'Owner', 'менеджер | ответственный менеджер | deal owner | responsible | manager'),
    channel,
    campaign,
    product_id: product,
    loss_reason: word('Причина отказа', 'Loss reason', 'причина проигрыша | причина потери | lost reason | причина'),
  },
  order_lines: {
    line_id: word(
      'Номер строки',
      'Line ID',
      'id строки | код строки | line item id | item id | line | line number | id позиции | id',
    ),
    order_id: order,
    customer_id: customer,
    ordered_at: word(
      'Дата заказа',
      'Order date',
      'дата продажи | дата покупки | дата документа | дата отгрузки | дата | период | ordered at | purchase date | sale date | invoice date | date | created at',
    ),
    product_id: product,
    quantity: word('Количество', 'Quantity', 'кол-во | кол | qty | шт'),
    net_amount: word(
      'Сумма без НДС',
      'Net amount',
      'выручка без ндс | сумма | сумма заказа | выручка | стоимость | оборот | amount | total | revenue | net | sum | net total | order total',
    ),
    currency,
    cogs: word(
      'Себестоимость',
      'Cost of goods',
      'себестоимость без ндс | закупочная стоимость | закупка | cogs | cost',
    ),
    service_cost: word(
      'Прямые услуги',
      'Service cost',
      'комиссия | доставка | логистика | commission | fee | delivery cost',
    ),
    sales_type: salesType,
    channel,
    campaign,
    partner_id: partner,
    deal_id: deal,
    refund_of: word('Возврат строки', 'Refund of line', 'возврат | refund of'),
    status: word(
      'Статус оплаты',
      'Payment status',
      'статус | статус заказа | status | order status | financial status',
    ),
    class: word('Класс продажи', 'Sale class', 'класс | class'),
    contract_from: word(
      'Договор с',
      'Contract from',
      'начало договора | начало подписки | дата начала | contract start | start date | start',
    ),
    contract_to: word(
      'Договор по',
      'Contract to',
      'конец договора | окончание договора | окончание подписки | дата окончания | contract end | end date | end',
    ),
    monthly_amount: word('Сумма в месяц', 'Monthly amount', 'абонентская плата | в месяц | mrr | monthly price'),
  },
  products: {
    product_id: { ...product, also: [...product.also.filter((name) => !/name|наименование/.test(name)), 'id', 'код'] },
    name: word(
      'Название товара',
      'Product name',
      'наименование товара | название | наименование | name | title | item name',
    ),
    family: word(
      'Группа товаров',
      'Product family',
      'товарная группа | группа | категория | линейка | category | family | product category',
    ),
    rung: word('Ступень', 'Rung', 'уровень | level | step'),
    price: word('Цена', 'Price', 'цена без ндс | прайс | list price | стоимость'),
    cogs_rate: word(
      'Доля себестоимости',
      'Cost share',
      'доля себестоимости, % | себестоимость, % | cost share, % | cogs rate | cost rate',
    ),
    result_kind: word('Событие-результат', 'Result event', 'результат | result'),
  },
  payments: {
    payment_id: word(
      'Номер платежа',
      'Payment ID',
      'id платежа | платеж | номер операции | номер документа | номер | payment | transaction id | transaction | id',
    ),
    paid_at: word(
      'Дата платежа',
      'Paid on',
      'дата оплаты | дата операции | дата поступления | дата | paid at | payment date | date',
    ),
    amount: word(
      'Сумма платежа',
      'Payment amount',
      'сумма | поступление | приход | оплачено | amount | paid | credit | кредит',
    ),
    currency,
    customer_id: { ...customer, also: [...customer.also, 'плательщик', 'payer'] },
    order_id: { ...order, also: order.also.filter((name) => !/документ/.test(name)) },
    tax_id: word('ИНН плательщика', 'Payer tax ID', 'инн | инн контрагента | inn | tax id | vat id'),
    purpose: word(
      'Назначение платежа',
      'Purpose',
      'назначение | комментарий | основание | description | reference | details',
    ),
  },
  rates: {
    date: word('Дата курса', 'Rate date', 'дата | день | date | day'),
    currency,
    rate: word('Курс', 'Rate', 'курс цб | курс валюты | exchange rate | curs'),
  },
  costs: {
    cost_id: word('Код затраты', 'Cost ID', 'id затраты | номер документа | номер | id'),
    date: word('Дата', 'Date', 'дата расхода | дата операции | дата документа | день | day | cost date'),
    month: word('Месяц', 'Month', 'период | period'),
    amount: word(
      'Сумма затрат',
      'Cost amount',
      'сумма | сумма без ндс | расход | расходы | затраты | стоимость | начислено | amount | cost | spend | expense',
    ),
    currency,
    class: word('Класс затрат', 'Cost class', 'класс | class'),
    function: word('Функция', 'Function', 'отдел | подразделение | department | team'),
    channel,
    campaign,
    segment,
    process: pipeline,
    cell: word('Ячейка пути', 'Journey cell', 'ячейка | cell'),
    staff: word('Сотрудник', 'Staff', 'фио | исполнитель | employee | person'),
    hours,
    asset: word('Актив', 'Asset', 'материал'),
    note: word(
      'Комментарий',
      'Note',
      'статья | статья затрат | примечание | описание | назначение | поставщик | контрагент | comment | description | article | supplier | vendor',
    ),
  },
};

/** When a row was changed last; a column of every kind. */
export const updatedAt = word(
  'Изменено',
  'Updated at',
  'дата изменения | дата редактирования | modified | modified at | last modified | updated',
);

/** What people write where a column takes one of a list: the value, then its names. The first Russian and English ones are the templates'. */
export const valueWords: Readonly<Record<string, readonly (readonly [value: string, ...names: string[]])[]>> = {
  'customers.kind': [
    ['b2b', 'компания', 'company', 'юрлицо', 'юр. лицо', 'юридическое лицо', 'организация', 'ип', 'business'],
    ['b2c', 'человек', 'person', 'физлицо', 'физ. лицо', 'физическое лицо', 'частное лицо', 'individual', 'consumer'],
    ['partner', 'партнёр', 'partner', 'партнер', 'дилер', 'агент', 'dealer', 'reseller'],
  ],
  'deals.outcome': [
    ['open', 'в работе', 'open', 'открыта', 'в процессе', 'in progress'],
    ['won', 'выиграна', 'won', 'успешно', 'успешно реализовано', 'продажа', 'closed won', 'success'],
    ['lost', 'проиграна', 'lost', 'отказ', 'закрыто и не реализовано', 'провал', 'closed lost'],
    ['none', 'без исхода', 'none', 'ошибка', 'дубль', 'спам', 'duplicate', 'spam'],
  ],
  'order_lines.status': [
    ['paid', 'оплачен', 'paid', 'оплачено', 'выполнен', 'завершен', 'завершён', 'доставлен', 'completed', 'delivered'],
    ['unpaid', 'не оплачен', 'unpaid', 'ожидает оплаты', 'новый', 'pending', 'awaiting payment', 'open'],
    ['cancelled', 'отменён', 'cancelled', 'отменен', 'отмена', 'отказ', 'canceled', 'void'],
  ],
  'order_lines.class': [
    ['first', 'первая', 'first', 'новая'],
    ['regular', 'регулярная', 'regular', 'повторная', 'repeat'],
    ['development', 'развитие', 'development', 'допродажа', 'upsell'],
    ['winback', 'возврат клиента', 'winback', 'возврат'],
  ],
  'costs.class': [
    ['acquisition', 'привлечение', 'acquisition'],
    ['activation', 'активация', 'activation', 'запуск', 'внедрение', 'onboarding'],
    ['retention', 'удержание', 'retention', 'сопровождение'],
    ['development', 'развитие', 'development'],
    ['winback', 'возврат', 'winback', 'возвращение', 'win-back'],
    ['shared', 'общие', 'shared', 'общее', 'накладные', 'overhead'],
    ['outside', 'вне маркетинга и продаж', 'outside', 'прочее', 'не относится', 'other'],
  ],
  'costs.function': [
    ['marketing', 'маркетинг', 'marketing', 'реклама', 'отдел маркетинга'],
    ['sales', 'продажи', 'sales', 'отдел продаж', 'коммерческий отдел'],
    ['success', 'сопровождение', 'success', 'сервис', 'поддержка', 'клиентский сервис', 'customer success', 'support'],
    ['management', 'управление', 'management', 'руководство', 'администрация'],
  ],
};
