import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { CountIn } from './count-in.tsx';
import { gapsOf } from './gaps.ts';
import css from './what-is-missing.module.css';

/** What to bring so that the numbers a page can't show yet appear; nothing where nothing is missing. */
export const WhatIsMissing = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t } = useWords();
  const state = useWorkspace();
  const gaps = gapsOf(answers, state);
  const currency = state.soleCurrency ?? '';
  if (gaps.length === 0) return null;
  return (
    <Card title={t('number.gaps.title')}>
      <ul className={css.gaps}>
        {gaps.map(({ what, tab }) => (
          <li key={what}>
            <span>
              {what === 'no_sales'
                ? t('number.gaps.noSales')
                : what === 'sole_currency'
                  ? t('number.gaps.soleCurrency', { currency, own: state.settings.currency })
                  : t(`reasons.${what}.todo`)}
            </span>
            {tab === null ? (
              <CountIn state={state} currency={currency} />
            ) : (
              <Link to="/data" search={{ tab }}>
                {t(`number.gaps.${tab}`)} →
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
};
