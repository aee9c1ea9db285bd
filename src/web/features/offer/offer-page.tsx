import { Button } from '@mantine/core';
import { IconPlus, IconStairsUp } from '@tabler/icons-react';
import { useState } from 'react';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { DesignPage, type DesignPart } from '../design/design-page.tsx';
import { newThing } from '../design/form/field-specs.ts';
import { newId } from '../design/new-id.ts';
import { RestsOn } from '../design/rests-on.tsx';
import { type OpenThing, ThingDrawer } from '../design/thing-drawer.tsx';
import css from './offer.module.css';
import { Pyramid } from './pyramid.tsx';

/** What is sold, in which order, and what each step lets the customer reach. */
export const OfferPage = () => {
  const { t } = useWords();
  const [open, setOpen] = useState<OpenThing | null>(null);
  return (
    <DesignPage part="offer" title={t('design.offer.title')} subtitle={t('design.offer.subtitle')}>
      {(part) => (
        <>
          <Offer {...part} onOpen={setOpen} />
          <ThingDrawer {...part} open={open} onClose={() => setOpen(null)} />
        </>
      )}
    </DesignPage>
  );
};

const offerParts = ['rungs'] as const;

const Offer = ({ blueprint, store, onOpen }: DesignPart & { onOpen: (thing: OpenThing) => void }) => {
  const { t, language } = useWords();
  const rungs = thingsOf(blueprint, 'rungs');
  const top = Math.max(0, ...rungs.map(([, rung]) => rung.level));
  const add = (): void => {
    const id = newId('p');
    const highest = rungs.find(([, rung]) => rung.level === top)?.[0];
    const fields = {
      name: { [language]: t('design.offer.newRung') },
      level: top + 1,
      prerequisites: highest === undefined ? [] : [highest],
    };
    store.edit([{ collection: 'rungs', id, after: newThing('rungs', fields) }]);
    onOpen({ collection: 'rungs', id });
  };
  const button = (
    <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
      {t('design.offer.add')}
    </Button>
  );
  return (
    <Card title={t('design.offer.pyramid')} actions={rungs.length > 0 && button}>
      <p className={css.intro}>{t('design.offer.intro')}</p>
      {rungs.length === 0 ? (
        <EmptyState
          icon={<IconStairsUp size={32} stroke={1.4} />}
          title={t('design.offer.empty')}
          text={t('design.offer.emptyText')}
          actions={button}
        />
      ) : (
        <Pyramid blueprint={blueprint} onOpen={(id) => onOpen({ collection: 'rungs', id })} />
      )}
      <RestsOn blueprint={blueprint} parts={offerParts} />
    </Card>
  );
};
