import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { findOnPath, run } from '#scripts/command.ts';
import { guardFolder } from '#scripts/guard.ts';
import { projectRoot } from '#scripts/project.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { type RunningPostgres, startPostgres } from '#scripts/stack/postgres.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { makeRelease } from '#scripts/tools/release.ts';

/** What the steps of docs/operations.md use of a clone. */
const parts = [
  'activities',
  'contracts',
  'db',
  'domain',
  'providers',
  'scripts',
  'services',
  'package.json',
  'package-lock.json',
];
/** The machine's own Node, which may be older than ours. */
let node: string;
let folder: string;
let clone: string;
let port: number;
let postgres: RunningPostgres;
let release: () => void;
const children: ChildProcess[] = [];

const secret = (): string => randomBytes(32).toString('base64');

const writeEnv = async (): Promise<void> => {
  const { host } = new URL(postgres.adminUrl);
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    // It answers under the host of this alone, and is asked here without a proxy.
    PUBLIC_URL: 'https://localhost',
    DATABASE_ADMIN_URL: postgres.adminUrl,
    DATABASE_OWNER_PASSWORD: secret(),
    DATABASE_URL: `postgres://everslot_app@${host}/everslot`,
    DATABASE_APP_PASSWORD: `${secret()}/+#$HOME`,
    DATABASE_AUTH_URL: `postgres://everslot_auth@${host}/everslot`,
    DATABASE_AUTH_PASSWORD: secret(),
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: await createNamespace(inject('temporalAddress'), true),
    AUTH_SECRET: secret(),
    LINK_SECRET: secret(),
    ENCRYPTION_KEYS: `k1:${secret()}`,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'`);
  await writeFile(join(clone, '.env'), lines.join('\n'));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-clone-'));
  release = guardFolder(folder);
  await chmod(folder, 0o755);
  clone = join(folder, 'clone');
  node = (await findOnPath('node')) ?? process.execPath;
  [postgres, port] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), fsync: false }),
    freePort(),
  ]);
  for (const part of parts) await cp(join(projectRoot, part), join(clone, part), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(clone, 'node_modules'));
  await writeEnv();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  release();
});

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
const command = (name: string, ...args: string[]) =>
  run(node, [join(clone, 'scripts', 'bootstrap.mjs'), name, ...args], { cwd: tmpdir(), env });

const serve = async (name: string, line: string): Promise<ChildProcess> => {
  const child = spawn(node, [join(clone, 'scripts', 'bootstrap.mjs'), name], {
    cwd: tmpdir(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'close').then(() => {
    throw new Error(`${name} ended: ${output}`);
  });
  while (!output.includes(line)) await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return child;
};

test('without containers: each step reads .env, whatever Node and folder it is started from, and stops when asked to', async () => {
  expect(await command('serve-api')).toMatchObject({
    code: 1,
    output: 'There is no build yet: run npm run build first.\n',
  });
  const built = await realpath(await buildServer());
  await makeRelease('server', 'newest', (into) => cp(built, into, { recursive: true }), join(clone, 'dist'));
  expect(await command('migrate')).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
  const owner = ['--owner', 'Linh Tran', '--username', 'linh', '--email', 'linh@example.com'];
  const tenant = await command(
    'create-tenant',
    '--name',
    'Lotus',
    '--time-zone',
    'Asia/Ho_Chi_Minh',
    ...owner,
  );
  expect(tenant.output).toContain('with password');
  expect(await command('check-tzdata')).toMatchObject({ code: 0 });
  const [worker, api] = await Promise.all([
    serve('serve-worker', 'worker ready'),
    serve('serve-api', 'api ready'),
  ]);
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/public/profiles/linh`)).status).toBe(200);
  api.kill('SIGTERM');
  worker.kill('SIGTERM');
  expect(await Promise.all([once(api, 'close'), once(worker, 'close')])).toEqual([
    [0, null],
    [0, null],
  ]);
}, 240_000);

test('what .env does not say is named', async () => {
  await writeFile(join(clone, '.env'), 'DATABASE_ADMIN_URL=nonsense\n');
  const { code, output } = await command('migrate');
  expect(code).toBe(1);
  for (const name of [
    'DATABASE_ADMIN_URL: must be',
    'DATABASE_OWNER_PASSWORD is missing',
    'DATABASE_APP_PASSWORD is missing',
  ])
    expect(output).toContain(name);
  expect(output).not.toMatch(/nonsense|\n\s+at /);
});
