import { nameOf } from '../../analysis/blueprint/names.ts';
import type { CompanyFunction } from '../../model/audit/survey.ts';
import type { Colleague } from '../../model/audit/survey-contract.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Role } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';

const functionOf = ({ function: of, reportsTo }: Role): CompanyFunction => {
  if (of === 'success') return 'service';
  if (of === 'management') return reportsTo === null ? 'owner' : 'other';
  return of;
};

/** Roles that others report to. */
const headsOf = (blueprint: Blueprint): ReadonlySet<string> =>
  new Set(thingsOf(blueprint, 'roles').flatMap(([, { reportsTo }]) => reportsTo ?? []));

/**
 * Whom the design knows that may be asked: the people who work here, each by the role that takes most of their time; where none are named, the
 * positions.
 */
export const colleaguesOf = (blueprint: Blueprint, language: 'ru' | 'en'): Colleague[] => {
  const heads = headsOf(blueprint);
  const asRole = (id: string, label: string): Colleague[] => {
    const role = blueprint.roles[id];
    if (role === undefined || label === '') return [];
    return [{ label, function: functionOf(role), isHead: heads.has(id) }];
  };
  const people = thingsOf(blueprint, 'employees').flatMap(([, { name, roles }]) => {
    const main = [...roles].sort((a, b) => b.share - a.share)[0];
    const found = main === undefined ? [] : asRole(main.role, name);
    return found.length > 0 ? found : [{ label: name, function: 'other' as const, isHead: false }];
  });
  if (people.length > 0) return people;
  return thingsOf(blueprint, 'roles').flatMap(([id]) =>
    asRole(id, nameOf(blueprint, { collection: 'roles', id })[language]),
  );
};
