import { journeyPrint } from '../../../../analysis/sheets/journey-sheet.ts';
import { organisationPrint } from '../../../../analysis/sheets/organisation-sheet.ts';
import { pdfOf } from '../../../../analysis/sheets/pdf.ts';
import { raciPrint } from '../../../../analysis/sheets/raci-sheet.ts';
import type { Format, Print, Sheet } from '../../../../analysis/sheets/sheet.ts';
import { summaryPrint } from '../../../../analysis/sheets/summary-sheet.ts';
import { svgOf } from '../../../../analysis/sheets/svg.ts';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../../model/blueprint/finding.ts';
import { faces } from '../../../kit/typefaces.ts';

/** Everything prints need, in one part of the app that is loaded when somebody prints. */

export type Drawn = { kind: 'journey'; id: string } | { kind: 'organisation' | 'raci' | 'summary' };

export type Asked = {
  what: Drawn;
  blueprint: Blueprint;
  findings: readonly DesignFinding[];
  currency: string;
  asOf: string;
  language: 'ru' | 'en';
  company: string;
  standing: string;
  date: string;
};

const printOf = async (asked: Asked, format: Format): Promise<Print> => {
  const { what, blueprint, asOf, findings, currency, language, company, standing, date } = asked;
  const setting = { faces: await faces(), language, format, company, standing, date };
  switch (what.kind) {
    case 'journey':
      return journeyPrint(blueprint, what.id, asOf, setting);
    case 'organisation':
      return organisationPrint(blueprint, setting);
    case 'raci':
      return raciPrint(blueprint, setting);
    case 'summary':
      return summaryPrint(blueprint, { findings, currency }, setting);
  }
};

export const drawPdf = async (asked: Asked, format: Format): Promise<Blob> => {
  const bytes = pdfOf(await printOf(asked, format), await faces());
  return new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
};

const pictured = async (asked: Asked): Promise<{ sheet: Sheet; svg: string }> => {
  const { sheets, title } = await printOf(asked, 'whole');
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error('A print without a sheet.');
  return { sheet, svg: svgOf(sheet, await faces(), title) };
};

/** One picture of the whole, as large as it is: nothing is cut in sheets. */
export const drawSvg = async (asked: Asked): Promise<Blob> =>
  new Blob([(await pictured(asked)).svg], { type: 'image/svg+xml' });

/** Dots in a millimetre at 200 dots an inch, and the longest side browsers draw surely. */
const dots = 200 / 25.4;
const longest = 12_000;

export const drawPng = async (asked: Asked): Promise<Blob> => {
  const { sheet, svg } = await pictured(asked);
  const scale = Math.min(dots, longest / Math.max(sheet.width, sheet.height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(sheet.width * scale);
  canvas.height = Math.ceil(sheet.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('The browser could not make the picture.');
  return blob;
};
