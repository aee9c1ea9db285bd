import {
  allOf,
  anyOf,
  chosen,
  column,
  constant,
  filled,
  first,
  found,
  joined,
  type Layout,
  lower,
  matches,
  negated,
  net,
  not,
  own,
  when,
} from '../layout.ts';
import { paymentsAsOrders } from '../questions.ts';

/** Money came in where the account paid to is the statement's own; where the file does not say, where only a day of receipt is given. */
const incoming = anyOf(
  { same: [column('payeeAccount'), column('account')] },
  allOf(filled('received'), anyOf(not(filled('written')), not({ same: [column('payerAccount'), column('account')] }))),
);

/** Banks write the tax number before the name: «ИНН 7712345678 ООО …». */
const named = (field: string) => found(column(field), '^(?:ИНН\\s*\\d+\\s+)?(.*)$');
const payer = first(named('payerName'), named('payer'));
const payee = first(named('payeeName'), named('payee'));
const customer = own(first(column('payerInn'), lower(payer)));
const document = (day: 'received' | 'written') =>
  joined(
    '|',
    first(column(day), column('date')),
    column('number'),
    first(column('payerAccount'), column('payerInn'), lower(payer)),
    first(column('payeeAccount'), column('payeeInn'), lower(payee)),
    column('amount'),
  );

/** Money that comes in and was not earned: own transfers, loans, refunds of suppliers and taxes, cash paid in. */
const notSales =
  'собственных средств|внутренн\\S* перевод|перевод между счетами|пополнение счета|взнос наличн|займ|кредит\\S* договор|депозит|возврат|ошибочно|уставн\\S* капитал|процент\\S* по|возмещение|самоинкасс';
/** Money given back to customers. */
const refund = allOf(not(incoming), matches(column('purpose'), '^возврат .*(заказ|покупател|клиент|предоплат|аванс)'));
const about = joined(' ', payee, column('purpose'));
const advertising = 'реклам|яндекс|google|вконтакте|\\bvk\\b|авито|продвижен|таргет|маркетинг|seo|2гис|выставк';

/**
 * «1CClientBankExchange», which every bank and «Клиент-банк» exports for 1C. The reader makes a row of each document, with the statement's account beside it.
 * Totals of acquirers hide who paid; the sums include VAT where there is any.
 */
export const bankExchange: Layout = {
  id: 'bank_exchange',
  name: { ru: 'Банк: выписка для 1С', en: 'Bank: statement for 1C' },
  export: {
    ru: 'Интернет-банк → Выписка → Формат 1С (kl_to_1c.txt)',
    en: 'Online bank → Statement → 1C format (kl_to_1c.txt)',
  },
  references: ['http://v8.1c.ru/edi/edi_stnd/100/101.htm', 'https://github.com/tochka-public/odin_palace'],
  known: 'documented',
  source: 'bank',
  formats: ['bank_exchange'],
  fields: {
    number: { names: ['Номер'] },
    date: { names: ['Дата'] },
    amount: { names: ['Сумма'] },
    written: { names: ['ДатаСписано'] },
    received: { names: ['ДатаПоступило'] },
    payerInn: { names: ['ПлательщикИНН'] },
    payerName: { names: ['Плательщик1', 'ПлательщикНаименование'], personal: 'name' },
    payer: { names: ['Плательщик'], personal: 'name' },
    payerAccount: { names: ['ПлательщикСчет', 'ПлательщикРасчСчет'], personal: 'id' },
    payeeInn: { names: ['ПолучательИНН'] },
    payeeName: { names: ['Получатель1', 'ПолучательНаименование'], personal: 'name' },
    payee: { names: ['Получатель'], personal: 'name' },
    payeeAccount: { names: ['ПолучательСчет', 'ПолучательРасчСчет'], personal: 'id' },
    purpose: { names: ['НазначениеПлатежа', 'НазначениеПлатежа1'] },
    account: { names: ['РасчСчет'] },
  },
  needs: ['amount', 'date', ['payerAccount', 'payer', 'payerName'], ['payeeAccount', 'payee', 'payeeName']],
  telling: ['amount', ['payerAccount', 'payer', 'payerName'], ['payeeAccount', 'payee', 'payeeName'], 'purpose'],
  questions: [
    paymentsAsOrders,
    {
      id: 'outgoing',
      text: { ru: 'Что делать со списаниями?', en: 'What to do with money paid out?' },
      why: {
        ru: 'Обычно затраты точнее берутся из кабинетов рекламы, 1С и ведомости зарплат. Взятые ещё и из выписки, они посчитались бы дважды.',
        en: 'Costs are usually better taken from ad accounts, 1C and the payroll. Taken from the statement too, they would count twice.',
      },
      answers: [
        { value: 'leave', text: { ru: 'Не загружать', en: 'Leave them out' } },
        {
          value: 'costs',
          text: {
            ru: 'Загрузить затратами: реклама — привлечение, прочее — вне маркетинга и продаж',
            en: 'Take them as costs: advertising is acquisition, the rest outside marketing and sales',
          },
        },
      ],
      byDefault: 'leave',
    },
  ],
  outputs: [
    {
      kind: 'payments',
      when: incoming,
      columns: {
        payment_id: document('received'),
        paid_at: first(column('received'), column('written'), column('date')),
        amount: net(column('amount')),
        tax_id: column('payerInn'),
        purpose: column('purpose'),
      },
    },
    {
      kind: 'payments',
      aside: 'refunds',
      when: refund,
      columns: {
        payment_id: document('written'),
        paid_at: first(column('written'), column('date')),
        amount: net(negated(column('amount'))),
        tax_id: column('payeeInn'),
        purpose: column('purpose'),
      },
    },
    {
      kind: 'customers',
      aside: 'payments',
      when: allOf(incoming, filled('payerInn')),
      columns: {
        customer_id: customer,
        name: payer,
        kind: when(matches(column('payerInn'), '^\\d{10}$'), constant('b2b')),
        tax_id: column('payerInn'),
      },
    },
    {
      kind: 'order_lines',
      aside: 'payments',
      only: { question: 'payments_as_orders', is: ['yes'] },
      when: allOf(incoming, not(matches(column('purpose'), notSales))),
      columns: {
        line_id: own(document('received')),
        order_id: own(document('received')),
        customer_id: customer,
        ordered_at: first(column('received'), column('written'), column('date')),
        net_amount: net(column('amount')),
      },
    },
    {
      kind: 'costs',
      aside: 'payments',
      only: { question: 'outgoing', is: ['costs'] },
      when: allOf(not(incoming), not(refund)),
      columns: {
        cost_id: document('written'),
        date: first(column('written'), column('date')),
        amount: net(column('amount')),
        class: chosen(about, [{ matches: advertising, gives: 'acquisition' }], constant('outside')),
        function: chosen(about, [{ matches: advertising, gives: 'marketing' }]),
        channel: chosen(about, [
          { matches: 'яндекс', gives: 'Яндекс Директ' },
          { matches: 'google', gives: 'Google Ads' },
          { matches: 'вконтакте|\\bvk\\b', gives: 'VK Реклама' },
          { matches: 'авито', gives: 'Авито' },
        ]),
        note: joined(' · ', payee, column('purpose')),
      },
    },
  ],
  vatHint: {
    ru: 'Если ваша компания платит НДС, суммы в выписке его включают.',
    en: 'If your company pays VAT, the amounts of a statement include it.',
  },
};
