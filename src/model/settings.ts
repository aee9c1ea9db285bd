import { z } from 'zod';
import type { Sentence } from './problem.ts';

const Days = z.number().int().positive();

/**
 * What a workspace decides about its numbers. Every value that changes a number is here and is shown beside it.
 *
 * `lost_after_days`, `at_risk_after_days` are null until someone sets them: then the days per segment are computed once
 * there are 100 intervals between orders, and kept (`WindowDays`).
 */
export const Settings = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('RUB'),
  time_zone: z.string().default('Europe/Moscow'),
  language: z.enum(['ru', 'en']).default('ru'),
  as_of: z.iso.date().nullable().default(null),
  lost_after_days: Days.nullable().default(null),
  at_risk_after_days: Days.nullable().default(null),
  at_risk_by: z.enum(['silence', 'model']).default('silence'),
  contract_grace_days: z.number().int().nonnegative().default(30),
  merge_days: z.number().int().nonnegative().default(7),
  winback_abandoned_after_days: Days.default(90),
  activation_kinds: z.array(z.string()).default([]),
  winback_kinds: z.array(z.string()).default([]),
  risk_kinds: z.array(z.string()).default([]),
  referral_kinds: z.array(z.string()).default([]),
  qualified_kinds: z.array(z.string()).default([]),
  paid_search_channels: z.array(z.string()).default([]),
  ad_channels: z.array(z.string()).default([]),
  own_domains: z.array(z.string()).default([]),
  shared_driver: z.enum(['direct_cost', 'hours', 'successes', 'revenue', 'equal']).default('direct_cost'),
  shared_split: z.number().min(0).max(1).default(0.5),
  cac_lag_months: z.number().int().nonnegative().max(24).default(0),
  discount_rate_year: z.number().positive().max(10).default(0.18),
  movements: z.enum(['month', 'event']).default('month'),
  rr_churn_on: z.enum(['day_after', 'last_day']).default('day_after'),
  rr_past_due_days: z.number().int().nonnegative().max(3650).default(0),
  rr_pause_days: z.number().int().nonnegative().max(3650).default(0),
  rr_reactivation_days: Days.nullable().default(null),
  rr_coupons: z.enum(['as_written', 'deducted']).default('as_written'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('RU'),
  anonymous_join: z.boolean().default(true),
  anonymous_window_days: z.number().int().nonnegative().default(400),
});
export type Settings = z.infer<typeof Settings>;
export type SettingKey = keyof Settings;
export const settingKeys = Object.keys(Settings.shape) as SettingKey[];

/** Days of silence after which a customer is at risk and lost, for customers of one segment ('' = no segment). */
export type WindowDays = {
  lostAfterDays: number;
  atRiskAfterDays: number;
  source: 'default' | 'computed' | 'set' | 'design';
};
/** The windows before anything is known about the rhythm of orders. */
export const defaultWindow: WindowDays = { lostAfterDays: 365, atRiskAfterDays: 180, source: 'default' };
/** How many intervals between orders a segment needs before its windows are computed from them. */
export const intervalsForWindows = 100;

export const settingTexts: Record<SettingKey, { name: Sentence; hint: Sentence }> = {
  currency: {
    name: { ru: 'Валюта', en: 'Currency' },
    hint: { ru: 'В ней показываются все деньги (код ISO 4217).', en: 'All money is shown in it (ISO 4217 code).' },
  },
  time_zone: {
    name: { ru: 'Часовой пояс', en: 'Time zone' },
    hint: {
      ru: 'По нему считаются дни и месяцы; даты в файлах без смещения читаются в нём. Задайте до загрузки файлов.',
      en: 'Days and months are those of this zone; dates in files without an offset are read in it. Set it before importing.',
    },
  },
  language: { name: { ru: 'Язык', en: 'Language' }, hint: { ru: 'ru или en', en: 'ru or en' } },
  as_of: {
    name: { ru: 'На дату', en: 'As of' },
    hint: {
      ru: 'День, на который известны числа. Пусто — сегодня или день после последнего факта, если он старше 60 дней.',
      en: 'The day numbers are known at. Empty: today, or the day after the last fact if that is over 60 days ago.',
    },
  },
  lost_after_days: {
    name: { ru: 'Потерян через, дней', en: 'Lost after, days' },
    hint: {
      ru: 'Сколько дней без заказа — и клиент потерян. Пусто — 4 медианных промежутка между заказами сегмента, пока их меньше 100 — 365.',
      en: 'Days without an order until a customer is lost. Empty: 4 × the segment’s median interval between orders; 365 until there are 100.',
    },
  },
  at_risk_after_days: {
    name: { ru: 'Под угрозой через, дней', en: 'At risk after, days' },
    hint: {
      ru: 'Сколько дней без заказа — и клиент под угрозой. Пусто — 2 медианных промежутка между заказами сегмента, пока их меньше 100 — 180.',
      en: 'Days without an order until a customer is at risk. Empty: 2 × the segment’s median interval; 180 until there are 100.',
    },
  },
  at_risk_by: {
    name: { ru: 'Под угрозой по', en: 'At risk by' },
    hint: {
      ru: 'silence — только по дням без заказа; model — ещё и те, кто по прогнозу скорее ушёл, чем остался (P(жив) < 0,5), со дня, когда прогноз это сказал.',
      en: 'silence: days without an order alone; model: also whoever the forecast takes for more likely gone than not (P(alive) < 0.5), from the day it said so.',
    },
  },
  contract_grace_days: {
    name: { ru: 'Льготные дни после договора', en: 'Grace after a contract, days' },
    hint: {
      ru: 'Сколько дней после конца договора без продления клиент ещё не потерян.',
      en: 'Days after a contract’s end without renewal before the customer is lost.',
    },
  },
  merge_days: {
    name: { ru: 'Первый заказ длится, дней', en: 'First order lasts, days' },
    hint: {
      ru: 'Заказы в эти дни после первого (включительно) считаются его частью.',
      en: 'Orders this soon after the first (inclusive) are part of it.',
    },
  },
  winback_abandoned_after_days: {
    name: { ru: 'Возврат оставлен через, дней', en: 'Win-back abandoned after, days' },
    hint: {
      ru: 'Столько дней после последней попытки возврата без заказа — и клиент снова просто потерян.',
      en: 'Days after the last win-back attempt without an order until the customer is simply lost again.',
    },
  },
  activation_kinds: {
    name: { ru: 'События результата', en: 'Result events' },
    hint: {
      ru: 'Виды касаний, которые доказывают результат клиента (вместе с result_kind товаров).',
      en: 'Kinds of touches that prove the customer’s result (together with the products’ result_kind).',
    },
  },
  winback_kinds: {
    name: { ru: 'Попытки возврата', en: 'Win-back attempts' },
    hint: {
      ru: 'Виды касаний — попытки вернуть потерянного.',
      en: 'Kinds of touches that are win-back attempts.',
    },
  },
  risk_kinds: {
    name: { ru: 'Признаки сомнения', en: 'Signs of doubt' },
    hint: {
      ru: 'Виды касаний, после которых клиент под угрозой: жалоба, просьба вернуть деньги, обращение «не работает».',
      en: 'Kinds of touches that put a customer at risk: a complaint, a request for a refund, a ticket that it does not work.',
    },
  },
  referral_kinds: {
    name: { ru: 'Рекомендации', en: 'Recommendations' },
    hint: { ru: 'Виды касаний — рекомендации.', en: 'Kinds of touches that are recommendations.' },
  },
  qualified_kinds: {
    name: { ru: 'Признаки «подходит»', en: 'Signs of qualification' },
    hint: {
      ru: 'Виды касаний, по которым контакт подходит (понимает проблему и цель). Пусто — второе касание контакта с известным сегментом.',
      en: 'Kinds of touches that qualify a contact (problem and goal understood). Empty: the second touch of a contact with a known segment.',
    },
  },
  paid_search_channels: {
    name: { ru: 'Каналы платного поиска', en: 'Paid search channels' },
    hint: { ru: 'Каналы, которые являются платным поиском.', en: 'Channels that are paid search.' },
  },
  ad_channels: {
    name: { ru: 'Рекламные каналы', en: 'Advertising channels' },
    hint: { ru: 'Каналы, затраты на которые — реклама.', en: 'Channels whose costs are advertising.' },
  },
  own_domains: {
    name: { ru: 'Свои сайты', en: 'Own sites' },
    hint: {
      ru: 'Домены компании вместе с поддоменами: переход с них — не источник клиента.',
      en: 'The company’s domains with all below them: a visit from them has no source of its own.',
    },
  },
  shared_driver: {
    name: { ru: 'База распределения общих затрат', en: 'Driver of shared costs' },
    hint: {
      ru: 'По чему делятся общие затраты: direct_cost, hours, successes, revenue, equal.',
      en: 'What shared costs are split by: direct_cost, hours, successes, revenue, equal.',
    },
  },
  shared_split: {
    name: { ru: 'Доля маркетинга в общих затратах', en: 'Marketing’s part of shared cost' },
    hint: { ru: 'От 0 до 1.', en: 'From 0 to 1.' },
  },
  cac_lag_months: {
    name: { ru: 'Лаг привлечения, месяцев', en: 'Acquisition lag, months' },
    hint: {
      ru: 'На сколько месяцев раньше успеха берутся затраты на привлечение.',
      en: 'How many months before the success acquisition costs are taken.',
    },
  },
  discount_rate_year: {
    name: { ru: 'Ставка дисконтирования, в год', en: 'Discount rate, a year' },
    hint: { ru: 'Доля: 0.18 — это 18 %.', en: 'A fraction: 0.18 is 18 %.' },
  },
  movements: {
    name: { ru: 'Движения RR', en: 'RR movements' },
    hint: {
      ru: 'month — рост и падение клиента внутри месяца складываются; event — считаются отдельно.',
      en: 'month: a customer’s ups and downs within a month are netted; event: counted apart.',
    },
  },
  rr_churn_on: {
    name: { ru: 'День оттока RR', en: 'Day of RR churn' },
    hint: {
      ru: 'day_after — цена договора уходит на следующий день после последнего; last_day — уже в последний день.',
      en: 'day_after: a contract’s price leaves on the day after its last; last_day: on the last day itself.',
    },
  },
  rr_past_due_days: {
    name: { ru: 'Просрочка продления, дней', en: 'Renewal past due, days' },
    hint: {
      ru: 'Столько дней после конца договора без продления его цена ещё считается в потоке RR.',
      en: 'Days after a contract’s end without renewal in which its price still counts in the RR run-rate.',
    },
  },
  rr_pause_days: {
    name: { ru: 'Пауза между договорами, дней', en: 'Pause between contracts, days' },
    hint: {
      ru: 'Перерыв не длиннее, после которого начался новый договор клиента, — пауза, а не отток: цена считается и в нём.',
      en: 'A gap no longer than this, after which the customer’s next contract begins, is a pause and no churn: the price counts through it.',
    },
  },
  rr_reactivation_days: {
    name: { ru: 'Возобновление RR за, дней', en: 'RR reactivation within, days' },
    hint: {
      ru: 'Кто вернулся позже, считается новым. Пусто — вернувшийся никогда не новый.',
      en: 'Whoever comes back later counts as new. Empty: whoever comes back is never new.',
    },
  },
  rr_coupons: {
    name: { ru: 'Скидки и купоны в RR', en: 'Coupons in RR' },
    hint: {
      ru: 'as_written — цена договора в месяц берётся как в файле; deducted — если за срок заплачено меньше, берётся заплаченное, делённое на месяцы срока.',
      en: 'as_written: a contract’s monthly price counts as the file has it; deducted: where less was paid for the term, what was paid over the months of the term counts.',
    },
  },
  country: {
    name: { ru: 'Страна', en: 'Country' },
    hint: {
      ru: 'Код ISO 3166. По нему читаются телефоны без кода страны и проверяются налоговые номера (ИНН — для RU).',
      en: 'ISO 3166 code. Telephone numbers without a country code are read by it, and tax numbers checked.',
    },
  },
  anonymous_join: {
    name: { ru: 'Присоединять анонимную историю', en: 'Join anonymous history' },
    hint: {
      ru: 'yes или no: относить ли к клиенту то, что он делал до того, как назвался. Проверьте, что у вас есть на это законное основание (152-ФЗ).',
      en: 'yes or no: whether what somebody did before they were known is counted as the customer’s. Make sure you have a lawful basis (GDPR).',
    },
  },
  anonymous_window_days: {
    name: { ru: 'Анонимная история за, дней', en: 'Anonymous history, days back' },
    hint: {
      ru: 'За сколько дней до того, как клиент назвался, его анонимная история считается его историей.',
      en: 'How many days before a customer was known their anonymous history counts as theirs.',
    },
  },
};
