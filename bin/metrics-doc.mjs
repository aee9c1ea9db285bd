import { writeFileSync } from 'node:fs';
import { metricsDocument } from '../dist/analysis/catalogue/document.js';

writeFileSync(new URL('../docs/metrics.md', import.meta.url), metricsDocument());
