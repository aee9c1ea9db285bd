import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkDraft, ListedLink, ListedRound } from '../../../model/audit/survey-contract.ts';
import { api } from '../../client/api.ts';

/** Progress comes in while the page is looked at. */
const refetchInterval = 15_000;

export const useRounds = (workspace: string) =>
  useQuery({ ...api.survey.rounds.queryOptions({ input: { workspace } }), refetchInterval });

export const useLinks = (workspace: string, round: string) =>
  useQuery({ ...api.survey.links.queryOptions({ input: { workspace, round } }), refetchInterval });

/** What the owner does with a round; all that is shown of the survey is asked again after. */
export const useSurveyActions = (workspace: string, round: ListedRound | null) => {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: api.survey.key() });
  const id = round?.id ?? '';
  const begin = useMutation({ mutationFn: () => api.survey.begin.call({ workspace }), onSuccess: again });
  const add = useMutation({
    mutationFn: (links: LinkDraft[]) => api.survey.addLinks.call({ workspace, round: id, links }),
    onSuccess: again,
  });
  const withdraw = useMutation({
    mutationFn: (link: string) => api.survey.withdraw.call({ workspace, round: id, link }),
    onSuccess: again,
  });
  return { begin, add, withdraw };
};

/** The whole address of a link as others open it; on a server for this machine alone, as it is opened here. */
export const addressOf = ({ url, path }: ListedLink): string | null => {
  if (url !== null) return url;
  return path === null ? null : `${location.origin}${path}`;
};
