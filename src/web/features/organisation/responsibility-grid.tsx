import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { salesTypesWords } from '../../../analysis/blueprint/sales-types.ts';
import { designedStages } from '../../../analysis/organisation/cell-stage.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { type RaciLetter, Role } from '../../../model/blueprint/organisation.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import type { DesignPart } from '../design/design-page.tsx';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import type { OpenThing } from '../design/thing-drawer.tsx';
import { ToJourneys } from '../design/to-journeys.tsx';
import { LetterButton } from './letter-button.tsx';
import css from './organisation.module.css';
import { lettersSet, partOf, type RaciRow, raciRows, withLetter } from './raci-rows.ts';
import { useShown } from './use-shown.ts';

type Props = DesignPart & {
  /** The stage that is looked for. */
  stage: string | undefined;
  onOpen: (thing: OpenThing) => void;
};

/** Stages and segments by roles: who answers, who does it, who is asked and told. A letter is changed where it stands. */
export const ResponsibilityGrid = ({ blueprint, store, stage, onOpen }: Props) => {
  const { t, say, language } = useWords();
  const roles = thingsOf(blueprint, 'roles');
  const rows = raciRows(blueprint, designedStages);
  const own = rows.filter((row) => row.stage === stage);
  const sought = own.find(({ accountable }) => accountable.length !== 1) ?? own[0];
  const addRole = (): void => {
    const id = newId('r');
    const role = Role.parse({
      name: { [language]: t('design.roles.new') },
      function: 'sales',
      place: lastPlace(blueprint, 'roles'),
    });
    store.edit([{ collection: 'roles', id, after: role }]);
    onOpen({ collection: 'roles', id });
  };
  if (roles.length === 0)
    return (
      <EmptyState
        title={t('design.roles.empty')}
        text={t('design.roles.emptyText')}
        actions={
          <>
            <ToJourneys />
            <Button variant="default" onClick={addRole}>
              {t('design.roles.add')}
            </Button>
          </>
        }
      />
    );
  return (
    <Card
      title={t('design.raci.title')}
      actions={
        <Button size="compact-md" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addRole}>
          {t('design.roles.add')}
        </Button>
      }
    >
      <p className={css.intro}>{t('design.raci.intro')}</p>
      <ScrolledTable className={css.gridPlace} label={t('design.raci.title')}>
        <table className={css.grid}>
          <thead>
            <tr>
              <th scope="col">{t('design.raci.stage')}</th>
              {roles.map(([id]) => (
                <th key={id} scope="col" className={css.role}>
                  <button type="button" className={css.link} onClick={() => onOpen({ collection: 'roles', id })}>
                    {say(nameOf(blueprint, { collection: 'roles', id }))}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <GridRow
                key={row.key}
                row={row}
                isSought={row.key === sought?.key}
                part={partOf(row, rows, {
                  segment: (id) => say(nameOf(blueprint, { collection: 'segments', id })),
                  salesTypes: (types) => say(salesTypesWords(types)),
                })}
                blueprint={blueprint}
                onSet={(role, letter) => store.edit(lettersSet(blueprint, row, (all) => withLetter(all, role, letter)))}
              />
            ))}
          </tbody>
        </table>
      </ScrolledTable>
      <Legend />
    </Card>
  );
};

const GridRow = ({
  row,
  isSought,
  part,
  blueprint,
  onSet,
}: {
  row: RaciRow;
  isSought: boolean;
  part: string;
  blueprint: Blueprint;
  onSet: (role: string, letter: RaciLetter | null) => void;
}) => {
  const { t, say } = useWords();
  const { letters, accountable } = row;
  const stage = t(`design.stages.${row.stage}` as TextKey);
  return (
    <tr
      ref={useShown(isSought)}
      data-gap={accountable.length === 0 || undefined}
      data-overlap={accountable.length > 1 || undefined}
      data-highlighted={isSought || undefined}
    >
      <th scope="row">
        {stage}
        {part && <span className={css.part}>{part}</span>}
        {accountable.length === 0 && <span className={css.gap}>{t('design.raci.nobody')}</span>}
        {accountable.length > 1 && <span className={css.gap}>{t('design.raci.several')}</span>}
        {accountable.length === 1 && (
          <span className={css.answers}>
            <b>A</b> {say(nameOf(blueprint, { collection: 'roles', id: accountable[0] ?? '' }))}
          </span>
        )}
      </th>
      {thingsOf(blueprint, 'roles').map(([role]) => (
        <td key={role}>
          <LetterButton
            letter={letters[role] ?? null}
            label={`${stage} ${part}, ${say(nameOf(blueprint, { collection: 'roles', id: role }))}`}
            onChange={(letter) => onSet(role, letter)}
          />
        </td>
      ))}
    </tr>
  );
};

const Legend = () => {
  const { t } = useWords();
  return (
    <ul className={css.legend}>
      {(['A', 'R', 'C', 'I'] as const).map((letter) => (
        <li key={letter}>
          <b>{letter}</b> {t(`design.raci.letters.${letter}`)}
        </li>
      ))}
    </ul>
  );
};
