import type { useWords } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';

/** Settings that are computed until somebody sets them. */
const computed = ['as_of', 'lost_after_days', 'at_risk_after_days'] as const;
const drivers = ['direct_cost', 'hours', 'successes', 'revenue', 'equal'] as const;

/** A setting's value as a reader says it: a choice by its name, a fraction as a share. */
export const settingWords = (
  t: ReturnType<typeof useWords>['t'],
  format: Format,
  name: string,
  value: string,
): string => {
  const driver = drivers.find((known) => known === value);
  if (name === 'shared_driver' && driver) return t(`data.settings.options.shared_driver.${driver}`);
  if (name === 'movements' && (value === 'month' || value === 'event'))
    return t(`data.settings.options.movements.${value}`);
  if (name === 'rr_churn_on' && (value === 'day_after' || value === 'last_day'))
    return t(`data.settings.options.rr_churn_on.${value}`);
  if (name === 'rr_coupons' && (value === 'as_written' || value === 'deducted'))
    return t(`data.settings.options.rr_coupons.${value}`);
  if (name === 'at_risk_by' && (value === 'silence' || value === 'model'))
    return t(`data.settings.options.at_risk_by.${value}`);
  if (name === 'language' && value === '') return t('data.settings.options.language.own');
  if (name === 'anonymous_join')
    return t(`data.settings.options.anonymous_join.${value === 'true' ? 'true' : 'false'}`);
  if (name === 'country' && value !== '')
    return new Intl.DisplayNames(format.language, { type: 'region' }).of(value) ?? value;
  if (value === '')
    return computed.some((known) => known === name) ? t('data.settings.automatic') : t('data.settings.none');
  if (name === 'language' && (value === 'ru' || value === 'en')) return t(`data.settings.options.language.${value}`);
  if (name === 'discount_rate_year' || name === 'shared_split') return format.ratio(Number(value));
  return value;
};
