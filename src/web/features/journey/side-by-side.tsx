import { type JourneyFigures, journeyFigures } from '../../../analysis/organisation/journey-figures.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { worded } from '../../../model/blueprint/wording.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import { useWorkspace } from '../../shell/view.ts';
import css from './side-by-side.module.css';

const counts = ['cells', 'beforeTalk', 'loops', 'unowned', 'unmeasurable'] as const;
const shares = ['thoughtThrough', 'complete', 'toPurchase'] as const;
type Figure = keyof JourneyFigures;
const order: readonly Figure[] = [...counts, ...shares, 'hoursMonth', 'costMonth'];

/** Two journeys by the same numbers: the one that is designed and the one of today. */
export const SideBySide = ({ blueprint, journeys }: { blueprint: Blueprint; journeys: readonly string[] }) => {
  const { t, format, language } = useWords();
  const { settings } = useWorkspace();
  const figures = journeys.map((id) => ({ id, figures: journeyFigures(blueprint, id) }));
  const told = order.filter((name) => figures.some(({ figures: own }) => own[name] !== null));
  const tell = (name: Figure, value: number | null): string => {
    if (value === null) return absent;
    if ((shares as readonly Figure[]).includes(name)) return format.ratio(value);
    if (name === 'costMonth') return format.money(value, settings.currency);
    return name === 'hoursMonth' ? format.number(value, 0) : format.count(value);
  };
  return (
    <section
      className={css.figures}
      aria-label={t('journey.sideBySide.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keyboard too
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <td />
            {told.map((name) => (
              <th key={name} scope="col">
                {t(`journey.sideBySide.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, figures: own }) => (
            <tr key={id}>
              <th scope="row">
                <span title={worded(blueprint.journeys[id]?.name, language)}>
                  {worded(blueprint.journeys[id]?.name, language) || t('journey.noName')}
                </span>{' '}
                <small>{t(`journey.modes.${blueprint.journeys[id]?.mode ?? 'designed'}`)}</small>
              </th>
              {told.map((name) => (
                <td key={name}>{tell(name, own[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
