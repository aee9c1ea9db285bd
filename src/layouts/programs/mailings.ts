import { chosen, column, constant, first, joined, type Layout, oneOf, own, when } from '../layout.ts';

const address = { lower: column('email') };
/** What happened to a letter. Clicks before openings, and refusals before deliveries: «не доставлено» holds «доставлено». */
const kind = chosen(
  column('event'),
  [
    { matches: 'клик|переш|переход|click', gives: 'email_click' },
    { matches: 'открыт|прочит|open|read', gives: 'email_open' },
    { matches: 'отпис|unsub', gives: 'email_unsubscribe' },
    { matches: 'спам|жалоб|spam|complain', gives: 'email_complaint' },
    { matches: 'не ?достав|ошиб|отказ|возврат|bounce|drop|fail|reject|err|not_?deliv', gives: 'email_bounce' },
    { matches: 'ответ|repl', gives: 'email_reply' },
    { matches: 'отправ|достав|sent|send|deliver|ok_|processed', gives: 'email_sent' },
  ],
  constant('email'),
);

/** Any mailing service's list of what happened to letters (UniSender, Sendsay, SendPulse, Mailchimp, SendGrid), put together from descriptions. */
export const mailings: Layout = {
  id: 'mailings',
  name: { ru: 'Рассылки: события писем', en: 'Mailings: events of letters' },
  export: {
    ru: 'Сервис рассылок → отчёт по рассылке → выгрузить адреса с событиями',
    en: 'Mailing service → campaign report → export of addresses with events',
  },
  references: [
    'https://gist.github.com/wwright999/796a2d1c28009cb19fec2cad78942e64',
    'https://docs.developers.optimizely.com/optimizely-campaign/docs/getopens',
  ],
  known: 'described',
  source: 'mailings',
  fields: {
    id: { names: ['ID события', 'Event ID', 'event_id', 'sg_event_id'] },
    at: {
      names: [
        'Дата события',
        'Дата и время события',
        'Время события',
        'Event date',
        'Event time',
        'Timestamp',
        'event_time',
        'Дата и время',
        'Дата',
        'Date',
      ],
    },
    email: {
      names: ['Email', 'E-mail', 'Email Address', 'Адрес', 'Почта', 'Адрес получателя', 'Recipient', 'Subscriber'],
      personal: 'email',
    },
    event: {
      names: ['Событие', 'Тип события', 'Действие', 'Статус письма', 'Event', 'Event type', 'Action', 'event_name'],
    },
    campaign: {
      names: [
        'Рассылка',
        'Название рассылки',
        'Кампания',
        'Тема письма',
        'Тема',
        'Campaign',
        'Campaign Title',
        'Subject',
        'Mailing',
      ],
    },
    campaignId: { names: ['ID рассылки', 'Campaign ID', 'campaign_id', 'sg_message_id'] },
    link: { names: ['Ссылка', 'Link', 'URL'] },
    name: { names: ['Имя', 'Имя получателя', 'First Name', 'Name'], personal: 'name' },
    phone: { names: ['Телефон', 'Phone'], personal: 'phone' },
  },
  needs: ['at', 'email', 'event'],
  telling: ['at', 'email', 'event', ['campaign', 'campaignId']],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: own(
          first(
            column('id'),
            joined(' · ', first(column('campaignId'), column('campaign')), address, column('event'), column('at')),
          ),
        ),
        occurred_at: column('at'),
        kind,
        person_id: own(address),
        // A letter nobody opened is no touch.
        channel: when(oneOf(kind, 'email_open', 'email_click', 'email_reply'), constant('email')),
        campaign: first(column('campaign'), column('campaignId')),
        touchpoint: constant('email'),
      },
      attributes: { link: column('link') },
    },
    {
      kind: 'people',
      aside: 'mailings',
      when: { filled: column('email') },
      columns: { person_id: own(address), name: column('name'), email: address, phone: column('phone') },
    },
  ],
};
