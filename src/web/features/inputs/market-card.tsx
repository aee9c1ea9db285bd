import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { marketSize } from '../../../analysis/market/potential.ts';
import type { Segment } from '../../../model/blueprint/inputs.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { absent } from '../../kit/format.ts';
import { useWorkspace } from '../../shell/view.ts';
import { useSegmentCounts } from '../design/counted.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { type FormCollection, newThing } from '../design/form/field-specs.ts';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import { RestsOn } from '../design/rests-on.tsx';
import type { OpenThing } from '../design/thing-drawer.tsx';
import css from './inputs.module.css';

type Props = DesignPart & { onOpen: (thing: OpenThing) => void };

const marketParts = ['segments', 'personas'] as const;

/** For whom: segments by rules that facts can test, how large each is, who the people are and who decides. */
export const MarketCard = ({ blueprint, store, onOpen }: Props) => {
  const { t, language } = useWords();
  const segments = thingsOf(blueprint, 'segments');
  const add = (collection: FormCollection, letter: string, fields: object): void => {
    const id = newId(letter);
    store.edit([
      { collection, id, after: newThing(collection, { place: lastPlace(blueprint, collection), ...fields }) },
    ]);
    onOpen({ collection, id });
  };
  const addSegment = (): void => add('segments', 's', { name: { [language]: t('design.market.newSegment') } });
  return (
    <Card
      title={t('design.market.title')}
      actions={
        segments.length > 0 && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={addSegment}
          >
            {t('design.market.addSegment')}
          </Button>
        )
      }
    >
      <p className={css.intro}>{t('design.market.intro')}</p>
      {segments.length === 0 ? (
        <EmptyState
          icon={<IconUsersGroup size={32} stroke={1.4} />}
          title={t('design.market.empty')}
          text={t('design.market.emptyText')}
          actions={<Button onClick={addSegment}>{t('design.market.addSegment')}</Button>}
        />
      ) : (
        <div className={css.segments}>
          {segments.map(([id, segment]) => (
            <SegmentCard
              key={id}
              id={id}
              segment={segment}
              blueprint={blueprint}
              store={store}
              onOpen={onOpen}
              onAdd={(collection, letter, fields) => add(collection, letter, { segment: id, ...fields })}
            />
          ))}
        </div>
      )}
      <RestsOn blueprint={blueprint} parts={marketParts} />
    </Card>
  );
};

const SegmentCard = ({
  id,
  segment,
  blueprint,
  onOpen,
  onAdd,
}: Props & {
  id: string;
  segment: Segment;
  onAdd: (collection: FormCollection, letter: string, fields: object) => void;
}) => {
  const { t, language, say } = useWords();
  const personas = thingsOf(blueprint, 'personas').filter(([, persona]) => persona.segment === id);
  const committees = thingsOf(blueprint, 'committees').filter(([, committee]) => committee.segment === id);
  return (
    <article className={css.segment} aria-label={say(nameOf(blueprint, { collection: 'segments', id }))}>
      <button type="button" className={css.name} onClick={() => onOpen({ collection: 'segments', id })}>
        {worded(segment.name, language) || id}
      </button>
      <SegmentFigures id={id} segment={segment} blueprint={blueprint} />
      <section>
        <h3>{t('design.market.personas')}</h3>
        <div className={css.chips}>
          {personas.map(([persona]) => (
            <button
              key={persona}
              type="button"
              className={css.chip}
              onClick={() => onOpen({ collection: 'personas', id: persona })}
            >
              {say(nameOf(blueprint, { collection: 'personas', id: persona }))}
            </button>
          ))}
          <button
            type="button"
            className={css.add}
            onClick={() => onAdd('personas', 'h', { name: { [language]: t('design.market.newPersona') } })}
          >
            {t('design.market.addPersona')}
          </button>
        </div>
      </section>
      <section>
        <h3>{t('design.market.committee')}</h3>
        <div className={css.chips}>
          {committees.map(([committee, { members }]) => (
            <button
              key={committee}
              type="button"
              className={css.chip}
              onClick={() => onOpen({ collection: 'committees', id: committee })}
            >
              {t('design.market.members', { count: members.length })}
            </button>
          ))}
          {committees.length === 0 && (
            <button type="button" className={css.add} onClick={() => onAdd('committees', 'c', {})}>
              {t('design.market.addCommittee')}
            </button>
          )}
        </div>
      </section>
    </article>
  );
};

const SegmentFigures = ({
  id,
  segment,
  blueprint,
}: {
  id: string;
  segment: Segment;
  blueprint: DesignPart['blueprint'];
}) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const counts = useSegmentCounts(blueprint);
  const count = counts.data?.segments.find((one) => one.id === id);
  const size = marketSize(segment.potential);
  return (
    <dl className={css.figures}>
      <div>
        <dt>{t('design.market.customers')}</dt>
        <dd>{count ? format.count(count.customers) : absent}</dd>
      </div>
      <div>
        <dt>{t('design.market.revenue')}</dt>
        <dd>{count ? format.money(count.revenue, settings.currency) : absent}</dd>
      </div>
      {(['tam', 'sam', 'som'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`design.potential.${name}`)}</dt>
          <dd>{size[name] === null ? absent : format.money(size[name], settings.currency)}</dd>
        </div>
      ))}
    </dl>
  );
};
