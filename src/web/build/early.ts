import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

/** The module of each page by its path; `*` is one part of any name. The first page is the conveyor's once it runs. */
const pages: Record<string, string> = {
  '/': 'conveyor/conveyor-page',
  '/conveyor': 'conveyor/conveyor-page',
  '/guide': 'guide/guide-page',
  '/audit': 'audit/audit-page',
  '/audit/report': 'audit/report-page',
  '/audit/survey': 'survey/survey-page',
  '/decisions': 'decisions/decisions-page',
  '/money': 'money/money-page',
  '/attribution': 'attribution/attribution-page',
  '/forecast': 'forecast/forecast-page',
  '/customers': 'customers/customers-page',
  '/customers/*': 'customers/customer-page',
  '/journeys': 'journey/journeys-page',
  '/journeys/*': 'journey/journey-page',
  '/data': 'data/data-page',
  '/design': 'inputs/inputs-page',
  '/offer': 'offer/offer-page',
  '/lifecycle': 'stages/lifecycle-page',
  '/organisation': 'organisation/organisation-page',
  '/versions': 'versions/versions-page',
};

type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: ReadonlySet<string> } };

/** The files that a chunk needs and the app has not already at its start. */
const filesOf = (chunk: Chunk, byFile: ReadonlyMap<string, Chunk>, known: ReadonlySet<string>): string[] => {
  const files = new Set<string>();
  const visit = (next: Chunk): void => {
    for (const file of [next.fileName, ...(next.viteMetadata?.importedCss ?? [])])
      if (!known.has(file)) files.add(file);
    for (const imported of next.imports) {
      const below = byFile.get(imported);
      if (below !== undefined && !known.has(imported) && !files.has(imported)) visit(below);
    }
  };
  visit(chunk);
  return [...files].map((file) => `/${file}`);
};

/** The script in one piece, which a page runs without waiting for anything. */
const bundled = async (needs: object): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('early-script.ts', import.meta.url)), formats: ['iife'], name: 'early' },
      // Shapes that only the program checks are left out.
      rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('the early script was not built');
  return `{const needs=${JSON.stringify(needs)};\n${output.output[0].code}}\n`;
};

/**
 * Makes `early.js`, which a page runs before everything else, of `early-script.ts` and the names that the build gave the files
 * of pages and words: so they are asked for at once and not only when the program gets to them.
 */
export const earlyScript = (): Plugin => ({
  name: 'early-script',
  enforce: 'post',
  // Last of all: styles that several pages share are first a chunk, which goes once its styles stand by themselves.
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk');
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const chunkOf = (module: string): Chunk => {
        const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/web/${module}`));
        if (found === undefined) throw new Error(`${module} is no file of its own`);
        return found;
      };
      const started = chunks.find(({ isEntry, name }) => isEntry && name === 'index');
      if (started === undefined) throw new Error('the app has no entry');
      const known = new Set([started.fileName, ...filesOf(started, byFile, new Set()).map((file) => file.slice(1))]);
      const files = (module: string): string[] => filesOf(chunkOf(module), byFile, known);
      const needs = {
        pages: Object.fromEntries(Object.entries(pages).map(([path, page]) => [path, files(`features/${page}.tsx`)])),
        words: { ru: files('i18n/ru.ts'), en: files('i18n/en.ts') },
      };
      this.emitFile({ type: 'asset', fileName: 'early.js', source: await bundled(needs) });
    },
  },
});
