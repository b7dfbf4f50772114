import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEnvFile, localSettings } from './env-file.ts';

test('an unchanged copy of .env.example does not turn npm start into a production deployment', async () => {
  const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
  const names = Object.keys(localSettings(example));
  expect(names).toContain('RATE_LIMIT_BOOK');
  for (const name of ['NODE_ENV', 'DATABASE_URL', 'TEMPORAL_ADDRESS', 'AUTH_SECRET', 'PUBLIC_URL']) {
    expect(names).not.toContain(name);
  }
});

test('a vendor’s credentials come from .env, and the shell wins over it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-env-'));
  await writeFile(join(folder, '.env'), 'RESEND_API_KEY=re_file\nGOOGLE_CLIENT_ID=file\nPORT=4000\n');
  const env: Record<string, string> = { GOOGLE_CLIENT_ID: 'shell' };
  await loadEnvFile(join(folder, '.env'), env);
  expect(env).toEqual({ RESEND_API_KEY: 're_file', GOOGLE_CLIENT_ID: 'shell', PORT: '4000' });
  await loadEnvFile(join(folder, 'missing.env'), env);
  await rm(folder, { recursive: true });
});
