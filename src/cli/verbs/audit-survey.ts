import { type Command, Option } from 'commander';
import { companyFunctions } from '../../model/audit/survey.ts';
import { LinkDraft, type ListedLink, type ListedRound, type linkStates } from '../../model/audit/survey-contract.ts';
import { Problem, type Sentence } from '../../model/problem.ts';
import { parsed } from '../arguments.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type SharedOptions, type Told } from '../verb.ts';
import { dayText, type Language } from '../words.ts';

type Options = SharedOptions & {
  by?: string;
  function?: string;
  head?: boolean;
  rater?: boolean;
  surveyLanguage?: string;
};

const functionWords: Record<(typeof companyFunctions)[number], Sentence> = {
  owner: { ru: 'собственник', en: 'owner' },
  marketing: { ru: 'маркетинг', en: 'marketing' },
  sales: { ru: 'продажи', en: 'sales' },
  service: { ru: 'сервис', en: 'service' },
  other: { ru: 'другие', en: 'others' },
};
const stateWords: Record<(typeof linkStates)[number], Sentence> = {
  waiting: { ru: 'не открывал', en: 'not opened' },
  opened: { ru: 'начал', en: 'begun' },
  answered: { ru: 'ответил', en: 'answered' },
  withdrawn: { ru: 'отозвана', en: 'withdrawn' },
};

const noRound = (): Problem =>
  new Problem({
    code: 'no_survey_round',
    kind: 'missing',
    text: {
      ru: 'Опроса ещё нет. Начните его: audit survey begin.',
      en: 'There is no survey yet. Begin one: audit survey begin.',
    },
  });

const currentRound = async ({ connection, workspace }: Asked): Promise<ListedRound> => {
  const [round] = await connection.operations.survey.rounds({ workspace });
  if (round === undefined) throw noRound();
  return round;
};

const progressText = (round: ListedRound, language: Language): string => {
  const day = dayText(round.at.slice(0, 10), language);
  const { answered, asked } = round;
  const head =
    language === 'ru'
      ? `Опрос ${round.id} от ${day}: ответили ${answered} из ${asked}`
      : `Survey ${round.id} of ${day}: ${answered} of ${asked} answered`;
  const of = round.byFunction.map(
    (each) => `  ${functionWords[each.function][language]}: ${each.answered} / ${each.asked}`,
  );
  return [head, ...of].join('\n');
};

const titles = {
  ru: ['Номер', 'Кому', 'Отдел', 'Состояние', 'Ссылка'],
  en: ['Id', 'For whom', 'Department', 'State', 'Link'],
};
const localOnly: Sentence = {
  ru: '\nЭти ссылки открываются только на этой машине: start --host АДРЕС --public-url URL, после owner-password.',
  en: '\nThese links open on this machine only: start --host ADDRESS --public-url URL, after owner-password.',
};

const linksText = (links: readonly ListedLink[], language: Language): string => {
  if (links.length === 0)
    return language === 'ru' ? 'Ссылок ещё нет: audit survey link.' : 'No links yet: audit survey link.';
  const table = printTable(
    titles[language].map((title) => ({ title })),
    links.map((link) => [
      link.id,
      link.label,
      link.kind === 'rater'
        ? language === 'ru'
          ? 'читает ответы'
          : 'reads answers'
        : functionWords[link.function][language],
      stateWords[link.state][language],
      link.url ?? link.path ?? '—',
    ]),
  );
  return links.every(({ url }) => url === null) ? table + localOnly[language] : table;
};

const show = async (asked: Asked): Promise<Told> => {
  const { connection, workspace, language } = asked;
  const rounds = await connection.operations.survey.rounds({ workspace });
  const none = noRound().body.text[language];
  return {
    json: rounds,
    text: () => (rounds.length === 0 ? none : rounds.map((round) => progressText(round, language)).join('\n\n')),
  };
};

const begin = async ({ connection, workspace, language }: Asked, { by = '' }: Options): Promise<Told> => {
  const round = await connection.operations.survey.begin({ workspace, by });
  return { json: round, text: () => progressText(round, language) };
};

const told = (links: ListedLink[], language: Language): Told => ({
  json: links,
  text: () => linksText(links, language),
});

const links = async (asked: Asked): Promise<Told> => {
  const { id: round } = await currentRound(asked);
  const { connection, workspace, language } = asked;
  return told(await connection.operations.survey.links({ workspace, round }), language);
};

/** Makes links and tells those alone. */
const link = async (asked: Asked, names: string[], options: Options): Promise<Told> => {
  const { id: round } = await currentRound(asked);
  const { connection, workspace, language } = asked;
  const { survey } = connection.operations;
  const drafts = names.map((label) =>
    parsed(LinkDraft, {
      label,
      kind: options.rater ? 'rater' : 'respondent',
      function: options.function,
      isHead: options.head ?? false,
      language: options.surveyLanguage ?? language,
    }),
  );
  const before = new Set((await survey.links({ workspace, round })).map(({ id }) => id));
  const after = await survey.addLinks({ workspace, round, links: drafts });
  return told(
    after.filter(({ id }) => !before.has(id)),
    language,
  );
};

const withdraw = async (asked: Asked, id: string): Promise<Told> => {
  const { id: round } = await currentRound(asked);
  const { connection, workspace, language } = asked;
  return told([await connection.operations.survey.withdraw({ workspace, round, link: id })], language);
};

const remind = async (asked: Asked): Promise<Told> => {
  const { id: round } = await currentRound(asked);
  const { connection, workspace, language } = asked;
  const reminders = await connection.operations.survey.reminders({ workspace, round });
  const none = language === 'ru' ? 'Напоминать некому: все ответили.' : 'Nobody to remind: everybody answered.';
  return {
    json: reminders,
    text: () => (reminders.length === 0 ? none : reminders.map(({ label, text }) => `${label}\n${text}`).join('\n\n')),
  };
};

/** `audit survey` and what is below it; without a word it tells how far the survey is. */
export const addAuditSurvey = (audit: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const describe = { ru: 'опрос сотрудников: сколько ответили', en: 'the survey of staff: how many answered' };
  const survey = addVerb(audit, 'survey', describe, language);
  survey.action(async (_own: unknown, command: Command) => run(optionsOf(command), show));
  const simple = (name: string, about: Sentence, work: (asked: Asked, options: Options) => Promise<Told>) =>
    addVerb(survey, name, about, language).action(async (_own: unknown, command: Command) => {
      const options: Options = optionsOf(command);
      await run(options, (asked) => work(asked, options));
    });
  simple(
    'begin',
    { ru: 'начать опрос; прежний завершится', en: 'begin a survey; the one before is over' },
    begin,
  ).option('--by <name>', ru ? 'кто это делает' : 'who does it');
  simple('links', { ru: 'личные ссылки и кто ответил', en: 'personal links and who answered' }, links);
  simple(
    'remind',
    { ru: 'текст напоминания каждому, кто не ответил', en: 'a reminder for everybody who did not answer' },
    remind,
  );
  addVerb(survey, 'link <name...>', { ru: 'сделать личные ссылки', en: 'make personal links' }, language)
    .addOption(
      new Option('--function <function>', ru ? 'отдел' : 'department').choices(companyFunctions).default('other'),
    )
    .option(
      '--head',
      ru ? 'руководитель: спросить и числа по компании' : 'a head: asked for numbers of the company too',
    )
    .option('--rater', ru ? 'читает открытые ответы вторым' : 'reads open answers as the second one')
    .addOption(
      new Option('--survey-language <lang>', ru ? 'язык опроса' : 'language of the survey').choices(['ru', 'en']),
    )
    .action(async (names: string[], _own: unknown, command: Command) => {
      const options: Options = optionsOf(command);
      await run(options, (asked) => link(asked, names, options));
    });
  addVerb(survey, 'withdraw <id>', { ru: 'отозвать ссылку', en: 'withdraw a link' }, language).action(
    async (id: string, _own: unknown, command: Command) => run(optionsOf(command), (asked) => withdraw(asked, id)),
  );
};
