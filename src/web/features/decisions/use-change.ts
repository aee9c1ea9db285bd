import { useMutation } from '@tanstack/react-query';
import type { DecisionChange, ListedDecision } from '../../../model/audit/decisions.ts';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';

/** Edits a decision as it was seen; whatever is refused is told, and what stands is asked for anew. */
export const useChange = (
  { id, history }: ListedDecision,
  onDone: () => void,
): { change: (terms: DecisionChange, by: string) => void; isSaving: boolean; problem: string | undefined } => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const change = useMutation({
    mutationFn: ({ terms, by }: { terms: DecisionChange; by: string }) =>
      api.decisions.change.call({ workspace, id, seen: history.length, terms, by }),
    onSuccess: onDone,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: api.decisions.key() });
      void queryClient.invalidateQueries({ queryKey: api.guide.key() });
    },
  });
  const problem = change.error ? problemOf(change.error) : null;
  return {
    change: (terms, by) => change.mutate({ terms, by }),
    isSaving: change.isPending,
    problem: change.error ? (problem ? say(problem.text) : t('decisions.failed')) : undefined,
  };
};
