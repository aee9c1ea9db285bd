import type { BlueprintVersion, InForce } from '../../model/blueprint/versions.ts';
import type { Period } from '../../model/days.ts';

type Dated = Pick<BlueprintVersion, 'version' | 'from'>;

/**
 * The days every version was in force, earliest first: on any day the newest of those whose first day has come.
 *
 * A version that a newer one dated back beyond its own first day was never in force, and is not told.
 */
export const reigns = (versions: readonly Dated[]): InForce[] => {
  const found: InForce[] = [];
  for (const { version, from } of [...versions].sort((a, b) => b.version - a.version)) {
    const to = found[0]?.from ?? null;
    if (to === null || from < to) found.unshift({ version, from, to });
  }
  return found;
};

/** The versions in force on some day of a period, earliest first, each with all its days. */
export const inForceDuring = (versions: readonly Dated[], { from, to }: Period): InForce[] =>
  reigns(versions).filter((reign) => reign.from < to && (reign.to === null || reign.to > from));
