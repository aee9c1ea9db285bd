import type { SurveyResponse } from '../../../model/audit/survey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { defaultStates } from '../../blueprint/defaults/states.ts';
import { realPathOf, topDropOffs } from '../../blueprint/real-paths.ts';
import { designedCells } from '../../organisation/journey-cells.ts';
import { linesWithWork, responsibilityFor } from '../../organisation/responsibility.ts';
import { listed, say, shareWords } from '../../organisation/words.ts';
import { closedAgreement, edgeJaccard } from '../agreement.ts';
import type { AuditMatter } from '../matter.ts';
import { type CanonElement, proposeCodes } from '../propose-codes.ts';
import { nobody } from '../survey-words.ts';
import { agreeing, answersTo, byBounds, meanOf, type Reader, readingOf, told, usualBounds } from './reading.ts';

/** How far lists of names name some things, 0…1, by likeness of words; null without names or things. */
export const namedShare = (
  things: readonly CanonElement[],
  lists: readonly (readonly string[] | null)[],
): number | null => {
  if (things.length === 0 || lists.length === 0) return null;
  const texts = lists.map((lines, at) => ({
    respondent: at,
    item: 'segments' as const,
    text: (lines ?? []).join('. '),
  }));
  return meanOf(proposeCodes(things, texts).map(({ code }) => code));
};

/** The mean share of people who give the most frequent answer; null without answers. */
const modeShare = (answers: readonly (readonly string[])[]): number | null =>
  meanOf(answers.flatMap((each) => closedAgreement(each, [], 2).withMode ?? []));

const decidersOf = ({ design }: AuditMatter): Map<string, string[]> =>
  new Map(
    Object.values(design?.committees ?? {}).map(({ segment, members }) => [
      segment,
      members.filter(({ role }) => role === 'decider').flatMap(({ personas }) => personas),
    ]),
  );

/** Question 2: whether people name the company's segments and know who decides in them. */
export const readMarket: Reader = (matter, responses) => {
  const lists = answersTo(responses, 'segments', 'lines');
  if (lists.length === 0) return null;
  const segments = matter.design === null ? [] : thingsOf(matter.design, 'segments');
  const named = namedShare(
    segments.map(([id, { name, names }]) => ({ id, text: name, synonyms: names })),
    lists.map(({ answer }) => answer?.lines ?? null),
  );
  const canon = decidersOf(matter);
  const deciders = answersTo(responses, 'decider', 'assign').flatMap(({ response, answer }) => {
    const item = response.form.items.find(({ id }) => id === 'decider');
    return item?.kind !== 'assign'
      ? []
      : item.rows.flatMap(({ id }) => {
          const right = canon.get(id) ?? [];
          return right.length === 0 ? [] : [right.includes(answer?.by[id] ?? '') ? 1 : 0];
        });
  });
  const right = meanOf(deciders);
  const known = meanOf([named, right].filter((value) => value !== null));
  const loose = modeShare([answersTo(responses, 'decider', 'choice').map(({ answer }) => answer?.option ?? '—')]);
  return readingOf(lists.length, known === null ? ((loose ?? 0) >= agreeing ? 1 : 0) : byBounds(known, usualBounds), {
    accuracy: known,
    points: [
      ...(named === null
        ? []
        : [
            told(
              'segments_named',
              say('Сегменты называют на {share}', 'Segments are named by {share}', { share: shareWords(named) }),
              named,
            ),
          ]),
      ...(right === null
        ? []
        : [
            told(
              'deciders_known',
              say('Кто решает, знают в {share} ответов', 'Who decides is known in {share} of answers', {
                share: shareWords(right),
              }),
              right,
            ),
          ]),
    ],
  });
};

/** The order the design has for the cards of a form; of the usual states where there is no journey. */
const orderOf = ({ design }: AuditMatter, { form }: SurveyResponse): string[] => {
  const item = form.items.find(({ id }) => id === 'path');
  if (item?.kind !== 'cards') return [];
  const cards = new Set(item.cards.map(({ id }) => id));
  const states =
    form.journeyId === undefined ? Object.keys(defaultStates) : (design?.journeys[form.journeyId]?.states ?? []);
  return states.filter((id) => cards.has(id));
};

/** By person, which part of the places where most customers are lost in truth the marks name; empty where the facts can’t tell. */
const lossesNamed = (
  { design, paths }: AuditMatter,
  sorted: readonly { response: SurveyResponse; answer: { dropOffs: readonly string[] } | null }[],
): { parts: number[]; places: { state: string; customers: number }[] } => {
  const known = new Map<string, { state: string; customers: number }[]>();
  const parts = sorted.flatMap(({ response: { form }, answer }) => {
    const journey = form.journeyId;
    if (design === null || journey === undefined || design.journeys[journey] === undefined) return [];
    const top = known.get(journey) ?? topDropOffs(realPathOf(design, journey, paths));
    known.set(journey, top);
    // A place the form did not show nobody could mark.
    const item = form.items.find(({ id }) => id === 'path');
    const cards = new Set(item?.kind === 'cards' ? item.cards.map(({ id }) => id) : []);
    const shown = top.filter(({ state }) => cards.has(state));
    if (shown.length === 0) return [];
    return [shown.filter(({ state }) => answer?.dropOffs.includes(state)).length / shown.length];
  });
  const [places = []] = known.values();
  return { parts, places };
};

/** Question 3: whether people put the journey in the order it is designed in, and know where customers are lost in truth. */
export const readPath: Reader = (matter, responses) => {
  const sorted = answersTo(responses, 'path', 'cards');
  if (sorted.length === 0) return null;
  const alike = sorted.map(({ response, answer }) =>
    answer === null ? 0 : (edgeJaccard(answer.order, orderOf(matter, response)) ?? 0),
  );
  const mean = meanOf(alike);
  const losses = lossesNamed(matter, sorted);
  const named = meanOf(losses.parts);
  const isDesigned = sorted.some(({ response }) => response.form.journeyId !== undefined);
  const drops = sorted.flatMap(({ answer }) => answer?.dropOffs ?? []);
  const agreed = closedAgreement(drops, [], 2);
  const place = matter.design?.states[agreed.mode ?? '']?.name;
  const known = meanOf([mean, named].filter((value) => value !== null));
  const score = byBounds(known, usualBounds);
  return readingOf(sorted.length, isDesigned ? score : Math.min(1, score), {
    accuracy: known,
    points: [
      told(
        'path_alike',
        say('Порядок пути совпал с проектом на {share}', 'The order of the journey agrees with the design by {share}', {
          share: shareWords(mean ?? 0),
        }),
        mean,
      ),
      ...(place === undefined
        ? []
        : [
            told(
              'path_loss',
              say(
                'Чаще всего клиентов, по мнению людей, теряют здесь: {place}',
                'Where people think most customers are lost: {place}',
                { place },
              ),
              null,
            ),
          ]),
      ...(named === null
        ? []
        : [
            told(
              'path_losses_known',
              say(
                'Места, где клиентов на деле теряют чаще всего ({places}), названы на {share}',
                'The places where most customers are lost in truth ({places}) are named by {share}',
                {
                  places: listed(
                    losses.places.map(({ state, customers }) =>
                      say('{name}: {customers}', '{name}: {customers}', {
                        name: matter.design?.states[state]?.name ?? { ru: state, en: state },
                        customers,
                      }),
                    ),
                  ),
                  share: shareWords(named),
                },
              ),
              named,
            ),
          ]),
    ],
  });
};

/** By stage, who answers in the design; «nobody» where a part of the stage is nobody's. */
const accountableByStage = ({ design }: AuditMatter): Map<string, Set<string>> => {
  const stages = new Map<string, Set<string>>();
  if (design === null) return stages;
  const cells = designedCells(design);
  for (const line of linesWithWork(design, cells)) {
    const { accountable } = responsibilityFor(design, line, cells);
    const known = stages.get(line.stage) ?? new Set<string>();
    for (const role of accountable.length === 0 ? [nobody.id] : accountable) known.add(role);
    stages.set(line.stage, known);
  }
  return stages;
};

/** Question 4: whether people name the one who answers for each stage; «nobody» is right where nobody does. */
export const readOwners: Reader = (matter, responses) => {
  const answers = answersTo(responses, 'owners', 'assign');
  if (answers.length === 0) return null;
  const canon = accountableByStage(matter);
  const cases = answers.flatMap(({ response, answer }) => {
    const item = response.form.items.find(({ id }) => id === 'owners');
    return item?.kind === 'assign' ? item.rows.map(({ id }) => ({ stage: id, said: answer?.by[id] ?? '—' })) : [];
  });
  const judged = cases.filter(({ stage }) => canon.has(stage));
  const right = meanOf(judged.map(({ stage, said }) => (canon.get(stage)?.has(said) ? 1 : 0)));
  const stages = [...new Set(cases.map(({ stage }) => stage))];
  const mode = modeShare(stages.map((stage) => cases.filter((each) => each.stage === stage).map(({ said }) => said)));
  const score = right === null ? ((mode ?? 0) >= agreeing ? 1 : 0) : byBounds(right, [0.25, 0.5, 0.8, 0.9]);
  return readingOf(answers.length, score, {
    accuracy: right,
    consensus: mode,
    points: [
      ...(right === null
        ? []
        : [
            told(
              'owners_known',
              say('Ответственных называют, как в проекте: {share}', 'Who answers is named as designed: {share}', {
                share: shareWords(right),
              }),
              right,
            ),
          ]),
      ...(mode === null
        ? []
        : [
            told(
              'owners_alike',
              say('Одинаково отвечают о стадии: {share}', 'Give the same answer about a stage: {share}', {
                share: shareWords(mode),
              }),
              mode,
            ),
          ]),
    ],
  });
};
