import type { Row } from '../acquaintance.ts';
import { type Customer, dialled, type World } from './world.ts';
import { dotted, jsonLines, type Table } from './written.ts';

/** Kinds an engineer or a coordinator comes to a customer for. */
const visitKinds = new Set([
  'service_visit',
  'control_measurement_ok_day30',
  '3_measurements_in_norm',
  'cost_per_litre_target_met',
]);

/** Where an interaction is written down. */
export type Log = 'calls' | 'visits' | 'site' | 'crm';

/** Whose number a first call came from: the person's who called, else the customer's. */
const callerOf = (customer: Customer, row: Row): string => {
  const person = customer.people.find((each) => each.person_id === row.person_id);
  return dialled(person?.phone) || customer.phone;
};

/** Which log an interaction is in; a call nobody's number is known of was written down in the CRM. */
export const logOf = (world: World, row: Row): Log => {
  const kind = row.kind ?? '';
  if (!row.customer_id || kind.startsWith('email_')) return 'site';
  if (visitKinds.has(kind) && row.actor) return 'visits';
  return kind === 'call' && row.anonymous_id && callerOf(world.of(row.customer_id), row) !== '' ? 'calls' : 'crm';
};

const inLog = (world: World, log: Log): Row[] => world.facts.interactions.filter((row) => logOf(world, row) === log);

/** Calltouch's journal of first calls: a number, and the browser that had looked at the site before. */
export const calltouchCalls = (world: World): Uint8Array =>
  jsonLines(
    inLog(world, 'calls').map((row, at) => {
      const [day = '', clock = ''] = (row.occurred_at ?? '').split('T');
      const [year, month, date] = day.split('-');
      return {
        callId: 390_188_200 + at,
        date: `${date}/${month}/${year} ${clock}:00`,
        callerNumber: callerOf(world.of(row.customer_id), row).replace('+', ''),
        phoneNumber: '74950000777',
        successful: true,
        uniqueCall: true,
        targetCall: true,
        sessionId: 881_100 + at,
        yaClientId: world.visitor(row.anonymous_id),
        manager: row.actor ?? '',
      };
    }),
  );

/** The service's visits: companies by their tax numbers, private persons by telephone or mail. */
export const serviceVisits = (world: World): Row[] =>
  inLog(world, 'visits').map((row, at) => {
    const { isPrivate, name, row: card, phone, email } = world.of(row.customer_id);
    return {
      'Номер заявки': `С-${at + 1}`,
      'Дата выезда': dotted(row.occurred_at ?? ''),
      Клиент: isPrivate ? '' : name,
      ИНН: isPrivate ? '' : (card.tax_id ?? ''),
      Телефон: isPrivate ? phone : '',
      'E-mail': isPrivate ? email : '',
      'Вид работ': row.kind ?? '',
      Результат: 'Выполнено',
      Инженер: row.actor ?? '',
      Комментарий: row.touchpoint ?? '',
    };
  });

const eventHeader = [
  'Код события',
  'Дата и время события',
  'Вид события',
  'Код клиента',
  'Код посетителя',
  'Канал',
  'Кампания',
  'Точка касания',
  'Кто выполнил',
  'Текст',
];

/** Events by the template: what the site and the mailing service count, or what sellers write down. */
export const eventTable = (world: World, log: 'site' | 'crm'): Table => ({
  header: eventHeader,
  rows: inLog(world, log).map((row) => [
    row.interaction_id ?? '',
    row.occurred_at ?? '',
    row.kind ?? '',
    row.customer_id ? world.of(row.customer_id).code : '',
    world.visitor(row.anonymous_id),
    row.channel ?? '',
    row.campaign ?? '',
    row.touchpoint ?? '',
    row.actor ?? '',
    row.text ?? '',
  ]),
});
