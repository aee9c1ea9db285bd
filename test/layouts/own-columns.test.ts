import { describe, expect, it, test } from 'vitest';
import { bindLayout } from '../../src/layouts/bind.ts';
import { oneCSales } from '../../src/layouts/flat/one-c-sales.ts';
import { amocrmContacts } from '../../src/layouts/programs/amocrm-contacts.ts';
import { yandexDirect } from '../../src/layouts/programs/yandex-direct.ts';
import { useCompanies } from '../store/warehouse/import/importing.ts';

const { company } = useCompanies();
type Brought = ReturnType<typeof company>;

const bring = async (contents: string, answers: Record<string, string> = {}, fileName = 'file.csv') => {
  const made: Brought = company();
  const report = await made.bring(contents, { fileName, source: '', answers });
  expect(report.problem).toBeUndefined();
  expect(await made.refused()).toEqual([]);
  return made;
};

describe('columns a company adds to an export', () => {
  it('say of a row what the program has no column for, and more than what it says of all rows alike', async () => {
    const made = await bring(
      `Месяц;Кампания;№ Кампании;Клики;Расход (руб.);Сегмент;Ячейка пути;Канал;Класс затрат
2025-01;Весна;1;10;1200,00;Кофейни;c02;Платный поиск;удержание
2025-02;Весна;1;10;600,00;;;;
`,
    );
    expect(await made.facts('costs', 'channel, segment, cell, class, toString(amount) AS amount')).toEqual(
      expect.arrayContaining([
        { channel: 'Платный поиск', segment: 'Кофейни', cell: 'c02', class: 'retention', amount: '1200' },
        { channel: 'Яндекс Директ', segment: '', cell: '', class: 'acquisition', amount: '600' },
      ]),
    );
  });

  it('do not take the place of what the program says of a row', () => {
    const header = ['Месяц', 'Кампания', '№ Кампании', 'Клики', 'Расход (руб.)', 'Campaign', 'Сумма затрат', 'Дата'];
    const columns = bindLayout(yandexDirect, header, {})?.outputs[0]?.columns;
    expect(columns).toEqual(bindLayout(yandexDirect, header.slice(0, 5).concat('Дата'), {})?.outputs[0]?.columns);
  });

  it('belong to what a row is about, not to what it says aside', () => {
    const header = [
      'ID',
      'Полное имя контакта',
      'Название компании',
      'Дата создания контакта',
      'Вид продаж',
      'Персона',
    ];
    const outputs = bindLayout(amocrmContacts, header, {})?.outputs ?? [];
    expect(
      outputs.map(({ kind, aside, columns }) => [kind, aside ?? '', 'sales_type' in columns, 'persona' in columns]),
    ).toEqual([
      ['customers', '', true, false],
      ['customers', 'contacts', false, false],
      ['people', '', false, true],
    ]);
  });

  it('are no names alike: a column another program calls so is left as it is', () => {
    const header = ['Контрагент', 'Номенклатура', 'Регистратор', 'Сумма', 'Сделка', 'status'];
    const columns = bindLayout(oneCSales, header, {})?.outputs[0]?.columns ?? {};
    expect([columns.deal_id, columns.status]).toEqual([undefined, undefined]);
  });
});

describe('what is given back says what it was', () => {
  const columns = 'line_id, refund_of, toString(net_amount) AS net, toString(ordered_at) AS at';

  test('1C: a return names the document of its sale, and a sale that rests on an invoice is no return', async () => {
    const made = await bring(
      `Контрагент;ИНН;Номенклатура;Артикул;Выручка без НДС;Себестоимость;Регистратор;Документ-основание
ООО «Ромашка»;7707083893;Фильтр;A-100;1000,00;600,00;Реализация 1 от 15.01.2025 12:00:00;Счёт 7 от 10.01.2025
ООО «Ромашка»;7707083893;Фильтр;A-100;-400,00;-240,00;Возврат 1 от 20.01.2025 12:00:00;Реализация 1 от 15.01.2025 12:00:00
`,
    );
    expect((await made.facts('order_lines', columns)).map(({ refund_of, net }) => [net, refund_of])).toEqual(
      expect.arrayContaining([
        ['1000', ''],
        ['-400', '1c:Реализация 1 от 15.01.2025 12:00:00 / A-100'],
      ]),
    );
  });

  test('the shop: a refund counts on its own day, and a row exported twice is one line', async () => {
    const row = '501,Completed,2025-01-15 12:00:00,anna@example.com,7001,F-1,Fern,1,100,30,2025-02-03 10:00:00';
    const made = await bring(
      `Order Number,Order Status,Order Date,Email (Billing),Item ID,SKU,Item Name,Quantity,Order Line (w/o tax),Order Line Total Refunded,Refund Date
${row}
${row}
`,
    );
    expect(await made.facts('order_lines', columns)).toEqual(
      expect.arrayContaining([
        { line_id: 'woocommerce:501 / 7001', refund_of: '', net: '100', at: '2025-01-15 09:00:00.000' },
        {
          line_id: 'woocommerce:501 / 7001 / refund',
          refund_of: 'woocommerce:501 / 7001',
          net: '-30',
          at: '2025-02-03 07:00:00.000',
        },
      ]),
    );
    expect(await made.facts('order_lines', 'line_id')).toHaveLength(2);
  });

  test('the bank: money paid back to a customer takes its payment back, other money paid out does not', async () => {
    const documentOf = (number: number, amount: string, purpose: string, isOut: boolean) => {
      const [them, us] = [
        ['7707083893', '40702810900000012345'],
        ['7706123456', '40702810000000000123'],
      ] as const;
      const [payer, payee] = isOut ? [us, them] : [them, us];
      return `СекцияДокумент=Платежное поручение
Номер=${number}
Дата=20.02.2025
Сумма=${amount}
${isOut ? 'ДатаСписано' : 'ДатаПоступило'}=21.02.2025
Плательщик1=А
ПлательщикИНН=${payer[0]}
ПлательщикСчет=${payer[1]}
Получатель1=Б
ПолучательИНН=${payee[0]}
ПолучательСчет=${payee[1]}
НазначениеПлатежа=${purpose}
КонецДокумента
`;
    };
    const made = await bring(
      `1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
РасчСчет=40702810000000000123
${documentOf(1, '1200.00', 'Оплата заказа 5', false)}${documentOf(2, '600.00', 'Возврат по заказу 5', true)}${documentOf(3, '90.00', 'Возврат займа', true)}${documentOf(4, '70.00', 'Оплата аренды', true)}КонецФайла
`,
      { vat: 'included', outgoing: 'costs' },
      'kl_to_1c.txt',
    );
    const payments = await made.facts('payments', 'toString(amount) AS amount, tax_id');
    expect(payments).toHaveLength(2);
    expect(payments).toEqual(
      expect.arrayContaining([
        { amount: '1000', tax_id: '7707083893' },
        { amount: '-500', tax_id: '7707083893' },
      ]),
    );
    expect((await made.facts('costs', 'toString(amount) AS amount')).map(({ amount }) => amount).sort()).toEqual([
      '58.333333',
      '75',
    ]);
  });
});

test('Ozon: orders of one buyer are told by the first part of their numbers where the person says so', async () => {
  const header = 'Номер заказа;Номер отправления;Принят в обработку;Статус;SKU;Артикул;Ваша цена;Количество';
  const order = (number: string) => `${number};${number}-1;2025-01-10 12:00:00;Доставлен;555001;A-100;1000,00;1`;
  const made = await bring(
    `${header}\n${order('33920158-0231')}\n${order('33920158-0232')}\n${order('44000000-0001')}\n`,
    {
      buyers: 'buyer',
    },
  );
  const customers = (await made.facts('order_lines', 'customer_id')).map(({ customer_id }) => customer_id);
  expect(customers.sort()).toEqual(['ozon:33920158', 'ozon:33920158', 'ozon:44000000']);
});
