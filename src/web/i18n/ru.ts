import { attributionRu } from './attribution.ru.ts';
import { auditRu } from './audit.ru.ts';
import { channelsRu } from './channels.ru.ts';
import { conveyorRu } from './conveyor.ru.ts';
import { customersRu } from './customers.ru.ts';
import { dataRu } from './data.ru.ts';
import { decisionsRu } from './decisions.ru.ts';
import { designRu } from './design.ru.ts';
import { forecastRu } from './forecast.ru.ts';
import { guideRu } from './guide.ru.ts';
import { identityRu } from './identity.ru.ts';
import { importingRu } from './importing.ru.ts';
import { journeyRu } from './journey.ru.ts';
import { methodRu } from './method.ru.ts';
import { moneyRu } from './money.ru.ts';
import { numberRu } from './number.ru.ts';
import { qualityRu } from './quality.ru.ts';
import { notesRu, reasonsRu } from './reasons.ru.ts';
import { shellRu } from './shell.ru.ts';
import { sourcesRu } from './sources.ru.ts';
import { accessRu, surveyRu } from './survey.ru.ts';

/** Everything the interface says, in Russian. */
export const ru = {
  shell: shellRu,
  reasons: reasonsRu,
  notes: notesRu,
  guide: guideRu,
  method: methodRu,
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
