import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../client/api.ts';
import { useWorkspace } from '../../shell/view.ts';

/** What a product is called; its code where no name is known. */
export const useProductNames = (isWanted = true): ((id: string) => string) => {
  const { id: workspace } = useWorkspace();
  const { data } = useQuery(api.products.queryOptions({ input: { workspace }, enabled: isWanted }));
  return useCallback((id) => data?.[id] ?? id, [data]);
};
