import type { Chance } from './chance.ts';
import { type ChannelId, channels, type SegmentId } from './targets.ts';

/** Who of the company speaks with customers, by segment; the names are those of the cost file's staff. */
export const sellers: Readonly<Record<SegmentId, readonly string[]>> = {
  S1: ['Вера Сомова', 'Юлия Власова', 'Егор Панин'],
  S2: ['Ксения Лунина', 'Максим Орлов', 'Вера Сомова'],
  S3: ['Денис Зуев', 'Роман Титов'],
  S4: ['Артур Саакян'],
};
export const engineers = ['Николай Бурцев', 'Степан Ли'] as const;
export const coordinators = ['Ирина Жукова', 'Полина Рябова'] as const;
export const keyAccounts = 'Глеб Воронин';

/** Campaigns a channel brought people by; the same names stand in the cost file. */
const campaigns: Readonly<Record<ChannelId, Readonly<Record<SegmentId, readonly string[]>>>> = {
  paidSearch: {
    S1: ['Дом: вода из скважины', 'Общие запросы: фильтры'],
    S2: ['Кофейни: вкус и накипь', 'Кофейни: экспресс-набор', 'Общие запросы: водоподготовка'],
    S3: ['Производства: вода по нормам', 'Сети: баннеры'],
    S4: ['Общие запросы: фильтры'],
  },
  marketplace: {
    S1: ['Карточки: картриджи'],
    S2: ['Карточки: картриджи'],
    S3: ['Карточки: картриджи'],
    S4: ['Карточки: картриджи'],
  },
  content: {
    S1: ['Гид по воде'],
    S2: ['5 признаков, что вода портит кофе', 'Гид по воде'],
    S3: ['Гид по воде'],
    S4: ['Гид по воде'],
  },
  partners: { S1: [''], S2: ['Обжарщики советуют'], S3: [''], S4: ['Выставка HoReCa и вода'] },
  referral: { S1: ['Приведи соседа'], S2: ['Приведи соседа'], S3: [''], S4: [''] },
};

export const campaignOf = (channel: ChannelId, segment: SegmentId, chance: Chance): string =>
  chance.pick(campaigns[channel][segment]);
export const channelName = (channel: ChannelId): string => channels[channel];

/** How the customer buys: what one seller's day, and not the channel, depends on. */
export const salesTypeOf = (segment: SegmentId, channel: ChannelId): string => {
  if (segment === 'S4') return 'dealer';
  if (segment === 'S3') return 'direct';
  if (segment === 'S2') return channel === 'partners' ? 'partner' : 'direct';
  if (channel === 'marketplace') return 'marketplace';
  return channel === 'partners' ? 'dealer' : 'e-commerce';
};
