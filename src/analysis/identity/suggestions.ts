import type { Subject } from '../ledger.ts';
import type { KeyKind } from './key-kinds.ts';
import { companyDomainOf, looseEmailOf } from './keys.ts';
import { comparableName, nameLikeness } from './names.ts';

/** What two customers have in common that is not enough to join them. */
export type Resemblance = KeyKind | 'email_like' | 'domain' | 'name' | 'name_like';

/** A customer as it is compared with others; every cell has all the values its cards say. */
export type Candidate = {
  id: Subject;
  names: string[];
  kinds: string[];
  regions: string[];
  taxes: string[];
  emails: string[];
  phones: string[];
  partners: string[];
  /** Its records, its own id among them. */
  records: Subject[];
};

/** Customers that may have something in common: those under one key, or one approximation of a name or address. */
export type Block = { kind: Resemblance; value: string; customers: Subject[] };

export type Suggested = {
  left: Subject;
  right: Subject;
  reasons: { kind: Resemblance; value: string }[];
  /** 0…1: how far the reasons go together. */
  sureness: number;
  differentTaxes: boolean;
};

/** How far each thing in common speaks for one customer by itself. */
const weights: Record<Resemblance, number> = {
  tax: 0.9,
  crm: 0.8,
  email: 0.7,
  phone: 0.6,
  click: 0.5,
  client: 0.5,
  email_like: 0.7,
  domain: 0.35,
  name: 0.35,
  name_like: 0.3,
};
/** A name and a place in common say more than the name alone; many people have one name, few companies. */
const nameInOnePlace = 0.6;
const nameOfCompany = 0.45;
/** Two people with one name, each with an address or a number of their own, are most often two. */
const ownContact = 0.6;
const likeness = 0.6;
const enough = 0.4;

const meet = (a: readonly string[], b: readonly string[]): string | undefined => a.find((each) => b.includes(each));
const lower = (texts: readonly string[]): string[] => texts.map((text) => text.trim().toLowerCase());

/** What a block really says of two customers; null where its approximation was too rough. */
const reasonOf = (block: Block, a: Candidate, b: Candidate): { value: string; weight: number } | null => {
  const weight = weights[block.kind];
  const place = meet(lower(a.regions), lower(b.regions));
  switch (block.kind) {
    case 'email_like': {
      const loose = meet(a.emails.map(looseEmailOf), b.emails.map(looseEmailOf));
      return loose && !meet(lower(a.emails), lower(b.emails)) ? { value: loose, weight } : null;
    }
    case 'domain': {
      const domain = meet(a.emails.map(companyDomainOf).filter(Boolean), b.emails.map(companyDomainOf));
      return domain ? { value: domain, weight } : null;
    }
    case 'name': {
      const [ours, theirs] = [a.names.map(comparableName).filter(Boolean), b.names.map(comparableName)];
      const name = meet(ours, theirs);
      if (name === undefined) return null;
      const written = a.names.find((each) => comparableName(each) === name) ?? name;
      const isCompany = a.kinds.includes('b2b') || b.kinds.includes('b2b');
      return { value: written, weight: place ? nameInOnePlace : isCompany ? nameOfCompany : weight };
    }
    case 'name_like': {
      const pairs = a.names.flatMap((x) => b.names.map((y) => [comparableName(x), comparableName(y)] as const));
      const isLike = pairs.some(([x, y]) => x !== y && nameLikeness(x, y) >= likeness);
      return isLike ? { value: `${a.names[0] ?? ''} — ${b.names[0] ?? ''}`, weight: place ? 0.45 : weight } : null;
    }
    default:
      return { value: block.value, weight };
  }
};

const arePartners = (a: Candidate, b: Candidate): boolean =>
  a.partners.some((each) => b.records.includes(each)) ||
  b.partners.some((each) => a.records.includes(each)) ||
  (a.kinds.includes('partner') !== b.kinds.includes('partner') && a.kinds.length > 0 && b.kinds.length > 0);

/**
 * Customers that may be one, the surest first: those that share weak keys, or sure ones that may not join them.
 *
 * Each pair once, with all it has in common. Left out are dealers beside their end customers, and those a person said are not the same.
 */
export const suggestionsOf = (
  blocks: readonly Block[],
  candidates: ReadonlyMap<Subject, Candidate>,
  apart: ReadonlyMap<Subject, ReadonlySet<Subject>>,
): Suggested[] => {
  const isApart = (a: Candidate, b: Candidate) =>
    a.records.some((record) => b.records.some((other) => apart.get(record)?.has(other)));
  const pairs = new Map<string, { a: Candidate; b: Candidate; reasons: Map<string, SuggestedReason> }>();
  for (const block of blocks) {
    const customers = [...new Set(block.customers)].sort();
    for (const [at, left] of customers.entries())
      for (const right of customers.slice(at + 1)) {
        const [a, b] = [candidates.get(left), candidates.get(right)];
        if (!a || !b || arePartners(a, b) || isApart(a, b)) continue;
        const reason = reasonOf(block, a, b);
        if (reason === null) continue;
        const pair = pairs.get(`${left}\0${right}`) ?? { a, b, reasons: new Map<string, SuggestedReason>() };
        pairs.set(`${left}\0${right}`, pair);
        pair.reasons.set(`${block.kind} ${reason.value}`, { kind: block.kind, ...reason });
      }
  }
  return [...pairs.values()]
    .map(({ a, b, reasons }) => judged(a, b, [...reasons.values()]))
    .filter((each) => each.sureness >= enough)
    .sort((x, y) => y.sureness - x.sureness || (x.left + x.right < y.left + y.right ? -1 : 1));
};

type SuggestedReason = { kind: Resemblance; value: string; weight: number };

/** How much is left of what two people have in common where their addresses, or their numbers, differ. */
const doubtOf = (a: Candidate, b: Candidate): number => {
  if (a.kinds.includes('b2b') || b.kinds.includes('b2b')) return 1;
  const digits = (phone: string) => phone.replaceAll(/\D/g, '').slice(-10);
  const differ = (x: string[], y: string[]) => x.length > 0 && y.length > 0 && !meet(x, y);
  const emails = differ(a.emails.map(looseEmailOf), b.emails.map(looseEmailOf));
  const phones = differ(a.phones.map(digits), b.phones.map(digits));
  return (emails ? ownContact : 1) * (phones ? ownContact : 1);
};

const judged = (a: Candidate, b: Candidate, reasons: SuggestedReason[]): Suggested => {
  const byWeight = [...reasons].sort((x, y) => y.weight - x.weight || (x.kind + x.value < y.kind + y.value ? -1 : 1));
  const together = 1 - byWeight.reduce((doubt, { weight }) => doubt * (1 - weight), 1);
  const differentTaxes = a.taxes.length > 0 && b.taxes.length > 0 && !meet(a.taxes, b.taxes);
  return {
    left: a.id,
    right: b.id,
    reasons: byWeight.map(({ kind, value }) => ({ kind, value })),
    // Two tax numbers are two companies, unless one of them took the other's place.
    sureness: Math.round(together * (differentTaxes ? 0.7 : 1) * doubtOf(a, b) * 100) / 100,
    differentTaxes,
  };
};
