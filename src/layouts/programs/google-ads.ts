import { column, constant, first, joined, type Layout, type LayoutOutput, quotient } from '../layout.ts';

/** What a row is about, so that a report sent again is the same cost: the finer it is cut, the more of these it has. */
const about = joined(
  '|',
  column('account'),
  first(column('day'), column('month')),
  first(column('campaignId'), column('campaign')),
  first(column('groupId'), column('group')),
  column('adId'),
  first(column('keywordId'), column('keyword')),
  column('match'),
  column('network'),
  column('device'),
  column('place'),
);

const cost = (amount: LayoutOutput['columns'][string]): LayoutOutput => ({
  kind: 'costs',
  numbered: true,
  sole: true,
  columns: {
    cost_id: about,
    date: column('day'),
    month: column('month'),
    amount,
    currency: column('currency'),
    class: constant('acquisition'),
    function: constant('marketing'),
    channel: constant('Google Ads'),
    campaign: first(column('campaign'), column('campaignId')),
  },
});

/** Google Ads → Campaigns (or Reports) → Download → CSV. Two lines come before the header; `Total:` rows after. Amounts are without tax. */
export const googleAds: Layout = {
  id: 'google_ads',
  name: { ru: 'Google Ads: расходы', en: 'Google Ads: costs' },
  export: {
    ru: 'Кампании → Сегменты → Время → День, затем Скачать → .csv',
    en: 'Campaigns → Segment → Time → Day, then Download → .csv',
  },
  references: [
    'https://developers.google.com/google-ads/api/docs/reporting/uireports',
    'https://github.com/Utah-MMC/icon/blob/main/GOOGLE_ADS_REPORT_GUIDE.md',
  ],
  known: 'seen',
  source: 'google_ads',
  fields: {
    day: { names: ['Day', 'День', 'Дата'] },
    month: { names: ['Month', 'Месяц'] },
    account: {
      names: ['Customer ID', 'Account', 'Account name', 'Идентификатор клиента', 'Аккаунт', 'Название аккаунта'],
    },
    campaign: { names: ['Campaign', 'Campaign name', 'Кампания'] },
    campaignId: { names: ['Campaign ID', 'Идентификатор кампании', 'ID кампании'] },
    campaignType: { names: ['Campaign type', 'Тип кампании'] },
    group: { names: ['Ad group', 'Группа объявлений'] },
    groupId: { names: ['Ad group ID', 'Идентификатор группы объявлений'] },
    adId: { names: ['Ad ID', 'Идентификатор объявления'] },
    keyword: { names: ['Keyword', 'Search keyword', 'Ключевое слово'] },
    keywordId: { names: ['Keyword ID', 'Идентификатор ключевого слова'] },
    match: { names: ['Match type', 'Search keyword match type', 'Тип соответствия'] },
    network: { names: ['Network', 'Network (with search partners)', 'Сеть'] },
    device: { names: ['Device', 'Устройство'] },
    place: { names: ['Location', 'Country/Territory (User location)', 'Местоположение'] },
    currency: { names: ['Currency code', 'Currency', 'Код валюты', 'Валюта'] },
    cost: { names: ['Cost', 'Стоимость', 'Расходы', 'Расход'] },
    impressions: { names: ['Impr.', 'Impressions', 'Показы'] },
    clicks: { names: ['Clicks', 'Interactions', 'Клики', 'Взаимодействия'] },
    conversions: { names: ['Conversions', 'Конверсии'] },
    value: { names: ['Conv. value', 'Conversion value', 'Ценность конверсии', 'Ценность конв.'] },
  },
  needs: [['day', 'month'], ['campaign', 'campaignId'], 'cost'],
  telling: [
    ['campaign', 'campaignId'],
    'cost',
    'impressions',
    'clicks',
    ['campaignId', 'currency', 'campaignType', 'group', 'value'],
  ],
  outputs: [cost(column('cost'))],
};

/** The same through the API, a script or a data transfer: names of GAQL, with dots, underscores or camel case; money in millionths. */
export const googleAdsApi: Layout = {
  id: 'google_ads_api',
  name: { ru: 'Google Ads: расходы из API', en: 'Google Ads: costs from the API' },
  export: {
    ru: 'Запрос GAQL: segments.date, campaign.id, campaign.name, metrics.cost_micros',
    en: 'A GAQL query: segments.date, campaign.id, campaign.name, metrics.cost_micros',
  },
  references: [
    'https://developers.google.com/google-ads/api/docs/reporting/uireports',
    'https://github.com/felbod/dbt_shop/blob/master/models/staging/google_ads/base/stg_google_ads__campaign_performance_usd.sql',
  ],
  known: 'documented',
  source: 'google_ads',
  fields: {
    day: { names: ['segments.date', 'segments_date', 'date', 'date_day'] },
    month: { names: ['segments.month', 'segments_month'] },
    account: { names: ['customer.id', 'customer_id', 'account_id'] },
    campaign: { names: ['campaign.name', 'campaign_name'] },
    campaignId: { names: ['campaign.id', 'campaign_id'] },
    group: { names: ['ad_group.name', 'ad_group_name', 'adGroup.name'] },
    groupId: { names: ['ad_group.id', 'ad_group_id', 'adGroup.id'] },
    adId: { names: ['ad_group_ad.ad.id', 'ad_group_ad_ad_id', 'ad_id'] },
    keyword: { names: ['ad_group_criterion.keyword.text', 'keyword_text'] },
    keywordId: { names: ['ad_group_criterion.criterion_id', 'ad_group_criterion_criterion_id'] },
    match: { names: ['ad_group_criterion.keyword.match_type'] },
    network: { names: ['segments.ad_network_type', 'segments_ad_network_type', 'segments.adNetworkType'] },
    device: { names: ['segments.device', 'segments_device', 'device'] },
    place: { names: ['segments.geo_target_country', 'segments_geo_target_country'] },
    currency: { names: ['customer.currency_code', 'customer_currency_code', 'customer.currencyCode', 'currency_code'] },
    micros: { names: ['metrics.cost_micros', 'metrics_cost_micros', 'metrics.costMicros', 'cost_micros'] },
  },
  needs: [['day', 'month'], ['campaign', 'campaignId'], 'micros'],
  telling: [['campaign', 'campaignId'], 'micros'],
  outputs: [cost(quotient(column('micros'), constant('1000000')))],
};
