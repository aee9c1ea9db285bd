import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DecisionChange, DecisionTerms } from '../../../model/audit/decisions.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import css from './decisions.module.css';

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
  const [by, setBy] = useState(rememberedWho());
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        rememberWho(by);
        onSubmit({ state: to, ...(note === before ? {} : { note }) }, by);
      }}
    >
      <p className={css.why}>{t(`decisions.about.${to}`)}</p>
      <Textarea
        label={t('decisions.note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <TextInput label={t('decisions.by')} value={by} required onChange={(event) => setBy(event.currentTarget.value)} />
      {problem !== undefined && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <Button type="submit" loading={isSaving}>
        {t('decisions.save')}
      </Button>
    </form>
  );
};
