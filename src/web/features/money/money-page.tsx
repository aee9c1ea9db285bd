import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { MetricNumber } from '../number/metric-number.tsx';
import { MetricText } from '../number/metric-text.tsx';
import { WhatIsMissing } from '../number/what-is-missing.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { ByPart } from './by-part.tsx';
import css from './money-page.module.css';
import { MonthlyCharts } from './monthly-charts.tsx';
import { Movements } from './movements.tsx';
import { useTotals } from './questions.ts';
import { UnitTable } from './unit-table.tsx';

/** What marketing and sales bring, what they cost, and what the result is made of. */
export const MoneyPage = () => {
  const { t } = useWords();
  const state = useWorkspace();
  return (
    <>
      <PageHeader title={t('money.title')} subtitle={t('money.subtitle')} />
      {state.isEmpty ? <Welcome /> : <Whole />}
    </>
  );
};

const Whole = () => {
  const { t, say } = useWords();
  const { question, answers } = useTotals();
  if (question.error) {
    const problem = problemOf(question.error);
    return (
      <Card>
        <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void question.refetch()} />
      </Card>
    );
  }
  return (
    <div className={css.page}>
      <div className={css.cards} aria-busy={question.isPending}>
        <Card>
          <MetricNumber label={t('money.nmc')} metric="nmc" answer={answers.get('nmc')}>
            {t('money.nmcHint')}
          </MetricNumber>
        </Card>
        <Card>
          <MetricNumber label={t('money.joint')} metric="joint_return" answer={answers.get('joint_return')}>
            {t('money.jointHint')}
          </MetricNumber>
        </Card>
        <Card>
          <MetricNumber label={t('money.romi')} metric="romi" answer={answers.get('romi')} />
        </Card>
        <Card>
          <MetricNumber label={t('money.ros')} metric="ros_investment" answer={answers.get('ros_investment')}>
            <Chip hint={t('money.rosNote')}>{t('money.whatNot')}</Chip>
          </MetricNumber>
        </Card>
        <Card>
          <MetricNumber label={t('money.revenue')} metric="net_revenue" answer={answers.get('net_revenue')} />
        </Card>
        <Card>
          <MetricNumber label={t('money.profit')} metric="gross_profit" answer={answers.get('gross_profit')}>
            <MetricText answer={answers.get('gross_margin')} say={(share) => t('money.margin', { share })} />
          </MetricNumber>
        </Card>
      </div>
      <WhatIsMissing answers={answers} />
      <Movements answers={answers} />
      <UnitTable answers={answers} />
      <MonthlyCharts />
      <ByPart />
    </div>
  );
};
