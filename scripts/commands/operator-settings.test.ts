import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerSettings } from './operator-settings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-operator-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what npm start runs can be given a tenant: the settings are there for this account alone, and go with it', async () => {
  const file = join(folder, 'operator.env');
  await writeFile(file, 'left by one that was killed', { mode: 0o644 });
  const settings = {
    DATABASE_URL: 'postgres://everslot_app:a%2Fb@127.0.0.1:5442/everslot?options=-c%20x',
    DATABASE_AUTH_URL: 'postgres://everslot_auth:c@127.0.0.1:5442/everslot',
    PUBLIC_URL: 'http://localhost:3000',
    AUTH_SECRET: 'kT3h+8qZs1mVx9yB4cN7dR2fG5jL0pQa/AAA=',
  };
  const withdraw = await offerSettings(file, { ...settings, LINK_SECRET: 'not needed' });
  expect(parseEnv(await readFile(file, 'utf8'))).toEqual(settings);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await withdraw();
  await expect(stat(file)).rejects.toThrow('ENOENT');
});
