import { randomBytes, randomInt } from 'node:crypto';
import { surveyForm } from '../../analysis/audit/survey-form.ts';
import { companyFunctions } from '../../model/audit/survey.ts';
import type { LinkDraft, ListedLink, ListedRound } from '../../model/audit/survey-contract.ts';
import type { KeptLink, KeptRound, NewLink } from '../../store/registry/surveys.ts';
import type { Deps } from '../deps.ts';
import { settingsOf, unknownWorkspace } from '../ledger.ts';
import type { Operations } from '../types.ts';
import { openVault, type Vault } from '../vault.ts';
import { areOnSheet, codingSheet } from './coding.ts';
import { colleaguesOf } from './colleagues.ts';
import { designAsked, hashOf, roundAnswered } from './design-asked.ts';
import { personalLink } from './personal-link.ts';
import { unfitCode, unknownLink, unknownRound } from './problems.ts';
import { reminderOf } from './reminder.ts';

const tokenBytes = 24;
const placeOfToken = (hash: string): string => JSON.stringify(['survey', hash]);

const stateOf = (link: KeptLink): ListedLink['state'] => {
  if (link.withdrawnAt) return 'withdrawn';
  if (link.submittedAt) return 'answered';
  return link.openedAt ? 'opened' : 'waiting';
};

const reading = (deps: Deps, vault: Vault) => {
  const { surveys, workspaces } = deps.registry;
  const company = async (workspace: string) => {
    const found = await workspaces.find(workspace);
    if (found === null) throw unknownWorkspace(workspace);
    return found.name;
  };
  const rounds = async (workspace: string): Promise<KeptRound[]> => {
    await company(workspace);
    return surveys.list(workspace);
  };
  const find = async (workspace: string, id: string): Promise<KeptRound> => {
    const round = (await rounds(workspace)).find((each) => String(each.id) === id);
    if (round === undefined) throw unknownRound();
    return round;
  };
  const listedRound = async (round: KeptRound, isOver: boolean): Promise<ListedRound> => {
    const links = (await surveys.links(round.id)).filter((link) => link.kind === 'respondent');
    const counts = (of: readonly KeptLink[]) => ({
      asked: of.filter((link) => link.withdrawnAt === null || link.submittedAt !== null).length,
      opened: of.filter((link) => link.openedAt !== null && (link.withdrawnAt === null || link.submittedAt !== null))
        .length,
      answered: of.filter((link) => link.submittedAt !== null).length,
    });
    return {
      id: String(round.id),
      at: round.at.toISOString(),
      by: round.by,
      isOver,
      ...counts(links),
      byFunction: companyFunctions
        .map((name) => ({ function: name, ...counts(links.filter((link) => link.function === name)) }))
        .filter(({ asked }) => asked > 0),
    };
  };
  const listedLink = async (link: KeptLink): Promise<ListedLink> => {
    const { id, kind, label, function: of, isHead, language } = link;
    // Sealed under another key, on another machine: the link works and can't be shown again.
    const [hash = '', sealed = ''] = link.sealed.split(' ');
    const token = sealed === '' ? null : await vault.open(placeOfToken(hash), sealed).catch(() => null);
    const path = token === null ? null : `/s/${token}`;
    const url = path === null || !deps.publicUrl ? null : `${deps.publicUrl}${path}`;
    return { id: String(id), kind, label, function: of, isHead, language, state: stateOf(link), path, url };
  };
  return { company, rounds, find, listedRound, listedLink };
};

const newLinks = async (deps: Deps, vault: Vault, workspace: string, drafts: readonly LinkDraft[]) => {
  const design = await designAsked(deps, workspace);
  const { currency } = await settingsOf(deps, workspace);
  return Promise.all(
    drafts.map(async (draft): Promise<NewLink> => {
      const token = randomBytes(tokenBytes).toString('base64url');
      const hash = hashOf(token);
      const asked = { function: draft.function, isHead: draft.isHead, currency };
      return {
        ...draft,
        respondent: randomInt(1, 2 ** 31 - 1),
        hash,
        sealed: `${hash} ${await vault.seal(placeOfToken(hash), token)}`,
        form: draft.kind === 'rater' ? null : surveyForm(design, asked),
      };
    }),
  );
};

/** The survey of staff as its owner runs it, and what a personal link opens. */
export const surveyOperations = (deps: Deps): Operations['survey'] => {
  const vault = openVault(deps.dataDirectory, deps.secretKey ?? null);
  const { surveys } = deps.registry;
  const { company, rounds, find, listedRound, listedLink } = reading(deps, vault);
  const links: Operations['survey']['links'] = async ({ workspace, round }) => {
    const { id } = await find(workspace, round);
    // Of what was answered elsewhere nobody has a link.
    return Promise.all((await surveys.links(id)).filter(({ sealed }) => sealed !== '').map(listedLink));
  };
  const sheet: Operations['survey']['coding'] = async ({ workspace, round, rater }) => {
    const { id } = await find(workspace, round);
    return codingSheet(await designAsked(deps, workspace), await roundAnswered(deps, workspace, id), rater);
  };
  return {
    rounds: async ({ workspace }) =>
      Promise.all((await rounds(workspace)).map((round, at) => listedRound(round, at > 0))),
    begin: async ({ workspace, by }) => {
      await company(workspace);
      return listedRound(await surveys.begin(workspace, by.trim()), false);
    },
    colleagues: async ({ workspace }) => {
      await company(workspace);
      const { language } = await settingsOf(deps, workspace);
      return colleaguesOf(await designAsked(deps, workspace), language);
    },
    links,
    addLinks: async ({ workspace, round, links: drafts }) => {
      const { id } = await find(workspace, round);
      await surveys.addLinks(id, await newLinks(deps, vault, workspace, drafts));
      return links({ workspace, round });
    },
    withdraw: async ({ workspace, round, link }) => {
      const { id } = await find(workspace, round);
      const found = (await surveys.links(id)).find((each) => String(each.id) === link);
      if (found === undefined) throw unknownLink();
      await surveys.withdraw(found.id);
      return listedLink({ ...found, withdrawnAt: found.withdrawnAt ?? deps.clock() });
    },
    reminders: async ({ workspace, round, address }) => {
      const name = await company(workspace);
      return (await links({ workspace, round }))
        .filter(({ kind, state }) => kind === 'respondent' && (state === 'waiting' || state === 'opened'))
        .flatMap((link) => {
          const url = link.url ?? (link.path === null ? null : `${address ?? ''}${link.path}`);
          return url === null ? [] : [reminderOf({ ...link, url }, name)];
        });
    },
    coding: sheet,
    code: async ({ workspace, round, codes }) => {
      const asked = { workspace, round, rater: 'owner' as const };
      if (!areOnSheet(await sheet(asked), codes)) throw unfitCode();
      await surveys.saveCodes(Number(round), 'owner', codes);
      return sheet(asked);
    },
    ...personalLink(deps),
  };
};
