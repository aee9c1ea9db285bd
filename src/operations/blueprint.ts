import { differences } from '../analysis/blueprint/compare.ts';
import { isSame } from '../analysis/blueprint/merge.ts';
import { realPathOf } from '../analysis/blueprint/real-paths.ts';
import type { templates as allTemplates } from '../analysis/blueprint/templates.ts';
import { isMetricId, isShare, metricOf } from '../analysis/catalogue/catalogue.ts';
import { type Blueprint, emptyBlueprint, type ThingRef } from '../model/blueprint/blueprint.ts';
import type { BlueprintVersion, ShownBlueprint, WhichBlueprint } from '../model/blueprint/versions.ts';
import type { Day } from '../model/days.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import type { BlueprintStore, DraftEdit, DraftThing, ThingWritten } from '../store/registry/blueprint.ts';
import { dayIn, daysIn } from './as-of.ts';
import { countsOf, documentOf, keptDocument, readDocument, shapedThing, thingsIn } from './blueprint-document.ts';
import {
  checkedChanges,
  type Decided,
  decideEdit,
  differing,
  editedThings,
  missing,
  towards,
} from './blueprint-edit.ts';
import type { Deps } from './deps.ts';
import { findingsIn, pathsIn } from './design-questions.ts';
import { type Ledgers, settingsOf, unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';

const unknownVersion = (version: number, last: number): Problem =>
  new Problem({
    code: 'unknown_blueprint_version',
    kind: 'missing',
    text:
      last === 0
        ? {
            ru: `Версии ${version} нет: проект ещё не публиковали.`,
            en: `There is no version ${version}: the design was never published.`,
          }
        : {
            ru: `Версии ${version} проекта нет: последняя — ${last}.`,
            en: `There is no version ${version} of the design: the last one is ${last}.`,
          },
    where: { version },
  });

const unknownEdit = (edit: number, last: number): Problem =>
  new Problem({
    code: 'unknown_blueprint_edit',
    kind: 'missing',
    text: {
      ru: `Правки ${edit} в истории нет${last === 0 ? '' : `: последняя — ${last}`}.`,
      en: `There is no edit ${edit} in the history${last === 0 ? '' : `: the last one is ${last}`}.`,
    },
    where: { edit },
  });

const whatToRestore = (): Problem =>
  new Problem({
    code: 'blueprint_restore_what',
    kind: 'usage',
    text: {
      ru: 'Что вернуть: версию по номеру или черновик до правки — одно из двух.',
      en: 'What to restore: a version by its number, or the draft before an edit: one of the two.',
    },
  });

const movedOn = (by: string, revision: number): Problem =>
  new Problem({
    code: 'blueprint_changed',
    kind: 'input',
    text: {
      ru: `Пока вы смотрели, черновик изменил ${by === '' ? 'кто-то ещё' : `другой человек (${by})`}. Посмотрите, что изменилось, и опубликуйте снова.`,
      en: `Meanwhile ${by === '' ? 'somebody else' : by} changed the draft. Look at what changed and publish again.`,
    },
    where: { revision },
  });

const nothingNew = (version: number | null): Problem =>
  new Problem({
    code: 'blueprint_unchanged',
    kind: 'input',
    text:
      version === null
        ? {
            ru: 'Публиковать нечего: проект пуст.',
            en: 'There is nothing to publish: the design is empty.',
          }
        : {
            ru: `Публиковать нечего: черновик не отличается от версии ${version}.`,
            en: `There is nothing to publish: the draft is the same as version ${version}.`,
          },
    ...(version === null ? {} : { where: { version } }),
  });

const tooEarly = (from: Day, today: Day): Problem =>
  new Problem({
    code: 'blueprint_from_later',
    kind: 'input',
    text: {
      ru: `Версия действует с сегодняшнего дня (${today}) или с более раннего, а не с ${from}.`,
      en: `A version is in force from today (${today}) or an earlier day, not from ${from}.`,
    },
    where: { from },
  });

const unexplained = (from: Day): Problem =>
  new Problem({
    code: 'blueprint_why_needed',
    kind: 'input',
    text: {
      ru: `Версия с прошедшего дня (${from}) меняет ответственных и цели прежних периодов: напишите зачем.`,
      en: `A version dated back (${from}) changes owners and targets of past periods: say why.`,
    },
    where: { from },
  });

const metricWords = (id: string): { name: Sentence; isShare: boolean } | undefined =>
  isMetricId(id) ? { name: metricOf(id).name, isShare: isShare(id) } : undefined;

/** Read only where they are asked for: a start does not wait for them. */
const readTemplates = async (): Promise<readonly (typeof allTemplates)[number][]> =>
  (await import('../analysis/blueprint/templates.ts')).templates;

const templateNamed = (
  templates: readonly (typeof allTemplates)[number][],
  name: string,
): (typeof allTemplates)[number] => {
  const found = templates.find(({ id }) => id === name);
  if (found !== undefined) return found;
  const ids = templates.map(({ id }) => id).join(', ');
  throw new Problem({
    code: 'unknown_blueprint_template',
    kind: 'missing',
    text: {
      ru: `Образца «${name}» нет. Есть: ${ids}.`,
      en: `There is no template “${name}”. There are: ${ids}.`,
    },
    where: { template: name },
  });
};

type Kept = { version: BlueprintVersion | null; document: Blueprint; editedAt: Record<string, string> };

const versionDocument = async (blueprints: BlueprintStore, workspace: string, number: number): Promise<Kept> => {
  const kept = await blueprints.document(workspace, number);
  if (kept !== null) return { ...kept, document: keptDocument(kept.document) };
  throw unknownVersion(number, (await blueprints.latest(workspace))?.version.version ?? 0);
};

/** The version in force, or an empty design where nothing is. */
const inForceDocument = async (blueprints: BlueprintStore, workspace: string): Promise<Kept> => {
  const latest = await blueprints.latest(workspace);
  if (latest === null) return { version: null, document: emptyBlueprint(), editedAt: {} };
  return versionDocument(blueprints, workspace, latest.version.version);
};

/** Whether the draft says something else than the version in force; comments say nothing of the design. */
const isChangedSince = async (blueprints: BlueprintStore, workspace: string, revision: number): Promise<boolean> => {
  const { things } = await blueprints.since(workspace, revision);
  const touched = things.filter(({ collection }) => collection !== 'comments');
  if (touched.length === 0) return false;
  const { document: inForce } = await inForceDocument(blueprints, workspace);
  return touched.some(({ collection, id, value }) => {
    const published = (inForce[collection] as Record<string, unknown>)[id] ?? null;
    return !isSame(published, value);
  });
};

const standingOf = async (blueprints: BlueprintStore, workspace: string, draft: readonly ThingRef[]) => {
  const latest = await blueprints.latest(workspace);
  const isChanged =
    latest === null
      ? draft.some(({ collection }) => collection !== 'comments')
      : await isChangedSince(blueprints, workspace, latest.revision);
  return { inForce: latest?.version ?? null, isChanged };
};

const documents = new WeakMap<readonly DraftThing[], Blueprint>();

/** The document of a draft, put together once for as long as nobody edits. */
const draftDocument = (things: readonly DraftThing[]): Blueprint => {
  const document = documents.get(things) ?? documentOf(things);
  documents.set(things, document);
  return document;
};

const show = async (deps: Deps, workspace: string, which: WhichBlueprint): Promise<ShownBlueprint> => {
  const { blueprints } = deps.registry;
  const dayOf = daysIn((await settingsOf(deps, workspace)).time_zone);
  const daysOf = (editedAt: [string, string][]) => {
    // Most things of a design are written in a few edits.
    const days = new Map([...new Set(editedAt.map(([, at]) => at))].map((at) => [at, dayOf(new Date(at))]));
    return Object.fromEntries(editedAt.map(([name, at]) => [name, days.get(at) ?? '']));
  };
  const { revision, things } = await blueprints.draft(workspace);
  const standing = await standingOf(blueprints, workspace, things);
  if (which === 'draft') {
    const version = standing.isChanged ? null : (standing.inForce?.version ?? null);
    const editedOn = daysOf(things.map(({ collection, id, at }) => [`${collection}:${id}`, at]));
    return { document: draftDocument(things), revision, version, ...standing, editedOn };
  }
  const kept =
    which === 'published'
      ? await inForceDocument(blueprints, workspace)
      : await versionDocument(blueprints, workspace, which);
  const editedOn = daysOf(Object.entries(kept.editedAt));
  return { document: kept.document, revision, version: kept.version?.version ?? null, ...standing, editedOn };
};

const edit =
  (blueprints: BlueprintStore): Operations['blueprint']['edit'] =>
  async ({ workspace, changes, by }) => {
    const checked = checkedChanges(changes);
    let decided: Decided = { written: [], conflicts: [], stands: [] };
    const told = { how: 'edit' as const, by: by.trim(), about: checked };
    const { revision, at } = await blueprints.change(workspace, told, (found) => {
      decided = decideEdit(checked, found);
      return decided.written;
    });
    const things = editedThings(decided.stands, { by: told.by, at });
    return { revision, things, conflicts: decided.conflicts };
  };

/** The first day a version is in force: today, or an earlier one with a reason. */
const firstDay = (wanted: Day | undefined, today: Day, why: string): Day => {
  const from = wanted ?? today;
  if (from > today) throw tooEarly(from, today);
  if (from < today && why === '') throw unexplained(from);
  return from;
};

const publish =
  (deps: Deps): Operations['blueprint']['publish'] =>
  async ({ workspace, revision, by, why, from: wanted }) => {
    const { blueprints } = deps.registry;
    const { things } = await blueprints.draft(workspace);
    const { inForce, isChanged } = await standingOf(blueprints, workspace, things);
    const today = dayIn((await settingsOf(deps, workspace)).time_zone, deps.clock());
    const from = firstDay(wanted, today, why.trim());
    return blueprints.publish(workspace, { by: by.trim(), why: why.trim(), from }, (draft) => {
      if (draft.revision !== revision) {
        const last = draft.things.findLast((thing) => thing.revision === draft.revision);
        throw movedOn(last?.by ?? '', draft.revision);
      }
      if (!isChanged) throw nothingNew(inForce?.version ?? null);
      const document = documentOf(draft.things);
      return { document, counts: countsOf(document) };
    });
  };

/** Edits that the history tells. */
const mostEdits = 200;

/** Makes everything that was edited since an edit, itself among them, what it was before it; what nobody touched since stays, and so do comments. */
const takeBack = async (
  blueprints: BlueprintStore,
  workspace: string,
  edit: number,
  told: { how: DraftEdit['how']; by: string },
): Promise<void> => {
  const since = await blueprints.edits(workspace, edit - 1);
  if (since.at(-1)?.revision !== edit) throw unknownEdit(edit, since.at(0)?.revision ?? 0);
  const before = new Map<string, ThingWritten>();
  for (const { how, things } of since)
    for (const { collection, id, before: value } of things)
      if (how !== 'edit' || collection !== 'comments') before.set(`${collection}:${id}`, { collection, id, value });
  const wanted = [...before.values()];
  await blueprints.change(workspace, { ...told, about: wanted }, (found) => differing(wanted, found));
};

/** Makes a document a workspace's draft and puts it in force from a day on. */
export const adoptBlueprint = async (
  deps: Deps,
  workspace: string,
  document: Blueprint,
  { from, why }: { from: Day; why: string },
): Promise<void> => {
  const { blueprints } = deps.registry;
  const told = { how: 'import' as const, by: '', about: null };
  await blueprints.change(workspace, told, (found) => towards(thingsIn(document), found));
  await blueprints.publish(workspace, { by: '', why, from }, () => ({ document, counts: countsOf(document) }));
};

/** The design of a company: its draft, what is in force, and everything that leads from one to the other. */
export const blueprintOperations = (
  deps: Deps,
  ledgers: Ledgers,
): Omit<Operations['blueprint'], 'facts' | 'countSegments' | 'previewRules'> => {
  const { blueprints, workspaces } = deps.registry;
  const known = async (workspace: string): Promise<void> => {
    if ((await workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };
  const documentAt = async (workspace: string, which: WhichBlueprint): Promise<Blueprint> =>
    (await show(deps, workspace, which)).document;
  const become = async (
    workspace: string,
    document: Blueprint,
    told: { how: DraftEdit['how']; by: string },
  ): Promise<ShownBlueprint> => {
    await blueprints.change(workspace, { ...told, about: null }, (found) => towards(thingsIn(document), found));
    return show(deps, workspace, 'draft');
  };
  return {
    show: async ({ workspace, which }) => {
      await known(workspace);
      return show(deps, workspace, which);
    },
    edit: async (input) => {
      await known(input.workspace);
      return edit(blueprints)(input);
    },
    since: async ({ workspace, revision }) => {
      await known(workspace);
      const { revision: now, things } = await blueprints.since(workspace, revision);
      return {
        revision: now,
        things: things.map(({ collection, id, value, by, at }) => {
          const ref = { collection, id };
          return { ...ref, value: value && shapedThing(ref, value), by, at };
        }),
      };
    },
    publish: async (input) => {
      await known(input.workspace);
      return publish(deps)(input);
    },
    versions: async ({ workspace }) => {
      await known(workspace);
      return blueprints.versions(workspace);
    },
    compare: async ({ workspace, from, to }) => {
      await known(workspace);
      return differences(await documentAt(workspace, from), await documentAt(workspace, to), metricWords);
    },
    edits: async ({ workspace, whole }) => {
      await known(workspace);
      return blueprints.listEdits(workspace, { whole, limit: mostEdits });
    },
    restore: async ({ workspace, version, beforeEdit, by }) => {
      await known(workspace);
      const told = { how: 'restore' as const, by: by.trim() };
      if ((version === undefined) === (beforeEdit === undefined)) throw whatToRestore();
      if (version !== undefined)
        return become(workspace, (await versionDocument(blueprints, workspace, version)).document, told);
      await takeBack(blueprints, workspace, beforeEdit ?? 0, told);
      return show(deps, workspace, 'draft');
    },
    import: async ({ workspace, document, by }) => {
      await known(workspace);
      return become(workspace, readDocument(document), { how: 'import', by: by.trim() });
    },
    templates: async () =>
      (await readTemplates()).map(({ id, name, about, blueprint }) => ({
        id,
        name,
        about,
        counts: countsOf(blueprint),
      })),
    template: async ({ workspace, names, by }) => {
      await known(workspace);
      const templates = await readTemplates();
      const added = names.flatMap((name) => thingsIn(templateNamed(templates, name).blueprint));
      const told = { how: 'template' as const, by: by.trim(), about: added };
      await blueprints.change(workspace, told, (found) => missing(added, found));
      return show(deps, workspace, 'draft');
    },
    check: async ({ workspace, which }) => {
      await known(workspace);
      const document = await documentAt(workspace, which);
      return { findings: await findingsIn(await ledgers.current(workspace), document) };
    },
    paths: async ({ workspace, which }) => {
      await known(workspace);
      const document = await documentAt(workspace, which);
      const paths = await pathsIn(await ledgers.current(workspace), document);
      const designed = Object.entries(document.journeys).filter(([, { mode }]) => mode === 'designed');
      return { journeys: designed.map(([id]) => realPathOf(document, id, paths)) };
    },
  };
};
