import { isCountry } from '../analysis/identity/keys.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { type SettingKey, Settings, settingKeys } from '../model/settings.ts';

type Reading = { value: unknown } | { expected: Sentence };

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * The name of a time zone as the engines spell it; null where there is no such zone.
 *
 * Names are taken in any letter case, the engines know one: a zone's own name is put right, another name of it (`Asia/Kolkata`) stays where its
 * words are written with capitals and else gives way to the zone's own.
 */
const timeZoneOf = (name: string): string | null => {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const own = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return /^[A-Z][a-z]+(?:[/_-][A-Z][a-z]+)+$/.test(name) ? name : own;
  } catch {
    return null;
  }
};

const wholeNumber =
  (least: number, most: number) =>
  (text: string): Reading =>
    /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? { value: Number(text) }
      : {
          expected: { ru: `целое число от ${least} до ${most}`, en: `a whole number from ${least} to ${most}` },
        };

const fraction =
  (isAllowed: (value: number) => boolean, expected: Sentence) =>
  (text: string): Reading => {
    const value = /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
    return isAllowed(value) ? { value } : { expected };
  };

const oneOf =
  (...words: string[]) =>
  (text: string): Reading =>
    words.includes(text.toLowerCase())
      ? { value: text.toLowerCase() }
      : { expected: { ru: `одно из: ${words.join(', ')}`, en: `one of: ${words.join(', ')}` } };

const list = (text: string): Reading => ({
  value: [
    ...new Set(
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
  ],
});

const yesOrNo = (text: string): Reading => {
  const word = text.toLowerCase();
  if (['yes', 'true', 'on', '1', 'да'].includes(word)) return { value: true };
  if (['no', 'false', 'off', '0', 'нет'].includes(word)) return { value: false };
  return { expected: { ru: 'yes или no', en: 'yes or no' } };
};

const days = wholeNumber(1, 36_500);
const readers: Record<SettingKey, (text: string) => Reading> = {
  currency: (text) =>
    currencies.has(text.toUpperCase())
      ? { value: text.toUpperCase() }
      : { expected: { ru: 'код валюты ISO 4217, например RUB', en: 'an ISO 4217 currency code, such as RUB' } },
  time_zone: (text) => {
    const value = timeZoneOf(text);
    if (value !== null) return { value };
    return {
      expected: {
        ru: 'название часового пояса, например Europe/Moscow',
        en: 'the name of a time zone, such as Europe/Moscow',
      },
    };
  },
  language: oneOf('ru', 'en'),
  as_of: (text) =>
    Settings.shape.as_of.safeParse(text).success && text >= '1900-01-01' && text <= '2299-12-31'
      ? { value: text }
      : { expected: { ru: 'день вида 2025-12-31', en: 'a day like 2025-12-31' } },
  lost_after_days: days,
  at_risk_after_days: days,
  at_risk_by: oneOf('silence', 'model'),
  contract_grace_days: wholeNumber(0, 36_500),
  merge_days: wholeNumber(0, 36_500),
  winback_abandoned_after_days: days,
  activation_kinds: list,
  winback_kinds: list,
  risk_kinds: list,
  referral_kinds: list,
  qualified_kinds: list,
  paid_search_channels: list,
  ad_channels: list,
  own_domains: list,
  shared_driver: oneOf('direct_cost', 'hours', 'successes', 'revenue', 'equal'),
  shared_split: fraction((value) => value >= 0 && value <= 1, { ru: 'число от 0 до 1', en: 'a number from 0 to 1' }),
  cac_lag_months: wholeNumber(0, 24),
  discount_rate_year: fraction((value) => value > 0 && value <= 10, {
    ru: 'доля больше 0 и не больше 10, например 0.18',
    en: 'a fraction above 0 and up to 10, such as 0.18',
  }),
  movements: oneOf('month', 'event'),
  rr_churn_on: oneOf('day_after', 'last_day'),
  rr_past_due_days: wholeNumber(0, 3650),
  rr_pause_days: wholeNumber(0, 3650),
  rr_reactivation_days: days,
  rr_coupons: oneOf('as_written', 'deducted'),
  country: (text) =>
    isCountry(text.toUpperCase())
      ? { value: text.toUpperCase() }
      : { expected: { ru: 'код страны ISO 3166, например RU', en: 'an ISO 3166 country code, such as RU' } },
  anonymous_join: yesOrNo,
  anonymous_window_days: wholeNumber(0, 36_500),
};

const isSettingKey = (key: string): key is SettingKey => (settingKeys as string[]).includes(key);

/**
 * Reads a setting as somebody typed it; an empty text is undefined: the default again.
 *
 * Lists are separated by commas. A key that is none and a value that does not fit are refused with what was expected.
 */
export const readSetting = (key: string, text: string): { key: SettingKey; value: unknown } => {
  if (!isSettingKey(key))
    throw new Problem({
      code: 'unknown_setting',
      kind: 'input',
      text: {
        ru: `Настройки «${key}» нет. Есть: ${settingKeys.join(', ')}.`,
        en: `There is no setting “${key}”. There are: ${settingKeys.join(', ')}.`,
      },
      where: { setting: key },
    });
  const typed = text.trim();
  if (typed === '') return { key, value: undefined };
  const reading = readers[key](typed);
  if ('value' in reading) return { key, value: reading.value };
  throw new Problem({
    code: 'bad_setting',
    kind: 'input',
    text: {
      ru: `Настройка ${key}: «${typed}» не подходит, ожидается ${reading.expected.ru}.`,
      en: `Setting ${key}: “${typed}” does not fit, expected ${reading.expected.en}.`,
    },
    where: { setting: key, value: typed },
  });
};

/** At risk comes before lost; two windows set the other way round would leave nobody at risk. */
export const checkWindows = (settings: Settings): void => {
  const { lost_after_days: lost, at_risk_after_days: atRisk } = settings;
  if (lost === null || atRisk === null || atRisk <= lost) return;
  throw new Problem({
    code: 'windows_crossed',
    kind: 'input',
    text: {
      ru: `at_risk_after_days (${atRisk}) не может быть больше lost_after_days (${lost}).`,
      en: `at_risk_after_days (${atRisk}) can't be greater than lost_after_days (${lost}).`,
    },
    where: { setting: 'at_risk_after_days', value: atRisk },
  });
};
