type Assertion = { status: string };
type Report = { testResults: readonly { status: string; assertionResults: readonly Assertion[] }[] };

export type Totals = { passed: number; failed: number; remark?: string };

/**
 * Counts a JSON report. A file that fails without a failing test (it could not be loaded, a hook threw) counts as one failure, and so does a
 * run that ended badly although every test passed: the totals never look better than the exit code.
 */
export function countTests(json: string, exitCode: number): Totals {
  if (json.trim() === '') return { passed: 0, failed: 1, remark: 'The test run ended without a report.' };
  const { testResults }: Report = JSON.parse(json);
  const count = (assertions: readonly Assertion[], status: string) =>
    assertions.filter((assertion) => assertion.status === status).length;
  let passed = 0;
  let failed = 0;
  for (const { status, assertionResults } of testResults) {
    const failures = count(assertionResults, 'failed');
    passed += count(assertionResults, 'passed');
    failed += status === 'failed' ? Math.max(failures, 1) : failures;
  }
  if (exitCode === 0 || failed > 0) return { passed, failed };
  return { passed, failed: 1, remark: 'The test run reported an error outside the tests; see above.' };
}
