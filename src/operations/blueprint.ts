import { differences } from '../analysis/blueprint/compare.ts';
import { isSame } from '../analysis/blueprint/merge.ts';
import type { templates as allTemplates } from '../analysis/blueprint/templates.ts';
import { findingsOf } from '../analysis/organisation/findings/findings.ts';
import { type Blueprint, emptyBlueprint } from '../model/blueprint/blueprint.ts';
import type { BlueprintVersion, ShownBlueprint, WhichBlueprint } from '../model/blueprint/versions.ts';
import { Problem } from '../model/problem.ts';
import type { BlueprintStore, DraftEdit } from '../store/registry/blueprint.ts';
import { daysIn } from './as-of.ts';
import { countsOf, documentOf, keptDocument, readDocument, shapedThing, thingsIn } from './blueprint-document.ts';
import { checkedChanges, type Decided, decideEdit, editedThings, missing, towards } from './blueprint-edit.ts';
import type { Deps } from './deps.ts';
import { designFacts } from './design-facts.ts';
import { type Ledgers, settingsOf, unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';

const unknownVersion = (version: number, last: number): Problem =>
  new Problem({
    code: 'unknown_blueprint_version',
    kind: 'missing',
    text:
      last === 0
        ? {
            ru: `Версии ${version} нет: дизайн ещё не публиковали.`,
            en: `There is no version ${version}: the design was never published.`,
          }
        : {
            ru: `Версии ${version} дизайна нет: последняя — ${last}.`,
            en: `There is no version ${version} of the design: the last one is ${last}.`,
          },
    where: { version },
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
            ru: 'Публиковать нечего: дизайн пуст.',
            en: 'There is nothing to publish: the design is empty.',
          }
        : {
            ru: `Публиковать нечего: черновик не отличается от версии ${version}.`,
            en: `There is nothing to publish: the draft is the same as version ${version}.`,
          },
    ...(version === null ? {} : { where: { version } }),
  });

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
      ru: `Заготовки «${name}» нет. Есть: ${ids}.`,
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

const standingOf = async (blueprints: BlueprintStore, workspace: string) => {
  const latest = await blueprints.latest(workspace);
  const isChanged = await isChangedSince(blueprints, workspace, latest?.revision ?? 0);
  return { inForce: latest?.version ?? null, isChanged };
};

const show = async (deps: Deps, workspace: string, which: WhichBlueprint): Promise<ShownBlueprint> => {
  const { blueprints } = deps.registry;
  const dayOf = daysIn((await settingsOf(deps, workspace)).time_zone);
  const daysOf = (editedAt: [string, string][]) =>
    Object.fromEntries(editedAt.map(([name, at]) => [name, dayOf(new Date(at))]));
  const { revision, things } = await blueprints.draft(workspace);
  const standing = await standingOf(blueprints, workspace);
  if (which === 'draft') {
    const version = standing.isChanged ? null : (standing.inForce?.version ?? null);
    const editedOn = daysOf(things.map(({ collection, id, at }) => [`${collection}:${id}`, at]));
    return { document: documentOf(things), revision, version, ...standing, editedOn };
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

const publish =
  (blueprints: BlueprintStore): Operations['blueprint']['publish'] =>
  async ({ workspace, revision, by, why }) => {
    const { inForce, isChanged } = await standingOf(blueprints, workspace);
    return blueprints.publish(workspace, { by: by.trim(), why: why.trim() }, (draft) => {
      if (draft.revision !== revision) {
        const last = draft.things.findLast((thing) => thing.revision === draft.revision);
        throw movedOn(last?.by ?? '', draft.revision);
      }
      if (!isChanged) throw nothingNew(inForce?.version ?? null);
      const document = documentOf(draft.things);
      return { document, counts: countsOf(document) };
    });
  };

/** Makes a document a workspace's draft and puts it in force. */
export const adoptBlueprint = async (deps: Deps, workspace: string, document: Blueprint): Promise<void> => {
  const { blueprints } = deps.registry;
  const told = { how: 'import' as const, by: '', about: null };
  await blueprints.change(workspace, told, (found) => towards(thingsIn(document), found));
  await blueprints.publish(workspace, { by: '', why: '' }, () => ({ document, counts: countsOf(document) }));
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
      return publish(blueprints)(input);
    },
    versions: async ({ workspace }) => {
      await known(workspace);
      return blueprints.versions(workspace);
    },
    compare: async ({ workspace, from, to }) => {
      await known(workspace);
      return differences(await documentAt(workspace, from), await documentAt(workspace, to));
    },
    restore: async ({ workspace, version, by }) => {
      await known(workspace);
      const { document } = await versionDocument(blueprints, workspace, version);
      return become(workspace, document, { how: 'restore', by: by.trim() });
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
      const ledger = await ledgers.current(workspace);
      return { findings: findingsOf(document, await designFacts(ledger), ledger.asOf) };
    },
  };
};
