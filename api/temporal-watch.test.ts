import { expect, test } from 'vitest';
import { createTemporalWatch } from './temporal-watch.ts';

test('what Temporal lacks is told once, whatever comes between, another lack and the end of it as well', async () => {
  let answer: string | null | Error = null;
  const told: string[] = [];
  const look = createTemporalWatch(
    async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
    { warn: ({ problem }) => told.push(problem), info: () => told.push('over') },
  );
  const away = new Error('no answer');
  const waits: number[] = [];
  for (answer of [
    null,
    away,
    'no namespace',
    'no namespace',
    away,
    'no namespace',
    'no attributes',
    null,
    null,
  ])
    waits.push(await look());
  expect(told).toEqual(['no namespace', 'no attributes', 'over']);
  // Who got no answer asks again soon.
  expect(Math.max(waits[1] ?? 0, waits[4] ?? 0)).toBeLessThan(
    Math.min(...waits.toSpliced(4, 1).toSpliced(1, 1)),
  );
});
