import { Button, Group, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reclass } from '../../../model/corrections.ts';
import { costClasses, revenueClasses } from '../../../model/stages.ts';
import { api, problemOf } from '../../client/api.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useNotify } from '../../kit/notify.ts';
import styles from './reclass.module.css';

/** A line whose class somebody wants to correct. `title` is what the reader knows it by. */
export type ReclassTarget = { kind: Reclass['kind']; source: string; id: string; class: string; title: string };

type ReclassDialogProps = { workspace: string; timeZone: string; target: ReclassTarget | null; onClose: () => void };

/** Corrects the class of an order line or a cost by hand, with who and why, shows the history, and takes it back. */
export const ReclassDialog = ({ workspace, timeZone, target, onClose }: ReclassDialogProps) => {
  const { t } = useWords();
  return (
    <Dialog
      wide
      opened={target !== null}
      onClose={onClose}
      title={t(target?.kind === 'cost' ? 'customers.reclass.titleCost' : 'customers.reclass.title')}
    >
      {target && (
        <ReclassForm
          key={`${target.source} ${target.id}`}
          workspace={workspace}
          timeZone={timeZone}
          target={target}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
};

type FormProps = Omit<ReclassDialogProps, 'target'> & { target: ReclassTarget };

const useReclass = ({ workspace, target, onClose }: FormProps) => {
  const { t } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const list = useQuery(api.reclass.list.queryOptions({ input: { workspace }, staleTime: 0 }));
  const history = (list.data ?? [])
    .filter((row) => row.kind === target.kind && row.source === target.source && row.id === target.id)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  const set = useMutation({
    mutationFn: (correction: { class: string | null; why: string; by: string }) =>
      api.reclass.set.call({ workspace, kind: target.kind, source: target.source, id: target.id, ...correction }),
    onSuccess: (row) => {
      rememberWho(row.by);
      notify(t(row.class === null ? 'customers.reclass.returned' : 'customers.reclass.saved'));
      void client.invalidateQueries();
      onClose();
    },
  });
  return { history, set, isByHand: history[0] !== undefined && history[0].class !== null };
};

const ReclassForm = (props: FormProps) => {
  const { t, language } = useWords();
  const { target } = props;
  const { history, set, isByHand } = useReclass(props);
  const [chosen, setChosen] = useState(target.class);
  const [why, setWhy] = useState('');
  const [who, setWho] = useState(rememberedWho);
  const [isTried, setIsTried] = useState(false);
  const nameOf = useClassName(target.kind);
  const problem = set.error ? (problemOf(set.error)?.text[language] ?? t('customers.failed')) : null;
  const save = () => {
    setIsTried(true);
    if (why.trim() !== '' && who.trim() !== '') set.mutate({ class: chosen, why: why.trim(), by: who.trim() });
  };
  const takeBack = () => {
    setIsTried(true);
    if (who.trim() !== '')
      set.mutate({ class: null, why: why.trim() || t('customers.reclass.backWhy'), by: who.trim() });
  };
  return (
    <div className={styles.form}>
      <div>
        <b>{target.title}</b>
        <p className={styles.faint}>{t('customers.reclass.line', { id: target.id, source: target.source })}</p>
      </div>
      <p>{t(introOf(isByHand, target.kind), { class: nameOf(target.class) })}</p>
      <ClassChoice kind={target.kind} value={chosen} onChange={setChosen} />
      <Textarea
        label={t('customers.reclass.why')}
        description={t('customers.reclass.whyHint')}
        autosize
        minRows={2}
        value={why}
        error={isTried && why.trim() === '' ? t('customers.reclass.whyMissing') : null}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <TextInput
        label={t('customers.reclass.who')}
        autoComplete="name"
        value={who}
        error={isTried && who.trim() === '' ? t('customers.reclass.whoMissing') : null}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      {problem && <p role="alert">{problem}</p>}
      <Group justify="space-between">
        {isByHand ? (
          <Button variant="default" loading={set.isPending} onClick={takeBack}>
            {t('customers.reclass.back')}
          </Button>
        ) : (
          <span />
        )}
        <Button loading={set.isPending} disabled={chosen === target.class} onClick={save}>
          {t('customers.reclass.save')}
        </Button>
      </Group>
      <Corrections rows={history} kind={target.kind} timeZone={props.timeZone} />
    </div>
  );
};

const introOf = (isByHand: boolean, kind: Reclass['kind']) => {
  if (isByHand) return 'customers.reclass.introHand';
  return kind === 'cost' ? 'customers.reclass.introCost' : 'customers.reclass.intro';
};

const useClassName = (kind: Reclass['kind']) => {
  const { t } = useWords();
  return (name: string): string => {
    const revenue = revenueClasses.find((known) => known === name);
    const cost = costClasses.find((known) => known === name);
    if (kind === 'order_line' && revenue) return t(`customers.revenueClass.${revenue}`);
    if (kind === 'cost' && cost) return t(`customers.costClass.${cost}`);
    return name;
  };
};

type ClassChoiceProps = { kind: Reclass['kind']; value: string; onChange: (value: string) => void };

const ClassChoice = ({ kind, value, onChange }: ClassChoiceProps) => {
  const { t } = useWords();
  const options =
    kind === 'order_line'
      ? revenueClasses.map((id) => ({
          id,
          label: t(`customers.revenueClass.${id}`),
          hint: t(`customers.revenueClassHint.${id}`),
        }))
      : costClasses.map((id) => ({ id, label: t(`customers.costClass.${id}`), hint: '' }));
  return (
    <Radio.Group label={t('customers.reclass.class')} value={value} onChange={onChange}>
      <div className={styles.choices}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} label={option.label} description={option.hint} />
        ))}
      </div>
    </Radio.Group>
  );
};

type CorrectionsProps = { rows: readonly Reclass[]; kind: Reclass['kind']; timeZone: string };

const Corrections = ({ rows, kind, timeZone }: CorrectionsProps) => {
  const { t, format } = useWords();
  const nameOf = useClassName(kind);
  return (
    <section className={styles.history}>
      <h3>{t('customers.reclass.history')}</h3>
      {rows.length === 0 && <p className={styles.faint}>{t('customers.reclass.noHistory')}</p>}
      <ol>
        {rows.map((row) => (
          <li key={`${row.at} ${row.class}`}>
            <b>{row.class === null ? t('customers.reclass.toRule') : nameOf(row.class)}</b>
            <span className={styles.faint}>
              {t('customers.reclass.entry', { who: row.by, day: format.dayTime(row.at, timeZone) })}
            </span>
            <p>{row.why}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};
