import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconCopy, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useReducer, useState } from 'react';
import type { TypedMonth } from '../../../model/corrections.ts';
import { addMonths, type Day } from '../../../model/days.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from './failed-query.tsx';
import { MonthCosts } from './month-costs.tsx';
import { MonthSplitView } from './month-split.tsx';
import styles from './typed.module.css';
import { editMonth, problemsOfMonth } from './typed-month.ts';
import { CostRow, PersonRow } from './typed-rows.tsx';

type TypedTabProps = { state: WorkspaceState; month: Day; onMonth: (month: Day) => void };

/** Costs and people's time of one month, typed in without a file. */
export const TypedTab = ({ state, month, onMonth }: TypedTabProps) => {
  const { t } = useWords();
  const query = useQuery(api.typed.get.queryOptions({ input: { workspace: state.id, month }, staleTime: 0 }));
  if (query.error) return <FailedQuery error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <p>{t('data.loading')}</p>;
  return (
    <div className={styles.page}>
      <MonthForm key={`${state.id} ${month}`} saved={query.data} state={state} month={month} onMonth={onMonth} />
      {!state.isEmpty && <MonthCosts state={state} month={month} />}
    </div>
  );
};

const newId = (): string => crypto.randomUUID();

const MonthForm = ({ saved, state, month, onMonth }: TypedTabProps & { saved: TypedMonth }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const [draft, edit] = useReducer(editMonth, saved);
  const [base, setBase] = useState(saved);
  const [isTried, setIsTried] = useState(false);
  const isDirty = draft !== base;
  const problems = problemsOfMonth(draft);

  const save = useMutation({
    mutationFn: () => api.typed.save.call({ workspace: state.id, ...draft }),
    onSuccess: (month) => {
      edit({ do: 'load', month });
      setBase(month);
      notify(t('data.typed.saved'));
      void client.invalidateQueries();
    },
  });
  const copy = useMutation({
    mutationFn: () => api.typed.get.call({ workspace: state.id, month: addMonths(month, -1) }),
    onSuccess: (from) => {
      const size = from.costs.length + from.staff.length;
      if (size === 0) return notify(t('data.typed.copyNothing'));
      edit({ do: 'copy', from, ids: Array.from({ length: size }, newId) });
      return notify(t('data.typed.copied'));
    },
  });
  const leaveFor = (to: Day) => {
    if (!isDirty || window.confirm(t('data.typed.leave'))) onMonth(to);
  };
  const submit = () => {
    setIsTried(true);
    if (problems.length === 0) save.mutate();
  };
  const isEmpty = draft.costs.length === 0 && draft.staff.length === 0;
  return (
    <div className={styles.columns}>
      <div className={styles.rows}>
        <Card>
          <p>{t('data.typed.intro')}</p>
          <div className={styles.bar} style={{ marginTop: 'var(--space-4)' }}>
            <MonthSwitch month={month} onMonth={leaveFor} />
            {isEmpty && (
              <Button
                variant="default"
                size="sm"
                leftSection={<IconCopy size={16} stroke={1.6} aria-hidden />}
                loading={copy.isPending}
                onClick={() => copy.mutate()}
              >
                {t('data.typed.copy')}
              </Button>
            )}
          </div>
        </Card>
        <Card title={t('data.typed.costs')}>
          {draft.costs.length === 0 && <p className={styles.faint}>{t('data.typed.costsEmpty')}</p>}
          <ul className={styles.rows}>
            {draft.costs.map((row) => (
              <CostRow key={row.id} row={row} state={state} edit={edit} />
            ))}
          </ul>
          <AddRow label={t('data.typed.addCost')} onAdd={() => edit({ do: 'addCost', id: newId() })} />
        </Card>
        <Card title={t('data.typed.staff')}>
          {draft.staff.length === 0 && <p className={styles.faint}>{t('data.typed.staffEmpty')}</p>}
          <ul className={styles.rows}>
            {draft.staff.map((row) => (
              <PersonRow key={row.id} row={row} state={state} edit={edit} />
            ))}
          </ul>
          <AddRow label={t('data.typed.addPerson')} onAdd={() => edit({ do: 'addPerson', id: newId() })} />
        </Card>
      </div>
      <aside className={styles.sticky}>
        <Card title={t('data.typed.split')}>
          <MonthSplitView month={draft} currency={state.settings.currency} />
          <div aria-live="polite">
            {isTried &&
              problems.map((problem) => (
                <p key={problem} className={styles.note}>
                  {t(`data.typed.problems.${problem}`)}
                </p>
              ))}
            {save.error && <FailedQuery error={save.error} onRetry={submit} />}
          </div>
          <Button fullWidth mt="md" disabled={!isDirty} loading={save.isPending} onClick={submit}>
            {t('data.typed.save')}
          </Button>
          {isDirty && <p className={styles.note}>{t('data.typed.unsaved')}</p>}
        </Card>
      </aside>
    </div>
  );
};

const AddRow = ({ label, onAdd }: { label: string; onAdd: () => void }) => (
  <Button variant="light" size="sm" mt="md" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
    {label}
  </Button>
);

const MonthSwitch = ({ month, onMonth }: { month: Day; onMonth: (month: Day) => void }) => {
  const { t, format } = useWords();
  return (
    <fieldset className={styles.month} style={{ border: 0, margin: 0, padding: 0 }} aria-label={t('data.typed.month')}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('data.typed.previous')}
        onClick={() => onMonth(addMonths(month, -1))}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <span className={styles.monthName} aria-live="polite">
        {format.month(month)}
      </span>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('data.typed.next')}
        onClick={() => onMonth(addMonths(month, 1))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
};
