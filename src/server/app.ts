import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { fileRoutes } from '../model/file-routes.ts';
import { Problem } from '../model/problem.ts';
import type { Log } from '../operations/log.ts';
import type { Operations } from '../operations/types.ts';
import { accessGate, accessRoutesOf } from './access.ts';
import { createApi } from './api.ts';
import { docsPage, docsScript } from './docs-page.ts';
import { exported, exportFile, exportQuery } from './exports.ts';
import { createGuard } from './guard.ts';
import { createLocalRoutes } from './local-routes.ts';
import { openapiDocument } from './openapi.ts';
import { invalidInput, problem, problemOf, problemResponse } from './problems.ts';
import { createStaticFiles } from './static-files.ts';

export type AppParts = {
  /** Resolves once the stores are open; requests that come before wait. */
  operations: () => Promise<Operations>;
  isReady: () => boolean;
  /** The built web app. */
  webDirectory: string;
  /** The lock file's token, for the command line beside the server. */
  token: string;
  version: string;
  /** Where others reach the server; null where nobody can. */
  publicUrl: string | null;
  /** The address it listens on beside loopback. */
  host: string | null;
  log: Log;
};

/** Bytes of a JSON request; files go by the upload route, which has no limit. */
const jsonBytes = 8 * 1024 * 1024;
/** Of what may come from anybody who has a personal link. */
const linkBytes = 128 * 1024;

const tooLarge = problem(
  'usage',
  'too_large',
  'Запрос слишком велик: не больше 8 МБ, а по личной ссылке — 128 КБ; файлы передаются через загрузку.',
  'The request is too large: 8 MB at most, 128 KB by a personal link; files go by the upload route.',
);
const nothingHere = problem('missing', 'not_found', 'По этому адресу ничего нет.', 'There is nothing at this address.');
const brokenOff = problem('input', 'upload_broken_off', 'Передача файла прервалась.', 'The file broke off on its way.');

/** A personal link is as good as a key: no log has it. */
const withoutToken = (path: string): string => path.replace(/^(\/s|\/api\/survey-links)\/.*/, '$1/…');

async function* bytesOf(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
  if (!body) return;
  try {
    yield* body;
  } catch (error) {
    throw new Problem(brokenOff, { cause: error });
  }
}

const streamOf = (bytes: AsyncIterable<Uint8Array>, log: Log): ReadableStream<Uint8Array> => {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        log('error', 'an export broke off', error);
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
};

const addFileRoutes = (app: Hono, { operations, log }: AppParts): void => {
  app.post(fileRoutes.upload, async (context) => {
    const name = context.req.query('name');
    if (!name) throw new Problem(invalidInput([{ path: ['name'], message: 'name=…' }]));
    const { uploads } = await operations();
    return context.json(await uploads.receive({ name, bytes: bytesOf(context.req.raw.body) }));
  });
  for (const what of exported)
    app.get(fileRoutes[what], async (context) => {
      const query = exportQuery(new URL(context.req.url).searchParams);
      const language = context.req.query('lang') === 'en' ? 'en' : 'ru';
      const input = { ...query, workspace: context.req.param('workspace') };
      const file = await exportFile(await operations(), what, input, language);
      return new Response(streamOf(file.bytes, log), {
        headers: {
          'content-type': file.contentType,
          'content-disposition': `attachment; filename="${file.fileName}"`,
          'cache-control': 'no-store',
        },
      });
    });
};

/** The product over HTTP: the API, files in and out, the web app; guarded, and with one shape of error. */
export const createApp = (parts: AppParts): Hono => {
  const { log } = parts;
  const app = new Hono();
  const api = createApi(parts.operations, log);
  const files = createStaticFiles(parts.webDirectory);
  const document = () => openapiDocument(parts.version);
  let described: ReturnType<typeof document> | undefined;

  app.onError((error, context) => problemResponse(problemOf(error, log), context.req.raw));
  app.use(async (context, next) => {
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    log('debug', `${context.req.method} ${withoutToken(context.req.path)} ${context.res.status} ${ms} ms`);
  });
  app.use(createGuard(parts.publicUrl, parts.host));
  app.use(accessGate(parts));
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', (context) => context.json({ ok: parts.isReady() }, parts.isReady() ? 200 : 503));

  app.get('/api/openapi.json', async (context) => {
    described ??= document();
    return context.json(await described);
  });
  app.get('/api/docs', (context) => context.html(docsPage));
  app.get('/api/docs/page.js', (context) => context.body(docsScript, 200, { 'content-type': 'text/javascript' }));
  addFileRoutes(app, parts);
  app.use(
    '/api/survey-links/*',
    bodyLimit({ maxSize: linkBytes, onError: (context) => problemResponse(tooLarge, context.req.raw) }),
  );
  app.use(
    '/api/*',
    bodyLimit({ maxSize: jsonBytes, onError: (context) => problemResponse(tooLarge, context.req.raw) }),
  );
  app.route('/', accessRoutesOf(parts));
  app.route('/', createLocalRoutes(parts.operations, parts.token));
  app.all('/api/*', async (context) => (await api(context.req.raw)) ?? problemResponse(nothingHere, context.req.raw));

  app.on(['GET', 'HEAD'], '*', async (context) => (await files(context.req.raw)) ?? context.notFound());
  app.notFound((context) => problemResponse(nothingHere, context.req.raw));
  return app;
};
