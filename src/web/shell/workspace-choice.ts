const key = 'conveyor-workspace';

/** The workspace last looked at on this machine. */
export const rememberedWorkspace = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export const rememberWorkspace = (id: string): void => {
  try {
    localStorage.setItem(key, id);
  } catch {
    // Kept for this visit only, in the address.
  }
};

type Known = { id: string; isEmpty: boolean };

/**
 * The workspace to show: the one in the address, else the one last looked at, else `main`, else the first that has facts.
 *
 * An empty `main` gives way to a workspace with facts, so that a fresh start with the demo company shows it at once.
 */
export const chooseWorkspace = (
  asked: string | undefined,
  remembered: string | null,
  known: readonly Known[],
): string => {
  if (asked !== undefined) return asked;
  if (remembered !== null && known.some(({ id }) => id === remembered)) return remembered;
  const main = known.find(({ id }) => id === 'main');
  if (main && !main.isEmpty) return 'main';
  return known.find(({ isEmpty }) => !isEmpty)?.id ?? 'main';
};
