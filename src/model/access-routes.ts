/** Raw routes of signing in: they set and read cookies, which an operation can't. */
export const accessRoutes = {
  /** GET → `AccessState`, to anybody. */
  state: '/api/access',
  /** POST `SignIn` → a session's cookie; DELETE ends it. */
  session: '/api/access/session',
  /** PUT `NewPassword`: the owner's password, set or replaced; ends every session. */
  password: '/api/access/password',
} as const;

export type AccessState = {
  /** Others can reach the server, so that everything but personal links needs the owner's session. */
  isReachable: boolean;
  hasOwner: boolean;
  isSignedIn: boolean;
};
