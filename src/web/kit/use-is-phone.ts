import { useSyncExternalStore } from 'react';

let asked: MediaQueryList | undefined;

/** Asked once: a new query makes the browser work out styles first. */
const narrow = (): MediaQueryList => {
  asked ??= window.matchMedia('(max-width: 767px)');
  return asked;
};

const onChange = (told: () => void): (() => void) => {
  narrow().addEventListener('change', told);
  return () => narrow().removeEventListener('change', told);
};

const isNarrow = (): boolean => narrow().matches;

/** Whether the page is as narrow as a phone's. */
export const useIsPhone = (): boolean => useSyncExternalStore(onChange, isNarrow);
