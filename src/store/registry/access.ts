import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** How sessions are kept: what their cookies are signed with, and whether they travel over https alone. */
export type AccessHow = { secret: string; isSecure: boolean };

/** The owner, who may do everything. Others can come to stand beside: people, sessions and sign-ins have tables of their own. */
export type Access = {
  hasOwner(): Promise<boolean>;
  /** Makes the owner, or gives the owner a new password and ends every session. */
  setPassword(password: string): Promise<void>;
  /** The cookies of a new session; null for a wrong password. */
  signIn(password: string): Promise<string[] | null>;
  isSignedIn(headers: Headers): Promise<boolean>;
  /** Ends the session of these headers; the cookies that forget it. */
  signOut(headers: Headers): Promise<string[]>;
};

/** Nobody has mail here: people are known by addresses that lead nowhere. */
const ownerAddress = 'owner@conveyor.invalid';
const sessionSeconds = 30 * 24 * 3600;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** better-auth over the registry's own tables; loaded when it is first asked, for most processes never ask. */
const openAuth = async (database: Kysely<Tables>, { secret, isSecure }: AccessHow) => {
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    // Only its functions are called, so nothing depends on the address.
    baseURL: 'http://localhost',
    secret,
    database: { db: database, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: { modelName: 'access_people', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'access_sessions',
      fields: {
        userId: 'person',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'access_accounts',
      fields: {
        userId: 'person',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'access_verifications', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      cookiePrefix: 'conveyor',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
    },
  });
};

export const openAccess = (database: Kysely<Tables>, how: () => Promise<AccessHow>): Access => {
  let opened: ReturnType<typeof openAuth> | undefined;
  const auth = () => {
    opened ??= how().then((known) => openAuth(database, known));
    return opened;
  };
  const owner = () =>
    database.selectFrom('access_people').select('id').where('email', '=', ownerAddress).executeTakeFirst();
  return {
    hasOwner: async () => (await owner()) !== undefined,
    setPassword: async (password) => {
      const { internalAdapter, password: passwords } = await (await auth()).$context;
      const hash = await passwords.hash(password);
      const known = await owner();
      if (known !== undefined) {
        await internalAdapter.updatePassword(known.id, hash);
        await internalAdapter.deleteUserSessions(known.id);
        return;
      }
      const { id } = await internalAdapter.createUser(
        { email: ownerAddress, name: 'owner', emailVerified: true },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password: hash });
    },
    signIn: async (password) => {
      const { api } = await auth();
      const answer = await api.signInEmail({ body: { email: ownerAddress, password }, asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : null;
    },
    isSignedIn: async (headers) => {
      if (!headers.get('cookie')?.includes('conveyor.')) return false;
      return (await (await auth()).api.getSession({ headers })) !== null;
    },
    signOut: async (headers) => {
      const answer = await (await auth()).api.signOut({ headers, asResponse: true });
      return answer.headers.getSetCookie();
    },
  };
};
