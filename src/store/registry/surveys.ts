import type { Kysely, Selectable } from 'kysely';
import {
  Answers,
  Code,
  type CodedAnswer,
  CompanyFunction,
  type Rater,
  type SurveyAnswer,
  SurveyForm,
  type SurveyItemId,
  type SurveyRound,
} from '../../model/audit/survey.ts';
import type { LinkDraft } from '../../model/audit/survey-contract.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** A round without what was answered. */
export type KeptRound = { id: number; at: Date; by: string };

/** A personal link as the registry keeps it; its token only as a hash and sealed. */
export type KeptLink = LinkDraft & {
  id: number;
  round: number;
  workspace: string;
  /** Drawn by lot within the round. */
  respondent: number;
  sealed: string;
  /** What a respondent is asked; null for a rater. */
  form: SurveyForm | null;
  openedAt: Date | null;
  submittedAt: Date | null;
  withdrawnAt: Date | null;
};

export type NewLink = LinkDraft & {
  respondent: number;
  hash: string;
  sealed: string;
  form: SurveyForm | null;
};

/** Codes of one rater. */
export type GivenCode = Omit<CodedAnswer, 'rater'>;

export type Surveys = {
  begin(workspace: string, by: string): Promise<KeptRound>;
  /** Rounds of a workspace, latest first. */
  list(workspace: string): Promise<KeptRound[]>;
  addLinks(round: number, links: readonly NewLink[]): Promise<void>;
  /** Links of a round in the order they were made, withdrawn ones included. */
  links(round: number): Promise<KeptLink[]>;
  /** The link a token belongs to, by the token's hash. */
  find(hash: string): Promise<KeptLink | null>;
  /** Notes that a link was opened for the first time. */
  noteOpened(link: number): Promise<void>;
  withdraw(link: number): Promise<void>;
  answersOf(link: number): Promise<Answers>;
  /** Keeps one answer; false where the link was withdrawn or sent meanwhile. */
  answer(link: number, item: SurveyItemId, answer: SurveyAnswer): Promise<boolean>;
  submit(link: number): Promise<void>;
  saveCodes(round: number, rater: Rater, codes: readonly GivenCode[]): Promise<void>;
  /** The audit's view of a workspace's rounds, latest first: no names, respondents in the order of their lots. */
  rounds(workspace: string): Promise<SurveyRound[]>;
  /** Keeps a round that was answered elsewhere; nobody has links to it. */
  bring(workspace: string, round: { at: Date; by: string } & Pick<SurveyRound, 'responses' | 'codes'>): Promise<void>;
};

type Database = Kysely<Tables>;

const linkOf = (row: Selectable<Tables['survey_links']> & { workspace: string }): KeptLink => ({
  id: row.id,
  round: row.round,
  workspace: row.workspace,
  kind: row.kind,
  respondent: row.respondent,
  sealed: row.token_sealed,
  label: row.label,
  function: CompanyFunction.parse(row.function),
  isHead: row.is_head,
  language: row.language,
  form: row.form === null ? null : SurveyForm.parse(row.form),
  openedAt: row.opened_at,
  submittedAt: row.submitted_at,
  withdrawnAt: row.withdrawn_at,
});

const linkRows = (database: Database) =>
  database
    .selectFrom('survey_links')
    .innerJoin('survey_rounds', 'survey_rounds.id', 'survey_links.round')
    .selectAll('survey_links')
    .select('survey_rounds.workspace');

const linkColumns = (round: number, link: NewLink, now: Date) => ({
  round,
  kind: link.kind,
  respondent: link.respondent,
  token_hash: link.hash,
  token_sealed: link.sealed,
  label: link.label,
  function: link.function,
  is_head: link.isHead,
  language: link.language,
  form: link.form === null ? null : jsonText(link.form),
  created_at: now,
  opened_at: null,
  submitted_at: null,
  withdrawn_at: null,
});

type Kept = Pick<Surveys, 'begin' | 'list' | 'addLinks' | 'links' | 'find' | 'noteOpened' | 'withdraw'>;

const keepingLinks = (database: Database, clock: () => Date): Kept => ({
  begin: async (workspace, by) => {
    const at = clock();
    const { id } = await database
      .insertInto('survey_rounds')
      .values({ workspace, by_whom: by, at })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, at, by };
  },
  list: async (workspace) => {
    const rows = await database
      .selectFrom('survey_rounds')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('id', 'desc')
      .execute();
    return rows.map(({ id, at, by_whom }) => ({ id, at, by: by_whom }));
  },
  addLinks: async (round, links) => {
    const now = clock();
    await database
      .insertInto('survey_links')
      .values(links.map((link) => linkColumns(round, link, now)))
      .execute();
  },
  links: async (round) =>
    (await linkRows(database).where('round', '=', round).orderBy('survey_links.id').execute()).map(linkOf),
  find: async (hash) => {
    const row = await linkRows(database).where('token_hash', '=', hash).executeTakeFirst();
    return row === undefined ? null : linkOf(row);
  },
  noteOpened: async (link) => {
    await database
      .updateTable('survey_links')
      .set({ opened_at: clock() })
      .where('id', '=', link)
      .where('opened_at', 'is', null)
      .execute();
  },
  withdraw: async (link) => {
    await database
      .updateTable('survey_links')
      .set({ withdrawn_at: clock() })
      .where('id', '=', link)
      .where('withdrawn_at', 'is', null)
      .execute();
  },
});

const answersByLink = async (database: Database, links: readonly number[]): Promise<Map<number, Answers>> => {
  if (links.length === 0) return new Map();
  const rows = await database.selectFrom('survey_answers').selectAll().where('link', 'in', links).execute();
  const answers = (link: number) =>
    rows.filter((row) => row.link === link).map(({ item, answer }) => [item, answer] as const);
  return new Map(links.map((link) => [link, Answers.parse(Object.fromEntries(answers(link)))]));
};

type Answering = Pick<Surveys, 'answersOf' | 'answer' | 'submit' | 'saveCodes'>;

const keepingAnswers = (database: Database, clock: () => Date): Answering => ({
  answersOf: async (link) => (await answersByLink(database, [link])).get(link) ?? {},
  answer: (link, item, answer) =>
    database.transaction().execute(async (transaction) => {
      // The link's row is held, so that nothing comes in beside a submission or a withdrawal.
      const open = await transaction
        .selectFrom('survey_links')
        .select('id')
        .where('id', '=', link)
        .where('submitted_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .forUpdate()
        .executeTakeFirst();
      if (open === undefined) return false;
      const values = { answer: jsonText(answer), at: clock() };
      await transaction
        .insertInto('survey_answers')
        .values({ link, item, ...values })
        .onConflict((conflict) => conflict.columns(['link', 'item']).doUpdateSet(values))
        .execute();
      return true;
    }),
  submit: async (link) => {
    await database
      .updateTable('survey_links')
      .set({ submitted_at: clock() })
      .where('id', '=', link)
      .where('submitted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
  },
  saveCodes: (round, rater, codes) =>
    database.transaction().execute(async (transaction) => {
      for (const { respondent, item, element, code } of codes) {
        const values = { code, at: clock() };
        await transaction
          .insertInto('survey_codes')
          .values({ round, respondent, item, element, rater, ...values })
          .onConflict((conflict) =>
            conflict.columns(['round', 'respondent', 'item', 'element', 'rater']).doUpdateSet(values),
          )
          .execute();
      }
    }),
});

const codesOf = async (database: Database, round: number): Promise<CodedAnswer[]> => {
  const rows = await database
    .selectFrom('survey_codes')
    .selectAll()
    .where('round', '=', round)
    .orderBy('respondent')
    .orderBy('item')
    .orderBy('element')
    .orderBy('rater')
    .execute();
  return rows.map(({ respondent, item, element, rater, code }) => ({
    respondent,
    item: item as SurveyItemId,
    element,
    rater,
    code: Code.parse(code),
  }));
};

const responsesOf = async (database: Database, links: readonly KeptLink[]): Promise<SurveyRound['responses']> => {
  const asked = links.filter(({ submittedAt, withdrawnAt }) => submittedAt !== null || withdrawnAt === null);
  const answers = await answersByLink(
    database,
    asked.map(({ id }) => id),
  );
  return asked
    .flatMap(({ id, respondent, function: of, isHead, form, submittedAt }) =>
      form === null
        ? []
        : [{ respondent, function: of, isHead, form, answers: answers.get(id) ?? {}, submitted: submittedAt !== null }],
    )
    .sort((a, b) => a.respondent - b.respondent);
};

/** Rounds of the survey, personal links, answers and how they were read, kept in the registry. */
export const openSurveys = (database: Database, clock: () => Date): Surveys => {
  const kept = keepingLinks(database, clock);
  return {
    ...kept,
    ...keepingAnswers(database, clock),
    rounds: async (workspace) => {
      const rounds: SurveyRound[] = [];
      for (const { id, at } of await kept.list(workspace))
        rounds.push({
          id: String(id),
          at: at.toISOString(),
          responses: await responsesOf(database, await kept.links(id)),
          codes: await codesOf(database, id),
        });
      return rounds;
    },
    bring: (workspace, { at, by, responses, codes }) =>
      database.transaction().execute(async (transaction) => {
        const { id } = await transaction
          .insertInto('survey_rounds')
          .values({ workspace, by_whom: by, at })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const { respondent, form, answers, submitted, ...who } of responses) {
          const link = await transaction
            .insertInto('survey_links')
            .values({
              ...linkColumns(
                id,
                {
                  ...who,
                  kind: 'respondent',
                  label: '—',
                  language: 'ru',
                  respondent,
                  form,
                  hash: `none:${id}:${respondent}`,
                  sealed: '',
                },
                at,
              ),
              opened_at: at,
              submitted_at: submitted ? at : null,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          for (const [item, answer] of Object.entries(answers))
            await transaction
              .insertInto('survey_answers')
              .values({ link: link.id, item, answer: jsonText(answer), at })
              .execute();
        }
        if (codes.length > 0)
          await transaction
            .insertInto('survey_codes')
            .values(codes.map((code) => ({ ...code, round: id, at })))
            .execute();
      }),
  };
};
