import { fileRoutes } from '../../../../model/file-routes.ts';

/**
 * The address of refused rows, of one import or of all, as a file of their own layout with the reasons in the reader's language.
 *
 * A workbook keeps what a spreadsheet would change in CSV: zeros a tax number begins with, long numbers, dates.
 */
export const errorFileUrl = (
  workspace: string,
  language: 'ru' | 'en',
  format: 'csv' | 'xlsx' | 'json',
  importId?: string,
): string => {
  const query = new URLSearchParams({ format, lang: language, ...(importId ? { import: importId } : {}) });
  return `${fileRoutes.quarantine.replace(':workspace', encodeURIComponent(workspace))}?${query}`;
};
