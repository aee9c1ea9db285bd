import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ComparedJourney, comparedJourney } from '../../../../analysis/blueprint/compare-journey.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { api } from '../../../client/api.ts';
import { useWorkspace } from '../../../shell/view.ts';

/** Two versions by number; the later may be the draft. */
export type Versions = { since: number; until: number | 'draft' };

type Asked<Value> = { value: Value | undefined; error: unknown; retry: () => void };

/** A published version never changes, so it is asked for once. */
const usePublished = (which: number | 'draft'): Asked<Blueprint> => {
  const { id: workspace } = useWorkspace();
  const shown = useQuery({
    ...api.blueprint.show.queryOptions({ input: { workspace, which } }),
    enabled: which !== 'draft',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { value: shown.data?.document, error: shown.error, retry: () => void shown.refetch() };
};

/** A journey of two versions as one picture; undefined until both have come, null where neither has it. */
export const useCompared = (
  id: string,
  { since, until }: Versions,
  draft: Blueprint,
): Asked<ComparedJourney | null> => {
  const [earlier, later] = [usePublished(since), usePublished(until)];
  const after = until === 'draft' ? draft : later.value;
  const value = useMemo(
    () => (earlier.value && after ? comparedJourney(earlier.value, after, id) : undefined),
    [earlier.value, after, id],
  );
  return {
    value,
    error: earlier.error ?? (until === 'draft' ? null : later.error),
    retry: () => {
      earlier.retry();
      if (until !== 'draft') later.retry();
    },
  };
};
