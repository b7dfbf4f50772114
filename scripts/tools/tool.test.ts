import { describe, expect, test } from 'vitest';
import { SetupError } from '#scripts/report.ts';
import { convertWay, findTool, meansOf, obtainTool, type Tool } from './tool.ts';

const nothing: Tool<string> = {
  name: 'A hammer',
  ways: [
    { advice: 'set HAMMER', find: async () => undefined },
    { advice: 'allow the download', obtain: () => Promise.reject(new Error('the shop is closed')) },
    { advice: 'install a forge', obtain: async () => undefined },
  ],
};

describe('obtaining a tool', () => {
  test('the ways are tried in order and the first result counts', async () => {
    const asked: string[] = [];
    const way = (name: string, result?: string) => ({
      advice: name,
      find: async () => {
        asked.push(name);
        return result;
      },
    });
    const tool = { name: 'A hammer', ways: [way('first'), way('second', 'found'), way('third', 'unused')] };
    expect(await obtainTool(tool, () => undefined)).toBe('found');
    expect(asked).toEqual(['first', 'second']);
  });

  test('when none works one sentence names every way and what was tried', async () => {
    await expect(obtainTool(nothing, () => undefined)).rejects.toThrow(
      'A hammer could not be found or fetched (tried: the shop is closed): set HAMMER, or allow the download, or install a forge.',
    );
  });

  test('a setting that points to nothing stops at once instead of being passed over', async () => {
    const wrong = {
      advice: 'set HAMMER',
      find: () => Promise.reject(new SetupError('HAMMER names /nowhere.')),
    };
    await expect(
      obtainTool({ name: 'A hammer', ways: [wrong, ...nothing.ways] }, () => undefined),
    ).rejects.toThrow('HAMMER names /nowhere.');
  });

  test('looking for what is there fetches nothing', async () => {
    expect(await findTool(nothing)).toBeUndefined();
  });

  test('a tool that wraps another can be had in the same ways', async () => {
    const forge = {
      advice: 'install a forge',
      means: async () => 'forged here',
      obtain: async () => 'hammer',
    };
    const box: Tool<{ contains: string }> = {
      name: 'A box',
      ways: [convertWay(forge, (contains) => ({ contains }))],
    };
    expect(await findTool(box)).toBeUndefined();
    expect(await meansOf(box)).toEqual(['forged here']);
    expect(await obtainTool(box, () => undefined)).toEqual({ contains: 'hammer' });
  });
});
