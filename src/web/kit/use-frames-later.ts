import { startTransition, useEffect, useState } from 'react';

/**
 * A value some frames after it came, so that no frame does all that a change asks for: what was changed is drawn first, what follows from
 * it after.
 */
export const useFramesLater = <Value>(value: Value, frames: number): Value => {
  const [later, setLater] = useState(value);
  useEffect(() => {
    let left = frames;
    let frame = 0;
    const tick = (): void => {
      if (left > 0) {
        left -= 1;
        frame = requestAnimationFrame(tick);
      } else startTransition(() => setLater(() => value));
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [value, frames]);
  return later;
};
