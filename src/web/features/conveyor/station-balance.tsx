import type { Conveyor } from '../../../model/conveyor.ts';
import { reasons } from '../../../model/metric-words.ts';
import { stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { Dot } from '../../kit/dot.tsx';
import { isOneOf } from '../../kit/fields.ts';
import { hueOfStage } from '../lifecycle/look.ts';
import { AnswersFor } from './answers-for.tsx';
import css from './station-balance.module.css';

type Props = { stage: Conveyor['stages'][number]; isNamed?: boolean; isOwned?: boolean };

/** Who stood at a station, came and left, and how long one usually stays. */
export const StationBalance = ({ stage, isNamed = true, isOwned = true }: Props) => {
  const { t, format, language, say } = useWords();
  const reason = isOneOf(reasons, stage.dwellReason) ? stage.dwellReason : 'no_data';
  return (
    <div className={css.balance}>
      {isNamed && (
        <Dot hue={hueOfStage[stage.stage]}>
          <b>{stageNames[stage.stage][language]}</b>
        </Dot>
      )}
      {!stage.silent && (
        <p className={css.sum}>
          {t('conveyor.loop.balance', {
            opening: format.count(stage.opening),
            entered: format.count(stage.entered),
            left: format.count(stage.left),
            closing: format.count(stage.closing),
          })}
        </p>
      )}
      <p className={css.dwell}>
        {stage.silent
          ? say(stage.silent)
          : stage.dwellDays !== null
            ? t('conveyor.loop.dwellLong', { days: format.days(stage.dwellDays) })
            : t('conveyor.loop.dwellAbsent', {
                reason: t(`reasons.${reason}.short`),
              })}
      </p>
      {isOwned && <AnswersFor designs={[stage.design]} isBrief />}
    </div>
  );
};
