import fc from 'fast-check';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';
import { committeeRoles } from '../../../src/model/blueprint/inputs.ts';
import { edgeKinds } from '../../../src/model/blueprint/journey.ts';
import { raciLetters } from '../../../src/model/blueprint/organisation.ts';
import { costClasses, stages } from '../../../src/model/stages.ts';

/** Few ids, so that things meet; and some that every object seems to have. */
const id = fc.constantFrom('a', 'b', 'c', 'D1', 'D5', 'D7', 'constructor', 'toString');
const maybe = <Thing>(of: fc.Arbitrary<Thing>) => fc.option(of, { nil: null });
const words = fc.record({ ru: fc.constantFrom('', 'слова', '«цитата»'), en: fc.constantFrom('', 'words') });
const amount = fc.double({ min: 0, max: 1e7, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const things = <Thing>(of: fc.Arbitrary<Thing>) => fc.dictionary(id, of, { maxKeys: 5 });
const ids = fc.array(id, { maxLength: 4 });
const designedStage = fc.constantFrom('market' as const, ...stages);
const day = fc.constantFrom('2020-02-29', '2025-06-30', '2027-01-01');
const salesType = fc.constantFrom('direct', 'dealer');
const metric = fc.constantFrom('customers_new', 'win_rate', 'nmc', 'retention_rate', 'unit_cost_retention');
const end = fc.oneof(
  id.map((each) => `cell:${each}`),
  id.map((each) => `state:${each}`),
  fc.constantFrom('stage:lost', 'stage:new'),
);

const cell = fc.record({
  journey: id,
  state: id,
  touchpoint: id,
  personas: ids,
  committee: fc.uniqueArray(fc.constantFrom(...committeeRoles), { maxLength: 3 }),
  question: words,
  content: words,
  assets: ids,
  responsible: maybe(id),
  accountable: maybe(id),
  costPerVisit: maybe(amount),
  hoursPerVisit: maybe(fc.double({ min: 0, max: 100, noNaN: true })),
  rework: part,
  costClass: maybe(fc.constantFrom(...costClasses)),
  volumeMonth: maybe(fc.double({ min: 0, max: 1000, noNaN: true })),
  visitKinds: fc.array(fc.constantFrom('call', 'visit'), { maxLength: 2 }),
  stage: maybe(fc.constantFrom(...stages)),
});

const role = fc.record({
  name: words,
  function: fc.constantFrom('marketing', 'sales', 'success', 'management'),
  reportsTo: maybe(id),
  kpis: fc.uniqueArray(metric),
  budgets: fc.uniqueArray(designedStage, { maxLength: 3 }),
  leaveHours: fc.constantFrom(0, 12, 500),
  otherHours: fc.constantFrom(0, 20),
  monthlyPay: maybe(amount),
  isToday: fc.boolean(),
});

/** Any design that parses, with references that meet or dangle as it happens. */
export const anyBlueprint: fc.Arbitrary<Blueprint> = fc
  .record({
    segments: things(
      fc.record({
        name: words,
        potential: fc.record({
          customers: maybe(amount),
          reachable: maybe(part),
          winnable: maybe(part),
          at: maybe(day),
        }),
      }),
    ),
    personas: things(fc.record({ segment: id, name: words })),
    committees: things(
      fc.record({
        segment: id,
        members: fc.array(fc.record({ role: fc.constantFrom(...committeeRoles), personas: ids }), { maxLength: 4 }),
      }),
    ),
    rungs: things(fc.record({ name: words, level: fc.integer({ min: 0, max: 5 }), prerequisites: ids })),
    goals: things(
      fc.record({
        name: words,
        metric: maybe(metric),
        segment: maybe(id),
        base: maybe(amount),
        target: maybe(amount),
        due: maybe(day),
        owner: maybe(id),
      }),
    ),
    states: things(fc.record({ name: words, phase: fc.constantFrom('before', 'purchase', 'after', 'aside') })),
    touchpoints: things(fc.record({ name: words, channel: maybe(id) })),
    journeys: things(
      fc.record({
        name: words,
        segment: maybe(id),
        rungs: ids,
        salesTypes: fc.uniqueArray(salesType),
        mode: fc.constantFrom('designed', 'designed', 'legacy'),
        states: ids,
        touchpoints: ids,
      }),
    ),
    cells: things(cell),
    edges: things(
      fc.record({
        journey: id,
        from: end,
        to: end,
        kind: fc.constantFrom(...edgeKinds),
        probability: maybe(part),
        handoffHours: maybe(amount),
      }),
    ),
    proofs: things(
      fc.record({
        about: id.map((each) => `cell:${each}`),
        kind: fc.constant('experiment'),
        at: day,
        result: fc.constantFrom('confirmed', 'open'),
      }),
    ),
    roles: things(role),
    employees: things(
      fc.record({
        name: fc.constantFrom('Анна', 'Ben'),
        roles: fc.array(fc.record({ role: id, share: part }), { maxLength: 3 }),
      }),
    ),
    zones: things(
      fc.record({
        stage: designedStage,
        segment: maybe(id),
        salesType: maybe(salesType),
        roles: fc.dictionary(id, fc.constantFrom(...raciLetters), { maxKeys: 3 }),
      }),
    ),
    processes: things(
      fc.record({
        name: words,
        journey: maybe(id),
        stages: fc.uniqueArray(designedStage, { maxLength: 2 }),
        cells: ids,
        isToday: fc.boolean(),
        owner: maybe(id),
        names: fc.array(fc.constant('Воронка'), { maxLength: 1 }),
      }),
    ),
    channels: things(fc.record({ name: words, isToday: fc.boolean(), budgetMonth: maybe(amount) })),
    campaigns: things(fc.record({ name: words, cells: ids })),
    tools: things(fc.record({ name: words, cells: ids, monthlyCost: maybe(amount), isToday: fc.boolean() })),
    assets: things(
      fc.record({ name: words, cost: maybe(amount), lifeMonths: maybe(fc.double({ min: 1, max: 60, noNaN: true })) }),
    ),
  })
  .map((document) => Blueprint.parse(document));
