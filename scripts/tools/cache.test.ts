import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildIntoCache, cacheRoot, findCached } from './cache.ts';

let folder: string;
const silent = () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function put(version: string): Promise<void> {
  await mkdir(join(cacheRoot(), 'hammer', version), { recursive: true });
  await writeFile(join(cacheRoot(), 'hammer', version, 'hammer'), '', { mode: 0o755 });
}

const make = async (scratch: string) => {
  await writeFile(join(scratch, 'hammer'), '');
  await chmod(join(scratch, 'hammer'), 0o755);
  return { version: '2.0.0' };
};

describe('the cache of fetched tools', () => {
  test('the newest version counts, compared as numbers, and too old ones do not', async () => {
    await put('1.9.0');
    await put('1.10.0');
    expect(await findCached('hammer', 'hammer')).toBe(join(folder, 'everslot/hammer/1.10.0/hammer'));
    expect(await findCached('hammer', 'hammer', '1.11')).toBeUndefined();
    expect(await findCached('saw', 'saw')).toBeUndefined();
  });

  test('builders at the same time build once and all get the result', async () => {
    let builds = 0;
    const build = async (scratch: string) => {
      builds += 1;
      return make(scratch);
    };
    const results = await Promise.all(
      Array.from({ length: 4 }, () => buildIntoCache('hammer', 'hammer', build, silent)),
    );
    expect(new Set(results)).toEqual(new Set([join(folder, 'everslot/hammer/2.0.0/hammer')]));
    expect(builds).toBe(1);
  });

  test('a failing build leaves nothing that looks finished, and the next one starts clean', async () => {
    await mkdir(join(cacheRoot(), 'hammer', '.building-killed'), { recursive: true });
    const failing = () => Promise.reject(new Error('no iron'));
    await expect(buildIntoCache('hammer', 'hammer', failing, silent)).rejects.toThrow('no iron');
    expect(await findCached('hammer', 'hammer')).toBeUndefined();
    expect(await readdir(join(cacheRoot(), 'hammer'))).toEqual([]);
    expect(await buildIntoCache('hammer', 'hammer', make, silent)).toContain('2.0.0');
  });
});
