import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import { DesignPage } from '../design/design-page.tsx';
import { type OpenThing, ThingDrawer } from '../design/thing-drawer.tsx';
import { GoalsCard } from './goals-card.tsx';
import { IdeaCard } from './idea-card.tsx';
import { MarketCard } from './market-card.tsx';

/** What the journey rests on: the idea, the future that is wanted, the goals, and whom it is for. */
export const InputsPage = () => {
  const { t } = useWords();
  const [open, setOpen] = useState<OpenThing | null>(null);
  return (
    <DesignPage part="inputs" title={t('design.inputs.title')} subtitle={t('design.inputs.subtitle')}>
      {(part) => (
        <>
          <IdeaCard {...part} onOpen={setOpen} />
          <MarketCard {...part} onOpen={setOpen} />
          <GoalsCard {...part} onOpen={setOpen} />
          <ThingDrawer {...part} open={open} onClose={() => setOpen(null)} />
        </>
      )}
    </DesignPage>
  );
};
