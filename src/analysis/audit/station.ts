import { advocate, type StageOrOverlay, stages } from '../../model/stages.ts';

/** The station of the lifecycle that a weak place is at, by where the audit found it (`zones:new`, `stages:lost`); null where it is at none. */
export const stationOf = (where: readonly string[]): StageOrOverlay | null => {
  const named = where.map((place) => /^(?:zones|stages):(\w+)$/u.exec(place)?.[1]);
  const stations: readonly StageOrOverlay[] = [...stages, advocate];
  return stations.find((station) => named.includes(station)) ?? null;
};
