import { useQuery } from '@tanstack/react-query';
import type { Guide } from '../../../model/guide.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { Welcome } from '../welcome/welcome.tsx';
import css from './guide.module.css';
import { Step } from './step.tsx';

/** The way from nothing to a running conveyor: what is there of it, and the one thing to do next. */
export const GuidePage = () => {
  const { t, say } = useWords();
  const { id: workspace, isEmpty } = useWorkspace();
  const guide = useQuery({ ...api.guide.queryOptions({ input: { workspace } }), staleTime: 0 });
  const problem = guide.error ? problemOf(guide.error) : null;
  return (
    <>
      <PageHeader title={t('guide.title')} subtitle={t('guide.subtitle')} />
      {guide.data ? (
        <Way guide={guide.data} isEmpty={isEmpty} />
      ) : guide.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void guide.refetch()} />
        </Card>
      ) : (
        <div className={css.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      )}
    </>
  );
};

const Way = ({ guide, isEmpty }: { guide: Guide; isEmpty: boolean }) => {
  const isUntouched = isEmpty && guide.steps.every(({ state }) => state === 'empty');
  return (
    <div className={css.page}>
      {isUntouched ? <Welcome /> : <Now guide={guide} />}
      <ol className={css.steps}>
        {guide.steps.map((step, at) => (
          <Step key={step.id} step={step} at={at + 1} isNext={step.id === guide.next.step} />
        ))}
      </ol>
    </div>
  );
};

const Now = ({ guide: { next, runs, lacks } }: { guide: Guide }) => {
  const { t, say } = useWords();
  return (
    <Card className={css.now} label={t('guide.now')}>
      <p className={css.kicker}>{t('guide.now')}</p>
      <h2 className={css.next}>{say(next.title)}</h2>
      <p className={css.why}>{say(next.why)}</p>
      <PlaceLink link={next.link} className={css.go}>
        {t('guide.go')} →
      </PlaceLink>
      <p className={css.runs} data-runs={runs}>
        {runs ? t('guide.runs') : t('guide.runsNot', { lacks: lacks.map(say).join('; ') })}
      </p>
    </Card>
  );
};
