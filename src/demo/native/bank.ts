import iconv from 'iconv-lite';
import type { Row } from '../acquaintance.ts';
import type { World } from './world.ts';
import { dotted, withVat } from './written.ts';

const account = '40702810000000000777';
const ours = { name: 'ООО "Чистый контур"', taxId: '0012345671' };

const section = (fields: readonly (readonly [string, string])[]): string[] => [
  'СекцияДокумент=Платежное поручение',
  ...fields.map(([name, value]) => `${name}=${value}`),
  'КонецДокумента',
];

/** Money from a company, or given back to one. */
const paymentOf = (world: World, payment: Row, number: number): string[] => {
  const { name, row } = world.of(payment.customer_id);
  const isBack = (payment.amount ?? '').startsWith('-');
  const day = dotted((payment.paid_at ?? '').slice(0, 10));
  const them = {
    name,
    taxId: row.tax_id ?? '',
    account: `407028109${String(row.customer_id).replace(/\D/g, '').padStart(11, '0')}`,
  };
  const us = { ...ours, account };
  const [payer, payee] = isBack ? [us, them] : [them, us];
  return section([
    ['Номер', String(number)],
    ['Дата', day],
    ['Сумма', withVat((payment.amount ?? '').replace('-', ''))],
    [isBack ? 'ДатаСписано' : 'ДатаПоступило', day],
    ['Плательщик1', payer.name],
    ['ПлательщикИНН', payer.taxId],
    ['ПлательщикСчет', payer.account],
    ['Получатель1', payee.name],
    ['ПолучательИНН', payee.taxId],
    ['ПолучательСчет', payee.account],
    ['НазначениеПлатежа', `${payment.purpose}, в т.ч. НДС 20%`],
  ]);
};

/** The bank's statement for 1C: payments of companies with VAT, known by their tax numbers only. */
export const bankStatement = (world: World): Uint8Array => {
  const payments = world.facts.payments.filter((row) => !world.of(row.customer_id).isPrivate);
  const lines = [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    'Кодировка=Windows',
    'Отправитель=Банк',
    'Получатель=1С',
    'ДатаНачала=01.01.2023',
    'ДатаКонца=31.12.2025',
    `РасчСчет=${account}`,
    'СекцияРасчСчет',
    'ДатаНачала=01.01.2023',
    'ДатаКонца=31.12.2025',
    `РасчСчет=${account}`,
    'КонецРасчСчет',
    ...payments.flatMap((payment, at) => paymentOf(world, payment, at + 1)),
    'КонецФайла',
  ];
  return new Uint8Array(iconv.encode(`${lines.join('\r\n')}\r\n`, 'win1251'));
};
