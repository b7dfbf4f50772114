import { describe, expect, test } from 'vitest';
import { createLine } from './line.ts';

/** Work that ends when it is told to, and says when it begins. */
const makeWork = (name: string, said: string[]) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (): Promise<string> => {
    said.push(name);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
};

describe('local activities in a line', () => {
  test('begin at once where none is under way, and else one after another in their order', async () => {
    const said: string[] = [];
    const line = createLine();
    const [first, second, third] = ['first', 'second', 'third'].map((name) => makeWork(name, said));
    const results = [first, second, third].map((each) => line(each?.work ?? (async () => '')));
    expect(said).toEqual(['first']);
    second?.end();
    first?.end();
    expect(await results[1]).toBe('second');
    expect(said).toEqual(['first', 'second', 'third']);
    third?.end();
    expect(await Promise.all(results)).toEqual(['first', 'second', 'third']);
    const later = makeWork('later', said);
    const last = line(later.work);
    expect(said.at(-1)).toBe('later');
    later.end();
    await last;
  });

  test('go on after one that failed', async () => {
    const said: string[] = [];
    const line = createLine();
    const [first, second] = [makeWork('first', said), makeWork('second', said)];
    const results = [line(first.work), line(second.work)] as const;
    first.fail();
    await expect(results[0]).rejects.toThrow('first');
    second.end();
    expect(await results[1]).toBe('second');
  });
});
