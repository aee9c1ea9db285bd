import { type QuestionNumber, questionNumbers } from '../../model/audit/questions.ts';
import type { CompanyFunction, Option, SurveyForm, SurveyItem, SurveyItemId } from '../../model/audit/survey.ts';
import { Blueprint, emptyBlueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { isWorded, type Wording, worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { defaultStates } from '../blueprint/defaults/states.ts';
import { nameOf } from '../blueprint/names.ts';
import { designedCells } from '../organisation/journey-cells.ts';
import { linesWithWork, responsibilityFor } from '../organisation/responsibility.ts';
import * as words from './survey-words.ts';

export type SurveyFormFor = {
  function: CompanyFunction;
  isHead: boolean;
  currency: string;
  /** A journey of the design whose states are put in order; the first designed one where it is left out. */
  journey?: string;
};

/** Which of the ten questions an item is of. */
export const questionOf: Record<SurveyItemId, QuestionNumber> = {
  idea: 1,
  value: 1,
  main_value: 1,
  segments: 2,
  decider: 2,
  path: 3,
  owners: 4,
  ros: 5,
  romi: 6,
  nmc: 6,
  romi_base: 6,
  processes: 7,
  process_names: 7,
  products: 8,
  campaigns: 8,
  unit_costs: 9,
  cltv: 10,
  cltv_meaning: 10,
};

const everyone = ['idea', 'main_value', 'segments', 'path', 'owners'] as const;

/**
 * What each function is asked: at most twelve items, and together all ten questions.
 *
 * Heads and the owner are asked for numbers of the whole company, the others for what they do every day.
 */
const itemsOf = (of: CompanyFunction, isHead: boolean): SurveyItemId[] => {
  const whole = isHead || of === 'owner';
  switch (of) {
    case 'owner':
      return [...everyone, 'ros', 'romi', 'processes', 'products', 'campaigns', 'unit_costs', 'cltv'];
    case 'marketing':
      return whole
        ? [...everyone, 'romi', 'nmc', 'romi_base', 'campaigns', 'unit_costs', 'cltv', 'cltv_meaning']
        : [...everyone, 'value', 'decider', 'romi', 'nmc', 'romi_base', 'products', 'campaigns'];
    case 'sales':
      return whole
        ? [...everyone, 'ros', 'processes', 'process_names', 'products', 'unit_costs', 'cltv', 'cltv_meaning']
        : [...everyone, 'value', 'decider', 'ros', 'processes', 'process_names', 'products', 'campaigns'];
    case 'service':
      return whole
        ? [...everyone, 'processes', 'process_names', 'products', 'unit_costs', 'cltv', 'cltv_meaning']
        : [...everyone, 'value', 'processes', 'products', 'cltv_meaning'];
    default:
      return whole ? [...everyone, 'value', 'unit_costs', 'cltv'] : [...everyone, 'value', 'products'];
  }
};

const sentence = (wording: Wording): Sentence => ({ ru: worded(wording, 'ru'), en: worded(wording, 'en') });

/** An order that tells nothing and is the same for everybody: a hash of the names. */
const shuffled = <Thing extends { id: string }>(things: readonly Thing[], seed: string): Thing[] => {
  const hash = (text: string): number => {
    let value = 2166136261;
    for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
    return value;
  };
  return [...things].sort((a, b) => hash(`${seed} ${a.id}`) - hash(`${seed} ${b.id}`));
};

const mostOptions = 14;
const mostCards = 12;
const mostRows = 8;

const mainValueOptions = (blueprint: Blueprint): Option[] => {
  const canon = thingsOf(blueprint, 'idea').find(([, { key, text }]) => key === 'main_value' && isWorded(text));
  if (canon === undefined) return [...words.commonValues];
  const [id, { text }] = canon;
  return shuffled([{ id, label: sentence(text) }, ...words.commonValues.slice(0, 4)], id);
};

const withHint = (id: string, label: Sentence, hint: Wording | undefined): Option =>
  isWorded(hint) && hint !== undefined ? { id, label, hint: sentence(hint) } : { id, label };

/** The journey whose order is asked: that asked for, else the first designed one that has states. */
const journeyAsked = (blueprint: Blueprint, asked: string | undefined): string | null => {
  const designed = thingsOf(blueprint, 'journeys').filter(
    ([, { mode, states }]) => mode === 'designed' && states.length > 2,
  );
  return (designed.find(([id]) => id === asked) ?? designed[0])?.[0] ?? null;
};

/** States on the way; those aside, postponed or gone, have no place in an order. */
const cardsOf = (blueprint: Blueprint, journey: string | null): Option[] => {
  const { states } = journey === null ? Blueprint.parse({ states: defaultStates }) : blueprint;
  const ids =
    journey === null
      ? Object.keys(states).sort((a, b) => (states[a]?.place ?? 0) - (states[b]?.place ?? 0))
      : (blueprint.journeys[journey]?.states ?? []);
  return ids
    .flatMap((id) => {
      const state = states[id];
      if (state === undefined || state.phase === 'aside' || (journey === null && id === 'D0')) return [];
      return [withHint(id, sentence(state.name), state.question)];
    })
    .slice(0, mostCards);
};

/** Stages somebody may answer for, in the order of the conveyor: those with work in the design, else the usual ones. */
const stagesAsked = (blueprint: Blueprint): string[] => {
  const withWork = new Set(linesWithWork(blueprint).map(({ stage }) => stage as string));
  const usual = Object.keys(words.stageResults);
  const asked = withWork.size > 0 ? usual.filter((stage) => withWork.has(stage) || stage === 'winback') : usual;
  if (asked.length <= mostRows) return asked;
  // The first touch and the picking out are least in dispute.
  const dropped = ['audience', 'qualified', 'activated'].slice(0, asked.length - mostRows);
  return asked.filter((stage) => !dropped.includes(stage));
};

/** Roles that may answer for a stage: those that do in the design, then those that do most of the work; shown by their place. */
const ownersAsked = (blueprint: Blueprint): Option[] => {
  const cells = designedCells(blueprint);
  const work = new Map<string, number>();
  for (const line of linesWithWork(blueprint, cells)) {
    const { accountable, responsible } = responsibilityFor(blueprint, line, cells);
    for (const role of accountable) work.set(role, Number.POSITIVE_INFINITY);
    for (const role of responsible) work.set(role, (work.get(role) ?? 0) + 1);
  }
  const roles = thingsOf(blueprint, 'roles').map(([id]) => id);
  const share = (role: string): number => work.get(role) ?? 0;
  const shown = new Set(
    [...roles].sort((a, b) => (share(a) === share(b) ? 0 : share(b) - share(a))).slice(0, mostOptions),
  );
  const options = roles
    .filter((id) => shown.has(id))
    .map((id) => ({ id, label: nameOf(blueprint, { collection: 'roles', id }) }));
  return [...(options.length > 0 ? options : words.commonOwners), words.nobody];
};

const deciders = (blueprint: Blueprint): Pick<Extract<SurveyItem, { kind: 'assign' }>, 'rows' | 'options'> | null => {
  const committees = thingsOf(blueprint, 'committees').slice(0, mostRows);
  const rows = committees.flatMap(([, { segment }]) =>
    blueprint.segments[segment] === undefined
      ? []
      : [{ id: segment, label: nameOf(blueprint, { collection: 'segments', id: segment }) }],
  );
  const asked = new Set(rows.map(({ id }) => id));
  const options = thingsOf(blueprint, 'personas')
    .filter(([, { segment }]) => asked.has(segment))
    .slice(0, mostOptions)
    .map(([id]) => ({ id, label: nameOf(blueprint, { collection: 'personas', id }) }));
  return rows.length === 0 || options.length < 2 ? null : { rows, options };
};

/** What one item is, made from the design as far as it goes. */
const itemOf = (blueprint: Blueprint, id: SurveyItemId, journey: string | null): SurveyItem => {
  const head = { id, q: questionOf[id], ...words.asked[id] };
  switch (id) {
    case 'idea':
    case 'value':
      return { ...head, kind: 'text', longest: id === 'idea' ? 1000 : 400 };
    case 'segments':
    case 'process_names':
      return { ...head, kind: 'lines', most: 10 };
    case 'main_value':
      return { ...head, kind: 'choice', options: mainValueOptions(blueprint) };
    case 'decider': {
      const by = deciders(blueprint);
      return by === null
        ? { ...head, kind: 'choice', options: [...words.commonDeciders] }
        : { ...head, kind: 'assign', ...by };
    }
    case 'path': {
      const cards = cardsOf(blueprint, journey);
      return { ...head, kind: 'cards', cards: shuffled(cards, 'path'), mostDropOffs: 3 };
    }
    case 'owners': {
      const rows = stagesAsked(blueprint).map((stage) => ({
        id: stage,
        label: words.stageResults[stage] ?? { ru: stage, en: stage },
      }));
      return { ...head, kind: 'assign', rows, options: ownersAsked(blueprint) };
    }
    case 'unit_costs':
      return { ...head, kind: 'numbers', rows: [...words.unitCostRows], unit: 'money' };
    case 'cltv':
      return { ...head, kind: 'numbers', rows: [words.oneNumber.cltv], unit: 'money' };
    case 'processes':
    case 'products':
    case 'campaigns':
      return { ...head, kind: 'numbers', rows: [words.oneNumber[id]], unit: 'count' };
    default:
      return { ...head, kind: 'choice', options: shuffled(words.definitions[id], id) };
  }
};

/**
 * What one person is asked, in both languages: made of the design where there is one, and whole without.
 *
 * At most twelve items, in the order of the ten questions. Lists hold the names of the design as they are now, so that a form that was sent
 * stays what it was.
 */
export const surveyForm = (design: Blueprint | null, person: SurveyFormFor): SurveyForm => {
  const blueprint = design ?? emptyBlueprint();
  const journey = journeyAsked(blueprint, person.journey);
  const items = itemsOf(person.function, person.isHead)
    .map((id) => itemOf(blueprint, id, journey))
    .sort((a, b) => questionNumbers.indexOf(a.q) - questionNumbers.indexOf(b.q));
  return {
    function: person.function,
    isHead: person.isHead,
    currency: person.currency,
    ...(journey === null
      ? {}
      : { journey: nameOf(blueprint, { collection: 'journeys', id: journey }), journeyId: journey }),
    items,
  };
};

/** Seconds an item takes on a phone: a text is typed with a thumb, a list is looked through; ours. */
const secondsOf = (item: SurveyItem): number => {
  switch (item.kind) {
    case 'text':
      return item.id === 'idea' ? 80 : 50;
    case 'lines':
      return 45;
    case 'choice':
      return 18;
    case 'assign':
      return 10 + 8 * item.rows.length;
    case 'numbers':
      return 6 + 10 * item.rows.length;
    case 'cards':
      return 20 + 7 * item.cards.length;
  }
};

/** How long a form takes, in whole minutes. */
export const surveyMinutes = (form: SurveyForm): number =>
  Math.ceil(form.items.reduce((sum, item) => sum + secondsOf(item), 0) / 60);
