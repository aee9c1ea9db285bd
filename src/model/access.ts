import { z } from 'zod';

/** Raw routes of signing in: they set and read cookies, which an operation can't. */
export const accessRoutes = {
  /** GET → `AccessState`, to anybody. */
  state: '/api/access',
  /** POST `SignIn` → a session's cookie; DELETE ends it. */
  session: '/api/access/session',
  /** PUT `NewPassword`: the owner's password, set or replaced; ends every session. */
  password: '/api/access/password',
} as const;

export const shortestPassword = 10;
export const longestPassword = 128;

export const AccessState = z.object({
  /** Others can reach the server, so that everything but personal links needs the owner's session. */
  isReachable: z.boolean(),
  hasOwner: z.boolean(),
  isSignedIn: z.boolean(),
});
export type AccessState = z.infer<typeof AccessState>;

export const SignIn = z.object({ password: z.string().max(1000) });
export const NewPassword = z.object({ password: z.string().max(1000), current: z.string().max(1000).optional() });
