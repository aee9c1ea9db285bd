import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Decision } from '../../../model/identity.ts';
import { problemOf } from '../../client/api.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { useNotify } from '../../kit/notify.ts';
import styles from './identity.module.css';

type Props = {
  text: string;
  /** What else is asked for, above why and who. */
  children?: ReactNode;
  /** What is still missing beside why and who; nothing is sent while there is something. */
  missing?: string | null;
  whyLabel?: string;
  isWhyOptional?: boolean;
  save: string;
  done: string;
  decide: (word: { why: string; by: string }) => Promise<Decision>;
  onClose: () => void;
};

/** Asks who decides and why, and sends the decision; afterwards everything on the page is asked for anew. */
export const DecisionForm = (props: Props) => {
  const { t, language } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const [why, setWhy] = useState('');
  const [who, setWho] = useState(rememberedWho);
  const [isTried, setIsTried] = useState(false);
  const send = useMutation({
    mutationFn: () => props.decide({ why: why.trim(), by: who.trim() }),
    onSuccess: () => {
      rememberWho(who.trim());
      notify(props.done);
      void client.invalidateQueries();
      props.onClose();
    },
  });
  const lacksWhy = !props.isWhyOptional && why.trim() === '';
  const save = () => {
    setIsTried(true);
    if (!lacksWhy && who.trim() !== '' && !props.missing) send.mutate();
  };
  return (
    <div className={styles.form}>
      <p>{props.text}</p>
      {props.children}
      {isTried && props.missing && <p role="alert">{props.missing}</p>}
      <Textarea
        label={props.whyLabel ?? t('identity.word.why')}
        description={t('identity.word.whyHint')}
        autosize
        minRows={2}
        value={why}
        error={isTried && lacksWhy ? t('identity.word.whyMissing') : null}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <TextInput
        label={t('identity.word.who')}
        autoComplete="name"
        value={who}
        error={isTried && who.trim() === '' ? t('identity.word.whoMissing') : null}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      {send.error && <p role="alert">{problemOf(send.error)?.text[language] ?? t('customers.failed')}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onClose}>
          {t('identity.word.cancel')}
        </Button>
        <Button loading={send.isPending} onClick={save}>
          {props.save}
        </Button>
      </Group>
    </div>
  );
};
