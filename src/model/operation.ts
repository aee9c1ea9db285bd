import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ProblemBody, type Sentence } from './problem.ts';

export const WorkspaceId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
/** What a workspace's id looks like, in words. */
export const workspaceIdShape: Sentence = {
  ru: 'ожидаются строчные латинские буквы, цифры, дефис и подчёркивание, до 63 знаков, первый — буква или цифра',
  en: 'expected lower-case Latin letters, digits, hyphens and underscores, up to 63, the first a letter or a digit',
};
/** The input of whatever is about one workspace. */
export const inWorkspace = z.object({ workspace: WorkspaceId.default('main') });
/** The input of whatever comes in pages. */
export const page = { limit: z.number().int().min(1).max(1000).default(100), cursor: z.string().optional() };
/** What every operation of the contract begins with. */
export const operation = oc.errors({ PROBLEM: { status: 422, data: ProblemBody } });
