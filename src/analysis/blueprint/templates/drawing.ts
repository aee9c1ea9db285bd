import type { forces } from '../../../model/blueprint/journey.ts';
import type { DesignedStage, RaciLetter } from '../../../model/blueprint/organisation.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import { defaultStages } from '../defaults/stages.ts';
import { type Part, placed, rests, words } from '../defaults/writing.ts';

type Pair = readonly [ru: string, en: string];
type Cells = NonNullable<Part['cells']>;

/** A cell as templates write it. `by` is who does it and who answers for it; `load` is hours of one visit and visits a month. */
export type Drawn = {
  at: `${string} ${string}`;
  who?: readonly string[];
  goal: Pair;
  ask: Pair;
  fear: readonly [force: (typeof forces)[number], ru: string, en: string];
  argue: Pair;
  proof: Pair;
  /** The material that is shown or given. */
  with: Pair;
  we: Pair;
  they: Pair;
  by: `${string} ${string}`;
  load: readonly [hours: number, visitsMonth: number];
  days: number;
  answerHours?: number;
  seen: readonly string[];
  done?: readonly string[];
  stage: StageOrOverlay;
};

const two = (text: string): [string, string] => {
  const [first = '', second = ''] = text.split(' ');
  return [first, second];
};

const cell = (journey: string, personas: readonly string[], drawn: Drawn): Cells[string] => {
  const [state, touchpoint] = two(drawn.at);
  const [responsible, accountable] = two(drawn.by);
  const [force, ru, en] = drawn.fear;
  const who = drawn.who ?? personas;
  return {
    journey,
    state,
    touchpoint,
    personas: [...who],
    goal: words(...drawn.goal),
    question: words(...drawn.ask),
    barrier: words(ru, en),
    force,
    argument: words(...drawn.argue),
    proof: words(...drawn.proof),
    content: words(...drawn.with),
    ourAction: words(...drawn.we),
    customerAction: words(...drawn.they),
    responsible,
    accountable,
    hoursPerVisit: drawn.load[0],
    volumeMonth: drawn.load[1],
    dwellDays: drawn.days,
    ...(drawn.answerHours === undefined ? {} : { slaHours: drawn.answerHours }),
    visitKinds: [...drawn.seen],
    exitKinds: [...(drawn.done ?? [])],
    stage: drawn.stage,
    costClass: defaultStages[drawn.stage]?.costClass ?? null,
    inputs: rests(...who.map((id) => `personas:${id}` as const)),
  };
};

/** The cells of a journey in their order; those that name nobody speak to `personas`. */
export const drawn = (journey: string, personas: readonly string[], cells: Record<string, Drawn>): Cells =>
  placed(Object.fromEntries(Object.entries(cells).map(([id, each]) => [id, cell(journey, personas, each)])));

/** Zones of one segment that differ from the usual ones: stages by id prefix, who does what. */
export const zonesOf = (
  segment: string,
  list: readonly (readonly [stages: readonly DesignedStage[], roles: Record<string, RaciLetter>])[],
): NonNullable<Part['zones']> =>
  Object.fromEntries(
    list.flatMap(([stages, roles]) => stages.map((stage) => [`${segment}-${stage}`, { stage, segment, roles }])),
  );

/** A rule that takes interactions of some kinds as a visit of a touchpoint and as proof of a state. */
export const seenAs = (
  name: Pair,
  kinds: readonly string[],
  touchpoint: string | null,
  state: string,
  weight = 1,
  more: Partial<NonNullable<Part['rules']>[string]> = {},
): NonNullable<Part['rules']>[string] => ({
  name: words(...name),
  fact: 'interaction',
  when: [{ field: 'kind', is: 'equals', values: [...kinds] }],
  touchpoint,
  states: [{ state, weight }],
  ...more,
});

/** What every template says of its numbers. */
export const assumed = (customers: number): ReturnType<typeof words> =>
  words(
    `Типовой путь. Объёмы, часы, вероятности и сроки — предположения примерно на ${customers} новых клиентов в месяц: замените их своими и проверьте на практике.`,
    `A typical journey. Volumes, hours, probabilities and days are assumptions for about ${customers} new customers a month: put in your own and test them in practice.`,
  );
