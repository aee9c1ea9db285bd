import { Button, Checkbox, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CompanyFunction, companyFunctions } from '../../../model/audit/survey.ts';
import type { Colleague, LinkDraft, ListedLink, ListedRound } from '../../../model/audit/survey-contract.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import css from './survey.module.css';
import { useSurveyActions } from './use-survey.ts';

type AddPeopleProps = { workspace: string; round: ListedRound; links: readonly ListedLink[] };

/** Makes links: for people and positions of the design, or for whoever is typed in. */
export const AddPeople = ({ workspace, round, links }: AddPeopleProps) => {
  const { t, language: spoken } = useWords();
  const { add } = useSurveyActions(workspace, round);
  const colleagues = useQuery(api.survey.colleagues.queryOptions({ input: { workspace } }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const [of, setOf] = useState<CompanyFunction>('sales');
  const [isHead, setHead] = useState(false);
  const [language, setLanguage] = useState<'ru' | 'en'>(spoken);
  const taken = new Set(links.filter(({ state }) => state !== 'withdrawn').map(({ label }) => label));
  const known = colleagues.data ?? [];
  const names = typed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().slice(0, 200)]));
  const drafts: LinkDraft[] = [
    ...known
      .filter(({ label }) => chosen.has(label) && !taken.has(label))
      .map((colleague) => ({ ...colleague, kind: 'respondent' as const, language })),
    ...names.map((label) => ({ kind: 'respondent' as const, label, function: of, isHead, language })),
  ];
  const choose = (labels: readonly string[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const label of labels)
      if (isOn) next.add(label);
      else next.delete(label);
    setChosen(next);
  };
  const make = () =>
    add.mutate(drafts, {
      onSuccess: () => {
        setChosen(new Set());
        setTyped('');
      },
    });
  return (
    <Card title={t('survey.add')}>
      <div className={css.add}>
        <section>
          <h3>{t('survey.addFromDesign')}</h3>
          {colleagues.data && known.length === 0 && <p className={css.soft}>{t('survey.noColleagues')}</p>}
          <Colleagues {...{ known, chosen, taken }} onChoose={choose} />
        </section>
        <section>
          <h3>{t('survey.addTyped')}</h3>
          <Textarea
            label={t('survey.typedHint')}
            autosize
            minRows={3}
            maxRows={10}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label={t('survey.function')}
            data={companyFunctions.map((value) => ({ value, label: t(`survey.functions.${value}`) }))}
            value={of}
            allowDeselect={false}
            onChange={(value) => setOf((value ?? 'other') as CompanyFunction)}
          />
          <Checkbox
            label={t('survey.isHead')}
            checked={isHead}
            onChange={(event) => setHead(event.currentTarget.checked)}
          />
        </section>
      </div>
      {add.error && <FailedQuery error={add.error} onRetry={make} />}
      <div className={css.make}>
        <SegmentedControl
          aria-label={t('survey.language')}
          data={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ru')}
        />
        <Button disabled={drafts.length === 0} loading={add.isPending} onClick={make}>
          {t('survey.addCount', { count: drafts.length })}
        </Button>
      </div>
    </Card>
  );
};

type ColleaguesProps = {
  known: readonly Colleague[];
  chosen: ReadonlySet<string>;
  taken: ReadonlySet<string>;
  onChoose: (labels: readonly string[], isOn: boolean) => void;
};

const Colleagues = ({ known, chosen, taken, onChoose }: ColleaguesProps) => {
  const { t } = useWords();
  return companyFunctions.map((name) => {
    const group = known.filter((colleague) => colleague.function === name);
    const free = group.filter(({ label }) => !taken.has(label)).map(({ label }) => label);
    if (group.length === 0) return null;
    const isAll = free.length > 0 && free.every((label) => chosen.has(label));
    return (
      <fieldset key={name} className={css.group}>
        <legend>
          <Checkbox
            label={t(`survey.functions.${name}`)}
            fw={600}
            checked={isAll}
            indeterminate={!isAll && free.some((label) => chosen.has(label))}
            disabled={free.length === 0}
            onChange={(event) => onChoose(free, event.currentTarget.checked)}
          />
        </legend>
        {group.map(({ label, isHead }) => (
          <Checkbox
            key={label}
            label={[
              label,
              ...(isHead ? [t('survey.head')] : []),
              ...(taken.has(label) ? [t('survey.already')] : []),
            ].join(' · ')}
            checked={chosen.has(label)}
            disabled={taken.has(label)}
            onChange={(event) => onChoose([label], event.currentTarget.checked)}
          />
        ))}
      </fieldset>
    );
  });
};
