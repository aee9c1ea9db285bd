import { type Part, placed, words } from './writing.ts';

/** Channels that templates share; `names` are the spellings facts usually have. */
export const defaultChannels: NonNullable<Part['channels']> = placed({
  site: { name: words('Сайт и статьи', 'Site and articles'), names: ['Сайт', 'Контент и SEO', 'site', 'organic'] },
  social: {
    name: words('Соцсети и мессенджеры', 'Social media and messengers'),
    names: ['Соцсети', 'Telegram', 'social'],
  },
  search_ads: {
    name: words('Платный поиск', 'Paid search'),
    names: ['Платный поиск', 'cpc', 'paid search'],
    ownership: 'paid',
  },
  email: { name: words('Письма', 'E-mail'), names: ['E-mail', 'email', 'Рассылка'] },
  phone: { name: words('Телефон', 'Phone'), names: ['Телефон', 'phone'] },
  meeting: { name: words('Встречи и выезды', 'Meetings and visits'), names: ['Встреча', 'meeting'] },
  shop: { name: words('Интернет-магазин', 'Online shop'), names: ['Интернет-магазин', 'shop'] },
  marketplace: {
    name: words('Маркетплейс', 'Marketplace'),
    names: ['Маркетплейс', 'Ozon', 'Wildberries', 'marketplace'],
    ownership: 'paid',
  },
  store: { name: words('Магазин', 'Store'), names: ['Магазин', 'store'] },
  partners: {
    name: words('Партнёры и дилеры', 'Partners and dealers'),
    names: ['Партнёры', 'Дилеры', 'partners'],
    ownership: 'partner',
  },
  service: { name: words('Сервис и поддержка', 'Service and support'), names: ['Сервис', 'support'] },
  referral: {
    name: words('Рекомендации и отзывы', 'Referrals and reviews'),
    names: ['Рекомендации', 'referral'],
    ownership: 'earned',
  },
});
