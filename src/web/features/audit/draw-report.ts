import type { Report } from '../../../analysis/audit-report/report.ts';
import { auditPrint } from '../../../analysis/sheets/audit-sheet.ts';
import type { Setting } from '../../../analysis/sheets/frame.ts';
import { pdfOf } from '../../../analysis/sheets/pdf.ts';
import { faces } from '../../kit/typefaces.ts';

type Asked = Omit<Setting, 'faces' | 'format'> & { workspace: string };

/** The report as a PDF file whose sentences lead back to this installation. */
export const drawReport = async (report: Report, { workspace, ...setting }: Asked): Promise<Blob> => {
  const loaded = await faces();
  const addressOf = (link: string): string => {
    const address = new URL(link, globalThis.location.origin);
    address.searchParams.set('workspace', workspace);
    return address.href;
  };
  const bytes = pdfOf(auditPrint(report, addressOf, { ...setting, faces: loaded }), loaded);
  return new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
};
