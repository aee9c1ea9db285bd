import { surveyMinutes } from '../../analysis/audit/survey-form.ts';
import type { OpenedLink } from '../../model/audit/survey-contract.ts';
import type { KeptLink } from '../../store/registry/surveys.ts';
import type { Deps } from '../deps.ts';
import type { Operations } from '../types.ts';
import { areOnSheet, codingSheet } from './coding.ts';
import { designAsked, hashOf, roundAnswered } from './design-asked.ts';
import { fits } from './fitting.ts';
import { alreadySent, surveyOver, unfitAnswer, unfitCode, unknownLink, withdrawnLink } from './problems.ts';

/** What a personal link opens to whoever has it: its own form and answers, and nothing else of the product. */
export const personalLink = (deps: Deps): Pick<Operations['survey'], 'open' | 'answer'> => {
  const { surveys, workspaces } = deps.registry;

  const find = async (token: string): Promise<KeptLink> => {
    const link = await surveys.find(hashOf(token));
    if (link === null) throw unknownLink();
    if (link.withdrawnAt) throw withdrawnLink();
    const isOver = (await surveys.list(link.workspace))[0]?.id !== link.round;
    if (isOver && !link.submittedAt) throw surveyOver();
    return link;
  };

  const sheetOf = async ({ workspace, round }: KeptLink) =>
    codingSheet(await designAsked(deps, workspace), await roundAnswered(deps, workspace, round), 'second');

  const shown = async (link: KeptLink): Promise<OpenedLink> => {
    const { language, form } = link;
    const company = (await workspaces.find(link.workspace))?.name ?? { ru: '', en: '' };
    if (form === null) return { kind: 'rater', language, company, sheet: await sheetOf(link) };
    const submitted = link.submittedAt !== null;
    // What was sent is not shown again: a phone may come into other hands.
    const answers = submitted ? {} : await surveys.answersOf(link.id);
    return { kind: 'respondent', language, company, form, minutes: surveyMinutes(form), answers, submitted };
  };

  return {
    open: async ({ token }) => {
      const link = await find(token);
      await surveys.noteOpened(link.id);
      return shown(link);
    },
    answer: async ({ token, item, answer, submit, codes }) => {
      const link = await find(token);
      if (link.form === null) {
        if (codes === undefined || !areOnSheet(await sheetOf(link), codes)) throw unfitCode();
        await surveys.saveCodes(link.round, 'second', codes);
        return shown(link);
      }
      if (link.submittedAt) throw alreadySent();
      if (item !== undefined && answer !== undefined) {
        if (!fits(link.form, item, answer)) throw unfitAnswer();
        if (!(await surveys.answer(link.id, item, answer))) throw alreadySent();
      }
      if (submit) await surveys.submit(link.id);
      return shown({ ...link, submittedAt: submit ? deps.clock() : null });
    },
  };
};
