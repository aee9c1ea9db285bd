import type { Value } from '../model/mapping.ts';
import { chosen, constant, type LayoutOutput, oneOf, own, part, when } from './layout.ts';

// What lists of calls have in common: a call is an interaction of whoever has the number, known as a person by it until identity finds more.

const seconds = (value: Value): Value => ({ quotient: [value, constant('3600')] });
const minutes = (value: Value): Value => ({ quotient: [value, constant('60')] });

/** How long people talked, in hours: from seconds, 3:25 or 0:03:25; nothing where it is written otherwise. */
export const talkHours = (duration: Value): Value =>
  when(
    { of: duration, matches: '^\\d+([.,]\\d+)?$' },
    seconds(duration),
    when(
      { of: duration, matches: '^\\d+:\\d\\d:\\d\\d$' },
      { sum: [part(duration, ':', 0), minutes(part(duration, ':', 1)), seconds(part(duration, ':', 2))] },
      when(
        { of: duration, matches: '^\\d+:\\d\\d$' },
        { sum: [minutes(part(duration, ':', 0)), seconds(part(duration, ':', 1))] },
      ),
    ),
  );

const outgoing = { is: ['out', '2'], matches: '^исход|outgoing|outbound' };

/**
 * Which way a call went and whether anybody answered, in the words of several programs. Missed ones first: «входящий пропущенный» is missed. `missed` is
 * the word missed or nothing.
 */
export const callKind = (direction: Value, missed: Value): Value =>
  when(
    oneOf(missed, 'missed'),
    chosen(direction, [{ ...outgoing, gives: 'call_unanswered' }], constant('call_missed')),
    chosen(
      direction,
      [
        { matches: 'пропущ|неотвеч|не отвеч|missed|unanswered|no.?answer|lost', gives: 'call_missed' },
        { is: ['in', '1'], matches: '^вход|incoming|inbound', gives: 'call_in' },
        { ...outgoing, gives: 'call_out' },
      ],
      constant('call'),
    ),
  );

/** Who of the company spoke: nobody where nobody answered. */
export const spokenBy = (employee: Value, kind: Value): Value =>
  when(oneOf(kind, 'call_missed', 'call_unanswered'), constant(''), employee);

/** Whoever has the number, kept beside the customers' own lists. */
export const callers = (phone: Value, name?: Value): LayoutOutput => ({
  kind: 'people',
  aside: 'calls',
  when: { filled: phone },
  columns: { person_id: own(phone), phone, ...(name ? { name } : {}) },
});
