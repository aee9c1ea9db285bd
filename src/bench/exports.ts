import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import iconv from 'iconv-lite';

/** A program's export, made as long as one likes: its bytes are as the program writes them. */
export type Export = {
  name: string;
  /** Rows the importer is to find; an export may have rows of totals beside them. */
  rows: number;
  encoding: 'utf-8' | 'windows-1251';
  delimiter: string;
  columns: number;
  head: string;
  row: (at: number) => string;
  foot: string;
};

const two = (number: number): string => String(number).padStart(2, '0');
const dayOf = (at: number): string => `${two((at % 28) + 1)}.${two(((at >> 5) % 12) + 1)}.${2023 + (at % 3)}`;

const amocrmHead =
  'ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Примечание 2,Примечание 3,Примечание 4,Примечание 5,Этап сделки,Воронка,Полное имя контакта,Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,Другой телефон,Рабочий email,Личный email,Другой email,Город,Источник,Должность,Товар,Skype,ICQ,Jabber,Google Talk,MSN,Другой IM,Пользовательское соглашение,cid,uid,tid,utm_source,utm_medium,utm_campaign,utm_term,utm_content,utm_referrer,_ym_uid,_ym_counter,roistat,referrer,openstat_service,openstat_campaign,openstat_ad,openstat_source,from,gclientid,gclid,yclid,fbclid,Источник,Товар,roistat,cid,uid,tid';

/** Deals of amoCRM with all its columns: deals, customers and people out of each row. */
export const amocrmDeals = (rows: number): Export => ({
  name: 'amoCRM deals, 69 columns, three kinds of facts a row',
  rows,
  encoding: 'utf-8',
  delimiter: ',',
  columns: amocrmHead.split(',').length,
  head: `${amocrmHead}\n`,
  row: (at) => {
    const who = at % 50_000;
    const isOpen = at % 5 === 0;
    const stage = isOpen ? 'Первичный контакт' : at % 2 === 0 ? 'Успешно реализовано' : 'Закрыто и не реализовано';
    const closed = isOpen ? 'не закрыта' : `${dayOf(at + 9)} 18:02:11`;
    return `${28_000_000 + at},"Сделка, ${at}",${(at % 900) * 100},Орлова Мария,${dayOf(at)} 10:15:00,,${dayOf(at + 9)} 18:02:11,,${closed},,,,,,,${stage},Продажи,Иван Петров ${who},ООО Ромашка ${who},,ООО Ромашка ${who},'+7916${String(1_000_000 + who)},,,,,,petrov${who}@romashka.ru,,,Тула,Выставка,,,,,,,,,,,,,yandex,,stanki,,,,${1_738_566_900_000_000 + who},,,,,,,,,,,,,,,,,,\n`;
  },
  foot: '',
});

/** Costs of Yandex Direct as its screen writes them: Windows-1251, a preface, decimal commas, a row of totals. */
export const yandexDirect = (rows: number): Export => ({
  name: 'Yandex Direct costs, Windows-1251, VAT taken off',
  rows,
  encoding: 'windows-1251',
  delimiter: ';',
  columns: 16,
  head: '"Отчёт по кампаниям"\r\n"Клиент: romashka-direct"\r\n"Период: 01.01.2023 - 31.12.2025"\r\n\r\nДата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;№ Условия показа;Тип условия показа;Тип площадки;Показы;Клики;Расход (руб.);CTR (%);Ср. цена клика (руб.);Отказы (%)\r\n',
  row: (at) =>
    `${dayOf(at)};Поиск | Фильтры;10002;Фильтры;${500_000 + (at % 40)};M-${900_000 + at};купить фильтр;${7000 + (at % 90)};фраза;поиск;1 200;36;${1 + (at % 9)} 320,50;3,00;120,01;12,5\r\n`,
  foot: 'Итого;;;;;;;;;;11 000;74;6 900,50;0,67;93,25;\r\n',
});

/** A sales report of 1C made flat: a line and its customer out of each row. */
export const salesReport = (rows: number): Export => ({
  name: '1C sales report, two kinds of facts a row',
  rows,
  encoding: 'utf-8',
  delimiter: ';',
  columns: 19,
  head: '\ufeffКонтрагент;ИНН;Договор;Номенклатура;Артикул;Номенклатурная группа;Характеристика;Серия;Номер строки;Количество;Сумма;НДС;Выручка без НДС;Себестоимость;Валовая прибыль;Регистратор;Период;Валюта;Менеджер\n',
  row: (at) => {
    const who = at % 50_000;
    return `ООО «Ромашка ${who}»;${7_700_000_000 + who};Договор 15;Фильтр;A-${at % 500};Фильтры;;;1;1;15000.00;2500.00;12500.00;7000.00;5500.00;Реализация 0000-${at} от ${dayOf(at)} 12:00:00;${2023 + (at % 3)}-${two(((at >> 5) % 12) + 1)}-${two((at % 28) + 1)};RUB;Анна Орлова\n`;
  },
  foot: '',
});

const rowsAtOnce = 5_000;

/** Text as the export's program writes it. */
export const encoded = (made: Export, text: string): Buffer => iconv.encode(text, made.encoding);

/** Writes an export to a file. */
export const writeExport = async (path: string, made: Export): Promise<void> => {
  const out = createWriteStream(path, { highWaterMark: 1 << 22 });
  out.write(encoded(made, made.head));
  for (let from = 0; from < made.rows; from += rowsAtOnce) {
    const some = Array.from({ length: Math.min(rowsAtOnce, made.rows - from) }, (_, at) => made.row(from + at));
    if (!out.write(encoded(made, some.join('')))) await new Promise<void>((done) => out.once('drain', done));
  }
  out.end(encoded(made, made.foot));
  await finished(out);
};
