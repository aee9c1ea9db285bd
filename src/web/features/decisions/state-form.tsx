import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DecisionChange, DecisionTerms } from '../../../model/audit/decisions.ts';
import { useWords } from '../../i18n/language.ts';
import css from './decisions.module.css';
import { SignedForm } from './signed-form.tsx';

type Props = {
  to: DecisionTerms['state'];
  note: string;
  isSaving: boolean;
  problem: string | undefined;
  onSubmit: (terms: DecisionChange, by: string) => void;
};

/** Says that it is done, given up or taken up again; a note may say why. */
export const StateForm = ({ to, note: before, isSaving, problem, onSubmit }: Props) => {
  const { t } = useWords();
  const [note, setNote] = useState(before);
  return (
    <SignedForm
      submit={t('decisions.save')}
      isSaving={isSaving}
      problem={problem}
      onSubmit={(by) => onSubmit({ state: to, ...(note === before ? {} : { note }) }, by)}
    >
      <p className={css.why}>{t(`decisions.about.${to}`)}</p>
      <Textarea
        label={t('decisions.note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SignedForm>
  );
};
