import type { Row } from '../acquaintance.ts';
import type { World } from './world.ts';
import { textTable, withVat } from './written.ts';

/** Costs that come from Yandex Direct's account. */
export const isDirect = (cost: Row): boolean => cost.note === 'Яндекс Директ';

/** Yandex Direct's report by months, in Windows-1251 and with VAT; the last three columns are the marketer's own. */
export const yandexDirect = ({ facts }: World): Uint8Array => {
  const costs = facts.costs.filter(isDirect);
  const campaigns = [...new Set(costs.map((row) => row.campaign))];
  const gross = costs.map((row) => withVat(row.amount ?? '', ','));
  const header = [
    'Месяц',
    '№ Кампании',
    'Кампания',
    'Показы',
    'Клики',
    'Расход (руб.)',
    'Ср. цена клика (руб.)',
    'Канал',
    'Сегмент',
    'Ячейка пути',
  ];
  const rows = costs.map((row, at) => {
    const spent = Number((gross[at] ?? '').replace(',', '.'));
    const clicks = Math.max(1, Math.round(spent / 62));
    return [
      row.month ?? '',
      String(61_000_100 + campaigns.indexOf(row.campaign)),
      row.campaign ?? '',
      String(clicks * 38),
      String(clicks),
      gross[at] ?? '',
      (spent / clicks).toFixed(2).replace('.', ','),
      row.channel ?? '',
      row.segment ?? '',
      row.cell ?? '',
    ];
  });
  const total = gross.reduce((sum, text) => sum + Math.round(Number(text.replace(',', '.')) * 100), 0) / 100;
  return textTable(
    { header, rows },
    {
      encoding: 'win1251',
      before: ['"Отчёт по кампаниям"', '"Клиент: clearloop-direct"', '"Период: 01.01.2023 - 31.12.2025"', ''],
      after: [`Итого;;;;;${total.toFixed(2).replace('.', ',')};;;;`],
    },
  );
};
