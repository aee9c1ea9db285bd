import type { ChannelRule, ChannelRules, Condition, DefaultChannel, Origin } from '../../../model/channels.ts';

export type DraftChange =
  | { do: 'load'; rules: ChannelRules }
  | { do: 'add'; rules: readonly ChannelRule[] }
  | { do: 'put'; rule: ChannelRule }
  | { do: 'remove'; id: string }
  | { do: 'move'; id: string; by: -1 | 1 }
  | { do: 'name'; channel: DefaultChannel; name: string };

/** Rules after one change; new ones go on top, where they count before the others. */
export const editRules = (draft: ChannelRules, change: DraftChange): ChannelRules => {
  const { rules, names } = draft;
  switch (change.do) {
    case 'load':
      return { rules: change.rules.rules, names: change.rules.names };
    case 'add':
      return { names, rules: change.rules.reduceRight<ChannelRule[]>((all, rule) => withRule(all, rule), [...rules]) };
    case 'put':
      return rules.some(({ id }) => id === change.rule.id)
        ? { names, rules: rules.map((rule) => (rule.id === change.rule.id ? change.rule : rule)) }
        : { names, rules: [change.rule, ...rules] };
    case 'remove':
      return { names, rules: rules.filter(({ id }) => id !== change.id) };
    case 'move': {
      const at = rules.findIndex(({ id }) => id === change.id);
      const [one, other] = [rules[at], rules[at + change.by]];
      if (!one || !other) return draft;
      return { names, rules: rules.with(at, other).with(at + change.by, one) };
    }
    case 'name': {
      const { [change.channel]: _, ...rest } = names;
      return { rules, names: change.name.trim() === '' ? rest : { ...rest, [change.channel]: change.name } };
    }
  }
};

/** What a rule compares beside the values of its first condition. */
const shapeOf = ({ channel, campaign, when: [first, ...rest] }: ChannelRule): string =>
  JSON.stringify([channel, campaign ?? null, first?.cell, first?.is, rest]);

/** A rule on top of others; where the topmost asks the same of other values, they become one. */
const withRule = (rules: readonly ChannelRule[], rule: ChannelRule): ChannelRule[] => {
  const [top, ...rest] = rules;
  const [first, ...others] = top?.when ?? [];
  const values = rule.when[0]?.values ?? [];
  if (!top || !first || first.is !== 'equals' || shapeOf(top) !== shapeOf(rule)) return [rule, ...rules];
  return [{ ...top, when: [{ ...first, values: [...new Set([...first.values, ...values])] }, ...others] }, ...rest];
};

const equals = (cell: Condition['cell'], value: string): Condition => ({ cell, is: 'equals', values: [value] });
const isEmpty = (cell: Condition['cell']): Condition => ({ cell, is: 'empty', values: [] });

/** What tells an origin from others: its channel; else source and medium; else whence or by which click it came. */
const conditionsOf = (origin: Origin): Condition[] => {
  const { channel, source, medium, referrer, click, campaign } = origin;
  if (channel !== '') return [equals('channel', channel)];
  if (source !== '') return [equals('source', source), medium === '' ? isEmpty('medium') : equals('medium', medium)];
  if (medium !== '') return [equals('medium', medium), isEmpty('source')];
  if (referrer !== '') return [equals('referrer', referrer), isEmpty('source')];
  if (click !== '') return [equals('click', click), isEmpty('source')];
  return campaign === '' ? [] : [equals('campaign', campaign), isEmpty('source')];
};

/** Rules that make one channel of chosen spellings, as few as there are kinds of them. */
export const rulesFor = (origins: readonly Origin[], channel: string, newId: () => string): ChannelRule[] => {
  const rules = new Map<string, ChannelRule>();
  for (const origin of origins) {
    const when = conditionsOf(origin);
    if (when.length === 0) continue;
    const rule: ChannelRule = { id: newId(), channel, when };
    const same = rules.get(shapeOf(rule));
    rules.set(shapeOf(rule), same ? (withRule([same], rule)[0] ?? rule) : rule);
  }
  return [...rules.values()];
};

export const sameRules = (a: ChannelRules, b: ChannelRules): boolean =>
  JSON.stringify([a.rules, sortedNames(a)]) === JSON.stringify([b.rules, sortedNames(b)]);
const sortedNames = ({ names }: ChannelRules): [string, string][] =>
  Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
