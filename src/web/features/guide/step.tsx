import { IconCheck } from '@tabler/icons-react';
import type { GuideStep } from '../../../model/guide.ts';
import { useWords } from '../../i18n/language.ts';
import { PlaceLink } from '../../shell/place-link.tsx';
import css from './guide.module.css';

type Props = { step: GuideStep; at: number; isNext: boolean };

/** One step: how much of it is there, what it is for, and every thing it looks for with the place where that is done. */
export const Step = ({ step, at, isNext }: Props) => {
  const { t, say } = useWords();
  const held = step.parts.filter(({ holds }) => holds).length;
  return (
    <li className={css.step} data-state={step.state} data-next={isNext || undefined}>
      <Ring share={step.parts.length === 0 ? 0 : held / step.parts.length} isDone={step.state === 'done'} at={at} />
      <div className={css.words}>
        <h3>
          <PlaceLink link={step.link}>{say(step.name)}</PlaceLink>
          <span className={css.state}>{t(`guide.states.${step.state}`)}</span>
        </h3>
        <p className={css.about}>{say(step.about)}</p>
      </div>
      <ul className={css.parts}>
        {step.parts.map((part) => (
          <li key={part.code} data-holds={part.holds} data-needed={part.isNeeded}>
            <i aria-hidden>{part.holds && <IconCheck size={12} stroke={2.6} />}</i>
            <span>
              <span className="visually-hidden">
                {t(part.holds ? 'guide.there' : part.isNeeded ? 'guide.lacking' : 'guide.better')}:{' '}
              </span>
              <PlaceLink link={part.link}>{say(part.text)}</PlaceLink>
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
};

const size = 38;
const radius = 16;
const around = 2 * Math.PI * radius;

const Ring = ({ share, isDone, at }: { share: number; isDone: boolean; at: number }) => (
  <svg className={css.ring} width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
    <circle cx={size / 2} cy={size / 2} r={radius} className={css.rail} />
    {share > 0 && (
      <circle
        cx={size / 2}
        cy={size / 2}
        r={radius}
        className={css.fill}
        strokeDasharray={`${around * share} ${around}`}
        transform={`rotate(-90 ${size / 2} ${size / 2})`}
      />
    )}
    {isDone ? (
      <path d={`M${size / 2 - 5} ${size / 2} l4 4 l7 -8`} className={css.tick} />
    ) : (
      <text x={size / 2} y={size / 2} textAnchor="middle" dominantBaseline="central">
        {at}
      </text>
    )}
  </svg>
);
