import { useQuery } from '@tanstack/react-query';
import { organisationFrom } from '../../../analysis/organisation/derivation.ts';
import { organisationSteps, type Step } from '../../../analysis/organisation/difference.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { ToJourneys } from '../design/to-journeys.tsx';
import { DerivedSteps } from './derived-steps.tsx';
import css from './organisation.module.css';

/** What follows from the journeys step by step: what to add, change and stop, processes, budget; each line names its cells. */
export const Needed = ({ blueprint }: DesignPart) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const facts = useQuery(api.blueprint.facts.queryOptions({ input: { workspace } }));
  const needed = organisationFrom(blueprint);
  if (needed.actions.length === 0)
    return <EmptyState title={t('design.needed.empty')} text={t('design.needed.emptyText')} actions={<ToJourneys />} />;
  return (
    <div className={css.stack}>
      <Steps steps={organisationSteps(blueprint, facts.data ?? null)} />
      <DerivedSteps needed={needed} blueprint={blueprint} />
    </div>
  );
};

const order = ['stop', 'change', 'add', 'keep'] as const satisfies readonly Step['what'][];

const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const { t } = useWords();
  return (
    <Card title={t('design.needed.steps')}>
      <p className={css.intro}>{t('design.needed.stepsHint')}</p>
      {order.map((what) => {
        const some = steps.filter((step) => step.what === what);
        if (some.length === 0) return null;
        return (
          <details key={what} className={css.steps} open={what !== 'keep'}>
            <summary>
              <span className={css.what} data-what={what}>
                {t(`design.needed.what.${what}`)}
              </span>{' '}
              {some.length}
            </summary>
            <ul>
              {some.map((step) => (
                <OneStep key={`${step.kind}:${step.ref?.id ?? step.name.en}`} step={step} />
              ))}
            </ul>
          </details>
        );
      })}
    </Card>
  );
};

const OneStep = ({ step }: { step: Step }) => {
  const { t, say } = useWords();
  return (
    <li>
      <span className={css.faint}>{t(`design.needed.kinds.${step.kind}`)}</span> <strong>{say(step.name)}</strong>{' '}
      <span className={css.soft}>{say(step.reason)}</span>
    </li>
  );
};
