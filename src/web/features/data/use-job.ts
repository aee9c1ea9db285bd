import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Job } from '../../../model/imports.ts';
import { api } from '../../client/api.ts';

const pollMs = 400;

/**
 * Watches a job until it ends; then everything on the page is asked for anew, because facts have changed.
 *
 * `onEnd` is called once for a job that was seen running; a job that had ended before (a reloaded page) only shows its result.
 */
export const useJob = (id: string | null | undefined, onEnd?: (job: Job) => void): Job | undefined => {
  const client = useQueryClient();
  const seenRunning = useRef<string | null>(null);
  const { data } = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: Boolean(id),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? pollMs : false),
    staleTime: 0,
    retry: 1,
  });
  const job = id ? data : undefined;
  useEffect(() => {
    if (!job) return;
    if (job.state === 'running') {
      seenRunning.current = job.id;
      return;
    }
    if (seenRunning.current !== job.id) return;
    seenRunning.current = null;
    void client.invalidateQueries();
    onEnd?.(job);
  }, [job, client, onEnd]);
  return job;
};

/** Whether a watched job can't be asked about any more: the server is gone, or was started anew and knows nothing of it. */
export const useIsJobLost = (id: string | null | undefined): boolean =>
  useQuery({ ...api.jobs.get.queryOptions({ input: { id: id ?? '' } }), enabled: false }).isError && Boolean(id);
