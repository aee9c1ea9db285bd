import type { Conveyor } from '../../../model/conveyor.ts';
import { type StageOrOverlay, stages } from '../../../model/stages.ts';

export type Flow = Conveyor['flows'][number];

/** The straight way a customer goes; what crosses it is counted on the stretch it crosses. */
export const straightWay: readonly StageOrOverlay[] = stages.slice(0, 8);

/** Which step of the straight way a station is; −1 off it. */
export const stepOf = (stage: Flow['from']): number => straightWay.indexOf(stage as StageOrOverlay);

/** Whether a move goes forward along the straight way, so that it is drawn on the belt. */
export const isStraight = ({ from, to }: Flow): boolean => stepOf(from) >= 0 && stepOf(to) > stepOf(from);
