import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Confirmation } from '../../../model/audit/contract.ts';
import type { QuestionNumber } from '../../../model/audit/questions.ts';
import type { Sentence } from '../../../model/problem.ts';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import { SignedForm } from '../decisions/signed-form.tsx';
import css from './question.module.css';

type Props = { q: QuestionNumber; answer: Sentence | null; confirmation: Confirmation | undefined };

/** The owner's word that this is the company's answer. */
export const ConfirmForm = ({ q, answer, confirmation }: Props) => {
  const { t, say, format } = useWords();
  const { id: workspace, settings } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const confirm = useMutation({
    mutationFn: (given: { answer: string; by: string }) => api.audit.confirm.call({ workspace, q, ...given }),
    onSuccess: () => {
      setOpen(false);
      setText(null);
      void queryClient.invalidateQueries({ queryKey: api.audit.key() });
    },
  });
  const problem = confirm.error ? problemOf(confirm.error) : null;
  const shown = text ?? confirmation?.answer ?? (answer ? say(answer) : '');
  if (!isOpen)
    return (
      <p className={css.confirmed}>
        {confirmation && (
          <span>
            {t('audit.confirmedBy', { by: confirmation.by, at: format.dayTime(confirmation.at, settings.time_zone) })}
          </span>
        )}
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t(confirmation ? 'audit.confirmAgain' : 'audit.confirm')}
        </Button>
      </p>
    );
  return (
    <SignedForm
      submit={t('audit.confirm')}
      isSaving={confirm.isPending}
      problem={confirm.error ? (problem ? say(problem.text) : t('decisions.failed')) : undefined}
      whose={t('audit.confirmBy')}
      onCancel={() => setOpen(false)}
      onSubmit={(by) => confirm.mutate({ answer: shown, by })}
    >
      <Textarea
        label={t('audit.confirmText')}
        autosize
        minRows={2}
        required
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </SignedForm>
  );
};
