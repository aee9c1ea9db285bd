import { attributionEn } from './attribution.en.ts';
import { auditEn } from './audit.en.ts';
import { channelsEn } from './channels.en.ts';
import { conveyorEn } from './conveyor.en.ts';
import { customersEn } from './customers.en.ts';
import { dataEn } from './data.en.ts';
import { decisionsEn } from './decisions.en.ts';
import { designEn } from './design.en.ts';
import { forecastEn } from './forecast.en.ts';
import { guideEn } from './guide.en.ts';
import { identityEn } from './identity.en.ts';
import { importingEn } from './importing.en.ts';
import { journeyEn } from './journey.en.ts';
import { methodEn } from './method.en.ts';
import { moneyEn } from './money.en.ts';
import { numberEn } from './number.en.ts';
import { qualityEn } from './quality.en.ts';
import { notesEn, reasonsEn } from './reasons.en.ts';
import { shellEn } from './shell.en.ts';
import { sourcesEn } from './sources.en.ts';
import { accessEn, surveyEn } from './survey.en.ts';

/** Everything the interface says, in English. */
export const en = {
  shell: shellEn,
  reasons: reasonsEn,
  notes: notesEn,
  guide: guideEn,
  method: methodEn,
  audit: auditEn,
  decisions: decisionsEn,
  conveyor: conveyorEn,
  money: moneyEn,
  attribution: attributionEn,
  forecast: forecastEn,
  number: numberEn,
  customers: customersEn,
  data: dataEn,
  channels: channelsEn,
  identity: identityEn,
  quality: qualityEn,
  importing: importingEn,
  sources: sourcesEn,
  survey: surveyEn,
  access: accessEn,
  design: designEn,
  journey: journeyEn,
};
