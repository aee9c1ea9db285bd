import { channelPolicy } from '../analysis/channels/meaning.ts';
import { previewOf } from '../analysis/channels/preview.ts';
import { type ChannelPreview, type ChannelRules, type ChannelWeight, originKinds } from '../model/channels.ts';
import { toMajor } from '../model/money.ts';
import { Problem } from '../model/problem.ts';
import { mostOrigins, originWeights } from '../store/warehouse/questions/channels.ts';
import type { Deps } from './deps.ts';
import { type Ledgers, settingsOf, unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';

const incomplete = (rule: string): Problem =>
  new Problem({
    code: 'channel_rule_incomplete',
    kind: 'input',
    text: {
      ru: `В правиле «${rule}» есть условие без значений: напишите, с чем сравнивать.`,
      en: `Rule “${rule}” has a condition without values: say what to compare with.`,
    },
    where: { rule },
  });

const twice = (rule: string): Problem =>
  new Problem({
    code: 'channel_rule_twice',
    kind: 'input',
    text: { ru: `Правило «${rule}» записано дважды.`, en: `Rule “${rule}” is there twice.` },
    where: { rule },
  });

const nobody = (): Problem =>
  new Problem({
    code: 'channels_unsigned',
    kind: 'input',
    text: {
      ru: 'Напишите, кто меняет правила: это останется в истории.',
      en: 'Say who changes the rules: it stays in the history.',
    },
    where: { column: 'by' },
  });

const changed = (version: number): Problem =>
  new Problem({
    code: 'channels_changed',
    kind: 'input',
    text: {
      ru: `Пока вы правили, правила каналов изменил кто-то ещё: сейчас версия ${version}. Откройте их заново.`,
      en: `Somebody else changed the channel rules meanwhile: version ${version} stands now. Open them again.`,
    },
    where: { version },
  });

const check = ({ rules }: ChannelRules): void => {
  const seen = new Set<string>();
  for (const { id, when } of rules) {
    if (seen.has(id)) throw twice(id);
    seen.add(id);
    if (when.some(({ is, values }) => is !== 'empty' && is !== 'filled' && values.length === 0)) throw incomplete(id);
  }
};

/** Rules by which sources, media and click ids become channels: what stands, what a draft would change, and every version. */
export const channelOperations = (deps: Deps, ledgers: Ledgers): Operations['channels'] => {
  const { registry, warehouse } = deps;
  const known = async (workspace: string): Promise<void> => {
    if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };
  return {
    get: async ({ workspace }) => {
      await known(workspace);
      const current = await registry.channelRules.latest(workspace);
      return { current, inForce: channelPolicy(current, await settingsOf(deps, workspace)).names };
    },
    history: async ({ workspace }) => {
      await known(workspace);
      return registry.channelRules.list(workspace);
    },
    save: async ({ workspace, after, by, why, rules, names }) => {
      await known(workspace);
      check({ rules, names });
      if (by.trim() === '') throw nobody();
      const saved = await registry.channelRules.add(workspace, after, { rules, names, by: by.trim(), why: why.trim() });
      if (saved === null) throw changed((await registry.channelRules.latest(workspace)).version);
      return saved;
    },
    preview: async ({ workspace, draft, limit, list, search }): Promise<ChannelPreview> => {
      await known(workspace);
      const { scope, settings } = await ledgers.current(workspace);
      const standing = await registry.channelRules.latest(workspace);
      if (draft) check(draft);
      const weights = await originWeights(warehouse, scope);
      const policies = {
        now: channelPolicy(standing, settings),
        draft: channelPolicy(draft ?? standing, settings),
      };
      const inMinor = previewOf(
        weights.map((weight) => ({ ...weight, minor: Number(weight.minor) })),
        policies,
        { limit, list, search },
      );
      const major = <Weight extends ChannelWeight>(weight: Weight): Weight => ({
        ...weight,
        revenue: toMajor(weight.revenue, settings.currency),
        cost: toMajor(weight.cost, settings.currency),
      });
      return {
        ...inMinor,
        rows: inMinor.rows.map((row) => ({ ...row, weight: major(row.weight) })),
        channels: inMinor.channels.map((row) => ({ ...row, now: major(row.now), draft: major(row.draft) })),
        isCut: originKinds.some((kind) => weights.filter((weight) => weight.kind === kind).length >= mostOrigins),
        currency: settings.currency,
      };
    },
  };
};
