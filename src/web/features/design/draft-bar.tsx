import { Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { memo, useState, useSyncExternalStore } from 'react';
import { problemOf } from '../../client/api.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Conflicts } from './conflicts.tsx';
import css from './design.module.css';
import type { DraftStore } from './document/draft-store.ts';

/** Whether edits are kept, the way back and forth through them, who makes them, and where two made different ones. */
export const DraftBar = ({ store }: { store: DraftStore }) => {
  const { draft, saving, error } = useSyncExternalStore(store.subscribe, store.read);
  const { t, say } = useWords();
  const problem = saving === 'refused' ? problemOf(error) : null;
  return (
    <div className={css.bar}>
      <p className={css.saving} data-state={saving} role="status">
        {problem ? `${t('design.saving.refused')}: ${say(problem.text)}` : t(`design.saving.${saving}`)}
        {saving === 'failed' && (
          <button type="button" onClick={() => void store.sync()}>
            {t('design.saving.again')}
          </button>
        )}
        {saving === 'refused' && (
          <button type="button" onClick={() => void store.load()}>
            {t('design.saving.reload')}
          </button>
        )}
      </p>
      <Steps store={store} isPast={!!draft && draft.past.length > 0} isFuture={!!draft && draft.future.length > 0} />
      <Who />
      {draft && draft.conflicts.length > 0 && <Conflicts draft={draft} store={store} />}
    </div>
  );
};

/** Undo and redo; drawn anew only when there comes to be something to undo, or nothing. */
const Steps = memo(({ store, isPast, isFuture }: { store: DraftStore; isPast: boolean; isFuture: boolean }) => {
  const { t } = useWords();
  return (
    <>
      <Tooltip label={`${t('design.undo')} · Ctrl Z`}>
        <button
          type="button"
          className={css.icon}
          aria-label={t('design.undo')}
          disabled={!isPast}
          onClick={store.undo}
        >
          <IconArrowBackUp size={17} aria-hidden />
        </button>
      </Tooltip>
      <Tooltip label={`${t('design.redo')} · Ctrl Shift Z`}>
        <button
          type="button"
          className={css.icon}
          aria-label={t('design.redo')}
          disabled={!isFuture}
          onClick={store.redo}
        >
          <IconArrowForwardUp size={17} aria-hidden />
        </button>
      </Tooltip>
    </>
  );
});

/** The name edits are signed with. */
const Who = memo(() => {
  const { t } = useWords();
  const [who, setWho] = useState(rememberedWho);
  const [typed, setTyped] = useState(who);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={css.who} onClick={() => setOpen(!isOpen)}>
          {who ? t('design.who.you', { name: who }) : t('design.who.nobody')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            rememberWho(typed.trim());
            setWho(typed.trim());
            setOpen(false);
          }}
        >
          <TextInput
            label={t('design.who.label')}
            description={t('design.who.hint')}
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" size="xs">
            {t('design.who.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
});
