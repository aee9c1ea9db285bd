import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';

/** Lets a company count in the currency all its sales are written in. */
export const CountIn = ({ state, currency }: { state: WorkspaceState; currency: string }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const count = useMutation({
    mutationFn: () => api.settings.set.call({ workspace: state.id, key: 'currency', value: currency }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Button size="xs" loading={count.isPending} onClick={() => count.mutate()}>
        {t('number.gaps.countIn', { currency })}
      </Button>
      {count.isError && <span role="alert">{t('data.failed')}</span>}
    </>
  );
};
