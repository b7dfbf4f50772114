import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('generated secrets', () => {
  test('secrets stay the same from one start to the next and only their owner may read them', async () => {
    const file = join(folder, 'new', 'secrets.env');
    const first = await loadSecrets(file);
    expect(await loadSecrets(file)).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(first['ENCRYPTION_KEYS']?.split(':')[1] ?? '', 'base64')).toHaveLength(32);
  });

  test('two installations share no secret', async () => {
    const one = Object.values(await loadSecrets(join(folder, 'one.env')));
    const two = new Set(Object.values(await loadSecrets(join(folder, 'two.env'))));
    expect(one.filter((secret) => two.has(secret))).toEqual([]);
  });

  test('what is in the file is kept and only the missing is added', async () => {
    const file = join(folder, 'secrets.env');
    await writeFile(file, 'AUTH_SECRET=kept-from-an-earlier-version-of-this\nOTHER=1\n');
    expect((await loadSecrets(file))['AUTH_SECRET']).toBe('kept-from-an-earlier-version-of-this');
    expect(await readFile(file, 'utf8')).toContain('OTHER=1');
  });
});
