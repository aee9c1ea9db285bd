import { Problem } from '../../../../src/model/problem.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';

/** Tries to open a directory and prints the problem, or «opened». */
try {
  await openChdb(process.argv[2] ?? '');
  console.log('"opened"');
} catch (error) {
  console.log(JSON.stringify(error instanceof Problem ? error.body : String(error)));
}
