import { canonOf, type OpenAnswer, proposeCodes } from '../../analysis/audit/propose-codes.ts';
import { ideaWords } from '../../analysis/sheets/words.ts';
import type { Code, CodedAnswer, Rater, SurveyResponse, SurveyRound } from '../../model/audit/survey.ts';
import { type AnswerToCode, type CodingSheet, fewestTexts } from '../../model/audit/survey-contract.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { worded } from '../../model/blueprint/words.ts';

const openAnswersOf = (responses: readonly SurveyResponse[]): OpenAnswer[] =>
  (['idea', 'value'] as const).flatMap((item) =>
    responses.flatMap(({ respondent, answers }) => {
      const answer = answers[item];
      return answer?.kind === 'text' && answer.text.trim() !== '' ? [{ respondent, item, text: answer.text }] : [];
    }),
  );

/** The elements an answer is read for: the whole canon for the idea, the main value alone for the value. */
const isReadFor = (blueprint: Blueprint, item: OpenAnswer['item'], element: string): boolean =>
  item === 'idea' || blueprint.idea[element]?.key === 'main_value';

/**
 * What one rater reads: every open answer that was sent, without whose it is, with codes proposed and given.
 *
 * Answers of one person to two questions stand apart from each other, in the order of lots; nothing is shown while there are too few. The owner,
 * whose canon it is, is neither read nor counted: beside their own text those of others would be easier to tell.
 */
export const codingSheet = (blueprint: Blueprint, round: SurveyRound, rater: Rater): CodingSheet => {
  const canon = canonOf(blueprint);
  const staff = round.responses.filter((response) => response.submitted && response.function !== 'owner');
  const answered = staff.length;
  const isShown = answered >= fewestTexts;
  const open = isShown ? openAnswersOf(staff) : [];
  const proposals = proposeCodes(canon, open);
  const mine = round.codes.filter((code) => code.rater === rater);
  const byElement = (
    codes: readonly Pick<CodedAnswer, 'respondent' | 'item' | 'element' | 'code'>[],
    of: OpenAnswer,
  ): Record<string, Code> =>
    Object.fromEntries(
      codes
        .filter(
          ({ respondent, item, element }) =>
            respondent === of.respondent && item === of.item && isReadFor(blueprint, item, element),
        )
        .map(({ element, code }) => [element, code]),
    );
  return {
    elements: canon.map(({ id, text }) => ({
      id,
      name: ideaWords[blueprint.idea[id]?.key ?? 'other'],
      text: { ru: worded(text, 'ru'), en: worded(text, 'en') },
    })),
    answers: open.map(
      (answer): AnswerToCode => ({
        ...answer,
        proposed: byElement(proposals, answer),
        codes: byElement(mine, answer),
      }),
    ),
    shownFrom: fewestTexts,
    isShown,
    answered,
  };
};

/** Whether every code is of an answer on the sheet and of an element it is read for. */
export const areOnSheet = (sheet: CodingSheet, codes: readonly Omit<CodedAnswer, 'rater'>[]): boolean =>
  codes.every(({ respondent, item, element }) =>
    sheet.answers.some(
      (answer) => answer.respondent === respondent && answer.item === item && element in answer.proposed,
    ),
  );
