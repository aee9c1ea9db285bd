import { memo } from 'react';
import { edgeKinds, statuses } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { MethodHelp } from '../design/method-help.tsx';
import css from './journey.module.css';

const keys = [
  ['arrows', '← → ↑ ↓'],
  ['enter', 'Enter'],
  ['tab', 'Tab'],
  ['esc', 'Esc'],
  ['link', 'E'],
  ['carry', 'Alt + ← → ↑ ↓'],
  ['extend', 'Shift + ← → ↑ ↓'],
  ['pick', '␣'],
  ['remove', 'Delete'],
  ['clipboard', 'Ctrl + C, X, V'],
  ['duplicate', 'Ctrl + D'],
  ['undo', 'Ctrl + Z, Ctrl + Shift + Z'],
  ['panel', 'Ctrl + Enter'],
  ['insert', 'Insert'],
  ['menu', 'Shift + F10'],
  ['zoom', '+  −  0  1'],
  ['help', '?'],
] as const;

const hueOf = {
  progress: 'var(--accent)',
  skip: 'var(--accent)',
  loop: 'var(--stage-develop)',
  loss: 'var(--stage-return)',
  return: 'var(--stage-acquire)',
};
const dashOf = { progress: '', skip: '1.5 5', loop: '7 5', loss: '3 4', return: '10 4 2 4' };
const hueOfStatus: Record<(typeof statuses)[number], string> = {
  draft: 'var(--line-strong)',
  assumed: 'var(--ink-faint)',
  interviewed: 'var(--stage-acquire)',
  observed: 'var(--stage-result)',
  tested: 'var(--stage-develop)',
  confirmed: 'var(--stage-retain)',
  refuted: 'var(--stage-return)',
  stale: 'var(--warning-line)',
};

/** The keys of the canvas and what its signs mean. */
export const HelpSheet = memo(({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useWords();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('journey.help.title')} wide>
      <MethodHelp part="journeys" />
      <dl className={css.keys}>
        {keys.map(([what, key]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`journey.help.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('journey.help.ways')}</h3>
      <ul className={css.legend}>
        {edgeKinds.map((kind) => (
          <li key={kind}>
            <svg width="34" height="6" aria-hidden="true">
              <path
                d="M1 3H33"
                stroke={hueOf[kind]}
                strokeWidth="2.2"
                strokeDasharray={dashOf[kind]}
                strokeLinecap="round"
              />
            </svg>
            {t(`journey.kind.${kind}`)}
          </li>
        ))}
      </ul>
      <h3>{t('journey.help.statuses')}</h3>
      <ul className={css.legend}>
        {statuses.map((status) => (
          <li key={status}>
            <i style={{ background: hueOfStatus[status] }} aria-hidden />
            {t(`journey.status.${status}`)}
          </li>
        ))}
      </ul>
      <p>{t('journey.help.dots')}</p>
    </Dialog>
  );
});
