import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

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

/** The suite whose name tells why its tests were skipped, or the test itself where it stands alone. */
function reasonOf(test: TestCase): string {
  return test.parent.type === 'suite' ? test.parent.fullName : test.name;
}

function skippedByReason(modules: readonly TestModule[]): Map<string, number> {
  const reasons = new Map<string, number>();
  for (const testModule of modules) {
    for (const test of testModule.children.allTests('skipped')) {
      const reason = reasonOf(test);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  return reasons;
}

/** A line for each test that failed, with its file and the first line of what was wrong: a long log need not be searched. */
function failures(modules: readonly TestModule[]): string[] {
  return modules.flatMap((testModule) => {
    const tests = [...testModule.children.allTests('failed')].map((test) => ({ name: test.fullName, errors: test.result().errors ?? [] }));
    const whole = testModule.errors().map((error) => ({ name: 'the file itself', errors: [error] }));
    return [...tests, ...whole].map(({ name, errors }) => {
      const [first = ''] = stripVTControlCharacters(errors[0]?.message ?? '').split('\n', 1);
      return `failed: ${testModule.relativeModuleId} > ${name}: ${first}\n`;
    });
  });
}

/** Ends every run with what was skipped and why, what failed, then the plain line `N passed, N failed` (and the skipped ones, where there are any). */
class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const { passed, failed, skipped } = count(modules);
    const reasons = [...skippedByReason(modules)].map(([reason, tests]) => `skipped ${tests}: ${reason}\n`);
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    process.stdout.write(`\n${[...reasons, ...failures(modules)].join('')}${passed} passed, ${failed} failed${tail}\n`);
  }
}

export default ClosingLineReporter;
