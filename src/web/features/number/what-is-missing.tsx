import { Link } from '@tanstack/react-router';
import type { Answer, MetricId } from '../../../model/metric.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { gapsOf } from './gaps.ts';
import css from './what-is-missing.module.css';

/** What to bring so that the numbers a page can't show yet appear; nothing where nothing is missing. */
export const WhatIsMissing = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t } = useWords();
  const gaps = gapsOf(answers, useWorkspace().rows);
  if (gaps.length === 0) return null;
  return (
    <Card title={t('number.gaps.title')}>
      <ul className={css.gaps}>
        {gaps.map(({ what, tab }) => (
          <li key={what}>
            <span>{what === 'no_sales' ? t('number.gaps.noSales') : t(`reasons.${what}.todo`)}</span>
            <Link to="/data" search={{ tab }}>
              {t(`number.gaps.${tab}`)} →
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
};
