import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyAttribution } from './attribution.ts';
import { type Check, holds, tableOf } from './check.ts';
import { startProduct } from './company.ts';
import { verifyForecast } from './forecast.ts';
import { verifyEdges, verifyOpportunities, verifyPurchaseModels, verifyRenewals } from './models.ts';
import { verifyPipeline } from './pipeline.ts';
import { verifyCdnow, verifyCompletejourney } from './purchases.ts';
import { verifySubscriptions } from './subscriptions.ts';

const entry = fileURLToPath(new URL('../../bin/conveyor.mjs', import.meta.url));

const verify = async (directory: string): Promise<Check[]> => {
  const temporary = await mkdtemp(path.join(tmpdir(), 'conveyor-verify-'));
  const product = await startProduct(entry, temporary);
  try {
    return [
      ...(await verifyAttribution(directory)),
      ...(await verifyForecast(directory)),
      ...(await verifyPurchaseModels(directory)),
      ...(await verifyOpportunities(directory)),
      ...(await verifyRenewals(directory)),
      ...(await verifyEdges(directory)),
      ...(await verifyCdnow(directory, product.company('cdnow'))),
      ...(await verifyCompletejourney(directory, product.company('completejourney'))),
      ...(await verifyPipeline(directory, product.company('maven'))),
      ...(await verifySubscriptions(directory, product.company('playbook'))),
    ];
  } finally {
    await product.stop();
    await rm(temporary, { recursive: true, force: true });
  }
};

const main = async (): Promise<number> => {
  const directory = process.argv[2];
  if (!directory) {
    process.stderr.write(
      'Usage: npm run verify -- DIRECTORY (docs/verification.md tells where the data is to be had)\n',
    );
    return 2;
  }
  if (
    !(await access(directory).then(
      () => true,
      () => false,
    ))
  ) {
    process.stderr.write(`There is no folder ${directory}.\n`);
    return 1;
  }
  const checks = await verify(path.resolve(directory));
  const failed = checks.filter((check) => !holds(check)).length;
  process.stdout.write(`${tableOf(checks)}\n\n${checks.length - failed} of ${checks.length} checks hold\n`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
