import { inLatin } from '../../../model/latin.ts';
import { WorkspaceId } from '../../../model/operation.ts';

/** A workspace's id made of its name: Latin letters, digits and hyphens; empty when the name gives none. */
export const workspaceIdOf = (name: string): string =>
  inLatin(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');

export const isWorkspaceId = (id: string): boolean => WorkspaceId.safeParse(id).success;
