import { type ReactNode, useMemo, useState } from 'react';
import { type JourneyFigures, journeyFigures } from '../../../analysis/organisation/journey-figures.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { useObserved } from '../design/counted.ts';
import { Canvas } from './canvas.tsx';
import { nothingPicked, type Picked } from './canvas-actions.ts';
import { freeGeometryOf } from './free-layout.ts';
import { PhoneList } from './phone-list.tsx';
import { quietStore } from './quiet-store.ts';
import css from './side-by-side.module.css';
import { useActions } from './use-actions.ts';
import { useJourney } from './use-journey.ts';

const counts = ['cells', 'beforeTalk', 'loops', 'unowned', 'unmeasurable'] as const;
const shares = ['thoughtThrough', 'complete', 'toPurchase'] as const;
type Figure = keyof JourneyFigures;
const order: readonly Figure[] = [...counts, ...shares, 'hoursMonth', 'costMonth'];

type Props = {
  blueprint: Blueprint;
  id: string;
  /** The journey this one is compared with, where one is chosen. */
  beside: string | undefined;
  /** Both are looked at alike. */
  view: 'matrix' | 'graph';
  asOf: string;
  stageName: (stage: string) => string;
  /** The canvas of the journey itself. */
  children: ReactNode;
};

/** A journey's canvas; beside it another journey's, where one is chosen, and both by the same numbers above. */
export const SideBySide = ({ blueprint, id, beside, view, asOf, stageName, children }: Props) => {
  if (beside === undefined || blueprint.journeys[beside] === undefined) return children;
  return (
    <div className={css.whole}>
      <div className={css.fitted}>
        <Figures blueprint={blueprint} journeys={[id, beside]} />
        <div className={css.pair}>
          <section>
            <Heading blueprint={blueprint} id={id} />
            {children}
          </section>
          <section>
            <Heading blueprint={blueprint} id={beside} />
            <Other
              key={`${beside} ${view}`}
              blueprint={blueprint}
              id={beside}
              view={view}
              asOf={asOf}
              stageName={stageName}
            />
          </section>
        </div>
      </div>
    </div>
  );
};

type PhoneProps = Pick<Props, 'blueprint' | 'id' | 'beside' | 'asOf'> &
  Omit<React.ComponentProps<typeof PhoneList>, 'other'>;

/** The same on a phone: what each state is in the other journey stands under what it is in this one. */
export const OneUnderAnother = ({ blueprint, id, beside, asOf, ...list }: PhoneProps) =>
  beside === undefined || blueprint.journeys[beside] === undefined ? (
    <PhoneList {...list} />
  ) : (
    <>
      <Figures blueprint={blueprint} journeys={[id, beside]} isUpright />
      <WithOther key={beside} blueprint={blueprint} beside={beside} asOf={asOf} {...list} />
    </>
  );

const WithOther = ({ blueprint, beside, asOf, ...list }: Omit<PhoneProps, 'id' | 'beside'> & { beside: string }) => {
  const { language } = useWords();
  const drawn = useJourney(useObserved(blueprint), beside, asOf, language);
  return (
    <PhoneList
      {...list}
      {...(drawn ? { other: { drawn, heading: <Heading blueprint={blueprint} id={beside} level="h3" /> } } : {})}
    />
  );
};

const Heading = ({ blueprint, id, level: Level = 'h2' }: { blueprint: Blueprint; id: string; level?: 'h2' | 'h3' }) => {
  const { t, language } = useWords();
  const journey = blueprint.journeys[id];
  const name = worded(journey?.name, language) || t('journey.noName');
  return (
    <Level title={name}>
      {name} <small>{t(`journey.modes.${journey?.mode ?? 'designed'}`)}</small>
    </Level>
  );
};

const doNothing = (): void => undefined;
const noCells: ReadonlySet<string> = new Set();

/** The other journey, to be compared and not to be written in. */
const Other = ({
  blueprint,
  id,
  view,
  asOf,
  stageName,
}: Pick<Props, 'blueprint' | 'id' | 'view' | 'asOf' | 'stageName'>) => {
  const { t, language } = useWords();
  const [picked, setPicked] = useState<Picked>(nothingPicked);
  const seen = useObserved(blueprint);
  const drawn = useJourney(seen, id, asOf, language);
  const actions = useActions({
    store: quietStore,
    journey: id,
    onPick: setPicked,
    announce: doNothing,
    openPanel: doNothing,
    openHelp: doNothing,
    openMenu: doNothing,
  });
  const free = useMemo(() => (drawn && view === 'graph' ? freeGeometryOf(drawn.grid) : null), [drawn, view]);
  if (!drawn) return null;
  return (
    <Canvas
      label={t('journey.canvas', { name: worded(blueprint.journeys[id]?.name, language) || t('journey.noName') })}
      grid={drawn.grid}
      faces={drawn.faces}
      geometry={free?.geometry ?? drawn.geometry}
      spots={free?.spots ?? null}
      picked={picked}
      onPick={setPicked}
      actions={actions}
      dimmed={noCells}
      stageName={stageName}
      isReadOnly
    />
  );
};

/** Two journeys by the same numbers: the one that is designed and the one of today. Upright, the numbers are one under another. */
const Figures = ({
  blueprint,
  journeys,
  isUpright = false,
}: {
  blueprint: Blueprint;
  journeys: readonly string[];
  isUpright?: boolean;
}) => {
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
  const named = (id: string) => (
    <>
      <span title={worded(blueprint.journeys[id]?.name, language)}>
        {worded(blueprint.journeys[id]?.name, language) || t('journey.noName')}
      </span>{' '}
      <small>{t(`journey.modes.${blueprint.journeys[id]?.mode ?? 'designed'}`)}</small>
    </>
  );
  return (
    <ScrolledTable className={css.figures} label={t('journey.sideBySide.title')}>
      {isUpright ? (
        <table className={css.upright}>
          <thead>
            <tr>
              <td />
              {journeys.map((id) => (
                <th key={id} scope="col">
                  {named(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`journey.sideBySide.${name}`)}</th>
                {figures.map(({ id, figures: own }) => (
                  <td key={id}>{tell(name, own[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
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
                <th scope="row">{named(id)}</th>
                {told.map((name) => (
                  <td key={name}>{tell(name, own[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrolledTable>
  );
};
