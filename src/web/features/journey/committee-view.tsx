import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { CommitteeRole } from '../../../model/blueprint/inputs.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { DesignDownload } from '../design/design-download.tsx';
import type { JourneyGrid } from './grid.ts';
import css from './journey.module.css';
import type { DrawnJourney } from './use-journey.ts';

type Line = { role: CommitteeRole; personas: readonly string[]; cells: readonly (readonly string[])[] };

/** For each role of the segment's committee and each state, the cells that speak to it: those that name it, or its persona and no role. */
export const committeeLines = (blueprint: Blueprint, grid: JourneyGrid): Line[] => {
  const members = Object.values(blueprint.committees)
    .filter(({ segment }) => segment === grid.journey.segment)
    .flatMap((committee) => committee.members);
  const roles = [...new Set(members.map(({ role }) => role))];
  return roles.map((role) => {
    const personas = [...new Set(members.filter((one) => one.role === role).flatMap((one) => one.personas))];
    const cells = grid.columns.map((_, column) =>
      [...grid.cells.values()]
        .filter((one) => one.column === column)
        .filter(({ cell }) =>
          cell.committee.length > 0
            ? cell.committee.includes(role)
            : cell.personas.some((persona) => personas.includes(persona)),
        )
        .map(({ id }) => id),
    );
    return { role, personas, cells };
  });
};

type Props = { blueprint: Blueprint; drawn: DrawnJourney; onPick: (cell: string) => void };

/** Who of the buying committee is answered in which state, and who is not. */
export const CommitteeView = ({ blueprint, drawn, onPick }: Props) => {
  const { t, language } = useWords();
  const { grid } = drawn;
  const lines = committeeLines(blueprint, grid);
  const nobody = lines
    .filter(({ cells }) => cells.every((some) => some.length === 0))
    .map(({ role }) => t(`journey.committeeRole.${role}`));
  return (
    <section className={css.plain}>
      <header className={css.titled}>
        <h2>{t('journey.committee.title')}</h2>
        {lines.length > 0 && <DesignDownload table="coverage" journey={grid.id} />}
      </header>
      <p>{t('journey.committee.text')}</p>
      {lines.length === 0 ? (
        <>
          <p>{t('journey.committee.none')}</p>
          <Button component={Link} to={'/design' as never} variant="default">
            {t('journey.committee.describe')}
          </Button>
        </>
      ) : (
        <>
          <p>
            {nobody.length > 0
              ? t('journey.committee.nobody', { list: nobody.join(', ') })
              : t('journey.committee.all')}
          </p>
          <ScrolledTable className={css.wide} label={t('journey.committee.title')}>
            <table className={css.roles}>
              <thead>
                <tr>
                  <th scope="col">{t('journey.committee.role')}</th>
                  {grid.columns.map(({ id, state }) => (
                    <th key={id} scope="col">
                      {worded(state?.name, language)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map(({ role, personas, cells }) => (
                  <tr key={role} data-nobody={cells.every((some) => some.length === 0)}>
                    <th scope="row">
                      {t(`journey.committeeRole.${role}`)}
                      <small>{personas.map((id) => worded(blueprint.personas[id]?.name, language)).join(', ')}</small>
                    </th>
                    {cells.map((some, column) => (
                      <td key={grid.columns[column]?.id} data-covered={some.length > 0}>
                        {some[0] ? (
                          <button
                            type="button"
                            aria-label={t('journey.committee.cells', {
                              role: t(`journey.committeeRole.${role}`),
                              state: worded(grid.columns[column]?.state?.name, language),
                              count: some.length,
                            })}
                            onClick={() => some[0] && onPick(some[0])}
                          >
                            <span>
                              {drawn.faces.get(some[0])?.question || t('journey.card.noQuestion')}
                              {some.length > 1 && ` +${some.length - 1}`}
                            </span>
                          </button>
                        ) : (
                          t('journey.committee.uncovered')
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrolledTable>
        </>
      )}
    </section>
  );
};
