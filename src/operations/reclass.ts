import { CostClass, RevenueClass } from '../model/lifecycle.ts';
import { Problem } from '../model/problem.ts';
import { costClasses, revenueClasses } from '../model/stages.ts';
import { hasFact } from '../store/warehouse/questions/workspace-facts.ts';
import type { Deps } from './deps.ts';
import { unknownWorkspace } from './ledger.ts';
import type { Operations } from './types.ts';

type ReclassInput = Parameters<Operations['reclass']['set']>[0];

const badClass = ({ kind, class: to }: ReclassInput): Problem => {
  const classes = kind === 'cost' ? costClasses : revenueClasses;
  return new Problem({
    code: 'bad_class',
    kind: 'input',
    text: {
      ru: `Класса «${to}» нет. Есть: ${classes.join(', ')}.`,
      en: `There is no class “${to}”. There are: ${classes.join(', ')}.`,
    },
    where: { class: to ?? '' },
  });
};

const unknownLine = ({ kind, source, id }: ReclassInput): Problem =>
  new Problem({
    code: 'unknown_line',
    kind: 'missing',
    text: {
      ru: `${kind === 'cost' ? 'Затраты' : 'Строки заказа'} «${id}» из источника «${source}» нет.`,
      en: `There is no ${kind === 'cost' ? 'cost' : 'order line'} “${id}” of source “${source}”.`,
    },
    where: { source, id },
  });

const nobody = (what: 'why' | 'by'): Problem =>
  new Problem({
    code: 'reclass_unexplained',
    kind: 'input',
    text:
      what === 'why'
        ? {
            ru: 'Напишите, почему класс меняется: это останется в истории.',
            en: 'Say why the class changes: it stays in the history.',
          }
        : {
            ru: 'Напишите, кто меняет класс: это останется в истории.',
            en: 'Say who changes the class: it stays in the history.',
          },
    where: { column: what },
  });

/** Gives a line another class by hand, with who and why, and takes it back; nothing of it is ever forgotten. */
export const reclassOperations = (deps: Deps): Operations['reclass'] => ({
  set: async (input) => {
    const { workspace, ...correction } = input;
    if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
    const classes = input.kind === 'cost' ? CostClass : RevenueClass;
    if (input.class !== null && !classes.safeParse(input.class).success) throw badClass(input);
    if (input.why.trim() === '') throw nobody('why');
    if (input.by.trim() === '') throw nobody('by');
    const kind = input.kind === 'cost' ? 'costs' : 'order_lines';
    const exists = await hasFact(deps.warehouse, { workspace, kind, source: input.source, id: input.id });
    if (input.class !== null && !exists) throw unknownLine(input);
    return deps.registry.corrections.add(workspace, correction);
  },
  list: async ({ workspace }) => {
    if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
    return deps.registry.corrections.list(workspace);
  },
});
