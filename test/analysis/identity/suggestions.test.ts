import { expect, test } from 'vitest';
import { type Block, type Candidate, suggestionsOf } from '../../../src/analysis/identity/suggestions.ts';

const candidate = (id: string, cells: Partial<Candidate>): Candidate => ({
  id,
  names: [],
  kinds: [],
  regions: [],
  taxes: [],
  emails: [],
  phones: [],
  partners: [],
  records: [id],
  ...cells,
});
const suggested = (
  a: Partial<Candidate>,
  b: Partial<Candidate>,
  kinds: Block['kind'][],
  apart = new Map<string, Set<string>>(),
) => {
  const candidates = new Map([candidate('a', a), candidate('b', b)].map((each) => [each.id, each]));
  const blocks = kinds.map((kind) => ({ kind, value: 'x', customers: ['b', 'a'] }));
  return suggestionsOf(blocks, candidates, apart)[0];
};

test('a company’s name is enough to ask, a person’s only with a place and no address of their own', () => {
  const company = { kinds: ['b2b'], names: ['ООО «Чай»'] };
  expect(suggested(company, { names: ['ЧАЙ'] }, ['name'])?.sureness).toBe(0.45);
  const person = { kinds: ['b2c'], names: ['Иван Белов'] };
  expect(suggested(person, person, ['name'])).toBeUndefined();
  const here = { ...person, regions: ['Тверь'] };
  expect(suggested(here, here, ['name'])?.sureness).toBe(0.6);
  const first = { ...here, emails: ['ivan@mail.ru'] };
  expect(suggested(first, { ...here, emails: ['belov@mail.ru'] }, ['name'])).toBeUndefined();
  expect(suggested(first, { ...here, emails: ['i.van+shop@mail.ru'] }, ['name'])).toBeUndefined();
  const plus = { ...here, emails: ['ivan+shop@mail.ru'] };
  expect(suggested(first, plus, ['name', 'email_like'])?.reasons.map(({ kind }) => kind)).toEqual([
    'email_like',
    'name',
  ]);
});

test('what roughly resembled is looked at again', () => {
  expect(
    suggested({ names: ['Чай'] }, { names: ['Кофе'] }, ['name', 'name_like', 'domain', 'email_like']),
  ).toBeUndefined();
  const like = suggested({ names: ['Водолей'], regions: ['Тверь'] }, { names: ['ООО Водолей-М'], regions: ['тверь'] }, [
    'name_like',
  ]);
  expect(like?.sureness).toBe(0.45);
});

test('different tax numbers speak against, a dealer beside its customer and those kept apart are left out', () => {
  const [one, other] = [{ taxes: ['1'] }, { taxes: ['2'] }];
  expect(suggested(one, other, ['phone'])).toMatchObject({ sureness: 0.42, differentTaxes: true });
  expect(suggested({}, { partners: ['a'] }, ['phone'])).toBeUndefined();
  expect(suggested({ kinds: ['partner'] }, { kinds: ['b2c'] }, ['phone'])).toBeUndefined();
  expect(suggested(one, other, ['phone'], new Map([['a', new Set(['b'])]]))).toBeUndefined();
});
