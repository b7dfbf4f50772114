import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readProjectFile } from '#scripts/testing/compose-file.ts';
import { isNewest, makeRelease, newestOf } from './release.ts';

let folder: string;
let dist: string;
let serial = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-releases-'));
});
beforeEach(() => {
  serial += 1;
  dist = join(folder, String(serial));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that says `ready`, and loads another part once it hears something, as the bundle does. */
const program = `
  process.stdin.once('data', async () => {
    const { version } = await import('./part-PART.js');
    process.stdout.write(version);
    process.exit(0);
  });
  process.stdout.write('ready');`;
const make = (version: string) =>
  makeRelease(
    'server',
    version,
    async (into) => {
      await writeFile(join(into, 'package.json'), '{"type": "module"}');
      await writeFile(join(into, 'api.js'), program.replace('PART', version));
      await writeFile(join(into, `part-${version}.js`), `export const version = '${version}';`);
    },
    dist,
  );

const start = async () => {
  const child = spawn(process.execPath, [join(newestOf('server', dist), 'api.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [ready] = await once(child.stdout, 'data');
  expect(String(ready)).toBe('ready');
  return async (): Promise<string> => {
    child.stdin.write('load');
    const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    return String(said);
  };
};

describe('a release', () => {
  test('stays under the processes that run from it, whatever is built meanwhile', async () => {
    await make('aa');
    const old = await start();
    await make('bb');
    const between = await start();
    await make('cc');
    const fresh = await start();
    expect([await old(), await between(), await fresh()]).toEqual(['aa', 'bb', 'cc']);
  });

  test('is the newest as a whole or not at all: one that cannot be made changes nothing and leaves nothing', async () => {
    await make('aa');
    const fails = makeRelease(
      'server',
      'bb',
      async (into) => {
        await writeFile(join(into, 'api.js'), 'half of it');
        throw new Error('no space left');
      },
      dist,
    );
    await expect(fails).rejects.toThrow('no space left');
    expect([await isNewest('server', 'aa', dist), await isNewest('server', 'bb', dist)]).toEqual([
      true,
      false,
    ]);
    expect(await readdir(join(dist, 'releases'))).toEqual(['server-aa']);
  });

  test('stays until three have followed it; other parts count for themselves', async () => {
    await makeRelease('web', 'ff', () => Promise.resolve(), dist);
    for (const version of ['aa', 'bb', 'cc', 'dd']) await make(version);
    expect((await readdir(join(dist, 'releases'))).toSorted()).toEqual([
      'server-bb',
      'server-cc',
      'server-dd',
      'web-ff',
    ]);
  });

  test('of sources that were built lately is taken again, and counts as the newest', async () => {
    for (const version of ['aa', 'bb', 'cc']) await make(version);
    await makeRelease('server', 'aa', () => Promise.reject(new Error('it is there')), dist);
    expect(await isNewest('server', 'aa', dist)).toBe(true);
    await make('dd');
    expect((await readdir(join(dist, 'releases'))).toSorted()).toEqual([
      'server-aa',
      'server-cc',
      'server-dd',
    ]);
  });

  test('takes the place of a folder that was built into directly, and of what a killed build has left', async () => {
    await mkdir(newestOf('server', dist), { recursive: true });
    await writeFile(join(newestOf('server', dist), 'api.js'), 'of before');
    await mkdir(join(dist, 'releases', 'server-bb.99999'), { recursive: true });
    await make('aa');
    expect(await readFile(join(newestOf('server', dist), 'part-aa.js'), 'utf8')).toContain('aa');
    expect(await readdir(join(dist, 'releases'))).toEqual(['server-aa']);
  });

  test('is made anew when its folder or what leads to it is gone', async () => {
    await make('aa');
    await rm(join(dist, 'releases', 'server-aa'), { recursive: true });
    expect(await isNewest('server', 'aa', dist)).toBe(false);
    await make('aa');
    await rm(newestOf('server', dist));
    expect(await isNewest('server', 'aa', dist)).toBe(false);
    await make('aa');
    await access(join(newestOf('server', dist), 'api.js'));
  });
});

test('an image holds the one release that was built for it: what lies built outside stays there', () => {
  expect(readProjectFile('Dockerfile.dockerignore').split('\n')).toContain('dist');
  expect(readProjectFile('Dockerfile').match(/commands\/build\.ts/g)).toHaveLength(1);
});
