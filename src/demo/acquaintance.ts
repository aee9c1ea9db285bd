import { type DayNumber, moment, theEnd } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { CustomerLife } from './lives.ts';
import { companyName, emailOf, type Person, personName, phone, somebody, taxId, town } from './names.ts';
import { salesTypeOf, sellers } from './sources.ts';
import { type ChannelId, newByChannel, type SegmentId, segmentIds, segmentNames } from './targets.ts';

export type Row = Record<string, string>;

/** Somebody the company knows by name, and how they came to know each other. */
export type Acquaintance = {
  id: string;
  segment: SegmentId;
  channel: ChannelId;
  /** Undefined for those who never bought. */
  life: CustomerLife | undefined;
  isOld: boolean;
  /** The first visit, still without a name. */
  seenOn: DayNumber;
  /** The first talk: from here on there is a name. */
  talkOn: DayNumber;
  talkAt: number;
  visits: number;
  anonymousId: string;
  seller: string;
  people: { id: string; person: Person; persona: string; role: string }[];
  partnerId: string;
  firstOrderOn: DayNumber | undefined;
};

/** Days from the first talk to the first order: half are shorter. */
const cycleDays: Readonly<Record<SegmentId, number>> = { S1: 6, S2: 45, S3: 88, S4: 30 };
const visitsMedian = 6;
const daysBeforeTalk = 41;
/** People who talked to a seller and did not buy, a year. */
const prospectsPerYear: Readonly<Record<SegmentId, number>> = { S1: 130, S2: 140, S3: 40, S4: 8 };
const personas: Readonly<Record<SegmentId, readonly (readonly [string, string])[]>> = {
  S1: [],
  S2: [
    ['H2', 'initiator'],
    ['H3', 'buyer'],
    ['H4', 'decider'],
  ],
  S3: [
    ['H5', 'initiator'],
    ['H6', 'influencer'],
    ['H7', 'buyer'],
    ['H8', 'decider'],
  ],
  S4: [['H9', 'decider']],
};

/** Of a café two people are known, the chef barista among them in seven of ten; of a plant, the committee. */
const committee = (segment: SegmentId, chance: Chance): readonly (readonly [string, string])[] => {
  const [initiator, buyer, decider] = personas.S2;
  if (segment !== 'S2' || !initiator || !buyer || !decider) return personas[segment];
  if (chance.happens(0.7)) return chance.happens(0.5) ? [initiator, buyer] : [initiator, decider];
  return [['H3', 'initiator'], decider];
};

const meet = (life: CustomerLife | undefined, segment: SegmentId, by: DayNumber, chance: Chance) => {
  const isOld = life?.isOld ?? false;
  const talkOn = life ? Math.max(0, by - Math.round(chance.around(cycleDays[segment], 0.6))) : by;
  const seenOn = Math.max(0, talkOn - Math.round(chance.around(daysBeforeTalk, 0.75)));
  return { isOld, talkOn, seenOn, visits: isOld ? 0 : Math.max(1, Math.round(chance.around(visitsMedian, 0.42))) };
};

/** Everybody known by name: buyers in the order of their lives, then those who never bought. */
export const acquaint = (lives: readonly CustomerLife[]): Acquaintance[] => {
  const chance = chanceOf('acquaintance');
  const known: Acquaintance[] = [];
  const dealerIds: string[] = [];
  const add = (life: CustomerLife | undefined, segment: SegmentId, channel: ChannelId, by: DayNumber): void => {
    const number = known.length + 1;
    const id = `K-${String(number).padStart(5, '0')}`;
    const people = committee(segment, chance).map(([persona, role], at) => ({
      id: `${id}-${at + 1}`,
      person: somebody(chance),
      persona,
      role,
    }));
    if (life && segment === 'S4') dealerIds.push(id);
    known.push({
      id,
      segment,
      channel,
      life,
      ...meet(life, segment, by, chance),
      talkAt: chance.int(9 * 60, 11 * 60 + 59),
      anonymousId: `v${String(number).padStart(5, '0')}`,
      seller: chance.pick(sellers[segment]),
      people,
      partnerId: segment === 'S1' && channel === 'partners' && dealerIds.length > 0 ? chance.pick(dealerIds) : '',
      firstOrderOn: life?.days[0],
    });
  };
  for (const life of lives) add(life, life.segment, life.channel, life.days[0] ?? 0);
  for (const segment of segmentIds)
    for (let at = 0; at < prospectsPerYear[segment] * 3; at += 1)
      add(undefined, segment, chance.weighted(newByChannel[segment]), chance.int(30, theEnd - 2));
  return known;
};

const regions: Readonly<Record<SegmentId, number>> = { S1: 0.3, S2: 0.8, S3: 0.4, S4: 0.5 };
const kinds: Readonly<Record<SegmentId, string>> = { S1: 'b2c', S2: 'b2b', S3: 'b2b', S4: 'partner' };

/** The customer list; of twelve in a hundred there is no phone. */
export const customerRows = (known: readonly Acquaintance[], phones: Set<string>): Row[] => {
  const chance = chanceOf('customers');
  return known.map((each, at) => {
    const person = each.people[0]?.person ?? somebody(chance);
    const created = each.isOld
      ? `2022-${String(chance.int(1, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}T10:00`
      : moment(each.talkOn, each.talkAt);
    return {
      customer_id: each.id,
      name: companyName(each.segment, person, at, chance),
      kind: kinds[each.segment],
      segment: segmentNames[each.segment],
      sales_type: salesTypeOf(each.segment, each.channel),
      created_at: created,
      email: chance.happens(0.9) ? emailOf(person, at) : '',
      phone: chance.happens(0.12) ? '' : phone(chance, phones),
      tax_id: each.segment === 'S1' ? '' : taxId(chance, each.segment === 'S4' ? 12 : 10),
      partner_id: each.partnerId,
      region: chance.happens(regions[each.segment]) ? 'Город' : 'Область',
      'attributes.Район': town(chance),
    };
  });
};

export const peopleRows = (known: readonly Acquaintance[], phones: Set<string>): Row[] => {
  const chance = chanceOf('people');
  return known.flatMap((each, at) =>
    each.people.map(({ id, person, persona, role }) => ({
      person_id: id,
      customer_id: each.id,
      name: personName(person),
      email: emailOf(person, at),
      phone: chance.happens(0.12) ? '' : phone(chance, phones),
      persona,
      committee_role: role,
    })),
  );
};
