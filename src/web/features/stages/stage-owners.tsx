import { Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { salesTypesWords } from '../../../analysis/blueprint/sales-types.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import { useWords } from '../../i18n/language.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { useOptions } from '../design/form/field.tsx';
import { lettersSet, partOf, type RaciRow, raciRows, withOneOwner } from '../organisation/raci-rows.ts';
import css from './lifecycle.module.css';

/** The rows of responsibility of one stage, each with the part of the stage it is for; where no journey has work in it, the stage as a whole. */
export const useOwnerRows = (blueprint: Blueprint, stage: DesignedStage): { row: RaciRow; part: string }[] => {
  const { say } = useWords();
  const rows = raciRows(blueprint, [stage]);
  const words = {
    segment: (id: string) => say(nameOf(blueprint, { collection: 'segments', id })),
    salesTypes: (types: readonly string[]) => say(salesTypesWords(types)),
  };
  if (rows.length === 0) {
    const lines = [{ stage, segment: null, salesType: null }];
    const whole = { key: stage, stage, lines, zones: [], letters: {}, accountable: [], isWhole: true };
    return [{ row: whole, part: '' }];
  }
  return rows.map((row) => ({ row, part: partOf(row, rows, words) }));
};

/** Who answers for a stage, chosen where the stage is described; the letters of the others stand in the grid of responsibility. */
export const StageOwners = ({ blueprint, store, stage }: DesignPart & { stage: DesignedStage }) => {
  const { t } = useWords();
  const roles = useOptions(blueprint, 'roles');
  const rows = useOwnerRows(blueprint, stage);
  return (
    <section className={css.owners} aria-label={t('design.lifecycle.owner')}>
      {rows.map(({ row, part }) => (
        <Select
          key={row.key}
          label={part ? `${t('design.lifecycle.owner')}: ${part}` : t('design.lifecycle.owner')}
          data={roles}
          value={row.accountable.length === 1 ? (row.accountable[0] ?? null) : null}
          placeholder={t(row.accountable.length > 1 ? 'design.raci.several' : 'design.raci.nobody')}
          clearable
          searchable
          onChange={(role) => store.edit(lettersSet(blueprint, row, (letters) => withOneOwner(letters, role)))}
        />
      ))}
      <Link {...({ to: '/organisation', search: { tab: 'responsibility', stage } } as unknown as { to: '/' })}>
        {t('design.lifecycle.allLetters')}
      </Link>
    </section>
  );
};
