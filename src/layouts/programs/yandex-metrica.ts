import { anyOf, column, constant, first, found, joined, type Layout, matches, not, own, when } from '../layout.ts';

/** A field under each of Metrica's attribution models; the visit's own last source is what a touch is. */
const attributed = (prefix: string, name: string): string[] => [
  ...['last', 'lastsign', 'last_significant', '', 'first', 'last_yandex_direct_click', 'automatic'].map(
    (model) => `${prefix}${model}${name}`,
  ),
  `${prefix}<attribution>${name}`,
];

/** Values Metrica writes for nothing. */
const said = (field: string) =>
  when(not(matches(column(field), '^(\\(?not set\\)?|undefined|null|0|\\[\\])$')), column(field));

/** Numbers of visits are unique within a year. */
const numbered = (id: string) =>
  joined('-', found(first(column('moment'), column('momentUtc'), column('day')), '^\\d{4}'), column(id));

const yclid = found(column('startUrl'), '[?&]yclid=([^&#]+)');
const gclid = first(said('gclid'), found(column('startUrl'), '[?&]gclid=([^&#]+)'));

/**
 * Yandex Metrica → Logs API → visits. Each visit is a touch of somebody known by the browser only, until the same client id is met in the CRM (`_ym_uid`).
 * Channels come of source and medium by the rules of channels.
 */
export const metricaVisits: Layout = {
  id: 'yandex_metrica_visits',
  name: { ru: 'Яндекс Метрика: визиты', en: 'Yandex Metrica: visits' },
  export: { ru: 'Logs API, source=visits', en: 'Logs API, source=visits' },
  references: [
    'https://yandex.ru/dev/metrika/ru/logs/fields/visits',
    'https://yandex.com/dev/metrika/en/logs/param.md',
    'https://search.r-project.org/CRAN/refmans/rym/html/rym_get_logs.html',
  ],
  known: 'documented',
  source: 'yandex_metrica',
  fields: {
    id: { names: ['ym:s:visitID'] },
    clientId: { names: ['ym:s:clientID'], personal: 'id' },
    moment: { names: ['ym:s:dateTime'] },
    momentUtc: { names: ['ym:s:dateTimeUTC'] },
    day: { names: ['ym:s:date'] },
    trafficSource: { names: attributed('ym:s:', 'TrafficSource') },
    utmSource: { names: attributed('ym:s:', 'UTMSource') },
    utmMedium: { names: attributed('ym:s:', 'UTMMedium') },
    utmCampaign: { names: attributed('ym:s:', 'UTMCampaign') },
    utmTerm: { names: attributed('ym:s:', 'UTMTerm') },
    utmContent: { names: attributed('ym:s:', 'UTMContent') },
    adEngine: { names: attributed('ym:s:', 'AdvEngine') },
    searchEngine: { names: attributed('ym:s:', 'SearchEngineRoot') },
    searchEngineName: { names: attributed('ym:s:', 'SearchEngine') },
    socialNetwork: { names: attributed('ym:s:', 'SocialNetwork') },
    messenger: { names: attributed('ym:s:', 'Messenger') },
    gclid: { names: attributed('ym:s:', 'GCLID') },
    directCampaign: { names: attributed('ym:s:', 'DirectClickOrderName') },
    directOrder: { names: attributed('ym:s:', 'DirectClickOrder') },
    startUrl: { names: ['ym:s:startURL'] },
    referrer: { names: ['ym:s:referer'] },
    ip: { names: ['ym:s:ipAddress'], personal: 'address' },
  },
  needs: ['id', 'clientId', ['moment', 'momentUtc', 'day']],
  telling: ['id', 'clientId'],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: numbered('id'),
        occurred_at: first(column('moment'), column('momentUtc'), column('day')),
        kind: constant('visit'),
        anonymous_id: column('clientId'),
        source: first(
          said('utmSource'),
          said('adEngine'),
          said('searchEngine'),
          said('searchEngineName'),
          said('socialNetwork'),
          said('messenger'),
        ),
        medium: first(said('utmMedium'), said('trafficSource')),
        campaign: first(said('utmCampaign'), said('directCampaign'), said('directOrder')),
      },
      attributes: {
        referrer: column('referrer'),
        landing: column('startUrl'),
        gclid,
        yclid,
        ym_client_id: column('clientId'),
      },
    },
  ],
};

/** The same for single page views. Where a visit came from is said by its visit, so that pages are no touches. */
export const metricaHits: Layout = {
  id: 'yandex_metrica_hits',
  name: { ru: 'Яндекс Метрика: просмотры страниц', en: 'Yandex Metrica: page views' },
  export: { ru: 'Logs API, source=hits', en: 'Logs API, source=hits' },
  references: [
    'https://search.r-project.org/CRAN/refmans/rym/html/rym_get_logs.html',
    'https://yandex.com/dev/metrika/en/logs/param.md',
  ],
  known: 'documented',
  source: 'yandex_metrica',
  fields: {
    id: { names: ['ym:pv:watchID'] },
    clientId: { names: ['ym:pv:clientID'], personal: 'id' },
    moment: { names: ['ym:pv:dateTime'] },
    momentUtc: { names: ['ym:pv:dateTimeUTC'] },
    day: { names: ['ym:pv:date'] },
    url: { names: ['ym:pv:URL'] },
    title: { names: ['ym:pv:title'] },
    referrer: { names: ['ym:pv:referer'] },
    isPage: { names: ['ym:pv:isPageView'] },
    artificial: { names: ['ym:pv:artificial'] },
  },
  needs: ['id', 'clientId', ['moment', 'momentUtc', 'day']],
  telling: ['id', 'clientId'],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: own(column('id')),
        occurred_at: first(column('moment'), column('momentUtc'), column('day')),
        kind: constant('page_view'),
        anonymous_id: column('clientId'),
        touchpoint: column('title'),
      },
      attributes: {
        page: column('url'),
        referrer: column('referrer'),
        gclid: found(column('url'), '[?&]gclid=([^&#]+)'),
        yclid: found(column('url'), '[?&]yclid=([^&#]+)'),
        ym_client_id: column('clientId'),
      },
    },
  ],
  leaveOut: [anyOf(matches(column('isPage'), '^0$'))],
};
