import { type SettingKey, Settings } from '../../../model/settings.ts';

export const settingGroups = ['company', 'lifecycle', 'events', 'money', 'identity'] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** Which settings stand together; every setting stands in one group. */
export const keysOfGroup: Record<SettingGroup, readonly SettingKey[]> = {
  company: ['currency', 'time_zone', 'language', 'as_of'],
  lifecycle: [
    'lost_after_days',
    'at_risk_after_days',
    'at_risk_by',
    'contract_grace_days',
    'merge_days',
    'winback_abandoned_after_days',
  ],
  events: ['activation_kinds', 'risk_kinds', 'winback_kinds', 'referral_kinds', 'qualified_kinds'],
  money: [
    'paid_search_channels',
    'ad_channels',
    'own_domains',
    'shared_driver',
    'shared_split',
    'cac_lag_months',
    'discount_rate_year',
    'movements',
    'rr_churn_on',
    'rr_past_due_days',
    'rr_pause_days',
    'rr_reactivation_days',
    'rr_coupons',
  ],
  identity: ['country', 'anonymous_join', 'anonymous_window_days'],
};

export type SettingEditor = 'currency' | 'country' | 'zone' | 'choice' | 'day' | 'number' | 'list';

/** How a setting is edited. */
export const editorOf: Record<SettingKey, SettingEditor> = {
  currency: 'currency',
  time_zone: 'zone',
  language: 'choice',
  as_of: 'day',
  lost_after_days: 'number',
  at_risk_after_days: 'number',
  at_risk_by: 'choice',
  contract_grace_days: 'number',
  merge_days: 'number',
  winback_abandoned_after_days: 'number',
  activation_kinds: 'list',
  winback_kinds: 'list',
  risk_kinds: 'list',
  referral_kinds: 'list',
  qualified_kinds: 'list',
  paid_search_channels: 'list',
  ad_channels: 'list',
  own_domains: 'list',
  shared_driver: 'choice',
  shared_split: 'number',
  cac_lag_months: 'number',
  discount_rate_year: 'number',
  movements: 'choice',
  rr_churn_on: 'choice',
  rr_past_due_days: 'number',
  rr_pause_days: 'number',
  rr_reactivation_days: 'number',
  rr_coupons: 'choice',
  country: 'country',
  anonymous_join: 'choice',
  anonymous_window_days: 'number',
};

/** A setting's value as it is written and sent: lists comma-separated, «nothing» as an empty text. */
export const writtenValue = (value: Settings[SettingKey]): string =>
  value === null ? '' : Array.isArray(value) ? value.join(',') : String(value);

export const defaultSettings: Settings = Settings.parse({});
