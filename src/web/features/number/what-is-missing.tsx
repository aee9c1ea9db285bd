import { Link } from '@tanstack/react-router';
import { successClasses } from '../../../model/lifecycle.ts';
import type { Answer, MetricId, Reason } from '../../../model/metric.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import css from './what-is-missing.module.css';

type Gap = { reason: Reason; tab: 'typed' | 'files' | 'settings' };

/** The kinds of data whose absence empties a page, with where each is brought. */
const gapsOf = (answers: ReadonlyMap<MetricId, Answer>): Gap[] => {
  const gaps: Gap[] = [];
  if (successClasses.every((name) => answers.get(`unit_cost_${name}`)?.reason === 'no_costs'))
    gaps.push({ reason: 'no_costs', tab: 'typed' });
  if (answers.get('nmc')?.reason === 'no_margin') gaps.push({ reason: 'no_margin', tab: 'files' });
  if ([...answers.values()].some(({ reason }) => reason === 'no_result_events'))
    gaps.push({ reason: 'no_result_events', tab: 'settings' });
  return gaps;
};

/** What to bring so that the numbers a page can't show yet appear; nothing where nothing is missing. */
export const WhatIsMissing = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t } = useWords();
  const gaps = gapsOf(answers);
  if (gaps.length === 0) return null;
  return (
    <Card title={t('number.gaps.title')}>
      <ul className={css.gaps}>
        {gaps.map(({ reason, tab }) => (
          <li key={reason}>
            <span>{t(`reasons.${reason}.todo`)}</span>
            <Link to="/data" search={{ tab }}>
              {t(`number.gaps.${tab}`)} →
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
};
