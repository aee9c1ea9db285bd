import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, problemOf } from '../../client/api.ts';
import { rememberedWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useWorkspace } from '../../shell/view.ts';
import type { DraftStore } from '../design/document/draft-store.ts';

/** What the draft is to become: a version, or what it was itself before an edit. */
export type Restored = { version: number } | { beforeEdit: number };

/** Makes the draft what a version was, or what it was before an edit; what was in the draft stays in the history of edits. */
export const RestoreDialog = ({
  what,
  store,
  onClose,
}: {
  what: Restored | null;
  store: DraftStore;
  onClose: () => void;
}) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const restore = useMutation({
    mutationFn: async (wanted: Restored) => {
      await store.sync();
      await api.blueprint.restore.call({ workspace, ...wanted, by: rememberedWho() });
      await store.load();
    },
    onSuccess: onClose,
  });
  const isVersion = what !== null && 'version' in what;
  const problem = restore.error ? problemOf(restore.error) : null;
  return (
    <Dialog
      opened={what !== null}
      onClose={onClose}
      isLocked={restore.isPending}
      title={
        isVersion ? t('design.versions.restoreTitle', { version: what.version }) : t('design.versions.takeBackTitle')
      }
    >
      <p>{t(isVersion ? 'design.versions.restoreText' : 'design.versions.takeBackText')}</p>
      {restore.error && <p role="alert">{problem ? say(problem.text) : t('design.versions.failed')}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button loading={restore.isPending} onClick={() => what && restore.mutate(what)}>
          {t(isVersion ? 'design.versions.restore' : 'design.versions.takeBack')}
        </Button>
      </Group>
    </Dialog>
  );
};
