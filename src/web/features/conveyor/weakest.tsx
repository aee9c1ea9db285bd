import { rangeWords } from '../../../analysis/audit-report/range-words.ts';
import type { Audit } from '../../../model/audit/audit.ts';
import type { ConveyorStage } from '../../../model/conveyor.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { AnswersFor } from './answers-for.tsx';
import css from './top-cards.module.css';

type Props = {
  /** Absent while it is being computed. */
  audit: Audit | undefined;
  /** Its station, and what the stations are by design. */
  station: StageOrOverlay | null;
  stages: readonly ConveyorStage[];
};

/** The station whose owner answers: customers are lost on the watch of whoever keeps them. */
const watchOf = (station: StageOrOverlay): StageOrOverlay => (station === 'lost' ? 'regular' : station);

/** The weakest link of the whole conveyor, the same as the ten questions name: what it is, what it costs, who answers, what to do. */
export const Weakest = ({ audit, station, stages }: Props) => {
  const { t, say, format } = useWords();
  if (audit === undefined)
    return (
      <Card label={t('conveyor.top.weakest')}>
        <p className={css.kicker}>{t('conveyor.top.weakest')}</p>
        <p className={css.text}>{t('conveyor.top.weakestWaiting')}</p>
      </Card>
    );
  const { weakest_link: weakest, currency, asOf } = audit;
  if (weakest === null)
    return (
      <Card label={t('conveyor.top.weakest')}>
        <p className={css.plain}>{t('conveyor.top.weakestNone')}</p>
        <p className={css.text}>{t('conveyor.top.weakestNoneText')}</p>
        <PlaceLink link="/audit">{t('conveyor.top.weakestAudit')} →</PlaceLink>
      </Card>
    );
  const owner = station && stages.find(({ stage }) => stage === watchOf(station))?.design;
  return (
    <Card tone="warning" label={t('conveyor.top.weakest')}>
      <p className={css.kicker} title={say(weakest.why)}>
        {t('conveyor.top.weakest')}
      </p>
      <p className={css.weakTitle}>{say(weakest.text)}</p>
      {weakest.money && (
        <p className={css.text}>
          <b>{say(rangeWords(weakest.money, currency))}</b>
        </p>
      )}
      {owner && <AnswersFor designs={[{ ...owner, target: null }]} mend={station ?? undefined} />}
      <p className={css.text}>
        <PlaceLink link={`/audit?q=${weakest.q}`}>{t('conveyor.top.weakestOpen')} →</PlaceLink>
      </p>
      <p className={css.small}>{t('conveyor.top.weakestScope', { day: format.day(asOf) })}</p>
    </Card>
  );
};
