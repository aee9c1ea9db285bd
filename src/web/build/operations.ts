import { minifyContractRouter } from '@orpc/contract';
import type { Plugin } from 'vite';
import { contract } from '../../model/api.ts';

/**
 * The module `virtual:operations`: methods and addresses of the product's operations without the shapes of what they take and
 * give, which only the server checks. The shapes are the larger part of the model, and no page would begin before them.
 */
export const operationsModule = (): Plugin => ({
  name: 'operations',
  resolveId: (id) => (id === 'virtual:operations' ? `\0${id}` : null),
  load: (id) =>
    id === '\0virtual:operations'
      ? `export const operations = ${JSON.stringify(minifyContractRouter(contract))};`
      : null,
});
