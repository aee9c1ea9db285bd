import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type DecisionChange, type ListedDecision, type Verdict, verdicts } from '../../../model/audit/decisions.ts';
import { useWords } from '../../i18n/language.ts';
import css from './decisions.module.css';
import { SignedForm } from './signed-form.tsx';
import { useMetricValue } from './use-metric-value.ts';

type Props = {
  decision: ListedDecision;
  isSaving: boolean;
  problem: string | undefined;
  onSubmit: (terms: DecisionChange, by: string) => void;
};

/** What came of it: what the product measured stands first, a person decides. */
export const OutcomeForm = ({ decision, isSaving, problem, onSubmit }: Props) => {
  const { t, say, format } = useWords();
  const { proposed, action } = decision;
  const [verdict, setVerdict] = useState<Verdict>(decision.outcome?.verdict ?? proposed?.verdict ?? 'unclear');
  const [note, setNote] = useState(decision.outcome?.note ?? '');
  const write = useMetricValue(action.expected.metric);
  const { base, target } = action.expected;
  const value = proposed?.value ?? decision.outcome?.value ?? null;
  return (
    <SignedForm
      submit={t('decisions.save')}
      isSaving={isSaving}
      problem={problem}
      onSubmit={(by) => onSubmit({ state: 'done', outcome: { value, verdict, note } }, by)}
    >
      <p className={css.why}>{say(action.check.text)}</p>
      {proposed && (
        <dl className={css.measured}>
          <dt>{t('decisions.was')}</dt>
          <dd>{base === null ? '—' : write(base)}</dd>
          <dt>{t('decisions.wanted')}</dt>
          <dd>{target === null ? '—' : write(target)}</dd>
          <dt>{t('decisions.became', { period: format.period(proposed.period) })}</dt>
          <dd>{proposed.value === null ? t('decisions.noValue') : write(proposed.value)}</dd>
          {proposed.share !== null && (
            <>
              <dt>{t('decisions.wayGone')}</dt>
              <dd>{format.ratio(proposed.share)}</dd>
            </>
          )}
        </dl>
      )}
      <Radio.Group label={t('decisions.verdict')} value={verdict} onChange={(next) => setVerdict(next as Verdict)}>
        <div className={css.verdicts}>
          {verdicts.map((each) => (
            <Radio key={each} value={each} label={t(`decisions.verdicts.${each}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('decisions.outcomeNote')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SignedForm>
  );
};
