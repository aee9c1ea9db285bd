import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ListedDecision } from '../../../model/audit/decisions.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { DecisionItem } from './decision-item.tsx';
import css from './decisions.module.css';

const groups = ['toCheck', 'open', 'over'] as const;

const groupOf = ({ isToCheck, state }: ListedDecision): (typeof groups)[number] =>
  isToCheck ? 'toCheck' : state === 'open' ? 'open' : 'over';

/** What was decided: what is under way, what has to be looked at again, and what came of the rest. */
export const DecisionsPage = () => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const decisions = useQuery({ ...api.decisions.list.queryOptions({ input: { workspace } }), staleTime: 0 });
  const problem = decisions.error ? problemOf(decisions.error) : null;
  return (
    <>
      <PageHeader title={t('decisions.title')} subtitle={t('decisions.subtitle')} />
      {decisions.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void decisions.refetch()} />
        </Card>
      ) : decisions.data ? (
        <Whole decisions={decisions.data} />
      ) : (
        <div className={css.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      )}
    </>
  );
};

const Whole = ({ decisions }: { decisions: readonly ListedDecision[] }) => {
  const { t } = useWords();
  if (decisions.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<IconListCheck size={44} stroke={1.3} color="var(--accent)" />}
          title={t('decisions.none')}
          text={t('decisions.noneText')}
          actions={
            <PlaceLink link="/audit" className={css.go}>
              {t('decisions.toAudit')}
            </PlaceLink>
          }
        />
      </Card>
    );
  return (
    <div className={css.page}>
      {groups.map((group) => {
        const some = decisions.filter((decision) => groupOf(decision) === group);
        return some.length === 0 ? null : (
          <Card key={group} title={`${t(`decisions.groups.${group}`)} · ${some.length}`}>
            <ul className={css.list}>
              {some.map((decision) => (
                <DecisionItem key={decision.id} decision={decision} />
              ))}
            </ul>
          </Card>
        );
      })}
      <p className={css.help}>{t('decisions.help')}</p>
    </div>
  );
};
