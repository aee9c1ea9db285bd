import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { factKinds } from '../../../model/facts.ts';
import { type ListedSource, SourceName, sourceNameShape } from '../../../model/sources.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import { FileOutcome } from '../data/import/file-outcome.tsx';
import { Questions } from '../data/import/questions.tsx';
import { RunningJob } from '../data/running-job.tsx';
import { useJob } from '../data/use-job.ts';
import { draftOf, type FormState, formOf, madeKinds, rhythms } from './form-state.ts';
import { scheduleWords, weekdayName, weekdays } from './schedule-words.ts';
import { SourceFields } from './source-fields.tsx';
import css from './sources.module.css';

type SourceDialogProps = {
  state: WorkspaceState;
  /** The source that is changed; null makes a new one. */
  source: ListedSource | null;
  onClose: () => void;
  onQuarantine: (importId: string) => void;
};

/** Makes a source or changes one: where it is, how it is reached, when it is read; tried before it is saved. */
export const SourceDialog = ({ state, source, onClose, onQuarantine }: SourceDialogProps) => {
  const { t } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const [form, setForm] = useState<FormState>(() => formOf(source));
  const change = (part: Partial<FormState>) => setForm((before) => ({ ...before, ...part }));
  const said = draftOf(form, source);
  const workspace = state.id;
  const test = useMutation({
    mutationFn: ({ name, draft }: NonNullable<typeof said>) => api.sources.test.call({ workspace, name, ...draft }),
  });
  const save = useMutation({
    mutationFn: ({ name, draft }: NonNullable<typeof said>) => api.sources.save.call({ workspace, name, ...draft }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: api.sources.key() });
      notify(t('sources.saved'));
      onClose();
    },
  });
  const job = useJob(test.data?.id);
  const isTesting = test.isPending || job?.state === 'running';
  const files = job?.result?.files ?? [];
  const outcome = useRef<HTMLDivElement>(null);
  const isTested = job !== undefined && job.state !== 'running';
  useEffect(() => {
    // What came of the test stands below the fold.
    if (isTested) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [isTested]);
  const onAnswer = (id: string, answer: string) => {
    const answers = { ...form.answers, [id]: answer };
    change({ answers });
    if (said) test.mutate({ ...said, draft: { ...said.draft, answers } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (said) save.mutate(said);
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      wide
      title={source ? t('sources.form.editTitle', { name: source.name }) : t('sources.form.addTitle')}
    >
      <form className={css.form} onSubmit={submit}>
        <Place form={form} source={source} onChange={change} />
        <SourceFields form={form} kept={source?.secrets ?? []} onChange={change} />
        <NativeSelect
          label={t('sources.form.as')}
          value={form.as}
          data={[
            { value: '', label: t('sources.form.asAuto') },
            ...factKinds.map((kind) => ({ value: kind, label: t(`data.kinds.${kind}`) })),
          ]}
          onChange={(event) => change({ as: event.currentTarget.value as FormState['as'] })}
        />
        <Rhythm form={form} source={source} zone={state.settings.time_zone} onChange={change} />
        <div>
          <Button variant="default" loading={isTesting} disabled={!said} onClick={() => said && test.mutate(said)}>
            {t('sources.form.test')}
          </Button>
          <Text size="sm" c="dimmed" mt={4}>
            {t('sources.form.testHint')}
          </Text>
        </div>
        <div ref={outcome}>
          {test.error && <FailedQuery error={test.error} />}
          {job && (job.state === 'running' || job.problem) && <RunningJob job={job} />}
          {files.length > 0 && (
            <section className={css.tested} aria-label={t('sources.form.tested')}>
              <h3>{t('sources.form.tested')}</h3>
              {files.map((file) => (
                <div key={`${file.file} ${file.part ?? ''}`}>
                  <Questions questions={file.questions ?? []} onAnswer={onAnswer} />
                  <FileOutcome
                    file={file}
                    isDry
                    isOnly={files.length === 1}
                    workspace={workspace}
                    onQuarantine={onQuarantine}
                  />
                </div>
              ))}
            </section>
          )}
        </div>
        {save.error && <FailedQuery error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('sources.form.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!said}>
            {t('sources.form.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
};

type PartProps = { form: FormState; source: ListedSource | null; onChange: (change: Partial<FormState>) => void };

const Place = ({ form, source, onChange }: PartProps) => {
  const { t, say } = useWords();
  const isBadName = form.name !== '' && !SourceName.safeParse(form.name.trim()).success;
  return (
    <>
      <NativeSelect
        label={t('sources.form.kind')}
        description={t(`sources.kindHints.${form.kind}`)}
        value={form.kind}
        disabled={source !== null}
        data={madeKinds.map((kind) => ({ value: kind, label: t(`sources.kinds.${kind}`) }))}
        onChange={(event) => onChange({ kind: event.currentTarget.value as FormState['kind'] })}
      />
      <TextInput
        label={t('sources.form.name')}
        description={t('sources.form.nameHint')}
        value={form.name}
        error={isBadName ? say(sourceNameShape) : null}
        disabled={source !== null}
        onChange={(event) => onChange({ name: event.currentTarget.value.toLowerCase() })}
      />
    </>
  );
};

const Rhythm = ({ form, source, zone, onChange }: PartProps & { zone: string }) => {
  const { t, format } = useWords();
  const before = scheduleWords(source?.schedule ?? null, t, format);
  const offered = rhythms.filter((rhythm) => rhythm !== 'asBefore' || formOf(source).rhythm === 'asBefore');
  const hasTime = form.rhythm === 'day' || form.rhythm === 'week';
  return (
    <div className={css.pair}>
      <NativeSelect
        label={t('sources.form.schedule')}
        value={form.rhythm}
        data={offered.map((rhythm) => ({ value: rhythm, label: t(`sources.form.${rhythm}`, { schedule: before }) }))}
        onChange={(event) => onChange({ rhythm: event.currentTarget.value as FormState['rhythm'] })}
      />
      {form.rhythm === 'week' && (
        <NativeSelect
          label={t('sources.form.weekday')}
          value={form.weekday}
          data={weekdays.map((day) => ({ value: String(day), label: weekdayName(day, t) }))}
          onChange={(event) => onChange({ weekday: event.currentTarget.value })}
        />
      )}
      {hasTime && (
        <TextInput
          type="time"
          label={t('sources.form.at')}
          description={t('sources.form.zone', { zone })}
          inputWrapperOrder={['label', 'input', 'description']}
          value={form.at}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
      )}
    </div>
  );
};
