import { Problem, type ProblemBody } from '../../model/problem.ts';

const refuse = (kind: ProblemBody['kind'], code: string, ru: string, en: string): Problem =>
  new Problem({ code, kind, text: { ru, en } });

export const unknownRound = (): Problem =>
  refuse('missing', 'unknown_survey_round', 'Такого опроса здесь нет.', 'There is no such survey here.');
export const unknownLink = (): Problem =>
  refuse(
    'missing',
    'survey_link_unknown',
    'Такой ссылки нет. Проверьте, целиком ли она скопирована, или попросите новую.',
    'There is no such link. See whether it was copied whole, or ask for a new one.',
  );
export const withdrawnLink = (): Problem =>
  refuse(
    'missing',
    'survey_link_withdrawn',
    'Эта ссылка отозвана и больше не открывается. Если вам нужна новая, попросите её у того, кто прислал эту.',
    'This link was withdrawn and does not open any more. If you need a new one, ask whoever sent this one.',
  );
export const surveyOver = (): Problem =>
  refuse(
    'missing',
    'survey_over',
    'Этот опрос завершён: ответы уже собраны.',
    'This survey is over: the answers are in.',
  );
export const alreadySent = (): Problem =>
  refuse(
    'busy',
    'survey_sent',
    'Ответы уже отправлены, изменить их нельзя.',
    'The answers were sent and can’t be changed.',
  );
export const unfitAnswer = (): Problem =>
  refuse('usage', 'survey_answer_unfit', 'Такого ответа на этот вопрос нет.', 'The question has no such answer.');
export const unfitCode = (): Problem =>
  refuse('usage', 'survey_code_unfit', 'Такого ответа для чтения нет.', 'There is no such answer to read.');
