import { ActionIcon, Anchor, Autocomplete, NumberInput, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type Dispatch, useState } from 'react';
import type { StaffMonth, TypedCost } from '../../../model/corrections.ts';
import { type CostClass, type CostFunction, costClasses, costFunctions } from '../../../model/stages.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './typed.module.css';
import { type MonthEdit, sharesAreWhole, sumOfShares } from './typed-month.ts';

type RowProps<Row> = { row: Row; state: WorkspaceState; edit: Dispatch<MonthEdit> };

const useChoices = () => {
  const { t } = useWords();
  return {
    classes: costClasses.map((value) => ({ value, label: t(`customers.costClass.${value}`) })),
    functions: costFunctions.map((value) => ({ value, label: t(`data.typed.functions.${value}`) })),
  };
};

const useSeparators = () => {
  const { language } = useWords();
  return { thousandSeparator: ' ', decimalSeparator: language === 'ru' ? ',' : '.', hideControls: true } as const;
};

const RemoveRow = ({ id, name, edit }: { id: string; name: string; edit: Dispatch<MonthEdit> }) => {
  const { t } = useWords();
  const label = t('data.typed.remove', { name: name || t('data.typed.unnamed') });
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => edit({ do: 'remove', id })}>
      <IconTrash size={18} stroke={1.5} aria-hidden />
    </ActionIcon>
  );
};

/** One cost of the month: what for, how much, of which class; where it belongs is behind «more». */
export const CostRow = ({ row, state, edit }: RowProps<TypedCost>) => {
  const { t } = useWords();
  const { classes, functions } = useChoices();
  const separators = useSeparators();
  const [isOpen, setIsOpen] = useState(row.channel !== '' || row.segment !== '' || row.cell !== '');
  const set = (part: Partial<TypedCost>) => edit({ do: 'setCost', id: row.id, set: part });
  return (
    <li>
      <div className={styles.cost}>
        <TextInput
          className={styles.wide}
          label={t('data.typed.name')}
          placeholder={t('data.typed.namePlaceholder')}
          value={row.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NumberInput
          label={t('data.typed.amount', { currency: state.settings.currency })}
          {...separators}
          decimalScale={2}
          value={row.amount === 0 ? '' : row.amount}
          onChange={(value) => set({ amount: Number(value) || 0 })}
        />
        <Select
          label={t('data.typed.class')}
          data={classes}
          allowDeselect={false}
          value={row.class}
          onChange={(value) => value && set({ class: value as CostClass })}
        />
        <Select
          label={t('data.typed.function')}
          data={functions}
          allowDeselect={false}
          value={row.function}
          onChange={(value) => value && set({ function: value as CostFunction })}
        />
        <RemoveRow id={row.id} name={row.name} edit={edit} />
      </div>
      {isOpen ? (
        <CostPlace row={row} state={state} set={set} />
      ) : (
        <Anchor component="button" type="button" size="sm" mt={6} onClick={() => setIsOpen(true)}>
          {t('data.typed.more')}
        </Anchor>
      )}
    </li>
  );
};

const CostPlace = ({
  row,
  state,
  set,
}: {
  row: TypedCost;
  state: WorkspaceState;
  set: (part: Partial<TypedCost>) => void;
}) => {
  const { t } = useWords();
  return (
    <div className={styles.more}>
      <Autocomplete
        label={t('data.typed.channel')}
        data={(state.values.channel ?? []).filter(Boolean)}
        value={row.channel}
        onChange={(channel) => set({ channel })}
      />
      <Autocomplete
        label={t('data.typed.segment')}
        placeholder={t('data.typed.anySegment')}
        data={(state.values.segment ?? []).filter(Boolean)}
        value={row.segment}
        onChange={(segment) => set({ segment })}
      />
      <TextInput
        label={t('data.typed.cell')}
        description={t('data.typed.cellHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={row.cell}
        onChange={(event) => set({ cell: event.currentTarget.value })}
      />
    </div>
  );
};

/** One person's month: pay, hours and where the time goes. */
export const PersonRow = ({ row, state, edit }: RowProps<StaffMonth>) => {
  const { t } = useWords();
  const { functions } = useChoices();
  const separators = useSeparators();
  const set = (part: Partial<StaffMonth>) => edit({ do: 'setPerson', id: row.id, set: part });
  return (
    <li>
      <div className={styles.person}>
        <TextInput
          label={t('data.typed.person')}
          value={row.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('data.typed.role')}
          value={row.role}
          onChange={(event) => set({ role: event.currentTarget.value })}
        />
        <Select
          label={t('data.typed.function')}
          data={functions}
          allowDeselect={false}
          value={row.function}
          onChange={(value) => value && set({ function: value as CostFunction })}
        />
        <NumberInput
          label={t('data.typed.pay', { currency: state.settings.currency })}
          {...separators}
          decimalScale={2}
          min={0}
          value={row.pay === 0 ? '' : row.pay}
          onChange={(value) => set({ pay: Number(value) || 0 })}
        />
        <NumberInput
          label={t('data.typed.hours')}
          {...separators}
          decimalScale={1}
          min={0}
          value={row.hours === 0 ? '' : row.hours}
          onChange={(value) => set({ hours: Number(value) || 0 })}
        />
        <RemoveRow id={row.id} name={row.name} edit={edit} />
      </div>
      <Shares row={row} edit={edit} />
    </li>
  );
};

const Shares = ({ row, edit }: { row: StaffMonth; edit: Dispatch<MonthEdit> }) => {
  const { t, format } = useWords();
  const separators = useSeparators();
  const sum = sumOfShares(row);
  const left = format.number(Math.abs(100 - sum), 2);
  const isWhole = sharesAreWhole(row);
  return (
    <fieldset className={styles.shares}>
      <legend>{t('data.typed.shares')}</legend>
      <div className={styles.shareGrid}>
        {costClasses.map((costClass) => (
          <NumberInput
            key={costClass}
            size="xs"
            label={t(`data.typed.shareOf.${costClass}`)}
            {...separators}
            min={0}
            max={100}
            decimalScale={2}
            placeholder="0"
            value={row.shares[costClass] ?? ''}
            onChange={(value) => edit({ do: 'setShare', id: row.id, class: costClass, percent: Number(value) || 0 })}
          />
        ))}
      </div>
      <p className={styles.sum} data-bad={!isWhole || undefined} aria-live="polite">
        {isWhole ? t('data.typed.sumOk') : t(sum < 100 ? 'data.typed.sumShort' : 'data.typed.sumOver', { value: left })}
      </p>
    </fieldset>
  );
};
