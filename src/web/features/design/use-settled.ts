import { useEffect, useRef, useState } from 'react';
import { isSame } from '../../../analysis/blueprint/merge.ts';

/** A value once it has stayed the same for a moment: what is asked of the server does not follow every letter typed. */
export const useSettled = <Value>(value: Value, afterMs = 350): Value => {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  const isNew = !isSame(latest.current, value);
  if (isNew) latest.current = value;
  const current = latest.current;
  useEffect(() => {
    const timer = setTimeout(() => setSettled(current), afterMs);
    return () => clearTimeout(timer);
  }, [current, afterMs]);
  return settled;
};
