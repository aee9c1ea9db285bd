import { nameOf } from '../../../analysis/blueprint/names.ts';
import type { BudgetLine } from '../../../analysis/organisation/budget.ts';
import type { DerivedOrganisation } from '../../../analysis/organisation/derivation.ts';
import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import { CellLinks } from '../design/cell-links.tsx';
import css from './organisation.module.css';

const kinds = ['visits', 'pay', 'tools', 'assets'] as const satisfies readonly BudgetLine['kind'][];
const collectionOf: Record<BudgetLine['kind'], Collection> = {
  visits: 'cells',
  pay: 'roles',
  tools: 'tools',
  assets: 'assets',
};

/** What the journeys cost a month as they are designed: visits, people, tools and what is made once, line by line. */
export const Budget = ({ budget, blueprint }: { budget: DerivedOrganisation['budget']; blueprint: Blueprint }) => {
  const { t, say, format } = useWords();
  const { settings } = useWorkspace();
  const money = (value: number): string => format.money(value, settings.currency);
  return (
    <>
      {kinds.map((kind) => {
        const lines = budget.lines.filter((line) => line.kind === kind).sort((a, b) => b.month - a.month);
        if (lines.length === 0) return null;
        const sum = lines.reduce((total, line) => total + line.month, 0);
        return (
          <details key={kind} className={css.steps}>
            <summary>
              {t(`design.budget.kinds.${kind}`)} <strong>{t('design.budget.month', { value: money(sum) })}</strong>
            </summary>
            <ul>
              {lines.map((line) => (
                <li key={line.id} className={css.line}>
                  <span>
                    {say(nameOf(blueprint, { collection: collectionOf[kind], id: line.id }))}
                    {kind !== 'visits' && line.cells.length > 0 && (
                      <CellLinks cells={line.cells} blueprint={blueprint} />
                    )}
                  </span>
                  <span className={css.faint}>
                    {format.number(line.count, 1)} × {money(line.each)}
                  </span>
                  <span>{money(line.month)}</span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
};
