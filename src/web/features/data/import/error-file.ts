import { fileRoutes } from '../../../../model/file-routes.ts';

/** The address of an import's refused rows as a file of its own layout, with the reasons. */
export const errorFileUrl = (workspace: string, importId: string): string =>
  `${fileRoutes.quarantine.replace(':workspace', encodeURIComponent(workspace))}?${new URLSearchParams({ format: 'csv', import: importId })}`;
