import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StageInDesign, StageOwner } from '../../../model/blueprint/stage-owner.ts';
import { writtenUnit } from '../../../model/metric-words.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Chip } from '../../kit/chip.tsx';
import { useView } from '../../shell/view.ts';
import css from './answers-for.module.css';

type Props = {
  /** What the published design says of the stages whose work this is; none where nothing is published. */
  designs: readonly (StageInDesign | undefined)[];
  isBrief?: boolean;
  /** The stage whose findings the way to mend leads to, where nobody answers. */
  mend?: StageOrOverlay | undefined;
};

const isSame = (a: StageOwner, b: StageOwner): boolean => a.role.ru === b.role.ru && a.role.en === b.role.en;

/** Owners of several stages, each role once. */
const ownersOf = (designs: readonly StageInDesign[]): StageOwner[] => {
  const all = designs.flatMap(({ owners }) => owners);
  return all.filter((owner, at) => all.findIndex((other) => isSame(owner, other)) === at);
};

/** Who answers for some work by the published design, or that nobody does, and what is to be reached. Nothing where there is nothing to say. */
export const AnswersFor = ({ designs, isBrief = false, mend }: Props) => {
  const { t, say } = useWords();
  const known = designs.filter((design) => design !== undefined);
  const owners = ownersOf(known);
  const [target] = known.filter((design) => design.metric !== null && design.target !== null);
  const unowned = known.flatMap((design) => design.unowned);
  const segments = [...new Set(unowned.map(say))].filter((segment) => segment !== '');
  const isWhole = unowned.some((segment) => say(segment) === '');
  if (owners.length === 0 && unowned.length === 0 && target === undefined) return null;
  const version = known[0]?.version ?? 0;
  const people = owners.map(({ role, people: held }) =>
    isBrief || held.length === 0 ? say(role) : t('conveyor.owner.held', { role: say(role), people: held.join(', ') }),
  );
  return (
    <span className={css.lines}>
      {owners.length > 0 && (
        <span title={t('conveyor.owner.byDesign', { version })}>
          {isBrief ? people.join(', ') : t('conveyor.owner.answers', { people: people.join(', ') })}
        </span>
      )}
      {unowned.length > 0 && (
        <Chip tone="warning" hint={t('conveyor.owner.nobodyHint', { version })}>
          {isWhole || segments.length === 0
            ? t('conveyor.owner.nobody')
            : t('conveyor.owner.nobodyIn', { segments: segments.join(', ') })}
        </Chip>
      )}
      {unowned.length > 0 && mend !== undefined && (
        <Link to="/organisation" search={{ finding: 'stage_without_owner', stage: mend }}>
          {t('conveyor.owner.mend')} →
        </Link>
      )}
      {target && <Target design={target} />}
    </span>
  );
};

const Target = ({ design }: { design: StageInDesign }) => {
  const { t, say, format } = useWords();
  const { currency } = useView();
  const catalogue = useQuery(api.catalogue.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const metric = catalogue.data?.find(({ id }) => id === design.metric);
  if (!metric || design.target === null) return null;
  const value = format.unit(design.target, writtenUnit(metric.id, metric.unit), currency);
  return <span title={say(metric.name)}>{t('conveyor.owner.target', { metric: say(metric.short), value })}</span>;
};
