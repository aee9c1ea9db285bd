import { Button } from '@mantine/core';
import { IconCrystalBall } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type CltvForecast, contractModels, contractsAlone } from '../../../model/forecast.ts';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { isOneOf } from '../../kit/fields.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { Awaited } from '../waiting/awaited.tsx';
import { Welcome } from '../welcome/welcome.tsx';
import { Choices } from './choices.tsx';
import css from './forecast.module.css';
import { HowCard } from './how-card.tsx';
import { LookBack } from './look-back.tsx';
import { MonthsCard } from './months-card.tsx';
import { RowsCard } from './rows-card.tsx';
import { Totals } from './totals.tsx';
import { type ForecastKind, useForecast } from './use-forecast.ts';
import { WaysCard } from './ways-card.tsx';
import { WorthCard } from './worth-card.tsx';

/** What customers will still buy and bring, how far such a forecast was right before, and how it is made. */
export const ForecastPage = () => {
  const { t } = useWords();
  const state = useWorkspace();
  return (
    <>
      <PageHeader title={t('forecast.title')} subtitle={t('forecast.subtitle')} />
      {state.isEmpty ? <Welcome /> : <Whole />}
    </>
  );
};

const Whole = () => {
  const { say } = useWords();
  const question = useForecast();
  const problem = question.error ? problemOf(question.error) : null;
  const used = question.data?.model;
  return (
    <div className={answer.page}>
      <Choices used={used === 'auto' ? undefined : used} />
      {question.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void question.refetch()} />
        </Card>
      ) : (
        <>
          {(!question.data || question.isPlaceholderData) && <Awaited kind="forecast" isFirst={!question.data} />}
          {question.data && (
            <div className={answer.page} aria-busy={question.isPlaceholderData}>
              <Found found={question.data} />
            </div>
          )}
        </>
      )}
      <MonthsCard />
    </div>
  );
};

const Found = ({ found }: { found: CltvForecast }) => {
  const { t, format } = useWords();
  const contracts = contractsAlone(found);
  const isTold = found.n > 0 && !found.reason;
  const isPast = found.calibrated_to < found.asOf;
  const kind = found.fits.some(({ model }) => isOfContracts(model)) ? 'contracts' : 'purchases';
  return (
    <>
      {isPast && (
        <Card title={t('forecast.check.title', { day: format.day(found.calibrated_to) })}>
          <p className={css.prose}>{t('forecast.check.text')}</p>
        </Card>
      )}
      {isTold && <Part found={found} kind={kind} worthOf={kind === 'purchases' && !isPast ? found : undefined} />}
      {!isTold && (found.n > 0 || !contracts) && <None found={found} />}
      {contracts?.reason && (
        <Card title={t('forecast.contracts.title')}>
          <p className={css.prose}>
            {t('forecast.none.refused', { reason: t(`reasons.${contracts.reason}.short`) })}.{' '}
            {t(`reasons.${contracts.reason}.text`)}
          </p>
        </Card>
      )}
      {contracts && !contracts.reason && (
        <Part found={contracts} kind="contracts" worthOf={isTold || isPast ? undefined : found} />
      )}
    </>
  );
};

const isOfContracts = (model: unknown): boolean => isOneOf(contractModels, model);

type PartProps = { found: CltvForecast; kind: ForecastKind; worthOf: CltvForecast | undefined };

const Part = ({ found, kind, worthOf }: PartProps) => {
  const { t, say } = useWords();
  const unseen = found.notes.find(({ code }) => code === 'no_dropout');
  return (
    <>
      {kind === 'contracts' && (
        <div>
          <h2 className={css.part}>{t('forecast.contracts.title')}</h2>
          <p className={css.prose}>{t('forecast.contracts.text')}</p>
        </div>
      )}
      <Totals found={found} kind={kind} />
      {unseen && (
        <Card title={t('forecast.unseen')}>
          <p className={css.prose}>{say(unseen.text)}</p>
        </Card>
      )}
      {found.fits.length > 1 && <WaysCard fits={found.fits} kind={kind} />}
      {worthOf && <WorthCard found={worthOf} />}
      {found.holdout && <LookBack holdout={found.holdout} kind={kind} />}
      <RowsCard found={found} kind={kind} />
      <HowCard found={found} kind={kind} />
    </>
  );
};

/** Why there is no forecast, and what would make one. */
const None = ({ found }: { found: CltvForecast }) => {
  const { t } = useWords();
  const [title, text] =
    found.n === 0 || !found.reason
      ? [t('forecast.none.title'), t('forecast.none.text')]
      : [
          t('forecast.none.refused', { reason: t(`reasons.${found.reason}.short`) }),
          `${t(`reasons.${found.reason}.text`)} ${t(`reasons.${found.reason}.todo`)}`,
        ];
  return (
    <Card>
      <EmptyState
        icon={<IconCrystalBall size={34} stroke={1.4} />}
        title={title}
        text={text}
        actions={
          <Link to="/data" search={{ tab: 'files' }}>
            <Button component="span">{t('forecast.none.bring')}</Button>
          </Link>
        }
      />
    </Card>
  );
};
