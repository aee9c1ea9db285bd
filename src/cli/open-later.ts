import type { openData } from '../server/open-data.ts';
import type { OpenData } from '../server/serve.ts';

/** Opens the data when asked to, loading the engines only then: a command beside a running server needs none. */
export const openLater =
  (...parts: Parameters<typeof openData>): (() => Promise<OpenData>) =>
  async () => {
    const { openData } = await import('../server/open-data.ts');
    return openData(...parts);
  };
