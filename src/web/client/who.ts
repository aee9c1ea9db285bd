const key = 'conveyor-who';

/** The name the reader last signed a decision with, in this browser. */
export const rememberedWho = (): string => {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

export const rememberWho = (who: string): void => {
  try {
    localStorage.setItem(key, who);
  } catch {
    // Asked again next time.
  }
};
