import { readKeys } from '../analysis/identity/collect.ts';
import type {
  CustomerRecord,
  CustomerRecords,
  Decision,
  JoinKind as Kind,
  SuggestedSide,
  Suggestion,
} from '../model/identity.ts';
import { toMajor } from '../model/money.ts';
import { Problem } from '../model/problem.ts';
import type { KeptDecision } from '../store/registry/decisions.ts';
import {
  anonymousOfCustomer,
  type CardRow,
  cardsOfRecords,
  customersOfRecords,
  endCustomersOf,
  factsOfRecords,
  identityCounts,
  joinsOfCustomers,
  type LedgerJoin,
  standingOfCustomers,
} from '../store/warehouse/questions/identity.ts';
import { dayIn } from './as-of.ts';
import type { Deps } from './deps.ts';
import { againstText, effectText, joinText, reasonText } from './identity-words.ts';
import { type CurrentLedger, type Ledgers, unknownWorkspace } from './ledger.ts';
import { nextCursor, offsetOf } from './rows.ts';
import type { Suggestions } from './suggestions.ts';
import type { Operations } from './types.ts';

const unexplained = (what: 'why' | 'by'): Problem =>
  new Problem({
    code: 'decision_unexplained',
    kind: 'input',
    text:
      what === 'why'
        ? { ru: 'Напишите, почему вы так решили: это останется в истории.', en: 'Say why: it stays in the history.' }
        : { ru: 'Напишите, кто это решил: это останется в истории.', en: 'Say who decides: it stays in the history.' },
    where: { column: what },
  });

const checkWord = ({ why, by }: { why: string; by: string }): void => {
  if (why.trim() === '') throw unexplained('why');
  if (by.trim() === '') throw unexplained('by');
};

const unknownRecord = (id: string): Problem =>
  new Problem({
    code: 'unknown_customer',
    kind: 'missing',
    text: { ru: `Клиента «${id}» нет в этих данных.`, en: `There is no customer “${id}” in this data.` },
    where: { customer: id },
  });

const refused = (code: string, ru: string, en: string, where: Record<string, string>): Problem =>
  new Problem({ code, kind: 'input', text: { ru, en }, where });

/** A customer as a ledger has it: the id it goes by, and all its records. */
type Group = { id: string; joins: LedgerJoin[]; records: string[] };

/** The customers some records are, each under the record asked for; one that no fact knows is refused. */
const groupsOf = async (ledger: CurrentLedger, ids: readonly string[]): Promise<Group[]> => {
  const { warehouse, scope } = ledger;
  const goesBy = await customersOfRecords(warehouse, scope, ids);
  const customers = ids.map((id) => goesBy.get(id) ?? id);
  const [joins, known, cards] = await Promise.all([
    joinsOfCustomers(warehouse, scope, customers),
    standingOfCustomers(warehouse, scope, customers),
    cardsOfRecords(warehouse, scope.workspace, ids),
  ]);
  return ids.map((asked, at) => {
    const id = customers[at] ?? asked;
    const own = joins.filter((join) => join.customer === id);
    const isKnown =
      own.length > 0 || known.some((each) => each.id === id) || cards.some((card) => card.record === asked);
    if (!isKnown) throw unknownRecord(asked);
    return { id, joins: own, records: [id, ...own.map((join) => join.record)] };
  });
};

/** Names of records: of their cards, else their ids. */
const namesOf = async (deps: Deps, workspace: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const cards = ids.length === 0 ? [] : await cardsOfRecords(deps.warehouse, workspace, [...new Set(ids)]);
  const names = new Map<string, string>();
  for (const card of cards) if (card.name !== '' && !names.has(card.record)) names.set(card.record, card.name);
  return names;
};

const shownDecisions = async (
  deps: Deps,
  workspace: string,
  decisions: readonly KeptDecision[],
): Promise<Decision[]> => {
  const names = await namesOf(
    deps,
    workspace,
    decisions.flatMap((each) => [...each.records, ...each.others]),
  );
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? '' }));
  return decisions.map(({ id, records, others, ...rest }) => ({
    ...rest,
    id: String(id),
    records: named(records),
    others: named(others),
  }));
};

/** The keys on the cards of each record that another record of the customer has too. */
const sharedKeys = (records: readonly string[], cards: readonly CardRow[], country: string) => {
  const owners = new Map<string, { kind: Kind; value: string; records: Set<string> }>();
  for (const card of cards) {
    const cells = { tax_id: card.taxId, email: card.email, phone: card.phone };
    for (const [name, text] of [...Object.entries(cells), ...Object.entries(card.props)])
      for (const { kind, value } of readKeys({ name, text }, country)) {
        const key = owners.get(`${kind} ${value}`) ?? { kind, value, records: new Set() };
        owners.set(`${kind} ${value}`, key);
        key.records.add(card.record);
      }
  }
  const shared = [...owners.values()].filter((key) => key.records.size > 1);
  return (record: string): CustomerRecord['shared'] =>
    shared
      .filter((key) => key.records.has(record))
      .map(({ kind, value, records: having }) => ({
        kind,
        value,
        with: records.filter((each) => each !== record && having.has(each)),
      }));
};

/** How many anonymous ids of a customer are listed. */
const mostAnonymous = 20;

const recordsOf = async (deps: Deps, ledger: CurrentLedger, asked: string): Promise<CustomerRecords> => {
  const { warehouse, scope, settings } = ledger;
  const [group] = await groupsOf(ledger, [asked]);
  if (!group) throw unknownRecord(asked);
  const anonymous = (await anonymousOfCustomer(warehouse, scope, group.id)).slice(0, mostAnonymous).map(({ id }) => id);
  const [cards, facts, standing, all, endCustomers] = await Promise.all([
    cardsOfRecords(warehouse, scope.workspace, group.records),
    factsOfRecords(warehouse, scope.workspace, [...group.records, ...anonymous]),
    standingOfCustomers(warehouse, scope, [group.id]),
    deps.registry.decisions.list(scope.workspace),
    endCustomersOf(warehouse, scope.workspace, group.records),
  ]);
  const partnerId = cards.find((card) => card.partnerId !== '')?.partnerId;
  const partner = partnerId === undefined ? undefined : (await standingOfCustomers(warehouse, scope, [partnerId]))[0];
  const about = all.filter((each) => [...each.records, ...each.others].some((id) => group.records.includes(id)));
  const decisions = await shownDecisions(deps, scope.workspace, about);
  const sharedOf = sharedKeys(group.records, cards, settings.country);
  const joinOf = new Map(group.joins.map((join) => [join.record, join]));
  const recordOf = (id: string): CustomerRecord => {
    const join = joinOf.get(id);
    const decision = join?.kind === 'hand' ? (decisions.find((each) => each.id === join.value) ?? null) : null;
    const counts = facts.get(id);
    return {
      id,
      cards: cards
        .filter((card) => card.record === id)
        .map(({ record: _, props: __, partnerId: ___, ...card }) => card),
      facts: {
        orderLines: counts?.order_lines ?? 0,
        deals: counts?.deals ?? 0,
        interactions: counts?.interactions ?? 0,
        payments: counts?.payments ?? 0,
      },
      by: join
        ? { kind: join.kind as Kind, value: join.value, other: join.other, decision, text: joinText(join, decision) }
        : null,
      shared: sharedOf(id),
    };
  };
  const known = standing[0];
  return {
    id: group.id,
    name: known?.name ?? cards.find((card) => card.name !== '')?.name ?? '',
    records: [...group.records.map(recordOf), ...anonymous.map(recordOf)],
    partner: partnerId === undefined ? null : { id: partnerId, name: partner?.name ?? '' },
    endCustomers,
    decisions,
  };
};

/** Both customers of suggestions, with what their cards say and what they bought. */
const sidesOf = async (ledger: CurrentLedger, ids: readonly string[]): Promise<Map<string, SuggestedSide>> => {
  const { warehouse, scope, settings } = ledger;
  const customers = [...new Set(ids)];
  const [joins, standing] = await Promise.all([
    joinsOfCustomers(warehouse, scope, customers),
    standingOfCustomers(warehouse, scope, customers),
  ]);
  const recordsBy = new Map(customers.map((id) => [id, [id]]));
  for (const { record, customer } of joins) recordsBy.get(customer)?.push(record);
  const cards = await cardsOfRecords(warehouse, scope.workspace, [...recordsBy.values()].flat());
  return new Map(
    customers.map((id) => {
      const records = recordsBy.get(id) ?? [id];
      const own = records.flatMap((record) => cards.filter((card) => card.record === record));
      const cell = (name: 'name' | 'kind' | 'segment' | 'email' | 'phone' | 'taxId' | 'region'): string =>
        own.find((card) => card[name] !== '')?.[name] ?? '';
      const known = standing.find((each) => each.id === id);
      const created = own.flatMap((card) => card.createdAt ?? []).sort()[0];
      const revenue = known?.revenueMinor ?? (known ? null : 0);
      return [
        id,
        {
          id,
          name: known?.name || cell('name'),
          kind: cell('kind'),
          segment: known?.segment || cell('segment'),
          email: cell('email'),
          phone: cell('phone'),
          taxId: cell('taxId'),
          region: cell('region'),
          createdAt: created === undefined ? null : dayIn(settings.time_zone, new Date(created)),
          sources: [...new Set(own.map((card) => card.source))],
          records: records.length,
          orders: known?.orders ?? 0,
          revenue: revenue === null ? null : toMajor(revenue, settings.currency),
        },
      ];
    }),
  );
};

/** Which records are one customer and which are not: what was found, what people decided, what may be. */
export const identityOperations = (deps: Deps, ledgers: Ledgers, suggestions: Suggestions): Operations['identity'] => {
  const { registry } = deps;
  const show = async (workspace: string, decision: KeptDecision): Promise<Decision> => {
    const [shown] = await shownDecisions(deps, workspace, [decision]);
    if (!shown) throw new Error(`Decision ${decision.id} is not there.`);
    return shown;
  };
  return {
    summary: async ({ workspace }) => {
      const ledger = await ledgers.current(workspace);
      const [counts, found, standing] = await Promise.all([
        identityCounts(deps.warehouse, ledger.scope),
        suggestions.of(ledger),
        registry.decisions.standing(workspace),
      ]);
      return {
        ...counts,
        records: counts.customers + counts.joined,
        suggestions: found.length,
        decisions: standing.length,
      };
    },
    records: async ({ workspace, id }) => recordsOf(deps, await ledgers.current(workspace), id),
    suggestions: async ({ workspace, limit, cursor, customer }) => {
      const ledger = await ledgers.current(workspace);
      const offset = offsetOf(cursor);
      const all = await suggestions.of(ledger);
      const wanted = customer === undefined ? all : all.filter((each) => [each.left, each.right].includes(customer));
      const page = wanted.slice(offset, offset + limit);
      const sides = await sidesOf(
        ledger,
        page.flatMap((each) => [each.left, each.right]),
      );
      const rows = page.flatMap((each): Suggestion[] => {
        const [left, right] = [sides.get(each.left), sides.get(each.right)];
        if (!left || !right) return [];
        return [
          {
            left,
            right,
            reasons: each.reasons.map((reason) => ({ ...reason, text: reasonText(reason) })),
            sureness: each.sureness,
            against: againstText(each, left, right),
            effect: effectText(left, right),
          },
        ];
      });
      return { rows, total: wanted.length, ...nextCursor(offset, page.length, wanted.length) };
    },
    merge: async ({ workspace, records, why, by }) => {
      checkWord({ why, by });
      const nameless = records.find((id) => id.startsWith('anonymous:'));
      if (nameless !== undefined)
        throw refused(
          'nameless_visitor',
          'Посетителя без имени объединить нельзя: его история присоединится сама, когда он назовётся.',
          'A nameless visitor can’t be merged: the history joins by itself once the visitor is known.',
          { customer: nameless },
        );
      const ledger = await ledgers.current(workspace);
      const groups = await groupsOf(ledger, [...new Set(records)]);
      const distinct = [...new Map(groups.map((group) => [group.id, group])).values()];
      const [first, ...rest] = distinct;
      if (!first || rest.length === 0)
        throw refused('already_one', 'Это уже один клиент.', 'They are one customer already.', {
          customer: groups[0]?.id ?? '',
        });
      const cards = await cardsOfRecords(
        deps.warehouse,
        workspace,
        distinct.flatMap((group) => group.records),
      );
      const groupOf = (record: string) => distinct.find((group) => group.records.includes(record));
      const dealer = cards.find((card) => {
        const partner = groupOf(card.partnerId);
        return partner !== undefined && partner !== groupOf(card.record);
      });
      if (dealer)
        throw refused(
          'partner_and_customer',
          'Дилер и его клиент остаются разными: они связаны, но это не одно и то же.',
          'A dealer and its end customer stay apart: they are linked, not one.',
          { customer: dealer.record, partner: dealer.partnerId },
        );
      const others = rest.flatMap((group) => group.records);
      const decision = { kind: 'merge' as const, records: first.records, others, why, by };
      return show(workspace, await registry.decisions.add(workspace, decision));
    },
    split: async ({ workspace, record, from, why, by }) => {
      checkWord({ why, by });
      const ledger = await ledgers.current(workspace);
      const [own, other] = await groupsOf(ledger, from === undefined ? [record] : [record, from]);
      if (!own) throw unknownRecord(record);
      const isWithin = other === undefined || other.id === own.id;
      const sides = isWithin
        ? { records: [record], others: own.records.filter((each) => each !== record) }
        : { records: own.records, others: other.records };
      if (sides.others.length === 0)
        throw refused(
          'nothing_to_split',
          'У этого клиента одна запись: отделять нечего.',
          'This customer is one record: there is nothing to split off.',
          { customer: record },
        );
      return show(workspace, await registry.decisions.add(workspace, { kind: 'split', ...sides, why, by }));
    },
    undo: async ({ workspace, id, why, by }) => {
      checkWord({ why: why === '' ? '-' : why, by });
      if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
      const number = Number(id);
      const undone = Number.isSafeInteger(number)
        ? await registry.decisions.undo(workspace, number, { why, by })
        : null;
      if (undone === null)
        throw new Problem({
          code: 'unknown_decision',
          kind: 'missing',
          text: {
            ru: `Решения ${id} нет, или его уже отменили.`,
            en: `There is no decision ${id}, or it was taken back already.`,
          },
          where: { decision: id },
        });
      return show(workspace, undone);
    },
    decisions: async ({ workspace }) => {
      if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
      return shownDecisions(deps, workspace, await registry.decisions.list(workspace));
    },
  };
};
