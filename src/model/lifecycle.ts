import { z } from 'zod';
import type * as words from './stages.ts';
import { costClasses, costFunctions, evidenceKinds, revenueClasses, stages, stagesAndOverlay } from './stages.ts';

export const Stage = z.enum(stages);
export type Stage = words.Stage;
export const StageOrOverlay = z.enum(stagesAndOverlay);
export type StageOrOverlay = words.StageOrOverlay;
export const CostClass = z.enum(costClasses);
export type CostClass = words.CostClass;
export const CostFunction = z.enum(costFunctions);
export type CostFunction = words.CostFunction;
export const RevenueClass = z.enum(revenueClasses);
export type RevenueClass = words.RevenueClass;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = words.EvidenceKind;
