import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { manifests } from '#providers/manifests.ts';

const base64 = (bytes: number) => randomBytes(bytes).toString('base64');

/** Needs no escaping in a connection string. */
const password = () => randomBytes(18).toString('base64url');

/** What an installation must keep secret and keep at all: with other values sessions end, links break and tokens cannot be read. */
const GENERATORS: Record<string, () => string> = {
  AUTH_SECRET: () => base64(32),
  LINK_SECRET: () => base64(32),
  ENCRYPTION_KEYS: () => `k1:${base64(32)}`,
  ...Object.fromEntries(
    manifests.flatMap(({ environment }) =>
      environment.flatMap(({ name, invent }) => (invent === undefined ? [] : [[name, () => invent(base64)]])),
    ),
  ),
  DATABASE_OWNER_PASSWORD: () => password(),
  DATABASE_APP_PASSWORD: () => password(),
  DATABASE_AUTH_PASSWORD: () => password(),
  DATABASE_OPS_PASSWORD: () => password(),
};

/** Secrets of this installation from a file only its owner may read; the missing ones are made and added. */
export async function loadSecrets(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const present = parseEnv(text);
  const secrets: Record<string, string> = {};
  for (const [name, generate] of Object.entries(GENERATORS)) secrets[name] = present[name] || generate();
  await mkdir(dirname(file), { recursive: true });
  const body = Object.entries({ ...present, ...secrets }).map(([name, value]) => `${name}=${value}\n`);
  if (body.join('') !== text) {
    await writeFile(`${file}.new`, body.join(''), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  await chmod(file, 0o600);
  return secrets;
}
