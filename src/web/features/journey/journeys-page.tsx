import { ActionIcon, Button, Checkbox, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconRoute, IconRouteOff, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { coverageOf } from '../../../analysis/blueprint/completeness.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { type Wording, worded } from '../../../model/blueprint/words.ts';
import { api, client, problemOf } from '../../client/api.ts';
import { rememberedWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import type { DraftStore } from '../design/document/draft-store.ts';
import { useDraft } from '../design/document/use-draft.ts';
import { DraftBar } from '../design/draft-bar.tsx';
import { MethodHelp } from '../design/method-help.tsx';
import { newId } from '../design/new-id.ts';
import { addJourney, copyJourney, inLanguage, removeJourney } from './edits.ts';
import css from './journey.module.css';

/** All journeys of the design; where there is none, where to begin. */
export const JourneysPage = () => {
  const { t, say, language } = useWords();
  const state = useDraft();
  const { draft, error, store } = state;
  const navigate = useNavigate();
  const [isChoosing, setChoosing] = useState(false);
  const begin = (): void => {
    const id = newId('j');
    store.edit(addJourney(id, { name: inLanguage(undefined, language, t('journey.newName')) }));
    void navigate({ to: '/journeys/$id', params: { id } });
  };
  const problem = error ? problemOf(error) : null;
  const journeys = draft ? thingsOf(draft.document, 'journeys') : [];
  const actions = (
    <>
      <Button onClick={() => setChoosing(true)}>{t('journey.fromTemplate')}</Button>
      <Button variant="default" onClick={begin}>
        {t('journey.new')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={t('journey.title')}
        subtitle={t('journey.subtitle')}
        actions={
          journeys.length > 0 && (
            <>
              <DraftBar store={store} />
              {actions}
            </>
          )
        }
      />
      {draft && <MethodHelp part="journeys" />}
      {!draft ? (
        error ? (
          <Card>
            <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void store.load()} />
          </Card>
        ) : (
          <div className={css.waiting} role="status">
            <span className="visually-hidden">{t('shell.state.loading')}</span>
          </div>
        )
      ) : journeys.length === 0 ? (
        <Card>
          <EmptyState
            icon={<IconRoute size={36} stroke={1.4} />}
            title={t('journey.empty')}
            text={t('journey.emptyText')}
            actions={actions}
          />
        </Card>
      ) : (
        <>
          <p className={css.about}>{t('journey.about')}</p>
          <div className={css.cards}>
            {journeys.map(([id, journey]) => (
              <JourneyCard key={id} id={id} name={journey.name} blueprint={draft.document} store={store} />
            ))}
          </div>
        </>
      )}
      <Templates opened={isChoosing} onClose={() => setChoosing(false)} store={store} />
    </>
  );
};

type CardProps = { id: string; name: Wording; blueprint: Blueprint; store: DraftStore };

const JourneyCard = ({ id, name, blueprint, store }: CardProps) => {
  const { t, format, language } = useWords();
  const journey = blueprint.journeys[id];
  if (!journey) return null;
  const title = worded(name, language) || t('journey.noName');
  const { share } = coverageOf(blueprint, id);
  const cells = Object.values(blueprint.cells).filter((cell) => cell.journey === id).length;
  const segment =
    journey.segment === null ? t('journey.noSegment') : worded(blueprint.segments[journey.segment]?.name, language);
  const copy = (fields: object): void =>
    store.edit(copyJourney(blueprint, id, { id: newId('j'), fields: { ...copied(t, name), ...fields } }, newId));
  return (
    <Card className={css.card}>
      <div className={css.cardHead}>
        <h2>
          <Link to="/journeys/$id" params={{ id }}>
            {title}
          </Link>
        </h2>
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('journey.cardMenu', { name: title })}>
              <IconDots size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} aria-hidden />} onClick={() => copy({})}>
              {t('journey.copy')}
            </Menu.Item>
            {journey.mode === 'designed' && (
              <Menu.Item
                leftSection={<IconRouteOff size={16} stroke={1.6} aria-hidden />}
                onClick={() => copy({ mode: 'legacy' })}
              >
                {t('journey.asLegacy')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
              onClick={() => {
                if (window.confirm(t('journey.deleteSure', { name: title }))) store.edit(removeJourney(blueprint, id));
              }}
            >
              {t('journey.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <p>
        {segment} · {t(`journey.modes.${journey.mode}`)}
      </p>
      <p>
        {t('journey.counts', { states: journey.states.length, touchpoints: journey.touchpoints.length, cells })}
        {share !== null && ` · ${t('journey.covered', { share: format.ratio(share) })}`}
      </p>
    </Card>
  );
};

const copied = (t: ReturnType<typeof useWords>['t'], name: Wording): { name: Wording } => ({
  name: {
    ru: name.ru && t('journey.copyName', { name: name.ru }),
    en: name.en && t('journey.copyName', { name: name.en }),
  },
});

type TemplatesProps = { opened: boolean; onClose: () => void; store: DraftStore };

/** Ready journeys of usual kinds of business; several may be taken at once. */
const Templates = ({ opened, onClose, store }: TemplatesProps) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const [chosen, setChosen] = useState<string[]>([]);
  const list = useQuery(api.blueprint.templates.queryOptions({ enabled: opened }));
  const take = useMutation({
    mutationFn: () => client.blueprint.template({ workspace, names: chosen, by: rememberedWho() }),
    onSuccess: async () => {
      await store.load();
      setChosen([]);
      onClose();
    },
  });
  const problem = take.error ? problemOf(take.error) : null;
  return (
    <Dialog opened={opened} onClose={onClose} title={t('journey.templates')} wide isLocked={take.isPending}>
      <p>{t('journey.templatesText')}</p>
      {list.error && <p role="alert">{t('journey.templatesFailed')}</p>}
      <div className={css.templates}>
        {list.data?.map(({ id, name, about }) => (
          <Checkbox
            key={id}
            label={say(name)}
            description={say(about)}
            checked={chosen.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              setChosen((before) => (checked ? [...before, id] : before.filter((one) => one !== id)))
            }
          />
        ))}
      </div>
      {problem && <p role="alert">{say(problem.text)}</p>}
      <div className={css.row}>
        <Button disabled={chosen.length === 0} loading={take.isPending} onClick={() => take.mutate()}>
          {t('journey.take')}
        </Button>
      </div>
    </Dialog>
  );
};
