import type { AuditFinding, SurveyResult } from '../../../model/audit/audit.ts';
import { type QuestionNumber, questionNames } from '../../../model/audit/questions.ts';
import type { SurveyResponse } from '../../../model/audit/survey.ts';
import { fewestOfGroup } from '../../../model/audit/survey-contract.ts';
import { quoted, say, shareWords } from '../../organisation/words.ts';
import type { AuditMatter } from '../matter.ts';
import { readMarket, readOwners, readPath } from './design.ts';
import { readIdea } from './idea.ts';
import { readCltv, readCosts, readOffer, readProcesses, readRomi, readRos } from './numbers.ts';
import { type Reader, type Reading, told } from './reading.ts';

const readers: Record<QuestionNumber, Reader> = {
  1: readIdea,
  2: readMarket,
  3: readPath,
  4: readOwners,
  5: readRos,
  6: readRomi,
  7: readProcesses,
  8: readOffer,
  9: readCosts,
  10: readCltv,
};

const compared = ['marketing', 'sales', 'service', 'other'] as const;
/** Scores this far apart are a gap in how groups see the company. */
const gap = 2;

export type SurveyReading = { score: number; result: SurveyResult; findings: AuditFinding[] };

const sentOf = ({ survey }: AuditMatter): SurveyResponse[] =>
  (survey?.responses ?? []).filter(({ submitted }) => submitted);

const few = (n: number): SurveyResult['points'] => [
  told(
    'few',
    say(
      'Ответов: {n}. Подробности видны от {least}, чтобы никого не узнали.',
      'Answers: {n}. Details show from {least} on, so that nobody is recognised.',
      { n, least: fewestOfGroup },
    ),
    n,
  ),
];

const gapFindings = (
  q: QuestionNumber,
  owner: Reading | null,
  staff: Reading | null,
  groups: SurveyResult['byFunction'],
): AuditFinding[] => {
  const link = `/audit?q=${q}`;
  const name = quoted(questionNames[q]);
  const found: AuditFinding[] = [];
  if (owner !== null && staff !== null && staff.n >= fewestOfGroup && Math.abs(owner.score - staff.score) >= gap)
    found.push({
      code: 'perception_gap',
      severity: 'high',
      text: say(
        '{name}: собственник отвечает на {owner}, сотрудники — на {staff} из 4',
        '{name}: the owner answers at {owner}, staff at {staff} of 4',
        {
          name,
          owner: owner.score,
          staff: staff.score,
        },
      ),
      link,
    });
  const scored = groups.filter((each) => each.function !== 'owner' && each.score !== null);
  const scores = scored.map(({ score }) => score ?? 0);
  if (scores.length > 1 && Math.max(...scores) - Math.min(...scores) >= gap)
    found.push({
      code: 'functions_differ',
      severity: 'medium',
      text: say(
        '{name}: отделы отвечают по-разному, от {low} до {high} из 4',
        '{name}: functions answer differently, from {low} to {high} of 4',
        {
          name,
          low: Math.min(...scores),
          high: Math.max(...scores),
        },
      ),
      link,
    });
  return found;
};

/** From this consensus on and below this accuracy people share an idea that is not the canon's. */
const shared = 0.7;
const wrong = 0.4;

const ideaFindings = ({ accuracy, consensus, byElement }: Reading): AuditFinding[] => {
  const link = '/audit?q=1';
  const low = byElement.filter((each) => each.accuracy < wrong);
  const best = [...byElement].sort((a, b) => b.accuracy - a.accuracy)[0];
  return [
    ...(accuracy !== null && consensus !== null && accuracy < wrong && consensus >= shared
      ? [
          {
            code: 'shared_wrong_idea',
            severity: 'high' as const,
            text: say(
              'Все отвечают одинаково ({consensus}), но не так, как записано ({accuracy}): возможно, неверна сама запись',
              'Everybody answers alike ({consensus}) but not as it is written ({accuracy}): the canon itself may be wrong',
              { consensus: shareWords(consensus), accuracy: shareWords(accuracy) },
            ),
            link,
          },
        ]
      : []),
    ...low.map(({ element, name, accuracy: share }) => ({
      code: `idea_element_low.${element}`,
      severity: 'medium' as const,
      text:
        best !== undefined && best.element !== element
          ? say(
              '{name} знают на {share}, при том что {best} — на {most}',
              '{name} is known by {share}, while {best} is by {most}',
              {
                name: quoted(name),
                share: shareWords(share),
                best: quoted(best.name),
                most: shareWords(best.accuracy),
              },
            )
          : say('{name} знают на {share}', '{name} is known by {share}', {
              name: quoted(name),
              share: shareWords(share),
            }),
      link,
    })),
  ];
};

/** What the staff's answers to a question come to; null where nobody who was asked it has sent answers. */
export const surveyOf = (matter: AuditMatter, q: QuestionNumber): SurveyReading | null => {
  const sent = sentOf(matter);
  const read = readers[q];
  const all = read(matter, sent);
  if (all === null) return null;
  // Numbers of the company are asked of heads alone: of the few who answered a question each would be known.
  const isShown = all.n >= fewestOfGroup;
  const byFunction = compared.flatMap((of) => {
    const reading = read(
      matter,
      sent.filter((each) => each.function === of),
    );
    return reading !== null && reading.n >= fewestOfGroup ? [{ function: of, n: reading.n, score: reading.score }] : [];
  });
  const owner = read(
    matter,
    sent.filter((each) => each.function === 'owner'),
  );
  const staff = read(
    matter,
    sent.filter((each) => each.function !== 'owner'),
  );
  const result: SurveyResult = isShown
    ? {
        n: all.n,
        points: all.points,
        accuracy: all.accuracy,
        consensus: all.consensus,
        alpha: all.alpha,
        byElement: all.byElement,
        byFunction,
      }
    : { n: all.n, points: few(all.n), accuracy: null, consensus: null, alpha: null, byElement: [], byFunction: [] };
  return {
    score: all.score,
    result,
    findings: isShown
      ? [...(q === 1 ? ideaFindings(all) : []), ...gapFindings(q, q === 1 ? null : owner, staff, byFunction)]
      : [],
  };
};
