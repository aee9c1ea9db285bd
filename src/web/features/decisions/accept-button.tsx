import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProposedAction } from '../../../model/audit/audit.ts';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useNotify } from '../../kit/notify.ts';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import css from './decisions.module.css';
import { TermsForm } from './terms-form.tsx';

/** Makes a proposed action a decision: with whom, by when and when it is looked at again. One that is taken says so. */
export const AcceptButton = ({ action }: { action: ProposedAction }) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const notify = useNotify();
  const [isOpen, setOpen] = useState(false);
  const taken = useQuery(api.decisions.list.queryOptions({ input: { workspace } }));
  const accept = useMutation({
    mutationFn: (input: Parameters<typeof api.decisions.accept.call>[0]) => api.decisions.accept.call(input),
    onSuccess: () => {
      setOpen(false);
      notify(t('decisions.accepted'));
      void queryClient.invalidateQueries({ queryKey: api.decisions.key() });
      void queryClient.invalidateQueries({ queryKey: api.guide.key() });
    },
  });
  const problem = accept.error ? problemOf(accept.error) : null;
  if (taken.data?.some(({ action: { code }, state }) => code === action.code && state === 'open'))
    return (
      <PlaceLink link="/decisions" className={css.taken}>
        {t('decisions.isAccepted')}
      </PlaceLink>
    );
  return (
    <>
      <Button
        size="compact-sm"
        aria-label={`${t('decisions.accept')}: ${say(action.title)}`}
        onClick={() => setOpen(true)}
      >
        {t('decisions.accept')}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={say(action.title)} isLocked={accept.isPending}>
        <p className={css.why}>{say(action.why)}</p>
        <p className={css.why}>
          {t('decisions.expected')}: {say(action.expected.text)}
        </p>
        <TermsForm
          begin={{ owner: say(action.owner), due: action.due, checkOn: action.check.on, note: '' }}
          submit={t('decisions.accept')}
          isSaving={accept.isPending}
          problem={accept.error ? (problem ? say(problem.text) : t('decisions.failed')) : undefined}
          onSubmit={(terms, by) => accept.mutate({ workspace, action, by, terms })}
        />
      </Dialog>
    </>
  );
};
