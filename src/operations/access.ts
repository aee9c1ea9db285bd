import { longestPassword, shortestPassword } from '../model/access.ts';
import { Problem } from '../model/problem.ts';
import type { Deps } from './deps.ts';
import type { Operations } from './types.ts';
import { openVault } from './vault.ts';

const badPassword = (): Problem =>
  new Problem({
    code: 'password_unfit',
    kind: 'input',
    text: {
      ru: `Пароль: от ${shortestPassword} до ${longestPassword} знаков.`,
      en: `A password has ${shortestPassword} to ${longestPassword} characters.`,
    },
  });

/** Who may enter a server that others can reach. */
export const accessOperations = ({ registry, dataDirectory, secretKey, publicUrl }: Deps): Operations['access'] => {
  const vault = openVault(dataDirectory, secretKey ?? null);
  const access = registry.access(async () => ({
    secret: await vault.derive('sessions'),
    isSecure: publicUrl?.startsWith('https:') ?? false,
  }));
  return {
    ...access,
    setPassword: async (password) => {
      if (password.length < shortestPassword || password.length > longestPassword) throw badPassword();
      await access.setPassword(password);
    },
  };
};
