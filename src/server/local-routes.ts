import { Hono } from 'hono';
import { z } from 'zod';
import { NewPassword } from '../model/access.ts';
import { Problem } from '../model/problem.ts';
import type { Operations } from '../operations/types.ts';
import { isTokenOf } from './data-lock.ts';
import { invalidInput, problem, problemResponse } from './problems.ts';

/**
 * Paths of this machine's own files, for the command line beside the server: who can read the lock file's token can read the
 * data anyway. No browser ever has the token.
 */
export const localPaths = {
  hello: '/api/local/hello',
  upload: '/api/local/uploads',
  backup: '/api/local/backup',
  restore: '/api/local/restore',
  ownerPassword: '/api/local/owner-password',
} as const;

const LocalFile = z.object({ path: z.string().min(1) });
const LocalBackup = z.object({ file: z.string().min(1) });
const LocalRestore = LocalBackup.extend({ replace: z.boolean() });

const read = async <Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> => {
  const parsed = schema.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new Problem(invalidInput(parsed.error.issues));
};

const noToken = problem(
  'usage',
  'no_token',
  'Этот адрес — для командной строки на этой же машине.',
  'This address is for the command line on this machine.',
);

export const createLocalRoutes = (operations: () => Promise<Operations>, token: string): Hono => {
  const app = new Hono();
  app.use('/api/local/*', async (context, next) => {
    if (isTokenOf(token, context.req.header('authorization'))) return next();
    return problemResponse(noToken, context.req.raw);
  });
  app.get(localPaths.hello, (context) => context.json({ pid: process.pid }));
  app.post(localPaths.upload, async (context) =>
    context.json(await (await operations()).uploads.local(await read(context.req.raw, LocalFile))),
  );
  app.post(localPaths.backup, async (context) =>
    context.json(await (await operations()).backups.write(await read(context.req.raw, LocalBackup))),
  );
  app.post(localPaths.restore, async (context) =>
    context.json(await (await operations()).backups.restore(await read(context.req.raw, LocalRestore))),
  );
  app.get(localPaths.ownerPassword, async (context) =>
    context.json({ hasOwner: await (await operations()).access.hasOwner() }),
  );
  app.post(localPaths.ownerPassword, async (context) => {
    const { password } = await read(context.req.raw, NewPassword);
    await (await operations()).access.setPassword(password);
    return context.json({ hasOwner: true });
  });
  return app;
};
