import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import css from './decisions.module.css';

type Props = {
  children: ReactNode;
  submit: string;
  isSaving: boolean;
  problem: string | undefined;
  /** Whose name is asked for, where it is not simply whoever decides. */
  whose?: string;
  onCancel?: () => void;
  onSubmit: (by: string) => void;
};

/** A form whose sender says who he is: the name is remembered, what was refused is told above the button. */
export const SignedForm = ({ children, submit, isSaving, problem, whose, onCancel, onSubmit }: Props) => {
  const { t } = useWords();
  const [by, setBy] = useState(rememberedWho());
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        rememberWho(by);
        onSubmit(by);
      }}
    >
      {children}
      <TextInput
        label={whose ?? t('decisions.by')}
        value={by}
        required
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      {problem !== undefined && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <div className={css.row}>
        <Button type="submit" loading={isSaving}>
          {submit}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('shell.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
};
