import { Link } from '@tanstack/react-router';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import css from './cell-links.module.css';

const mostShown = 3;

const OneCell = ({ id, blueprint }: { id: string; blueprint: Blueprint }) => {
  const { say } = useWords();
  const journey = blueprint.cells[id]?.journey ?? '';
  const to = { to: `/journeys/${encodeURIComponent(journey)}`, search: { cell: id } } as unknown as { to: '/' };
  return (
    <li>
      <Link className={css.link} {...to}>
        {say(nameOf(blueprint, { collection: 'cells', id }))}
      </Link>
    </li>
  );
};

/** The cells a line comes from, by what the customer asks in them, each leading to itself; beyond three the rest unfolds. */
export const CellLinks = ({ cells, blueprint }: { cells: readonly string[]; blueprint: Blueprint }) => {
  const { t } = useWords();
  if (cells.length === 0) return <>{absent}</>;
  const list = (some: readonly string[]) => (
    <ul className={css.list}>
      {some.map((id) => (
        <OneCell key={id} id={id} blueprint={blueprint} />
      ))}
    </ul>
  );
  const rest = cells.slice(mostShown);
  return (
    <>
      {list(cells.slice(0, mostShown))}
      {rest.length > 0 && (
        <details className={css.more}>
          <summary>{t('design.rests.more', { count: rest.length })}</summary>
          {list(rest)}
        </details>
      )}
    </>
  );
};
