import { basename } from 'node:path';
import { statSync } from 'node:fs';

/** Small files that take minutes; begun last, one of them would run on alone. */
const LONG = [
  'screens-belonging.e2e-spec.ts',
  'screens.e2e-spec.ts',
  'watchers-told.fault-spec.ts',
  'demonstration.e2e-spec.ts',
  'upload-another-day.e2e-spec.ts',
  's3-faults.int-spec.ts',
];

/** The order in which Jest begins test files: the long ones, then the larger before the smaller. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.indexOf(basename(path));
      return at === -1 ? LONG.length : at;
    };
    const size = ({ path }) => statSync(path).size;
    return tests.toSorted((one, other) => rank(one) - rank(other) || size(other) - size(one));
  }

  // Jest asks these of every sequencer; nothing is remembered between runs, and nothing is divided.
  cacheResults() {}
  allFailedTests(tests) {
    return tests;
  }
  shard(tests) {
    return tests;
  }
}
