import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SurveyAnswer, SurveyItem } from '../../src/model/audit/survey.ts';
import type { LinkDraft, ListedLink } from '../../src/model/audit/survey-contract.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { surveyOperations } from '../../src/operations/survey/survey.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';

let directory: string;
let registry: Registry;
let survey: Operations['survey'];
const clock = () => new Date('2026-01-05T09:00:00Z');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-survey-'));
  registry = await openRegistry(await openPglite(join(directory, 'registry')), clock);
  const deps = { registry, dataDirectory: directory, clock, log: () => {}, publicUrl: 'https://c.example' };
  // The survey asks nothing of the facts.
  survey = surveyOperations(deps as unknown as Deps);
});
afterAll(async () => {
  await registry.close();
  await rm(directory, { recursive: true, force: true });
});

const person = (label: string, more: Partial<LinkDraft> = {}): LinkDraft => ({
  kind: 'respondent',
  label,
  function: 'sales',
  isHead: false,
  language: 'ru',
  ...more,
});
const tokenOf = (link: ListedLink | undefined): string => link?.path?.slice('/s/'.length) ?? '';
const answerTo = (item: SurveyItem): SurveyAnswer => {
  if (item.kind === 'text') return { kind: 'text', text: 'Чистая вода для кофеен' };
  if (item.kind === 'choice') return { kind: 'choice', option: item.options[0]?.id ?? '' };
  return { kind: 'unknown' };
};
/** A round of its own with these people, in the order they were named. */
const roundOf = async (workspace: string, people: LinkDraft[]) => {
  await registry.workspaces.create({ id: workspace, name: { ru: 'Вода', en: 'Water' }, isDemo: false });
  const { id: round } = await survey.begin({ workspace, by: 'Ольга' });
  return { workspace, round, links: await survey.addLinks({ workspace, round, links: people }) };
};

describe('a personal link', () => {
  it('opens its own form, keeps answers one at a time, and closes once they are sent', async () => {
    const { workspace, round, links } = await roundOf('one', [
      person('Анна'),
      person('Борис', { function: 'marketing' }),
    ]);
    const token = tokenOf(links[0]);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(links[0]).toMatchObject({ label: 'Анна', state: 'waiting', url: `https://c.example/s/${token}` });
    const opened = await survey.open({ token });
    if (opened.kind !== 'respondent') throw new Error('a form');
    expect(opened).toMatchObject({ language: 'ru', company: { ru: 'Вода' }, answers: {}, submitted: false });
    expect(JSON.stringify(opened)).not.toContain('Анна');
    const [first] = opened.form.items;
    if (!first) throw new Error('items');
    await survey.answer({ token, item: first.id, answer: answerTo(first), submit: false });
    expect(await survey.open({ token })).toMatchObject({ answers: { [first.id]: answerTo(first) } });
    expect((await survey.links({ workspace, round })).map(({ state }) => state)).toEqual(['opened', 'waiting']);

    await survey.answer({ token, submit: true });
    expect(await survey.open({ token })).toMatchObject({ submitted: true, answers: {} });
    await expect(
      survey.answer({ token, item: first.id, answer: answerTo(first), submit: false }),
    ).rejects.toMatchObject({
      body: { code: 'survey_sent' },
    });
    expect((await survey.rounds({ workspace }))[0]).toMatchObject({
      asked: 2,
      opened: 1,
      answered: 1,
      byFunction: [
        { function: 'marketing', asked: 1, answered: 0 },
        { function: 'sales', asked: 1, answered: 1 },
      ],
    });
    const reminders = await survey.reminders({ workspace, round });
    expect(reminders.map(({ label }) => label)).toEqual(['Борис']);
    expect(reminders[0]?.text).toContain(links[1]?.url);
    expect(decodeURIComponent(reminders[0]?.mailto ?? '')).toContain(links[1]?.url);
  });

  it('takes no answer its form does not offer', async () => {
    const { links } = await roundOf('fit', [person('Анна')]);
    const token = tokenOf(links[0]);
    for (const answer of [
      { kind: 'choice', option: 'not there' },
      { kind: 'text', text: 'a text' },
    ] as SurveyAnswer[])
      await expect(survey.answer({ token, item: 'main_value', answer, submit: false })).rejects.toMatchObject({
        body: { code: 'survey_answer_unfit' },
      });
    const nmc = { token, item: 'unit_costs' as const, answer: { kind: 'unknown' as const }, submit: false };
    await expect(survey.answer(nmc)).rejects.toMatchObject({ body: { code: 'survey_answer_unfit' } });
  });

  it('is dead once withdrawn, guessed, or of a round that is over', async () => {
    const { workspace, round, links } = await roundOf('dead', [person('Анна'), person('Борис')]);
    const [anna, boris] = [tokenOf(links[0]), tokenOf(links[1])];
    await survey.withdraw({ workspace, round, link: links[0]?.id ?? '' });
    const code = (name: string) => ({ body: { code: name, kind: 'missing' } });
    await expect(survey.open({ token: anna })).rejects.toMatchObject(code('survey_link_withdrawn'));
    await expect(survey.answer({ token: anna, submit: true })).rejects.toMatchObject(code('survey_link_withdrawn'));
    for (const guess of ['', `${boris}x`, boris.slice(1), boris.toUpperCase()])
      await expect(survey.open({ token: guess })).rejects.toMatchObject(code('survey_link_unknown'));
    await survey.begin({ workspace, by: '' });
    await expect(survey.open({ token: boris })).rejects.toMatchObject(code('survey_over'));
  });

  it('is not shown again where its key is gone, and still works', async () => {
    const { workspace, round, links } = await roundOf('moved', [person('Анна')]);
    const elsewhere = surveyOperations({ registry, dataDirectory: join(directory, 'other'), clock } as unknown as Deps);
    expect(await elsewhere.links({ workspace, round })).toMatchObject([{ path: null, url: null }]);
    expect(await elsewhere.open({ token: tokenOf(links[0]) })).toMatchObject({ submitted: false });
  });
});

it('a round that was answered elsewhere counts, and has no links', async () => {
  await roundOf('from', [person('Анна')]);
  const [from] = await registry.surveys.rounds('from');
  await registry.workspaces.create({ id: 'brought', name: { ru: 'Вода', en: 'Water' }, isDemo: true });
  const responses = (from?.responses ?? []).map((response) => ({ ...response, submitted: true }));
  await registry.surveys.bring('brought', { at: clock(), by: '', responses, codes: [] });
  const [round] = await survey.rounds({ workspace: 'brought' });
  expect(round).toMatchObject({ asked: 1, answered: 1 });
  expect(await survey.links({ workspace: 'brought', round: round?.id ?? '' })).toEqual([]);
});

describe('open answers', () => {
  it('are read by two raters without names, once there are three', async () => {
    const people = ['Анна', 'Борис', 'Вера'].map((label) => person(label));
    const { workspace, round, links } = await roundOf('read', [...people, person('Глеб', { kind: 'rater' })]);
    const value = { key: 'for_whom', text: { ru: 'Для кофеен', en: '' }, synonyms: ['кофейни'], place: 1 };
    await registry.blueprints.change('read', { how: 'edit', by: 'x', about: null }, () => [
      { collection: 'idea', id: 'I1', value },
    ]);
    const send = async (link: ListedLink | undefined) => {
      const answer = { kind: 'text' as const, text: 'Чистая вода для кофеен' };
      await survey.answer({ token: tokenOf(link), item: 'idea', answer, submit: true });
    };
    await send(links[0]);
    await send(links[1]);
    const sheet = () => survey.coding({ workspace, round, rater: 'owner' });
    expect(await sheet()).toMatchObject({ isShown: false, answers: [], answered: 2 });
    await send(links[2]);
    const { answers, elements } = await sheet();
    expect(elements).toMatchObject([{ id: 'I1', name: { ru: 'Для кого' } }]);
    expect(answers).toHaveLength(3);
    expect(answers[0]).toMatchObject({ item: 'idea', text: 'Чистая вода для кофеен', proposed: { I1: 1 }, codes: {} });

    const { respondent = 0 } = answers[0] ?? {};
    const one = { respondent, item: 'idea' as const, element: 'I1' };
    await survey.code({ workspace, round, codes: [{ ...one, code: 0.5 }] });
    expect((await sheet()).answers[0]?.codes).toEqual({ I1: 0.5 });
    await expect(survey.code({ workspace, round, codes: [{ ...one, respondent: 5, code: 1 }] })).rejects.toMatchObject({
      body: { code: 'survey_code_unfit' },
    });

    const token = tokenOf(links[3]);
    const opened = await survey.open({ token });
    // The second rater sees none of the first one's codes.
    expect(opened).toMatchObject({ kind: 'rater', sheet: { answers: [{ codes: {} }, { codes: {} }, { codes: {} }] } });
    await survey.answer({ token, codes: [{ ...one, code: 1 }], submit: false });
    await expect(survey.answer({ token, submit: true })).rejects.toMatchObject({ body: { code: 'survey_code_unfit' } });
    const [kept] = await registry.surveys.rounds('read');
    expect(kept?.codes).toEqual([
      { ...one, rater: 'owner', code: 0.5 },
      { ...one, rater: 'second', code: 1 },
    ]);
  });
});
