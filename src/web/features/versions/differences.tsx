import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { collectionNamesInWords } from '../../../analysis/blueprint/names.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { Difference } from '../../../model/blueprint/versions.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import css from './versions.module.css';

/** What differs between two versions, thing by thing, in words. */
export const Differences = ({
  from,
  to,
  revision,
  blueprint,
}: {
  from: number;
  to: number | 'draft';
  revision: number;
  /** The draft, for the names of journeys and what is in them. */
  blueprint: Blueprint;
}) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const compared = useQuery({
    ...api.blueprint.compare.queryOptions({ input: { workspace, from, to } }),
    queryKey: [...api.blueprint.compare.queryKey({ input: { workspace, from, to } }), to === 'draft' ? revision : 0],
  });
  if (!compared.data) return <p className={css.faint}>{t('design.versions.comparing')}</p>;
  if (compared.data.length === 0) return <p className={css.faint}>{t('design.versions.same')}</p>;
  return (
    <>
      <OnTheCanvas differences={compared.data} from={from} to={to} blueprint={blueprint} />
      <ul className={css.differences}>
        {compared.data.map((difference) => (
          <OneDifference key={`${difference.collection}:${difference.id}`} difference={difference} />
        ))}
      </ul>
    </>
  );
};

/** How many differences each journey has; a state or touchpoint is one of every journey it stands in. */
const perJourney = (differences: readonly Difference[], blueprint: Blueprint): Map<string, number> => {
  const counts = new Map<string, number>();
  const add = (journey: string): void => void counts.set(journey, (counts.get(journey) ?? 0) + 1);
  for (const { collection, id, journey } of differences)
    if (journey !== null) add(journey);
    else if (collection === 'states' || collection === 'touchpoints')
      for (const [one, { [collection]: lines }] of Object.entries(blueprint.journeys)) if (lines.includes(id)) add(one);
  return counts;
};

/** The way to each journey that differs, where the differences are seen in their places. */
const OnTheCanvas = ({
  differences,
  from,
  to,
  blueprint,
}: {
  differences: readonly Difference[];
  from: number;
  to: number | 'draft';
  blueprint: Blueprint;
}) => {
  const { t, say, language, format } = useWords();
  const counts = [...perJourney(differences, blueprint)];
  if (counts.length === 0) return null;
  const nameOf = (id: string): string => {
    const gone = differences.find((one) => one.collection === 'journeys' && one.id === id);
    return worded(blueprint.journeys[id]?.name, language) || (gone ? say(gone.name) : id);
  };
  return (
    <nav className={css.journeys} aria-label={t('design.versions.onCanvas')}>
      <span className={css.faint}>{t('design.versions.onCanvas')}:</span>
      {counts.map(([id, count]) => (
        <Link
          key={id}
          className={css.journey ?? ''}
          to={'/journeys/$id' as never}
          params={{ id } as never}
          search={((before: object) => ({ ...before, since: from, until: to === 'draft' ? undefined : to })) as never}
        >
          {nameOf(id)} <b>{format.count(count)}</b>
        </Link>
      ))}
    </nav>
  );
};

const OneDifference = ({ difference }: { difference: Difference }) => {
  const { t, say } = useWords();
  const { kind, collection, name, fields } = difference;
  return (
    <li className={css.difference}>
      <p>
        <span className={css.kind} data-kind={kind}>
          {t(`design.versions.kinds.${kind}`)}
        </span>
        <span className={css.faint}>{say(collectionNamesInWords[collection])}</span> <strong>{say(name)}</strong>
      </p>
      {kind === 'changed' && (
        <ul>
          {fields.map((field) => (
            <li key={field.field}>
              {say(field.name)}: <del>{say(field.before)}</del> → <ins>{say(field.after)}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};
