import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import css from './decisions.module.css';
import { SignedForm } from './signed-form.tsx';

export type Terms = { owner: string; due: string; checkOn: string; note: string };

type Props = {
  begin: Terms;
  submit: string;
  isSaving: boolean;
  problem: string | undefined;
  onSubmit: (terms: Terms, by: string) => void;
};

/** Who does it, by which day, when it is checked, and who says so. */
export const TermsForm = ({ begin, submit, isSaving, problem, onSubmit }: Props) => {
  const { t } = useWords();
  const [terms, setTerms] = useState(begin);
  const set = (change: Partial<Terms>): void => setTerms({ ...terms, ...change });
  return (
    <SignedForm submit={submit} isSaving={isSaving} problem={problem} onSubmit={(by) => onSubmit(terms, by)}>
      <TextInput
        label={t('decisions.owner')}
        value={terms.owner}
        required
        onChange={(event) => set({ owner: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <TextInput
          type="date"
          label={t('decisions.due')}
          value={terms.due}
          required
          onChange={(event) => set({ due: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('decisions.checkOn')}
          value={terms.checkOn}
          required
          onChange={(event) => set({ checkOn: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('decisions.note')}
        autosize
        minRows={2}
        value={terms.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </SignedForm>
  );
};
