import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BlueprintVersion } from '../../../model/blueprint/versions.ts';
import { api, problemOf } from '../../client/api.ts';
import { rememberedWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useWorkspace } from '../../shell/view.ts';
import type { DraftStore } from '../design/document/draft-store.ts';

/** Makes the draft what a version was; what was in the draft stays in the history of edits. */
export const RestoreDialog = ({
  version,
  store,
  onClose,
}: {
  version: BlueprintVersion | null;
  store: DraftStore;
  onClose: () => void;
}) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const restore = useMutation({
    mutationFn: async (number: number) => {
      await store.sync();
      await api.blueprint.restore.call({ workspace, version: number, by: rememberedWho() });
      await store.load();
    },
    onSuccess: onClose,
  });
  const problem = restore.error ? problemOf(restore.error) : null;
  return (
    <Dialog
      opened={version !== null}
      onClose={onClose}
      isLocked={restore.isPending}
      title={t('design.versions.restoreTitle', { version: version?.version ?? 0 })}
    >
      <p>{t('design.versions.restoreText')}</p>
      {restore.error && <p role="alert">{problem ? say(problem.text) : t('design.versions.failed')}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button loading={restore.isPending} onClick={() => version && restore.mutate(version.version)}>
          {t('design.versions.restore')}
        </Button>
      </Group>
    </Dialog>
  );
};
