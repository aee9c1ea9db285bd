import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Audit, AuditRun } from '../../../model/audit/audit.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import css from './audit.module.css';
import type { AuditSearch } from './search.ts';

type Props = { runs: readonly AuditRun[]; now: Audit };

const sign = (change: number): string => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '0');

/** Of every quarter the run that was kept last, earliest quarter first. */
const lastOfQuarters = (runs: readonly AuditRun[]): AuditRun[] =>
  [...new Map(runs.toReversed().map((run) => [run.quarter, run])).values()].sort((a, b) =>
    a.quarter < b.quarter ? -1 : 1,
  );

/** Audits that were kept, quarter by quarter, and two of them beside each other. */
export const History = ({ runs, now }: Props) => {
  const { t, say, format } = useWords();
  const { settings } = useWorkspace();
  const search: AuditSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  if (runs.length === 0)
    return (
      <Card title={t('audit.history')}>
        <p className={css.soft}>{t('audit.historyNone')}</p>
      </Card>
    );
  const named = ({ id, quarter, at }: AuditRun) => ({
    value: id,
    label: `${quarter} · ${format.dayTime(at, settings.time_zone)}`,
  });
  // By itself the last quarter before the latest one that was kept, else the only one.
  const earlierRun = runs.find(({ quarter }) => quarter !== runs[0]?.quarter) ?? runs[0];
  const before = runs.find(({ id }) => id === search.before) ?? earlierRun;
  const after = runs.find(({ id }) => id === search.after)?.audit ?? now;
  const choose = (change: Partial<AuditSearch>): void =>
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, ...change }),
      replace: true,
      resetScroll: false,
    } as never);
  const earlier = new Map(before?.audit.questions.map((question) => [question.q, question]));
  const change = after.total - (before?.audit.total ?? 0);
  return (
    <Card title={t('audit.history')}>
      <ul className={css.runs}>
        {lastOfQuarters(runs).map((run) => (
          <li key={run.id}>
            <i aria-hidden>
              <i style={{ height: `${(run.audit.total / 40) * 100}%` }} />
            </i>
            <b>{run.audit.total}</b>
            <span>{run.quarter}</span>
          </li>
        ))}
      </ul>
      <div className={css.compare}>
        <NativeSelect
          label={t('audit.before')}
          data={runs.map(named)}
          value={before?.id ?? ''}
          onChange={(event) => choose({ before: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('audit.after')}
          data={[{ value: '', label: t('audit.now') }, ...runs.map(named)]}
          value={search.after ?? ''}
          onChange={(event) => choose({ after: event.currentTarget.value || undefined })}
        />
      </div>
      <div className={css.tableWrap}>
        <table className={css.table}>
          <caption className="visually-hidden">{t('audit.compared')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('audit.question')}</th>
              <th scope="col" data-number>
                {t('audit.before')}
              </th>
              <th scope="col" data-number>
                {t('audit.after')}
              </th>
              <th scope="col" data-number>
                {t('audit.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {after.questions.map(({ q, name, final }) => {
              const was = earlier.get(q)?.final ?? 0;
              return (
                <tr key={q}>
                  <th scope="row">
                    {q}. {say(name)}
                  </th>
                  <td data-number>{was}</td>
                  <td data-number>{final}</td>
                  <td data-number data-change={final > was ? 'up' : final < was ? 'down' : 'same'}>
                    {sign(final - was)}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('audit.total')}</th>
              <td data-number>{before?.audit.total}</td>
              <td data-number>{after.total}</td>
              <td data-number data-change={change > 0 ? 'up' : change < 0 ? 'down' : 'same'}>
                {sign(change)}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  );
};
