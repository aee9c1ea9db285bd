import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { useRulesInForce, useRulesPreview } from '../design/counted.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { RulesEffect } from '../stages/rules-effect.tsx';
import css from './versions.module.css';

/** Puts the draft in force, signed, with a reason and the day it counts from. */
export const Publish = ({ blueprint, store }: DesignPart) => {
  const { t, say, format } = useWords();
  const { id: workspace } = useWorkspace();
  const [by, setBy] = useState(rememberedWho());
  const [why, setWhy] = useState('');
  const [from, setFrom] = useState('');
  const publish = useMutation({
    mutationFn: async () => {
      await store.sync();
      const revision = store.read().draft?.revision ?? 0;
      return api.blueprint.publish.call({ workspace, revision, by, why, ...(from === '' ? {} : { from }) });
    },
    onSuccess: () => {
      rememberWho(by);
      setWhy('');
      setFrom('');
      // What is measured follows the published version.
      void queryClient.invalidateQueries();
    },
  });
  const [rules, inForce] = [useRulesPreview(blueprint), useRulesInForce(blueprint)];
  const problem = publish.error ? problemOf(publish.error) : null;
  return (
    <Card title={t('design.versions.publish')}>
      <p className={css.intro}>{t('design.versions.publishHint')}</p>
      {rules.data && inForce && (
        <RulesEffect blueprint={blueprint} before={inForce} after={rules.data} since="inForce" />
      )}
      <form
        className={css.publish}
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate();
        }}
      >
        <TextInput label={t('design.versions.by')} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
        <Textarea
          label={t('design.versions.why')}
          autosize
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TextInput
          label={t('design.versions.from')}
          description={t('design.versions.fromHint')}
          type="date"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button type="submit" loading={publish.isPending}>
          {t('design.versions.publishNow')}
        </Button>
      </form>
      {publish.error && (
        <p role="alert" className={css.problem}>
          {problem ? say(problem.text) : t('design.versions.failed')}
        </p>
      )}
      {publish.data && (
        <p role="status" className={css.done}>
          {t('design.versions.published', { version: publish.data.version, from: format.day(publish.data.from) })}
        </p>
      )}
    </Card>
  );
};
