import { expect, test } from 'vitest';
import { AppError } from '#domain/errors.ts';
import type { AlternativeView } from '#services/availability/find-slots.ts';
import { sharedAlternatives, withAlternatives } from './alternatives.ts';

const now = 1_800_000_000_000;
const found: AlternativeView[] = [];

const deferred = () => {
  let resolve: (found: AlternativeView[]) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<AlternativeView[]>((onFound, onFailure) => {
    resolve = onFound;
    reject = onFailure;
  });
  return { promise, resolve, reject };
};

test('alternatives are computed once for everybody who is refused while they are, and for two seconds more', async () => {
  let searches = 0;
  const search = deferred();
  const ask = (at: number, find = () => search.promise) =>
    sharedAlternatives(
      'once',
      () => at,
      () => {
        searches += 1;
        return find();
      },
    );
  const waiting = Array.from({ length: 1_000 }, () => ask(now));
  expect(searches).toBe(1);
  search.resolve(found);
  for (const answer of await Promise.all(waiting)) expect(answer).toBe(found);
  await ask(now + 1_999);
  expect(searches).toBe(1);
  await ask(now + 2_000);
  expect(searches).toBe(2);
});

test('a search that takes long is not begun again while it runs', async () => {
  let searches = 0;
  const search = deferred();
  const ask = (at: number) =>
    sharedAlternatives(
      'slow',
      () => at,
      () => {
        searches += 1;
        return search.promise;
      },
    );
  const first = ask(now);
  const late = ask(now + 60_000);
  search.resolve(found);
  expect(await Promise.all([first, late])).toEqual([found, found]);
  expect(searches).toBe(1);
});

test('alternatives of one time are not those of another', async () => {
  const other: AlternativeView[] = [];
  await sharedAlternatives(
    'this',
    () => now,
    async () => found,
  );
  expect(
    await sharedAlternatives(
      'that',
      () => now,
      async () => other,
    ),
  ).toBe(other);
});

test('a search that failed is not remembered', async () => {
  const failing = sharedAlternatives(
    'failing',
    () => now,
    () => Promise.reject(new Error('no')),
  );
  await expect(failing).rejects.toThrow('no');
  expect(
    await sharedAlternatives(
      'failing',
      () => now,
      async () => found,
    ),
  ).toBe(found);
});

test('only the refusal of a taken time is given alternatives, and it stands alone when none can be found', async () => {
  const taken = new AppError('slot_taken', 'Taken.');
  const refuse = (error: Error, suggest = async () => found) =>
    withAlternatives(Promise.reject(error), suggest);
  await expect(refuse(taken)).rejects.toMatchObject({ code: 'slot_taken', extra: { alternatives: found } });
  const none = refuse(taken, () => Promise.reject(new Error('no')));
  await expect(none).rejects.toMatchObject({ code: 'slot_taken', extra: { alternatives: [] } });
  const other = new AppError('in_the_past', 'Past.');
  await expect(refuse(other)).rejects.toBe(other);
  const broken = new Error('broken');
  await expect(refuse(broken)).rejects.toBe(broken);
  expect(await withAlternatives(Promise.resolve('made'), async () => found)).toBe('made');
});
