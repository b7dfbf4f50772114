import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { createLine, type Line, type RefuseTogether } from './line.ts';

const taken = (by: string) => new AppError('slot_taken', by);
const nobody: RefuseTogether<string> = async () => new Map();

type Told = { name: string; answer: string };

/** What each is told, in the order in which they were told. */
const tellAll = async (
  line: Line<string>,
  guests: readonly { name: string; key?: string; ask: () => Promise<string> }[],
  refuseTogether: RefuseTogether<string>,
): Promise<Told[]> => {
  const told: Told[] = [];
  await Promise.all(
    guests.map(async ({ name, key = 'nine', ask }) => {
      const answer = await line(key, name, ask, refuseTogether).catch((error: AppError) => error.message);
      told.push({ name, answer });
    }),
  );
  return told;
};

describe('a line', () => {
  test('lets one at a time ask, in the order in which they came; other keys do not wait', async () => {
    let [under, most] = [0, 0];
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const ask = (name: string, wait: Promise<void>) => async () => {
      under += 1;
      most = Math.max(most, under);
      await wait;
      order.push(name);
      under -= 1;
      return name;
    };
    const here = ['a', 'b', 'c'].map((name) => ({ name, ask: ask(name, gate.promise) }));
    const there = { name: 'd', key: 'ten', ask: async () => 'd' };
    const line = createLine<string>();
    const waiting = tellAll(line, here, nobody);
    expect(await line(there.key, there.name, there.ask, nobody)).toBe('d');
    gate.resolve();
    await waiting;
    expect(order).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  test('refuses those who wait together once one of them was refused', async () => {
    const asked: string[] = [];
    const calls: (readonly string[])[] = [];
    const guest = (name: string, isWinner: boolean) => ({
      name,
      ask: async () => {
        asked.push(name);
        if (isWinner) return 'won';
        throw taken(`told ${name}`);
      },
    });
    const guests = ['a', 'b', 'c', 'd', 'e'].map((name, index) => guest(name, index === 0));
    const told = await tellAll(createLine(), guests, async (entries) => {
      calls.push(entries);
      return new Map(entries.map((entry) => [entry, taken('told together')]));
    });
    expect(asked).toEqual(['a', 'b']);
    expect(calls).toEqual([['c', 'd', 'e']]);
    expect(told.map(({ answer }) => answer)).toEqual([
      'won',
      'told b',
      'told together',
      'told together',
      'told together',
    ]);
  });

  test('a failure is told to the one it met; the next asks', async () => {
    const guests = [
      {
        name: 'a',
        ask: async () => {
          throw new Error('lost');
        },
      },
      { name: 'b', ask: async () => 'won' },
    ];
    const told = await tellAll(createLine(), guests, nobody);
    expect(told.map(({ answer }) => answer)).toEqual(['lost', 'won']);
  });

  test('is gone when nobody waits', async () => {
    const line = createLine<string>();
    for (const name of ['a', 'b']) expect(await line('nine', name, async () => name, nobody)).toBe(name);
  });

  test('whatever is refused together, fails or is left out: everybody is told once, nobody is told a place twice', async () => {
    const cases = fc.record({
      places: fc.integer({ min: 0, max: 5 }),
      guests: fc.integer({ min: 1, max: 30 }),
      fails: fc.boolean(),
      leavesOut: fc.func(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ places, guests, fails, leavesOut }) => {
        let left = places;
        const names = Array.from({ length: guests }, (_, index) => `guest ${index}`);
        const all = names.map((name) => ({
          name,
          ask: async () => {
            await Promise.resolve();
            if (left === 0) throw taken('taken');
            left -= 1;
            return 'won';
          },
        }));
        const told = await tellAll(createLine(), all, async (entries) => {
          if (fails) throw new Error('no connection');
          return new Map(
            entries.filter((entry) => !leavesOut(entry)).map((entry) => [entry, taken('taken')]),
          );
        });
        expect(told.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
        expect(told.filter(({ answer }) => answer === 'won')).toHaveLength(Math.min(places, guests));
        expect(told.every(({ answer }) => answer === 'won' || answer === 'taken')).toBe(true);
      }),
    );
  });
});
