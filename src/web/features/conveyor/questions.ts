import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api, queryClient } from '../../client/api.ts';
import type { ShellSearch } from '../../shell/search.ts';
import { useView, type View, viewOf } from '../../shell/view.ts';
import { rememberedWorkspace } from '../../shell/workspace-choice.ts';
import { conveyorInputs } from './inputs.ts';

const index = (answers: readonly Answer[]): ReadonlyMap<MetricId, Answer> =>
  new Map(answers.map((answer) => [answer.metric, answer]));

const none: readonly Answer[] = [];

const questions = ({ scope }: View) => {
  const { conveyor, numbers, segments, channels } = conveyorInputs(scope);
  return {
    conveyor: api.conveyor.queryOptions({ input: conveyor }),
    numbers: api.measure.queryOptions({ input: numbers }),
    segments: api.measure.queryOptions({ input: segments }),
    channels: api.measure.queryOptions({ input: channels }),
  };
};

/** The company an address speaks of, or the one last looked at where it names none; null where there is none such. */
export const stateOf = async (search: ShellSearch): Promise<WorkspaceState | null> => {
  const workspace = search.workspace ?? rememberedWorkspace();
  if (workspace === null) return null;
  return queryClient.ensureQueryData(api.workspaces.state.queryOptions({ input: { workspace } })).catch(() => null);
};

/** Asks what the page will need while the page itself is still on its way. */
export const askConveyor = async (search: ShellSearch): Promise<void> => {
  const state = await stateOf(search);
  if (state === null || state.isEmpty || !state.runs) return;
  const view = viewOf(state, search);
  const { conveyor, numbers, segments, channels } = questions(view);
  void queryClient.prefetchQuery(conveyor);
  void queryClient.prefetchQuery(numbers);
  if (view.segment === undefined) void queryClient.prefetchQuery(segments);
  void queryClient.prefetchQuery(channels);
};

/** Everything the Conveyor page asks, at once: each part is drawn as soon as its answer is there. */
export const useConveyorQuestions = () => {
  const view = useView();
  const asked = questions(view);
  const conveyor = useQuery(asked.conveyor);
  const numbers = useQuery(asked.numbers);
  const segments = useQuery({ ...asked.segments, enabled: view.segment === undefined });
  const channels = useQuery(asked.channels);
  return {
    conveyor,
    numbers,
    answers: useMemo(() => index(numbers.data?.answers ?? none), [numbers.data]),
    bySegment: segments.data?.answers ?? none,
    byChannel: channels.data?.answers ?? none,
  };
};
