import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Waterfall } from '../../kit/waterfall.tsx';
import { useView } from '../../shell/view.ts';
import { rrSteps } from '../lifecycle/rr-steps.ts';
import { MetricNumber } from '../number/metric-number.tsx';
import { MetricText } from '../number/metric-text.tsx';
import css from './top-cards.module.css';

type Props = { answers: ReadonlyMap<MetricId, Answer>; isWaiting: boolean; weakest: ReactNode };

/** The four things to see first: what is earned, what comes back, what repeats, and where it leaks. */
export const TopCards = ({ answers, isWaiting, weakest }: Props) => {
  const { t } = useWords();
  return (
    <div className={css.cards} aria-busy={isWaiting}>
      <Card>
        <MetricNumber label={t('conveyor.top.nmc')} metric="nmc" answer={answers.get('nmc')}>
          <MetricText
            answer={answers.get('marketing_ros')}
            say={(value) => t('conveyor.top.nmcShare', { share: value })}
          />
        </MetricNumber>
      </Card>
      <Card>
        <MetricNumber label={t('conveyor.top.joint')} metric="joint_return" answer={answers.get('joint_return')}>
          <span className={css.pair}>
            <MetricText answer={answers.get('romi')} say={(value) => t('conveyor.top.romi', { value })} />
            <MetricText answer={answers.get('ros_investment')} say={(value) => t('conveyor.top.ros', { value })} />
          </span>
        </MetricNumber>
      </Card>
      <Card>
        <div className={css.rr}>
          <MetricNumber label={t('conveyor.top.rr')} metric="rr" answer={answers.get('rr')}>
            <MetricText answer={answers.get('rr_share')} say={(value) => t('conveyor.top.rrShare', { share: value })} />
          </MetricNumber>
          <RrShape answers={answers} />
        </div>
      </Card>
      {weakest}
    </div>
  );
};

const RrShape = ({ answers }: { answers: ReadonlyMap<MetricId, Answer> }) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const steps = rrSteps(
    answers,
    (part) => t(`conveyor.steps.${part}`),
    (value) => format.money(value, currency),
  );
  if (!steps) return null;
  const label = t('conveyor.top.movements', { steps: steps.map((step) => `${step.label} ${step.text}`).join(', ') });
  return (
    <Link to="/money" className={css.shape ?? ''} title={label}>
      <Waterfall steps={steps} label={label} width={168} height={68} bare />
      <small>{t('conveyor.top.monthly', { from: steps[0]?.text ?? '', to: steps.at(-1)?.text ?? '' })}</small>
    </Link>
  );
};
