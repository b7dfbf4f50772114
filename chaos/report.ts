import { cpus, release } from 'node:os';
import { faultKinds } from './faults/plan.ts';
import { countFaults, type Outcome } from './run.ts';

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const widths = header.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (/^[\d,.]+$/.test(cell) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
};

const count = (value: number): string => value.toLocaleString('en-US');

const faultRows = ({ injected, pushes, paymentPushes }: Outcome): string[][] => {
  const counts = countFaults(injected);
  const rows = faultKinds.map((kind) => {
    const recoveries = injected.flatMap((each) =>
      each.kind === kind && each.recoveryMs !== undefined ? [each.recoveryMs] : [],
    );
    const longest = recoveries.length === 0 ? '' : (Math.max(...recoveries) / 1000).toFixed(1);
    return [kind, count(counts.get(kind) ?? 0), longest];
  });
  return [
    ...rows,
    ['push dropped', count(pushes.dropped), ''],
    ['push repeated', count(pushes.repeated), ''],
    ['payment notification dropped', count(paymentPushes.dropped), ''],
    ['payment notification repeated', count(paymentPushes.repeated), ''],
  ];
};

const loadLines = ({ counters }: Outcome): string[] => {
  const latencies = counters.latencies.toSorted((a, b) => a - b);
  const refusals = [...counters.refusals]
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, number]) => `${code} ${count(number)}`);
  return [
    `${count(counters.requests)} requests: ${count(counters.ok)} done, ${count(counters.unknown)} without an outcome and repeated; refused: ${refusals.join(', ') || 'none'}`,
    `Answers that did what was asked: p50 ${quantile(latencies, 0.5).toFixed(0)} ms, p99 ${quantile(latencies, 0.99).toFixed(0)} ms, with all faults included`,
  ];
};

const shownViolations = 12;

/** The result as people read it. */
export function renderReport(outcome: Outcome): string {
  const verdicts = outcome.results.map((result) => [
    result.violations.length === 0 ? 'holds' : 'BROKEN',
    result.name,
    count(result.checked),
    count(result.violations.length),
    result.promise,
  ]);
  const details = outcome.results.flatMap(({ name, violations }) =>
    violations.length === 0
      ? []
      : [
          '',
          `${name}:`,
          ...violations.slice(0, shownViolations).map((text) => `  ${text}`),
          ...(violations.length > shownViolations
            ? [`  … and ${violations.length - shownViolations} more`]
            : []),
        ],
  );
  const left = Object.entries(outcome.quiesce.left).map(([what, number]) => `${number} ${what}`);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.version}`;
  return [
    `Seed ${outcome.seed}, ${outcome.minutes} minutes, ${machine}`,
    '',
    ...table(['fault', 'times', 'longest recovery s'], faultRows(outcome)),
    '',
    ...loadLines(outcome),
    `In the end: ${Object.entries(outcome.totals)
      .map(([name, number]) => `${count(number)} ${name.replaceAll('_', ' ')}`)
      .join(', ')}`,
    `At rest ${(outcome.quiesce.ms / 1000).toFixed(1)} s after healing, ${count(outcome.quiesce.retriedByHand)} bookings tried again by their hosts${left.length === 0 ? '' : `, except ${left.join(', ')}`}`,
    '',
    ...table(['', 'invariant', 'checked', 'violations', 'what it says'], verdicts),
    ...details,
    '',
    outcome.held ? 'Every invariant holds.' : 'An invariant is broken.',
  ].join('\n');
}
