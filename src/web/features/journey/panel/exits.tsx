import { endName } from '../../../../analysis/blueprint/names.ts';
import { waysFrom } from '../../../../analysis/blueprint/ways-from.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import type { Cell } from '../../../../model/blueprint/journey.ts';
import { useWords } from '../../../i18n/language.ts';
import css from './panel.module.css';

type Props = { blueprint: Blueprint; id: string; cell: Cell; onPick: (edge: string) => void };

/** Where customers are expected to go from here, how many of them and how soon; a way opens when pressed. */
export const Exits = ({ blueprint, id, cell, onPick }: Props) => {
  const { t, format, language } = useWords();
  const exits = [`cell:${id}`, `state:${cell.state}`].flatMap((from) =>
    waysFrom(blueprint.edges, from).filter(([, { journey }]) => journey === cell.journey),
  );
  const known = exits.flatMap(([, { probability }]) => (probability === null ? [] : [probability]));
  const total = known.reduce((sum, part) => sum + part, 0);
  return (
    <>
      <p className={css.label}>{t('journey.panel.exits')}</p>
      {exits.length === 0 ? (
        <p className={css.faint}>{t('journey.panel.noExits')}</p>
      ) : (
        <ul className={css.exits}>
          {exits.map(([edge, { to, kind, probability, dwellDays, handoffHours }]) => (
            <li key={edge}>
              <button type="button" data-kind={kind} onClick={() => onPick(edge)}>
                <span>{endName(blueprint, to)[language]}</span>
                <small>
                  {[
                    t(`journey.kind.${kind}`),
                    probability === null ? null : format.ratio(probability),
                    dwellDays === null ? null : format.days(dwellDays),
                    handoffHours === null ? null : t('journey.panel.handoff', { hours: format.number(handoffHours) }),
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {total > 1.0001 && <p className={css.warning}>{t('journey.panel.overOne', { total: format.ratio(total) })}</p>}
    </>
  );
};
