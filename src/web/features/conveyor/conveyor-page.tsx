import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { stationOf } from '../../../analysis/audit/station.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { WhatIsMissing } from '../number/what-is-missing.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ByWhichDesign } from './by-which-design.tsx';
import css from './conveyor-page.module.css';
import { DesignedStages } from './designed-stages.tsx';
import { Inflow } from './inflow.tsx';
import { Lifecycle } from './lifecycle.tsx';
import { useConveyorQuestions } from './questions.ts';
import { StationPanel } from './station-panel.tsx';
import { TopCards } from './top-cards.tsx';
import { UnitCosts } from './unit-costs.tsx';
import { Weakest } from './weakest.tsx';

/** Where customers stand, where they get stuck, what each stage costs, and what is the weakest link. */
export const ConveyorPage = () => {
  const { t } = useWords();
  const state = useWorkspace();
  return (
    <>
      <PageHeader title={t('conveyor.title')} subtitle={t('conveyor.subtitle')} />
      {state.isEmpty ? (
        <div className={css.page}>
          <DesignedStages />
          <Welcome />
        </div>
      ) : (
        <Whole />
      )}
    </>
  );
};

const Whole = () => {
  const { say } = useWords();
  const { id: workspace } = useWorkspace();
  const { conveyor, numbers, answers, bySegment, byChannel } = useConveyorQuestions();
  const { station } = useSearch({ strict: false });
  const navigate = useNavigate();
  const show = (stage: StageOrOverlay | undefined): void =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, station: stage }),
      resetScroll: false,
    } as never);
  // The first numbers and the stages are not held up by what stands beneath them.
  const isBeneath = useDeferredValue(true, false);
  const asked = useMemo(
    () => ({ conveyor: conveyor.data, answers, bySegment, byChannel }),
    [conveyor.data, answers, bySegment, byChannel],
  );
  const below = useDeferredValue(asked);
  // The ten questions look at everything there is: they are asked once the page stands.
  const stands = isBeneath && numbers.isSuccess && below.conveyor !== undefined;
  const audit = useQuery({ ...api.audit.show.queryOptions({ input: { workspace } }), staleTime: 0, enabled: stands });
  const weakest = stationOf(audit.data?.weakest_link?.where ?? []);
  const error = conveyor.error ?? numbers.error;
  if (error) {
    const problem = problemOf(error);
    return (
      <Card>
        <Failure
          text={problem ? say(problem.text) : undefined}
          onRetry={() => void Promise.all([conveyor.refetch(), numbers.refetch()])}
        />
      </Card>
    );
  }
  return (
    <div className={css.page}>
      <TopCards
        answers={answers}
        isWaiting={numbers.isPending}
        weakest={<Weakest audit={audit.data} station={weakest} stages={conveyor.data?.stages ?? []} />}
      />
      <WhatIsMissing answers={answers} />
      <Lifecycle
        conveyor={below.conveyor}
        weakest={weakest}
        referralRate={below.answers.get('referral_rate')?.value ?? null}
        onOpen={show}
      />
      <ByWhichDesign conveyor={below.conveyor} />
      {isBeneath && (
        <>
          <UnitCosts answers={below.answers} bySegment={below.bySegment} stages={below.conveyor?.stages ?? []} />
          <Inflow answers={below.answers} byChannel={below.byChannel} />
        </>
      )}
      <StationPanel stage={station} conveyor={conveyor.data} answers={answers} onClose={() => show(undefined)} />
    </div>
  );
};
