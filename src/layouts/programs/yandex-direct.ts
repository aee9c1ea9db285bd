import type { Choice, Value } from '../../model/mapping.ts';
import {
  chosen,
  column,
  constant,
  dayText,
  first,
  found,
  joined,
  type Layout,
  type LayoutOutput,
  net,
  not,
  quotient,
  when,
} from '../layout.ts';

/** A word of the screen's reports as the API writes it. */
const asInApi = (field: string, from: Choice[]): Value => chosen(column(field), from, column(field));

/**
 * What a row is about, so that a report sent again is the same cost: the finer it is cut, the more of these it has. The screen and the API write the same
 * of one row: days as ISO 8601, ads without the screen's `M-`, and the words of the API. Campaigns' numbers are unique among all logins.
 */
const about = joined(
  '|',
  when(not({ filled: column('campaignId') }), column('login'), constant('')),
  first(dayText(column('date')), found(column('month'), '^\\d{4}-\\d{2}'), column('month')),
  first(column('campaignId'), column('campaign')),
  first(column('groupId'), column('group')),
  first(found(column('adId'), '(\\d+)$'), column('adId')),
  first(column('conditionId'), column('condition')),
  asInApi('conditionType', [
    { matches: '^(фраза|ключевая фраза|keyword)$', gives: 'KEYWORD' },
    { matches: '^автотаргетинг$', gives: 'AUTOTARGETING' },
    { matches: '^(условие ретаргетинга|ретаргетинг)', gives: 'RETARGETING' },
  ]),
  asInApi('network', [
    { is: ['поиск', 'поисковая'], gives: 'SEARCH' },
    { is: ['сети', 'рся', 'тематическая'], gives: 'AD_NETWORK' },
  ]),
  column('placement'),
  asInApi('device', [
    { matches: '^(десктоп|компьютер)', gives: 'DESKTOP' },
    { matches: '^(мобильн|смартфон)', gives: 'MOBILE' },
    { matches: '^планшет', gives: 'TABLET' },
  ]),
  column('region'),
  asInApi('gender', [
    { matches: '^(мужско|мужчин)', gives: 'GENDER_MALE' },
    { matches: '^(женск|женщин)', gives: 'GENDER_FEMALE' },
  ]),
  column('age'),
);

const cost = (amount: LayoutOutput['columns'][string], only?: LayoutOutput['only']): LayoutOutput => ({
  kind: 'costs',
  numbered: true,
  sole: true,
  ...(only ? { only } : {}),
  columns: {
    cost_id: about,
    date: column('date'),
    month: column('month'),
    amount,
    currency: column('currency'),
    class: constant('acquisition'),
    function: constant('marketing'),
    channel: constant('Яндекс Директ'),
    campaign: first(column('campaign'), column('campaignId')),
  },
});

const vatHint = {
  ru: 'В Мастере отчётов и в API Директа есть переключатель «с НДС / без НДС». Если его не трогали, суммы с НДС.',
  en: 'Direct’s report wizard and API have a switch “with / without VAT”. Untouched, amounts include VAT.',
};

/** Yandex Direct → Report wizard (or a campaign's statistics) → CSV: lines before the header, decimal comma, «Итого» rows, ads called `M-123`. The columns are those five public importers read. */
export const yandexDirect: Layout = {
  id: 'yandex_direct',
  name: { ru: 'Яндекс Директ: расходы', en: 'Yandex Direct: costs' },
  export: {
    ru: 'Мастер отчётов → по дням → Экспорт в CSV или XLSX',
    en: 'Report wizard → by day → Export to CSV or XLSX',
  },
  references: ['https://yandex.ru/dev/direct/doc/ru/money'],
  known: 'seen',
  source: 'yandex_direct',
  fields: {
    date: { names: ['Дата', 'День'] },
    month: { names: ['Месяц'] },
    login: { names: ['Логин', 'Клиент', 'Логин клиента'] },
    campaign: { names: ['Кампания', 'Название кампании'] },
    campaignId: { names: ['№ Кампании', '№ кампании', 'Номер кампании', 'N кампании', 'ID кампании'] },
    group: { names: ['Группа', 'Название группы'] },
    groupId: { names: ['№ Группы', 'Номер группы', 'ID группы'] },
    adId: { names: ['№ Объявления', 'Номер объявления', 'ID объявления'] },
    condition: { names: ['Условие показа', 'Фраза'] },
    conditionId: { names: ['№ Условия показа', 'ID условия показа'] },
    conditionType: { names: ['Тип условия показа'] },
    network: { names: ['Тип площадки'] },
    placement: { names: ['Площадка', 'Название площадки'] },
    device: { names: ['Тип устройства', 'Устройство'] },
    region: { names: ['Регион таргетинга', 'Регион местонахождения', 'Регион'] },
    gender: { names: ['Пол'] },
    age: { names: ['Возраст'] },
    currency: { names: ['Валюта'] },
    cost: {
      names: [
        'Расход без НДС (руб.)',
        'Расход без НДС',
        'Расход (руб.)',
        'Расход, ₽',
        'Расход, руб.',
        'Расход (₽)',
        'Расход',
      ],
      pattern: /^расход[ ,(]/,
    },
    impressions: { names: ['Показы'] },
    clicks: { names: ['Клики'] },
    bounces: { names: ['Отказы (%)', 'Отказы, %'] },
    depth: { names: ['Глубина (стр.)', 'Глубина, стр.'] },
    clickPrice: { names: ['Ср. цена клика (руб.)', 'Ср. цена клика, ₽', 'Ср. цена клика, руб.'] },
  },
  needs: [['date', 'month'], ['campaign', 'campaignId'], 'cost'],
  telling: [
    ['campaign', 'campaignId'],
    'cost',
    ['impressions', 'clicks'],
    ['campaignId', 'groupId', 'adId', 'condition', 'network', 'bounces', 'depth', 'clickPrice'],
  ],
  outputs: [cost(net(column('cost')))],
  vatHint,
};

/** The same through the Reports service: TSV with English names, a line with the report's name before and a total after. */
export const yandexDirectApi: Layout = {
  id: 'yandex_direct_api',
  name: { ru: 'Яндекс Директ: расходы из API', en: 'Yandex Direct: costs from the API' },
  export: { ru: 'Сервис Reports, формат TSV', en: 'The Reports service, TSV' },
  references: [
    'https://yandex.ru/dev/direct/doc/ru/money',
    'https://yandex.com/dev/direct/doc/en/example',
    'https://search.r-project.org/CRAN/refmans/ryandexdirect/html/yadirGetReport.html',
  ],
  known: 'documented',
  source: 'yandex_direct',
  fields: {
    date: { names: ['Date'] },
    month: { names: ['Month'] },
    login: { names: ['ClientLogin', 'Login'] },
    campaign: { names: ['CampaignName'] },
    campaignId: { names: ['CampaignId'] },
    campaignType: { names: ['CampaignType'] },
    group: { names: ['AdGroupName'] },
    groupId: { names: ['AdGroupId'] },
    adId: { names: ['AdId'] },
    condition: { names: ['Criterion', 'Criteria'] },
    conditionId: { names: ['CriterionId', 'CriteriaId'] },
    conditionType: { names: ['CriterionType', 'CriteriaType'] },
    network: { names: ['AdNetworkType'] },
    placement: { names: ['Placement'] },
    device: { names: ['Device'] },
    region: { names: ['TargetingLocationName', 'TargetingLocationId', 'LocationOfPresenceName'] },
    gender: { names: ['Gender'] },
    age: { names: ['Age'] },
    currency: { names: ['Currency'] },
    cost: { names: ['Cost'] },
    impressions: { names: ['Impressions'] },
    clicks: { names: ['Clicks'] },
  },
  needs: [['date', 'month'], ['campaign', 'campaignId'], 'cost'],
  telling: [['campaign', 'campaignId'], 'cost', ['impressions', 'clicks', 'campaignType', 'groupId', 'adId']],
  questions: [
    {
      id: 'money_unit',
      text: {
        ru: 'Расход записан в валюте или в миллионных долях?',
        en: 'Is Cost in currency or in millionths of it?',
      },
      why: {
        ru: 'Без заголовка returnMoneyInMicros: false API отдаёт суммы, умноженные на 1 000 000. Ошибка завысит или занизит расходы в миллион раз.',
        en: 'Without the header returnMoneyInMicros: false the API multiplies amounts by 1,000,000. A wrong answer is wrong a million times.',
      },
      answers: [
        { value: 'units', text: { ru: 'В валюте: 123.45', en: 'In currency: 123.45' } },
        { value: 'micros', text: { ru: 'В миллионных: 123450000', en: 'In millionths: 123450000' } },
      ],
      about: ['cost'],
    },
  ],
  outputs: [
    cost(net(column('cost')), { question: 'money_unit', is: ['units'] }),
    cost(net(quotient(column('cost'), constant('1000000'))), { question: 'money_unit', is: ['micros'] }),
  ],
  vatHint,
};
