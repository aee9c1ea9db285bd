import type { Collection } from '../../../../model/blueprint/blueprint.ts';
import { collections } from '../../../../model/blueprint/blueprint.ts';
import { ideaKeys } from '../../../../model/blueprint/inputs.ts';
import { journeyModes, ownerships } from '../../../../model/blueprint/journey.ts';
import { assetKinds, raciLetters } from '../../../../model/blueprint/organisation.ts';
import { costClasses, costFunctions } from '../../../../model/stages.ts';

/** Closed lists a field may be one of, whose words are `design.choices.NAME.VALUE`. */
export const choiceLists = {
  ideaKey: [...ideaKeys, 'other'],
  per: ['sale', 'month', 'year'],
  goalPer: ['period', 'month'],
  phase: ['before', 'purchase', 'after', 'aside'],
  ownership: ownerships,
  mode: journeyModes,
  function: costFunctions,
  costClass: costClasses,
  assetKind: assetKinds,
  raci: raciLetters,
} as const;
export type ChoiceList = keyof typeof choiceLists;

/**
 * How a field of a thing is shown and edited. `optional` fields may be empty (null).
 *
 * words, long: in the reader's language, one line or several · names: free words, several · target: of the thing's metric, in its unit · ref, refs: things of another collection.
 */
export type FieldSpec =
  | {
      field: string;
      kind:
        | 'words'
        | 'long'
        | 'text'
        | 'names'
        | 'salesTypes'
        | 'competences'
        | 'day'
        | 'flag'
        | 'metric'
        | 'metrics'
        | 'stages';
    }
  | {
      field: string;
      kind: 'target';
      /** What is no longer known of the number once another is typed. */
      forgets?: 'basePeriod';
    }
  | {
      field: string;
      kind: 'number' | 'money' | 'share';
      suffix?: 'hours' | 'days' | 'months' | 'people';
      isRequired?: boolean;
    }
  | { field: string; kind: 'choice'; list: ChoiceList; isOptional?: boolean }
  | { field: string; kind: 'ref' | 'refs'; of: Collection }
  | {
      field: string;
      kind: 'part';
      part: 'segmentRule' | 'potential' | 'members' | 'economicValue' | 'classShares' | 'holders' | 'bySegment';
    };

const words = (field = 'name'): FieldSpec => ({ field, kind: 'words' });
const long = (field: string): FieldSpec => ({ field, kind: 'long' });
const names: FieldSpec = { field: 'names', kind: 'names' };
const ref = (field: string, of: Collection): FieldSpec => ({ field, kind: 'ref', of });
const refs = (field: string, of: Collection): FieldSpec => ({ field, kind: 'refs', of });
const today: FieldSpec = { field: 'isToday', kind: 'flag' };

/** What a thing of a collection is edited by, in the order it is read. */
export const fieldSpecs = {
  idea: [long('text'), { field: 'synonyms', kind: 'names' }],
  scenarios: [words(), long('text'), { field: 'due', kind: 'day' }],
  segments: [
    words(),
    names,
    { field: 'rule', kind: 'part', part: 'segmentRule' },
    { field: 'salesTypes', kind: 'salesTypes' },
    { field: 'potential', kind: 'part', part: 'potential' },
    long('note'),
  ],
  personas: [words(), ref('segment', 'segments'), long('goals'), long('fears'), long('criteria'), long('habits')],
  committees: [ref('segment', 'segments'), words(), { field: 'members', kind: 'part', part: 'members' }],
  rungs: [
    words(),
    { field: 'level', kind: 'number', isRequired: true },
    long('goal'),
    { field: 'resultKind', kind: 'text' },
    { field: 'price', kind: 'money' },
    { field: 'per', kind: 'choice', list: 'per' },
    { field: 'margin', kind: 'share' },
    refs('prerequisites', 'rungs'),
    { field: 'products', kind: 'names' },
    { field: 'value', kind: 'part', part: 'economicValue' },
  ],
  goals: [
    words(),
    { field: 'metric', kind: 'metric' },
    ref('segment', 'segments'),
    { field: 'per', kind: 'choice', list: 'goalPer' },
    { field: 'base', kind: 'target', forgets: 'basePeriod' },
    { field: 'target', kind: 'target' },
    { field: 'due', kind: 'day' },
    ref('owner', 'roles'),
    ref('scenario', 'scenarios'),
  ],
  stages: [
    words(),
    long('entry'),
    long('exit'),
    { field: 'kinds', kind: 'names' },
    { field: 'costClass', kind: 'choice', list: 'costClass', isOptional: true },
    { field: 'metric', kind: 'metric' },
    { field: 'target', kind: 'target' },
    { field: 'windowDays', kind: 'number', suffix: 'days' },
    { field: 'bySegment', kind: 'part', part: 'bySegment' },
  ],
  roles: [
    words(),
    { field: 'function', kind: 'choice', list: 'function' },
    ref('reportsTo', 'roles'),
    { field: 'kpis', kind: 'metrics' },
    { field: 'budgets', kind: 'stages' },
    { field: 'competences', kind: 'competences' },
    { field: 'nominalHours', kind: 'number', suffix: 'hours', isRequired: true },
    { field: 'leaveHours', kind: 'number', suffix: 'hours', isRequired: true },
    { field: 'meetingHours', kind: 'number', suffix: 'hours', isRequired: true },
    { field: 'utilisation', kind: 'share', isRequired: true },
    { field: 'rampMonths', kind: 'number', suffix: 'months', isRequired: true },
    { field: 'otherHours', kind: 'number', suffix: 'hours', isRequired: true },
    { field: 'monthlyPay', kind: 'money' },
    today,
  ],
  employees: [
    { field: 'name', kind: 'text' },
    { field: 'roles', kind: 'part', part: 'holders' },
    { field: 'classShares', kind: 'part', part: 'classShares' },
    { field: 'rate', kind: 'number', isRequired: true },
    { field: 'startedAt', kind: 'day' },
    names,
  ],
  processes: [
    words(),
    ref('journey', 'journeys'),
    { field: 'stages', kind: 'stages' },
    ref('owner', 'roles'),
    long('trigger'),
    long('outcome'),
    { field: 'metric', kind: 'metric' },
    { field: 'slaHours', kind: 'number', suffix: 'hours' },
    refs('cells', 'cells'),
    names,
    today,
  ],
  channels: [
    words(),
    { field: 'ownership', kind: 'choice', list: 'ownership' },
    { field: 'budgetMonth', kind: 'money' },
    names,
    today,
  ],
  campaigns: [words(), ref('channel', 'channels'), refs('cells', 'cells'), names],
  tools: [words(), refs('cells', 'cells'), { field: 'monthlyCost', kind: 'money' }, today],
  assets: [
    words(),
    { field: 'kind', kind: 'choice', list: 'assetKind' },
    ref('owner', 'roles'),
    { field: 'cost', kind: 'money' },
    { field: 'inServiceAt', kind: 'day' },
    { field: 'lifeMonths', kind: 'number', suffix: 'months' },
    names,
  ],
} as const satisfies Partial<Record<Collection, readonly FieldSpec[]>>;

/** Collections whose things are edited by a form. */
export type FormCollection = keyof typeof fieldSpecs;

/** A new thing of a collection: as little as its shape asks for. */
export const newThing = (name: FormCollection, fields: Record<string, unknown> = {}): Record<string, unknown> =>
  collections[name].parse({
    name: name === 'employees' ? '—' : {},
    key: 'other',
    text: {},
    level: 1,
    function: 'sales',
    segment: '',
    ...fields,
  } as never);
