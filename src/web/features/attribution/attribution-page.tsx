import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconRouteOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Attribution } from '../../../model/attribution.ts';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { Awaited } from '../waiting/awaited.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import css from './attribution.module.css';
import { Choices } from './choices.tsx';
import { CreditDrawer } from './credit-drawer.tsx';
import { CreditsCard } from './credits-card.tsx';
import { ModelsCard } from './models-card.tsx';
import { Totals } from './totals.tsx';
import { useAttribution } from './use-attribution.ts';

/** Which channels, campaigns and touchpoints led to results, by every model, and how little that says of causes. */
export const AttributionPage = () => {
  const { t } = useWords();
  const state = useWorkspace();
  return (
    <>
      <PageHeader title={t('attribution.title')} subtitle={t('attribution.subtitle')} />
      {state.isEmpty ? <Welcome /> : <Whole />}
    </>
  );
};

const Whole = () => {
  const { say } = useWords();
  const question = useAttribution();
  const problem = question.error ? problemOf(question.error) : null;
  return (
    <div className={answer.page}>
      <Choices used={question.data?.model} />
      {question.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void question.refetch()} />
        </Card>
      ) : (
        <>
          {(!question.data || question.isPlaceholderData) && <Awaited kind="attribution" isFirst={!question.data} />}
          {question.data && (
            <div className={answer.page} aria-busy={question.isPlaceholderData}>
              <Found found={question.data} />
            </div>
          )}
        </>
      )}
    </div>
  );
};

const Found = ({ found }: { found: Attribution }) => {
  const { t } = useWords();
  if (found.total.conversions === 0 && found.credits.length === 0) return <Nothing kind="neither" />;
  return (
    <>
      <Totals found={found} />
      {found.credits.length === 0 ? (
        <Nothing kind="touches" />
      ) : found.total.conversions === 0 ? (
        <Nothing kind="results" />
      ) : (
        <>
          <Card title={t('attribution.cause.title')}>
            <p className={css.prose}>{t('attribution.cause.text')}</p>
          </Card>
          <CreditsCard found={found} />
          <ModelsCard found={found} />
        </>
      )}
      <CreditDrawer found={found} />
    </>
  );
};

/** Why there is nothing to divide, or nobody to give it to, and where to bring it. */
const Nothing = ({ kind }: { kind: 'neither' | 'touches' | 'results' }) => {
  const { t } = useWords();
  const Icon = kind === 'touches' ? IconRouteOff : IconArrowsSplit2;
  return (
    <Card>
      <EmptyState
        icon={<Icon size={34} stroke={1.4} />}
        title={t(`attribution.nothing.${kind}.title`)}
        text={t(`attribution.nothing.${kind}.text`)}
        actions={
          <Link to="/data" search={{ tab: 'files' }}>
            <Button component="span">{t('attribution.nothing.bring')}</Button>
          </Link>
        }
      />
    </Card>
  );
};
