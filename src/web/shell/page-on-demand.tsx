import { type ComponentType, lazy, useState } from 'react';

type Fetched = { default: ComponentType };

/**
 * A page that is no route's own. One that was fetched before it is drawn is drawn at once: React waits a third of a second
 * with what comes after a placeholder, however soon it is there.
 */
export const pageOnDemand = (load: () => Promise<Fetched>) => {
  const Later = lazy(load);
  let fetched: ComponentType | undefined;
  return {
    fetch: async (): Promise<void> => {
      fetched = (await load()).default;
    },
    Page: () => {
      // Stays what it was when it was drawn first.
      const [Here] = useState<ComponentType>(() => fetched ?? Later);
      return <Here />;
    },
  };
};
