import { attributionEn } from './attribution.en.ts';
import { attributionRu } from './attribution.ru.ts';
import { auditEn } from './audit.en.ts';
import { auditRu } from './audit.ru.ts';
import { channelsEn } from './channels.en.ts';
import { channelsRu } from './channels.ru.ts';
import { conveyorEn } from './conveyor.en.ts';
import { conveyorRu } from './conveyor.ru.ts';
import { customersEn } from './customers.en.ts';
import { customersRu } from './customers.ru.ts';
import { dataEn } from './data.en.ts';
import { dataRu } from './data.ru.ts';
import { decisionsEn } from './decisions.en.ts';
import { decisionsRu } from './decisions.ru.ts';
import { designEn } from './design.en.ts';
import { designRu } from './design.ru.ts';
import { forecastEn } from './forecast.en.ts';
import { forecastRu } from './forecast.ru.ts';
import { guideEn } from './guide.en.ts';
import { guideRu } from './guide.ru.ts';
import { identityEn } from './identity.en.ts';
import { identityRu } from './identity.ru.ts';
import { importingEn } from './importing.en.ts';
import { importingRu } from './importing.ru.ts';
import { journeyEn } from './journey.en.ts';
import { journeyRu } from './journey.ru.ts';
import { moneyEn } from './money.en.ts';
import { moneyRu } from './money.ru.ts';
import { numberEn } from './number.en.ts';
import { numberRu } from './number.ru.ts';
import { qualityEn } from './quality.en.ts';
import { qualityRu } from './quality.ru.ts';
import { notesEn, reasonsEn } from './reasons.en.ts';
import { notesRu, reasonsRu } from './reasons.ru.ts';
import { shellEn } from './shell.en.ts';
import { shellRu } from './shell.ru.ts';
import { sourcesEn } from './sources.en.ts';
import { sourcesRu } from './sources.ru.ts';
import { accessEn, surveyEn } from './survey.en.ts';
import { accessRu, surveyRu } from './survey.ru.ts';

/** Everything the interface says, in Russian. */
export const ru = {
  shell: shellRu,
  reasons: reasonsRu,
  notes: notesRu,
  guide: guideRu,
  audit: auditRu,
  decisions: decisionsRu,
  conveyor: conveyorRu,
  money: moneyRu,
  attribution: attributionRu,
  forecast: forecastRu,
  number: numberRu,
  customers: customersRu,
  data: dataRu,
  channels: channelsRu,
  identity: identityRu,
  quality: qualityRu,
  importing: importingRu,
  sources: sourcesRu,
  survey: surveyRu,
  access: accessRu,
  design: designRu,
  journey: journeyRu,
};

/** Everything the interface says, in English. */
export const en = {
  shell: shellEn,
  reasons: reasonsEn,
  notes: notesEn,
  guide: guideEn,
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
