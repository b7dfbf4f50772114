import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '#services/log.ts';
import type { WebAsset } from '#services/web-asset.ts';
import { createFinder, createKeptAssets, isAssetName, limits } from './kept-assets.ts';

const nameOf = (index: number): string => `app/assets/page-${String(index).padStart(8, '0')}.js`;
const assetOf = (name: string, bytes = 1): WebAsset => ({
  name,
  contentType: 'x',
  etag: '"x"',
  plain: new Uint8Array(bytes),
  br: null,
  gzip: null,
});

/** A finder over a table that has these assets, the queries it sends, and its clock. */
const open = (assets: readonly WebAsset[]) => {
  const queries: (readonly string[])[] = [];
  const clock = { now: 0, fails: false };
  const find = createFinder(
    async (names) => {
      queries.push(names);
      if (clock.fails) throw new Error('away');
      return assets.filter(({ name }) => names.includes(name));
    },
    () => clock.now,
  );
  return { find, queries, clock };
};

describe('looking an asset of another build up', () => {
  it('asks once for what is there, however many ask and however often', async () => {
    const [name] = [nameOf(1)];
    const { find, queries } = open([assetOf(name)]);
    const found = await Promise.all(Array.from({ length: 50 }, () => find(name)));
    expect(found.every((asset) => asset?.name === name)).toBe(true);
    expect((await find(name))?.name).toBe(name);
    expect(queries).toEqual([[name]]);
  });

  it('does not ask again for a name that was not there, for a moment', async () => {
    const { find, queries, clock } = open([]);
    expect(await find(nameOf(1))).toBeNull();
    expect(await find(nameOf(1))).toBeNull();
    expect(queries).toHaveLength(1);
    clock.now += limits.missingMs;
    expect(await find(nameOf(1))).toBeNull();
    expect(queries).toHaveLength(2);
  });

  it('asks for many made-up names in a few queries, and finds the real one among them', async () => {
    const { find, queries } = open([assetOf(nameOf(90))]);
    const found = await Promise.all(Array.from({ length: 100 }, (_, index) => find(nameOf(index))));
    expect(found.filter((asset) => asset !== null).map(({ name }) => name)).toEqual([nameOf(90)]);
    // The first is asked for alone: the others come while it is under way.
    expect(queries.length).toBeLessThanOrEqual(1 + Math.ceil(100 / limits.batch));
  });

  it('turns away what comes when too many wait, without asking', async () => {
    const { find, queries } = open([]);
    const asked = Array.from({ length: limits.waiting + 500 }, (_, index) => find(nameOf(index)));
    await Promise.all(asked);
    expect(queries.flat().length).toBe(limits.waiting);
  });

  it('never asks for a name that no build gives', async () => {
    const { find, queries } = open([]);
    for (const name of [
      'app/assets/missing.js',
      'app/index.html',
      '_guest/server.js',
      'app/assets/deep/page-00000001.js',
      'app/assets/page-00000001.js.map',
      'app/assets/../page-00000001.js',
      `app/assets/${'a'.repeat(200)}-00000001.js`,
    ])
      expect([name, await find(name)]).toEqual([name, null]);
    expect(queries).toEqual([]);
    expect(isAssetName('_guest/assets/booking-C-mchljE.css')).toBe(true);
  });

  it('keeps no more than its share of memory, what was used last', async () => {
    const size = limits.keptBytes / 4;
    const names = [1, 2, 3, 4, 5].map(nameOf);
    const { find, queries } = open(names.map((name) => assetOf(name, size)));
    for (const name of names.slice(0, 4)) await find(name);
    await find(nameOf(1));
    await find(nameOf(5));
    queries.length = 0;
    for (const index of [1, 3, 4, 5]) await find(nameOf(index));
    expect(queries).toEqual([]);
    await find(nameOf(2));
    expect(queries).toEqual([[nameOf(2)]]);
  });

  it('fails while the database is away, and finds it afterwards', async () => {
    const { find, clock } = open([assetOf(nameOf(1))]);
    clock.fails = true;
    await expect(find(nameOf(1))).rejects.toThrow('away');
    clock.fails = false;
    expect((await find(nameOf(1)))?.name).toBe(nameOf(1));
  });
});

describe('keeping the assets of a build', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const lines: string[] = [];
  const log = createLogger({ level: 'info', service: 'api' }, { write: (line) => lines.push(line) });
  const keepWith = (write: () => Promise<void>) =>
    createKeptAssets({ read: async () => [], write, log, now: () => 0 }).keep([]);

  it('ends with a sentence in the log when the database refuses, and the API starts', async () => {
    await keepWith(async () => {
      throw new Error('connection refused');
    });
    expect(lines.join('')).toContain('other APIs do not have the scripts of this build yet');
  });

  it('is waited for a second at most', async () => {
    vi.useFakeTimers();
    let isOver = false;
    void keepWith(() => new Promise(() => undefined)).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });
});
