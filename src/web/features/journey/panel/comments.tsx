import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { rememberedWho } from '../../../client/who.ts';
import { useWords } from '../../../i18n/language.ts';
import { useWorkspace } from '../../../shell/view.ts';
import { type DraftStore, latest } from '../../design/document/draft-store.ts';
import { newId } from '../../design/new-id.ts';
import { setThing } from '../edits.ts';
import css from './panel.module.css';

type Props = { blueprint: Blueprint; about: string; store: DraftStore };

/** What people said about a thing, oldest first; what is settled is kept and stands back. */
export const Comments = ({ blueprint, about, store }: Props) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const [text, setText] = useState('');
  const said = Object.entries(blueprint.comments)
    .filter(([, comment]) => comment.about === about)
    .sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  const add = (): void => {
    if (text.trim() === '') return;
    const comment = { about, text: text.trim(), by: rememberedWho(), at: new Date().toISOString(), isResolved: false };
    store.edit([{ collection: 'comments', id: newId('n'), after: comment }]);
    setText('');
  };
  return (
    <section className={css.proofs}>
      <h3>{t('journey.comments.title')}</h3>
      <ul className={css.list}>
        {said.map(([id, comment]) => (
          <li key={id} data-settled={comment.isResolved}>
            {comment.text}
            <small>
              {comment.by || t('journey.comments.somebody')} · {format.dayTime(comment.at, settings.time_zone)}{' '}
              <button
                type="button"
                onClick={() =>
                  store.edit(setThing(latest(store, blueprint), 'comments', id, { isResolved: !comment.isResolved }))
                }
              >
                {t(comment.isResolved ? 'journey.comments.reopen' : 'journey.comments.resolve')}
              </button>
            </small>
          </li>
        ))}
      </ul>
      <textarea
        className={`${css.input} ${css.words} ${css.said}`}
        aria-label={t('journey.comments.write')}
        placeholder={t('journey.comments.write')}
        rows={1}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
        }}
      />
      {text.trim() !== '' && (
        <Button size="xs" onClick={add}>
          {t('journey.comments.send')}
        </Button>
      )}
    </section>
  );
};
