import type { Reporter, TestModule } from 'vitest/node';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

function count(modules: readonly TestModule[]): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const testModule of modules) {
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') tally.passed += 1;
      else if (state === 'failed') tally.failed += 1;
      else tally.skipped += 1;
    }
    // A module that cannot even be loaded holds no test, but it must not look green.
    if (testModule.state() === 'failed' && [...testModule.children.allTests('failed')].length === 0) tally.failed += 1;
  }
  return tally;
}

/** Ends every run with the plain line `N passed, N failed` (and the skipped ones, where there are any). */
class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const { passed, failed, skipped } = count(modules);
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    process.stdout.write(`\n${passed} passed, ${failed} failed${tail}\n`);
  }
}

export default ClosingLineReporter;
