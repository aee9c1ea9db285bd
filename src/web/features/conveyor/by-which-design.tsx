import { Link } from '@tanstack/react-router';
import type { Conveyor } from '../../../model/conveyor.ts';
import { useWords } from '../../i18n/language.ts';
import css from './by-which-design.module.css';

/** By which version of the design the page names owners and targets, and whether it was in force in the period shown. */
export const ByWhichDesign = ({ conveyor }: { conveyor: Conveyor | undefined }) => {
  const { t, format } = useWords();
  const shown = conveyor?.stages.find(({ design }) => design !== undefined)?.design;
  if (!conveyor || !shown) return null;
  const { inForce } = conveyor;
  const from = format.day(shown.from);
  const others = inForce.filter(({ version }) => version !== shown.version).map(({ version }) => version);
  return (
    <p className={css.line}>
      {inForce.length === 0
        ? t('conveyor.owner.notYetInForce', { version: shown.version, from })
        : t('conveyor.owner.inForceThen', { version: shown.version, from })}{' '}
      {others.length > 0 && t('conveyor.owner.othersThen', { count: others.length, versions: others.join(', ') })}{' '}
      <Link to="/versions">{t('conveyor.owner.toVersions')} →</Link>
    </p>
  );
};
