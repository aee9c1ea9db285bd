import { Tooltip } from '@mantine/core';
import type { CustomerPage } from '../../../model/customers.ts';
import type { Day } from '../../../model/days.ts';
import { stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfStage } from '../lifecycle/look.ts';
import styles from './life-track.module.css';
import { stageColor } from './stage-color.ts';
import { layTrack, type Stretch } from './track-layout.ts';

type LifeTrackProps = {
  history: CustomerPage['history'];
  asOf: Day;
  selected: number | null;
  onSelect: (at: number) => void;
};

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** A customer's whole life on one line: stages as coloured stretches, lives above, years beneath. */
export const LifeTrack = ({ history, asOf, selected, onSelect }: LifeTrackProps) => {
  const { t, language } = useWords();
  const track = layTrack(history, asOf);
  if (!track) return null;
  const lives = track.lives.filter((life) => life.life > 0);
  return (
    <div className={styles.track}>
      {lives.length > 1 && (
        <div className={styles.lives} aria-hidden>
          {track.lives.map((life, at) => (
            <span key={at} style={{ left: percent(life.left), width: percent(life.width) }}>
              {life.life > 0 ? t('customers.page.track.lifeName', { number: life.life }) : ''}
            </span>
          ))}
        </div>
      )}
      <ol className={styles.line} aria-label={t('customers.page.track.label')}>
        {track.stretches.map((stretch) => (
          <li key={stretch.at} style={{ left: percent(stretch.left), width: percent(stretch.width) }}>
            <StretchButton stretch={stretch} isSelected={selected === stretch.at} onSelect={onSelect} />
          </li>
        ))}
      </ol>
      {track.advocate.length > 0 && (
        <div className={styles.overlay}>
          {track.advocate.map((stretch) => (
            <Tooltip key={stretch.at} label={stageNames.advocate[language]}>
              <span
                style={{
                  left: percent(stretch.left),
                  width: percent(stretch.width),
                  background: hueColor(hueOfStage.advocate),
                }}
              />
            </Tooltip>
          ))}
        </div>
      )}
      <div className={styles.years} aria-hidden>
        {track.years.map((year) => (
          <span key={year.year} style={{ left: percent(year.left) }}>
            {year.year}
          </span>
        ))}
      </div>
    </div>
  );
};

type StretchButtonProps = { stretch: Stretch; isSelected: boolean; onSelect: (at: number) => void };

const StretchButton = ({ stretch, isSelected, onSelect }: StretchButtonProps) => {
  const { t, language, format } = useWords();
  const label = t('customers.page.track.segment', {
    stage: stageNames[stretch.stage][language],
    from: format.day(stretch.from),
    to: stretch.to ? format.day(stretch.to) : t('customers.page.track.today'),
    days:
      stretch.days === 0
        ? t('customers.page.history.sameDay')
        : t('customers.page.days', { count: stretch.days, value: format.count(stretch.days) }),
  });
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={styles.stretch}
        style={{ background: stageColor(stretch.stage) }}
        data-stage={stretch.stage}
        aria-label={label}
        aria-pressed={isSelected}
        onClick={() => onSelect(stretch.at)}
      >
        <span>{stageNames[stretch.stage][language]}</span>
      </button>
    </Tooltip>
  );
};
