import { type RefObject, useEffect, useRef } from 'react';

/** Brings what is looked for into view once, when it comes to be looked for. */
export const useShown = (isSought: boolean): RefObject<never> => {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (isSought) element.current?.scrollIntoView({ block: 'center' });
  }, [isSought]);
  return element as RefObject<never>;
};
