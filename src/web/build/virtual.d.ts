declare module 'virtual:operations' {
  import type { contract } from '../../model/api.ts';

  export const operations: typeof contract;
}
