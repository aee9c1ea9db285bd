import { callers, callKind, spokenBy, talkHours } from '../calls.ts';
import { chosen, column, constant, filled, first, type Layout, oneOf, own, when } from '../layout.ts';

const kind = callKind(
  first(column('direction'), column('status')),
  chosen(column('status'), [
    { matches: 'пропущ|неотвеч|не ?отвеч|неуспеш|missed|unanswered|no.?answer|lost|busy|занят', gives: 'missed' },
  ]),
);
/** The other side of the line: named so, or the caller of an incoming call and the called of an outgoing one. */
const phone = first(
  column('phone'),
  when(oneOf(kind, 'call_out', 'call_unanswered'), column('called'), column('caller')),
);

/** Any telephony's or call tracking's list of calls: Mango Office, Телфин, Билайн, Zadarma and others, put together from descriptions. */
export const calls: Layout = {
  id: 'calls',
  name: { ru: 'Телефония: список звонков', en: 'Telephony: list of calls' },
  export: {
    ru: 'Личный кабинет телефонии или коллтрекинга → история вызовов → выгрузить',
    en: 'Telephony or call tracking account → call history → export',
  },
  references: [
    'https://retail.mango-office.ru/support/integratsiya-api/spisok_integratsiy/obshchie_voprosy_po_api_vats_mango_office/',
    'https://search.r-project.org/CRAN/refmans/ringostat/html/rs_get_call_data.html',
  ],
  known: 'described',
  source: 'telephony',
  fields: {
    id: { names: ['ID звонка', 'ID вызова', 'Идентификатор звонка', 'Call ID', 'uniqueid', 'entry_id', 'call_id'] },
    at: {
      names: [
        'Дата и время звонка',
        'Дата звонка',
        'Дата и время вызова',
        'Время звонка',
        'Дата вызова',
        'Начало звонка',
        'Call date',
        'Call time',
        'calldate',
        'Дата и время',
        'Дата',
        'start',
        'datetime',
      ],
    },
    direction: {
      names: ['Направление', 'Тип звонка', 'Тип вызова', 'Вид звонка', 'Direction', 'Call type', 'call_type'],
    },
    status: { names: ['Статус звонка', 'Статус вызова', 'Результат звонка', 'Статус', 'Call status', 'disposition'] },
    caller: {
      names: [
        'Кто звонил',
        'Откуда',
        'Звонивший',
        'Вызывающий номер',
        'Caller',
        'From number',
        'from_number',
        'caller',
      ],
      personal: 'phone',
    },
    called: {
      names: ['Кому звонили', 'Куда', 'С кем соединен', 'Вызываемый номер', 'Called', 'To number', 'to_number', 'dst'],
      personal: 'phone',
    },
    phone: {
      names: [
        'Номер абонента',
        'Номер клиента',
        'Телефон клиента',
        'Номер звонящего',
        'Телефон абонента',
        'Customer phone',
        'Customer number',
        'Client phone',
        'person_key',
      ],
      personal: 'phone',
    },
    name: { names: ['Имя клиента', 'Клиент', 'Абонент', 'Customer name', 'Contact name'], personal: 'name' },
    duration: {
      names: [
        'Длительность разговора',
        'Время разговора',
        'Длительность звонка',
        'Длительность вызова',
        'Длительность',
        'Talk time',
        'Talk duration',
        'Call duration',
        'Duration',
        'billsec',
      ],
    },
    employee: { names: ['Сотрудник', 'Менеджер', 'Оператор', 'Ответственный', 'Employee', 'Agent', 'Operator'] },
    channel: { names: ['Канал', 'Рекламный канал', 'Channel'] },
    source: { names: ['utm_source', 'Источник', 'Source'] },
    medium: { names: ['utm_medium', 'Medium'] },
    campaign: { names: ['utm_campaign', 'Рекламная кампания', 'Кампания', 'Campaign'] },
    yandexId: { names: ['ClientID Яндекс.Метрики', 'ClientID Метрики', 'Yandex ClientID', 'ym_client_id'] },
    clientId: { names: ['Google ClientID', 'ClientID Google', 'client_id'] },
    text: { names: ['Комментарий', 'Comment', 'Заметка'] },
  },
  needs: ['at', ['phone', 'caller'], ['duration', 'direction']],
  telling: ['at', ['phone', 'caller'], 'duration', ['direction', 'status', 'called']],
  outputs: [
    {
      kind: 'interactions',
      when: { any: [filled('phone'), filled('caller'), filled('called')] },
      columns: {
        interaction_id: own(column('id')),
        occurred_at: column('at'),
        kind,
        person_id: own(phone),
        anonymous_id: first(column('yandexId'), column('clientId')),
        channel: column('channel'),
        source: column('source'),
        medium: column('medium'),
        campaign: column('campaign'),
        touchpoint: constant('phone'),
        actor: spokenBy(column('employee'), kind),
        hours: talkHours(column('duration')),
        text: column('text'),
      },
      attributes: { ym_client_id: column('yandexId'), client_id: column('clientId') },
    },
    callers(phone, column('name')),
  ],
};
