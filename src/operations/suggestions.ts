import { readKeys } from '../analysis/identity/collect.ts';
import { decided } from '../analysis/identity/decisions.ts';
import { payerOf } from '../analysis/identity/keys.ts';
import { type Block, type Candidate, type Suggested, suggestionsOf } from '../analysis/identity/suggestions.ts';
import {
  type CardRow,
  cardsOfRecords,
  commonPlaces,
  joinsOfCustomers,
  resemblingCustomers,
} from '../store/warehouse/questions/identity.ts';
import type { Deps } from './deps.ts';
import type { CurrentLedger } from './ledger.ts';

/** How many customers are looked at; a company with more doubles than these mends its sources first. */
const mostCandidates = 20_000;

/** How many customers are asked for at a time: their ids travel with the question. */
const atOnce = 2000;

const candidatesOf = async (ledger: CurrentLedger, customers: readonly string[]): Promise<Map<string, Candidate>> => {
  const common = await commonPlaces(ledger.warehouse, ledger.scope.workspace);
  const candidates = new Map<string, Candidate>();
  for (let at = 0; at < customers.length; at += atOnce)
    for (const [id, candidate] of await someCandidates(ledger, customers.slice(at, at + atOnce), common))
      candidates.set(id, candidate);
  return candidates;
};

const someCandidates = async (
  ledger: CurrentLedger,
  customers: readonly string[],
  common: ReadonlySet<string>,
): Promise<Map<string, Candidate>> => {
  const { warehouse, scope } = ledger;
  const joins = await joinsOfCustomers(warehouse, scope, customers);
  const recordsBy = new Map(customers.map((id) => [id, [id]]));
  for (const { record, customer } of joins) recordsBy.get(customer)?.push(record);
  const cards = await cardsOfRecords(warehouse, scope.workspace, [...recordsBy.values()].flat());
  const cardsBy = new Map<string, CardRow[]>();
  for (const card of cards) cardsBy.set(card.record, [...(cardsBy.get(card.record) ?? []), card]);
  return new Map(
    customers.map((id) => {
      const records = recordsBy.get(id) ?? [id];
      const own = records.flatMap((record) => cardsBy.get(record) ?? []);
      const cells = (name: 'name' | 'kind' | 'region' | 'email' | 'phone' | 'partnerId', rows = own) => [
        ...new Set(rows.map((card) => card[name]).filter((cell) => cell !== '')),
      ];
      return [
        id,
        {
          id,
          records,
          // A person's name is not the name of the company it speaks for.
          names: cells('name', id.startsWith('person:') ? own : own.filter((card) => card.fact === 'customers')),
          kinds: cells('kind'),
          regions: cells('region').filter((region) => !common.has(region.trim().toLowerCase())),
          emails: cells('email'),
          phones: cells('phone'),
          partners: cells('partnerId'),
          taxes: [...new Set(own.map((card) => payerOf(card.taxId)).filter((tax) => tax !== ''))],
        },
      ];
    }),
  );
};

const find = async (deps: Deps, ledger: CurrentLedger): Promise<Suggested[]> => {
  const { warehouse, scope, settings } = ledger;
  const [{ cells, alike }, decisions] = await Promise.all([
    resemblingCustomers(warehouse, scope, settings.country),
    deps.registry.decisions.standing(scope.workspace),
  ]);
  const byKey = new Map<string, Block>();
  for (const { name, text, customer } of cells)
    for (const { kind, value } of readKeys({ name, text }, settings.country)) {
      const block = byKey.get(`${kind} ${value}`) ?? { kind, value, customers: [] };
      byKey.set(`${kind} ${value}`, block);
      block.customers.push(customer);
    }
  const blocks: Block[] = [...byKey.values(), ...alike].filter((block) => new Set(block.customers).size > 1);
  const customers = [...new Set(blocks.flatMap((block) => block.customers))].sort().slice(0, mostCandidates);
  return suggestionsOf(blocks, await candidatesOf(ledger, customers), decided(decisions).apart);
};

export type Suggestions = { of(ledger: CurrentLedger): Promise<Suggested[]> };

/** Suggestions of workspaces, each found once for a ledger. */
export const createSuggestions = (deps: Deps): Suggestions => {
  const found = new Map<string, { snapshot: number; suggestions: Promise<Suggested[]> }>();
  return {
    of: (ledger) => {
      const { workspace, snapshot } = ledger.scope;
      const known = found.get(workspace);
      if (known?.snapshot === snapshot) return known.suggestions;
      const suggestions = find(deps, ledger);
      found.set(workspace, { snapshot, suggestions });
      suggestions.catch(() => found.delete(workspace));
      return suggestions;
    },
  };
};
