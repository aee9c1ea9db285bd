import type { CSSProperties } from 'react';
import type { Conveyor } from '../../../model/conveyor.ts';
import { type StageOrOverlay, stageNames } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfStage } from '../lifecycle/look.ts';
import { AnswersFor } from './answers-for.tsx';
import { BeforeTalk } from './before-talk.tsx';
import { crossingsOf, widthScale } from './loop-layout.ts';
import { straightWay } from './straight-way.ts';
import css from './track.module.css';

type Props = { conveyor: Conveyor; weakest: StageOrOverlay | null; onOpen: (stage: StageOrOverlay) => void };

const aside: readonly StageOrOverlay[] = ['advocate', 'at_risk', 'lost', 'winback'];

/** The lifecycle upright, for a phone: the same stations one below the other, the belt at their left. */
export const Track = ({ conveyor, weakest, onOpen }: Props) => {
  const scale = widthScale(conveyor.flows);
  const crossings = new Map(crossingsOf(conveyor.flows).map((crossing) => [crossing.from, crossing]));
  const stageOf = new Map(conveyor.stages.map((stage) => [stage.stage, stage]));
  return (
    <div className={css.track}>
      <ol>
        {straightWay.map((name) => {
          const crossing = crossings.get(name);
          return (
            <Stop
              key={name}
              stage={stageOf.get(name)}
              conveyor={conveyor}
              isWeakest={name === weakest}
              onOpen={onOpen}
              next={crossing && { count: crossing.count, width: scale.width(crossing.count) * 0.55, to: crossing.to }}
            />
          );
        })}
      </ol>
      <div className={css.before}>
        <BeforeTalk before={conveyor.beforeContact} />
      </div>
      <ul className={css.aside}>
        {aside.map((name) => (
          <Stop key={name} stage={stageOf.get(name)} conveyor={conveyor} isWeakest={name === weakest} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  );
};

type StopProps = {
  stage: Conveyor['stages'][number] | undefined;
  conveyor: Conveyor;
  isWeakest: boolean;
  onOpen: (stage: StageOrOverlay) => void;
  next?: { count: number; width: number; to: StageOrOverlay } | undefined;
};

const Stop = ({ stage, conveyor, isWeakest, onOpen, next }: StopProps) => {
  const { t, format, language, say } = useWords();
  if (!stage) return null;
  const name = (at: string): string => stageNames[at as StageOrOverlay]?.[language] ?? '';
  const offBelt = conveyor.flows.filter(
    (flow) =>
      flow.from === stage.stage &&
      flow.count > 0 &&
      flow.to !== 'outside' &&
      (straightWay.indexOf(flow.to as StageOrOverlay) <= straightWay.indexOf(stage.stage) ||
        !straightWay.includes(stage.stage)),
  );
  return (
    <li className={css.stop} style={{ '--hue': hueColor(hueOfStage[stage.stage]) } as CSSProperties}>
      <button type="button" className={css.station} data-weakest={isWeakest} onClick={() => onOpen(stage.stage)}>
        <span className={css.name}>
          <i />
          {stageNames[stage.stage][language]}
          {isWeakest && <b title={t('conveyor.loop.weakest')}>!</b>}
        </span>
        <span className={css.closing}>{stage.silent ? absent : format.countBrief(stage.closing)}</span>
        <span className={css.small}>
          {stage.entered + stage.left > 0 && `+${format.countShort(stage.entered)} −${format.countShort(stage.left)}`}
          {stage.dwellDays !== null && ` · ${t('conveyor.loop.dwell', { days: format.days(stage.dwellDays) })}`}
        </span>
        {stage.silent && <span className={css.small}>{say(stage.silent)}</span>}
        {stage.design && <AnswersFor designs={[stage.design]} isBrief />}
      </button>
      {offBelt.length > 0 && (
        <p className={css.off}>
          {offBelt.map((flow) => (
            <span key={flow.to} data-back={flow.direction === 'back'}>
              {flow.direction === 'back' ? '↩' : '→'} {format.count(flow.count)} {name(flow.to)}
            </span>
          ))}
        </p>
      )}
      {next && next.count > 0 && (
        <p className={css.next}>
          <i style={{ width: Math.max(2, next.width), background: hueColor(hueOfStage[next.to]) }} />
          {format.count(next.count)}
        </p>
      )}
    </li>
  );
};
