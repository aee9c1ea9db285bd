import { IconAlertTriangle, IconCircleCheck, IconDatabaseOff, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Finding, Quality } from '../../../model/quality.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import { FindingRow } from './finding-row.tsx';
import { Ladder } from './ladder.tsx';
import css from './quality.module.css';

type QualityTabProps = {
  state: WorkspaceState;
  onTab: (tab: Finding['where']['tab']) => void;
};

/** How far the numbers can be trusted, what they answer, and what to mend, worst first. */
export const QualityTab = ({ state, onTab }: QualityTabProps) => {
  const { t } = useWords();
  const query = useQuery(api.quality.show.queryOptions({ input: { workspace: state.id } }));
  if (query.error) return <FailedQuery error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">{t('data.loading')}</p>;
  const { findings, levels } = query.data;
  const coverage = findings.filter(({ kind, of }) => kind === 'coverage' && of > 0);
  const found = findings.filter(({ kind, count }) => kind !== 'coverage' && count > 0);
  const fine = findings.filter(({ kind, count, of }) => kind !== 'coverage' && count === 0 && of > 0);
  const absent = findings.filter(({ of }) => of === 0);
  const row = (finding: Finding) => (
    <FindingRow
      key={finding.code}
      finding={finding}
      workspace={state.id}
      currency={query.data.currency}
      onTab={onTab}
    />
  );
  return (
    <div className={css.layout}>
      <Opinion quality={query.data} />
      <Card title={t('quality.ladder.title')}>
        <Ladder levels={levels} onTab={onTab} />
      </Card>
      {found.length > 0 && (
        <Card title={t('quality.problems')} flush>
          {found.map(row)}
        </Card>
      )}
      {coverage.length > 0 && (
        <Card title={t('quality.coverage')} flush>
          <p className={css.inset}>{t('quality.coverageHint')}</p>
          {coverage.map(row)}
        </Card>
      )}
      {fine.length > 0 && <Folded title={t('quality.fine', { count: fine.length })} findings={fine} />}
      {absent.length > 0 && fine.length > 0 && (
        <Folded title={t('quality.absent', { count: absent.length })} findings={absent} />
      )}
    </div>
  );
};

const marks = { none: IconDatabaseOff, poor: IconAlertTriangle, fair: IconInfoCircle, good: IconCircleCheck };

/** The judgement in one sentence, with how many findings of each weight there are. */
const Opinion = ({ quality }: { quality: Quality }) => {
  const { t, say, format } = useWords();
  const Mark = marks[quality.trust];
  const found = quality.findings.filter(({ count }) => count > 0);
  return (
    <section className={css.opinion} data-trust={quality.trust} aria-label={t('quality.title')}>
      <Mark size={26} aria-hidden className={css.opinionMark} />
      <h2>{say(quality.headline)}</h2>
      {quality.trust !== 'none' && (
        <dl className={css.weights}>
          {(['high', 'medium', 'low'] as const).map((severity) => (
            <div key={severity} data-severity={severity}>
              <dt>{t(`quality.severities.${severity}`)}</dt>
              <dd>{format.count(found.filter((each) => each.severity === severity).length)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
};

/** Checks that found nothing, one line each, folded away. */
const Folded = ({ title, findings }: { title: string; findings: readonly Finding[] }) => {
  const { say } = useWords();
  return (
    <details className={css.folded}>
      <summary>{title}</summary>
      <ul>
        {findings.map(({ code, name, text, of }) => (
          <li key={code} className={css.check}>
            <b>{say(name)}</b>
            {of > 0 && <span className={css.checkText}>{say(text)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
};
