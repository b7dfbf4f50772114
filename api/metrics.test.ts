import { expect, test } from 'vitest';
import { createMetrics, showSweeps } from './metrics.ts';

test('what is kept for a while is shown by table: how much, how old, how much has gone and when', async () => {
  const metrics = createMetrics({ processMetrics: false });
  const now = 1_000_000_000;
  showSweeps(
    metrics,
    [
      { tableName: 'deliveries', sweptAt: now - 5_000, removed: 12, remaining: 3, oldestAt: now - 60_000 },
      { tableName: 'auth.users', sweptAt: null, removed: 7, remaining: 0, oldestAt: null },
      // Sign-ins end later than now.
      { tableName: 'auth.sessions', sweptAt: now, removed: 0, remaining: 9, oldestAt: now + 60_000 },
    ],
    now,
  );
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.includes('table="'));
  expect(lines.toSorted()).toEqual(
    [
      'everslot_retained_rows{table="deliveries"} 3',
      'everslot_retained_rows{table="auth.users"} 0',
      'everslot_retained_rows{table="auth.sessions"} 9',
      'everslot_retained_oldest_seconds{table="deliveries"} 60',
      'everslot_retained_oldest_seconds{table="auth.users"} 0',
      'everslot_retained_oldest_seconds{table="auth.sessions"} 0',
      'everslot_swept_rows{table="deliveries"} 12',
      'everslot_swept_rows{table="auth.users"} 7',
      'everslot_swept_rows{table="auth.sessions"} 0',
      'everslot_sweep_age_seconds{table="deliveries"} 5',
      'everslot_sweep_age_seconds{table="auth.sessions"} 0',
    ].toSorted(),
  );
});
