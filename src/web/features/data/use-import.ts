import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FactKind } from '../../../model/facts.ts';
import { api } from '../../client/api.ts';
import { sendFiles } from './upload.ts';

export type ImportRequest = { files: readonly File[]; kind: FactKind | null; source: string; dryRun: boolean };

/**
 * Sends files and starts their import (or only its check). `share` is how much has been sent; once the server has all, the
 * job's id comes through `onJob` and the rest is watched there.
 */
export const useImport = (workspace: string, onJob: (job: string, request: ImportRequest) => void) => {
  const [share, setShare] = useState(0);
  const abort = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async (request: ImportRequest) => {
      abort.current = new AbortController();
      setShare(0);
      const uploads = await sendFiles(workspace, request.files, setShare, abort.current.signal);
      return api.imports.start.call({
        workspace,
        uploads: uploads.map((upload) => upload.upload),
        ...(request.kind ? { as: request.kind } : {}),
        source: request.source.trim() || 'main',
        dryRun: request.dryRun,
      });
    },
    onSuccess: (job, request) => onJob(job.id, request),
  });
  const wasAborted = mutation.error instanceof DOMException && mutation.error.name === 'AbortError';
  return {
    share,
    isSending: mutation.isPending,
    error: wasAborted ? null : mutation.error,
    send: mutation.mutate,
    stop: () => abort.current?.abort(),
    forget: mutation.reset,
  };
};
