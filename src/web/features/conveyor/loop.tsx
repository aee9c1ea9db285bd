import { type CSSProperties, useState } from 'react';
import type { Conveyor } from '../../../model/conveyor.ts';
import { type StageOrOverlay, stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfStage } from '../lifecycle/look.ts';
import { BeforeTalk } from './before-talk.tsx';
import css from './loop.module.css';
import type { Arc, Place } from './loop-arcs.ts';
import { type Loop as Layout, layLoop, type Stretch } from './loop-layout.ts';
import { StationBalance } from './station-balance.tsx';

type Props = {
  conveyor: Conveyor;
  weakest: StageOrOverlay | null;
  width: number;
  referralRate: number | null;
  onOpen: (stage: StageOrOverlay) => void;
};

/** The lifecycle as the loop it is: stations with people in them, what flows between, back, away and home again. */
export const Loop = ({ conveyor, weakest, width, referralRate, onOpen }: Props) => {
  const { t, format } = useWords();
  const [pointed, point] = useState<StageOrOverlay | null>(null);
  const loop = layLoop(conveyor, width);
  const stageOf = new Map(conveyor.stages.map((stage) => [stage.stage, stage]));
  const shown = pointed ? stageOf.get(pointed) : undefined;
  return (
    <div className={css.loop} data-pointed={pointed !== null}>
      <svg width={loop.width} height={loop.height} aria-hidden="true">
        <path d={loop.belt} className={css.belt} strokeWidth={loop.beltWidth} />
        {loop.stretches.map((stretch) => (
          <StretchShape key={stretch.from} stretch={stretch} pointed={pointed} />
        ))}
        <g>
          <path d={loop.referral.d} className={css.referralLine} />
          <path d={loop.referral.head} className={css.referralHead} />
        </g>
        {loop.arcs.map((arc) => (
          <ArcShape key={`${arc.flow.from}-${arc.flow.to}`} arc={arc} pointed={pointed} />
        ))}
        {loop.stretches.map(
          (stretch) =>
            stretch.label &&
            stretch.count > 0 && (
              <text
                key={stretch.from}
                x={stretch.label.x}
                y={stretch.label.y + 4}
                className={css.count}
                style={{ fill: hueColor(hueOfStage[stretch.to], 'ink') }}
              >
                {format.countBrief(stretch.count)}
              </text>
            ),
        )}
        {loop.arcs.map((arc) => (
          <ArcLabel key={`${arc.flow.from}-${arc.flow.to}`} arc={arc} pointed={pointed} />
        ))}
      </svg>
      <p
        className={css.referralText}
        style={{
          left: loop.referral.label.x,
          top: loop.referral.label.y,
          maxWidth: loop.middle.left - loop.referral.label.x - 4,
        }}
      >
        {referralRate === null
          ? t('conveyor.loop.referrals')
          : t('conveyor.loop.referralsRate', { share: format.ratio(referralRate) })}
      </p>
      <div className={css.middle} style={loop.middle}>
        {shown ? <StationBalance stage={shown} /> : <BeforeTalk before={conveyor.beforeContact} />}
      </div>
      {loop.places.map((place) => (
        <Station
          key={place.stage}
          place={place}
          stage={stageOf.get(place.stage)}
          isWeakest={weakest === place.stage}
          onPoint={(isPointed) => point(isPointed ? place.stage : null)}
          onOpen={() => onOpen(place.stage)}
        />
      ))}
      <Legend loop={loop} />
    </div>
  );
};

const touches = (flow: { from: string; to: string }, pointed: StageOrOverlay | null): boolean =>
  pointed === null || flow.from === pointed || flow.to === pointed;

const StretchShape = ({ stretch, pointed }: { stretch: Stretch; pointed: StageOrOverlay | null }) => (
  <path
    d={stretch.d}
    className={css.flow}
    data-far={pointed !== null && !stretch.ends.some((flow) => touches(flow, pointed))}
    style={{ stroke: hueColor(hueOfStage[stretch.to]), strokeWidth: stretch.width }}
  />
);

/** What colour a move off the belt has: danger and loss red, a way home that of home, a step back and an entry none. */
const arcColor = ({ flow }: Arc): string => {
  if (flow.from === 'outside') return hueColor('acquire');
  if (['at_risk', 'lost', 'winback'].includes(flow.to)) return hueColor('return');
  return flow.direction === 'back' ? 'var(--ink-faint)' : hueColor(hueOfStage[flow.to as StageOrOverlay] ?? 'retain');
};

const ArcShape = ({ arc, pointed }: { arc: Arc; pointed: StageOrOverlay | null }) => (
  <g className={css.arc} data-far={!touches(arc.flow, pointed)} style={{ '--arc': arcColor(arc) } as CSSProperties}>
    <path d={arc.d} style={{ strokeWidth: arc.width }} />
    <path d={arc.head} className={css.head} />
  </g>
);

const ArcLabel = ({ arc, pointed }: { arc: Arc; pointed: StageOrOverlay | null }) => {
  const { format } = useWords();
  const isEntry = arc.flow.from === 'outside';
  return (
    <text
      x={isEntry ? arc.label.x + 10 + arc.width / 2 : arc.label.x}
      y={isEntry ? arc.label.y - 4 : arc.label.y + 4}
      className={css.arcLabel}
      data-entry={isEntry}
      data-far={!touches(arc.flow, pointed)}
    >
      {isEntry ? '+' : ''}
      {format.countBrief(arc.flow.count)}
    </text>
  );
};

type StationProps = {
  place: Place;
  stage: Conveyor['stages'][number] | undefined;
  isWeakest: boolean;
  onPoint: (isPointed: boolean) => void;
  onOpen: () => void;
};

const Station = ({ place, stage, isWeakest, onPoint, onOpen }: StationProps) => {
  const { t, format, language, say } = useWords();
  if (!stage) return null;
  const name = stageNames[place.stage][language];
  // What nothing tells of is unknown, not 0.
  const words = stage.silent
    ? `${name}. ${say(stage.silent)}`
    : t('conveyor.loop.station', {
        stage: name,
        closing: format.count(stage.closing),
        opening: format.count(stage.opening),
        entered: format.count(stage.entered),
        left: format.count(stage.left),
      });
  const moved =
    stage.entered + stage.left > 0 ? `+${format.countShort(stage.entered)} −${format.countShort(stage.left)}` : '';
  const stays = stage.dwellDays !== null && place.height > 80 ? ` · ${format.days(stage.dwellDays)}` : '';
  const small = place.width > 140 && moved.length + stays.length <= 24 ? moved + stays : moved;
  return (
    <button
      type="button"
      className={css.station}
      data-narrow={place.width < 122}
      data-weakest={isWeakest}
      data-silent={stage.silent !== undefined}
      style={
        {
          left: place.x - place.width / 2,
          top: place.y - place.height / 2,
          width: place.width,
          height: place.height,
          '--hue': hueColor(hueOfStage[place.stage]),
        } as CSSProperties
      }
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
      onClick={onOpen}
    >
      <span className="visually-hidden">{`${words}${isWeakest ? ` ${t('conveyor.loop.weakest')}.` : ''}`}</span>
      <span className={css.name} aria-hidden>
        <i />
        <span>{name}</span>
      </span>
      {isWeakest && (
        <b className={css.mark} aria-hidden>
          !
        </b>
      )}
      <span className={css.closing} aria-hidden>
        {stage.silent ? absent : format.countBrief(stage.closing)}
      </span>
      <span className={css.small} aria-hidden data-long={small.length > 13}>
        {small}
      </span>
    </button>
  );
};

const Legend = ({ loop }: { loop: Layout }) => {
  const { t, format } = useWords();
  return (
    <p className={css.legend}>
      {t('conveyor.loop.hint')}{' '}
      {loop.cappedAt !== null && t('conveyor.loop.scale', { count: format.count(loop.cappedAt) })}
    </p>
  );
};
