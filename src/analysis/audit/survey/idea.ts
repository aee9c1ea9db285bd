import type { CodedAnswer, Rater, SurveyResponse } from '../../../model/audit/survey.ts';
import type { Sentence } from '../../../model/problem.ts';
import { say, shareWords } from '../../organisation/words.ts';
import { ideaWords } from '../../sheets/words.ts';
import { accuracy, accuracyByElement, closedAgreement, consensus, krippendorff } from '../agreement.ts';
import type { AuditMatter } from '../matter.ts';
import { canonOf } from '../propose-codes.ts';
import { agreeing, answersTo, byBounds, meanOf, type Reader, readingOf, told } from './reading.ts';

/** α of raters: acceptable, good. */
const acceptable = 0.667;
const good = 0.8;

const staff = (responses: readonly SurveyResponse[]): SurveyResponse[] =>
  responses.filter((response) => response.function !== 'owner');

/** Codes of the idea by person and element: the mean of the raters; who found it hard to say names nothing. */
const codesOf = (
  { survey }: AuditMatter,
  responses: readonly SurveyResponse[],
  elements: readonly string[],
): (number | null)[][] =>
  answersTo(responses, 'idea', 'text').map(({ response, answer }) =>
    elements.map((element) => {
      if (answer === null || answer.text.trim() === '') return 0;
      const given = (survey?.codes ?? []).filter(
        (code) => code.item === 'idea' && code.respondent === response.respondent && code.element === element,
      );
      return meanOf(given.map(({ code }) => code));
    }),
  );

/** Krippendorff's α of the two raters over all open answers. */
const reliability = ({ survey }: AuditMatter, responses: readonly SurveyResponse[]): number | null => {
  const people = new Set(responses.map(({ respondent }) => respondent));
  const units = new Map<string, Map<Rater, number>>();
  for (const { respondent, item, element, rater, code } of (survey?.codes ?? []) as CodedAnswer[]) {
    if (!people.has(respondent)) continue;
    const key = `${respondent} ${item} ${element}`;
    units.set(key, (units.get(key) ?? new Map<Rater, number>()).set(rater, code));
  }
  return krippendorff(
    [...units.values()].map((codes) => [...codes.values()]),
    'ordinal',
  );
};

const alphaWords = (alpha: number): Sentence => {
  const verdict =
    alpha >= good
      ? { ru: 'хорошо', en: 'good' }
      : alpha >= acceptable
        ? { ru: 'приемлемо', en: 'acceptable' }
        : { ru: 'мало: кодировать стоит заново', en: 'too low: code anew' };
  return say('Согласие двух читавших (α): {alpha} — {verdict}', 'Agreement of the two raters (α): {alpha}: {verdict}', {
    alpha: { ru: alpha.toFixed(2).replace('.', ','), en: alpha.toFixed(2) },
    verdict,
  });
};

const scoreOf = (known: number, alike: number | null, functions: readonly (number | null)[]): number => {
  if (known >= 0.8 && functions.every((value) => (value ?? 0) >= 0.8)) return 4;
  if (known >= 0.6) return (alike ?? 1) >= 0.6 ? 3 : 2;
  return byBounds(known, [0.2, 0.4, 2, 2]);
};

/**
 * Question 1: how far staff name the canon's elements; the owner, whose canon it is, is not counted.
 *
 * Without coded answers the value picked from a list stands in, and then proves at most 2.
 */
export const readIdea: Reader = (matter, responses) => {
  const people = staff(responses);
  const picked = answersTo(people, 'main_value', 'choice');
  if (picked.length === 0) return null;
  const canon = matter.design === null ? [] : canonOf(matter.design);
  const codes = codesOf(
    matter,
    people,
    canon.map(({ id }) => id),
  );
  const main = Object.entries(matter.design?.idea ?? {}).find(([, { key }]) => key === 'main_value')?.[0];
  const options = Math.max(
    2,
    ...people
      .map(({ form }) => form.items.find((item) => item.id === 'main_value' && 'options' in item))
      .map((item) => (item !== undefined && 'options' in item ? item.options.length : 2)),
  );
  const closed = closedAgreement(
    picked.map(({ answer }) => answer?.option ?? '—'),
    main === undefined ? [] : [main],
    options,
  );
  const known = accuracy(codes);
  const alike = consensus(codes);
  const alpha = reliability(matter, people);
  const functions = (['marketing', 'sales'] as const).map((of) =>
    accuracy(
      codesOf(
        matter,
        people.filter((each) => each.function === of),
        canon.map(({ id }) => id),
      ),
    ),
  );
  const score =
    known !== null
      ? scoreOf(known, alike, functions)
      : closed.withCanon !== null
        ? Math.min(2, byBounds(closed.withCanon, [0.3, 0.6, 2, 2]))
        : (closed.withMode ?? 0) >= agreeing
          ? 1
          : 0;
  const elements = accuracyByElement(codes);
  return readingOf(picked.length, score, {
    accuracy: known,
    consensus: alike,
    alpha,
    byElement: canon.flatMap(({ id }, at) => {
      const value = elements[at] ?? null;
      const key = matter.design?.idea[id]?.key ?? 'other';
      return value === null ? [] : [{ element: id, name: ideaWords[key], accuracy: value }];
    }),
    points: [
      ...(known === null
        ? [
            told(
              'not_coded',
              say(
                'Открытые ответы ещё не прочитаны и не закодированы',
                'Open answers have not been read and coded yet',
              ),
              null,
            ),
          ]
        : [
            told(
              'accuracy',
              say('Идею знают на {known}', 'The idea is known by {known}', { known: shareWords(known) }),
              known,
            ),
          ]),
      ...(alike === null
        ? []
        : [
            told(
              'consensus',
              say('Отвечают одинаково на {alike}', 'Answers are alike by {alike}', { alike: shareWords(alike) }),
              alike,
            ),
          ]),
      ...(alpha === null ? [] : [told('alpha', alphaWords(alpha), alpha)]),
      ...(closed.withCanon === null
        ? []
        : [
            told(
              'main_value',
              say(
                'Главную ценность из списка выбрали верно: {share}',
                'Picked the right main value from a list: {share}',
                {
                  share: shareWords(closed.withCanon),
                },
              ),
              closed.withCanon,
            ),
          ]),
    ],
  });
};
