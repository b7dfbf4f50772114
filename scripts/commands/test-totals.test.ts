import { describe, expect, test } from 'vitest';
import { countTests } from './test-totals.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((name) => ({ status: name })),
});
const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults });

describe('test totals', () => {
  test('tests are counted over all files', () => {
    const json = report(file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed'));
    expect(countTests(json, 1)).toEqual({ passed: 3, failed: 1 });
  });

  test('a file that could not be loaded counts as a failure', () => {
    expect(countTests(report(file('passed', 'passed'), file('failed')), 1)).toEqual({ passed: 1, failed: 1 });
  });

  test('a run that ended badly never reads as all passed', () => {
    expect(countTests(report(file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(countTests('', 1)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('a good run has no failures', () => {
    expect(countTests(report(file('passed', 'passed')), 0)).toEqual({ passed: 1, failed: 0 });
  });
});
