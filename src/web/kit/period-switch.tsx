import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, type Day, type Period } from '../../model/days.ts';
import { useWords } from '../i18n/language.ts';
import { defaultPeriod, lastOf, lengthOf, shiftPeriod } from './period-span.ts';
import css from './period-switch.module.css';

type Props = { period: Period; asOf: Day; onChange: (period: Period) => void };

/** Which span of time a page speaks of: a year, a quarter, a month, twelve months or any days. */
export const PeriodSwitch = ({ period, asOf, onChange }: Props) => {
  const { t, format } = useWords();
  const [isOpen, setOpen] = useState(false);
  const length = lengthOf(period);
  const choose = (next: string): void => {
    if (next === 'twelve') onChange(defaultPeriod(asOf));
    else if (next === 'year' || next === 'quarter' || next === 'month') onChange(lastOf(next, period.to));
  };
  return (
    <fieldset className={css.switch} aria-label={t('shell.period.label')}>
      <button
        type="button"
        className={css.step}
        onClick={() => onChange(shiftPeriod(period, -1))}
        aria-label={t('shell.period.previous')}
      >
        <IconChevronLeft size={16} />
      </button>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={css.name} onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {format.period(period)}
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('shell.period.label')}>
          <SegmentedControl
            size="xs"
            fullWidth
            value={length}
            onChange={choose}
            data={(['year', 'quarter', 'month', 'twelve'] as const).map((value) => ({
              value,
              label: t(`shell.period.${value}`),
            }))}
          />
          <CustomPeriod
            key={`${period.from}${period.to}`}
            period={period}
            onApply={(next) => {
              onChange(next);
              setOpen(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={css.step}
        onClick={() => onChange(shiftPeriod(period, 1))}
        aria-label={t('shell.period.next')}
      >
        <IconChevronRight size={16} />
      </button>
    </fieldset>
  );
};

const CustomPeriod = ({ period, onApply }: { period: Period; onApply: (period: Period) => void }) => {
  const { t } = useWords();
  const [from, setFrom] = useState(period.from);
  const [last, setLast] = useState(addDays(period.to, -1));
  const isRight = from !== '' && last !== '' && from <= last;
  return (
    <form
      className={css.custom}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) onApply({ from, to: addDays(last, 1) });
      }}
    >
      <TextInput
        type="date"
        size="xs"
        label={t('shell.period.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        size="xs"
        label={t('shell.period.to')}
        value={last}
        onChange={(event) => setLast(event.currentTarget.value)}
        error={isRight ? undefined : t('shell.period.wrong')}
      />
      <Button type="submit" size="xs" disabled={!isRight}>
        {t('shell.period.apply')}
      </Button>
    </form>
  );
};
