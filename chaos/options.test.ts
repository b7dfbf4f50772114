import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without arguments a run takes twenty minutes under a seed of its own', () => {
  const { seed, ...rest } = readOptions([]);
  expect(rest).toEqual({ minutes: 20, guests: 8, keep: false });
  expect(seed).toBeGreaterThan(0);
});

test('minutes, seed, guests and keep are taken as given', () => {
  expect(readOptions(['--minutes', '0.5', '--seed=7', '--guests', '3', '--keep'])).toEqual({
    minutes: 0.5,
    seed: 7,
    guests: 3,
    keep: true,
  });
});

test.each([
  [['--minutes']],
  [['--minutes', '0']],
  [['--minutes', 'Infinity']],
  [['--minutes', 'five']],
  [['--seed', '1.5']],
  [['--seed', '-1']],
  [['--guests', '2.5']],
  [['--guests', '1000']],
  [['--minute', '3']],
  [['3']],
])('%j is refused with the usage and no stack', (args) => {
  expect(() => readOptions(args)).toThrow(
    expect.objectContaining({ name: 'SetupError', message: expect.stringMatching(/\nusage: npm run prove/) }),
  );
});
