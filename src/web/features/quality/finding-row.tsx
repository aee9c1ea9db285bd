import { Anchor, Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MetricId } from '../../../model/metric-words.ts';
import type { Finding } from '../../../model/quality.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useOpenNumber } from '../number/use-open-number.ts';
import { CasesDrawer } from './cases-drawer.tsx';
import { MonthStrip } from './month-strip.tsx';
import css from './quality.module.css';

type Props = {
  finding: Finding;
  workspace: string;
  currency: string;
  onTab: (tab: Finding['where']['tab']) => void;
};

/** One finding as a line that opens to what to do, what it weakens and which rows it is about. */
export const FindingRow = ({ finding, workspace, currency, onTab }: Props) => {
  const { t, say, format } = useWords();
  const isCoverage = finding.kind === 'coverage';
  const isFine = finding.count === 0;
  const covered = finding.share === null ? '' : shareText(1 - finding.share, format.ratio);
  return (
    <details className={css.finding} data-weight={isFine ? 'fine' : finding.severity}>
      <summary>
        <IconChevronRight size={16} aria-hidden className={css.chevron} />
        <span className={css.findingName}>
          <b>{say(finding.name)}</b>
          {!isFine && <span className={css.weight}>{t(`quality.weights.${finding.severity}`)}</span>}
        </span>
        {isCoverage ? (
          <span className={css.covered}>
            <MonthStrip finding={finding} />
            <b>{covered}</b>
          </span>
        ) : (
          <span className={css.amount}>
            <b>{format.count(finding.count)}</b>
            {finding.money !== null && finding.money !== 0 && (
              <span className={css.money}>{format.money(finding.money, currency)}</span>
            )}
          </span>
        )}
        <span className={css.sentence}>{say(finding.text)}</span>
      </summary>
      <Opened finding={finding} workspace={workspace} currency={currency} onTab={onTab} />
    </details>
  );
};

/** What is nearly whole is never written as whole, nor what is there as nothing. */
const shareText = (share: number, ratio: (value: number) => string): string => {
  if (share > 0 && share < 0.001) return `< ${ratio(0.001)}`;
  return ratio(share < 1 ? Math.min(share, 0.999) : share);
};

const Opened = ({ finding, workspace, currency, onTab }: Props) => {
  const { t, say, format } = useWords();
  const [isListed, setIsListed] = useState(false);
  const { count, since, until, examples, hasCases, metrics, mend, where } = finding;
  return (
    <div className={css.opened}>
      {count > 0 && (
        <section>
          <h4>{t('quality.mend')}</h4>
          <p>{say(mend)}</p>
          <Anchor component="button" type="button" onClick={() => onTab(where.tab)}>
            {t(`quality.to.${where.tab}`)} →
          </Anchor>
        </section>
      )}
      {metrics.length > 0 && (
        <section>
          <h4>{t(count > 0 ? 'quality.weakens' : 'quality.needed')}</h4>
          <MetricDoors metrics={metrics} />
        </section>
      )}
      {count > 0 && (hasCases || since !== null) && (
        <section>
          <h4>{t('quality.cases.title')}</h4>
          {since !== null && until !== null && (
            <p>{t('quality.cases.between', { since: format.day(since), until: format.day(until) })}</p>
          )}
          {hasCases && examples.length > 0 && <p className={css.examples}>{examples.join(' · ')}</p>}
          {hasCases && (
            <Button variant="default" size="compact-md" onClick={() => setIsListed(true)}>
              {t('quality.cases.all')}
            </Button>
          )}
        </section>
      )}
      {isListed && (
        <CasesDrawer finding={finding} workspace={workspace} currency={currency} onClose={() => setIsListed(false)} />
      )}
    </div>
  );
};

const MetricDoors = ({ metrics }: { metrics: readonly MetricId[] }) => {
  const { say } = useWords();
  const open = useOpenNumber();
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const names = new Map(catalogue.data?.map(({ id, short }) => [id, short]));
  return (
    <ul className={css.doors}>
      {[...new Set(metrics)].map((metric) => {
        const name = names.get(metric);
        return (
          <li key={metric}>
            <button type="button" onClick={() => open({ metric })}>
              {name ? say(name) : metric}
            </button>
          </li>
        );
      })}
    </ul>
  );
};
