import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { withPasswords } from '#db/env.ts';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import { account, startMailServer } from '#providers/email/smtp/testing/mail-server.ts';
import { run } from '#scripts/command.ts';
import { guardFolder } from '#scripts/guard.ts';
import { bundledPrograms, startChild } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { startPostgres } from '#scripts/stack/postgres.ts';
import { startTemporal } from '#scripts/stack/temporal-server.ts';
import { buildServer } from './build-server.ts';
import { makeRelease, newestOf } from './release.ts';

const secret = () => randomBytes(32).toString('base64');

/** An installation as docker-compose.yml describes it: the bundle alone, away from sources and packages. */
async function install() {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-bundle-'));
  const release = guardFolder(folder);
  await chmod(folder, 0o755);
  const built = await realpath(await buildServer());
  const becomeNewest = (digest: string, make: (into: string) => Promise<void>) =>
    makeRelease('server', digest, make, folder);
  const [postgres, temporal, mails, port] = await Promise.all([
    startPostgres({ dataDir: join(folder, 'postgres'), fsync: false }),
    startTemporal({ headless: true }),
    startMailServer(),
    freePort(),
    becomeNewest('ours', (into) => cp(built, into, { recursive: true })),
  ]);
  // What nobody would choose and every generator of base64 makes in part.
  const awkward = () => `${secret()}/+#@?: %41'"\\=`;
  const passwords = { owner: awkward(), app: awkward(), auth: awkward() };
  const urlOf = (role: 'app' | 'auth'): string => {
    const { host } = new URL(postgres.adminUrl);
    return `postgres://everslot_${role}@${host}/everslot`;
  };
  return {
    bundle: newestOf('server', folder),
    /** What another build does, none of whose files is ours. */
    buildAnother: () => becomeNewest('next', (into) => writeFile(join(into, 'package.json'), '{}')),
    buildOursAgain: () => becomeNewest('ours', () => Promise.resolve()),
    mails,
    baseUrl: `http://127.0.0.1:${port}`,
    logFolder: join(folder, 'logs'),
    migration: {
      DATABASE_ADMIN_URL: postgres.adminUrl,
      DATABASE_OWNER_PASSWORD: passwords.owner,
      DATABASE_APP_PASSWORD: passwords.app,
      DATABASE_AUTH_PASSWORD: passwords.auth,
    },
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      // It answers under the host of this alone, and is asked here without a proxy.
      PUBLIC_URL: 'https://localhost',
      DATABASE_URL: urlOf('app'),
      DATABASE_APP_PASSWORD: passwords.app,
      DATABASE_AUTH_URL: urlOf('auth'),
      DATABASE_AUTH_PASSWORD: passwords.auth,
      TEMPORAL_ADDRESS: temporal.address,
      AUTH_SECRET: secret(),
      LINK_SECRET: secret(),
      ENCRYPTION_KEYS: `k1:${secret()}`,
      EMAIL_FROM_ADDRESS: 'mail@example.com',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mails.port),
      SMTP_USER: account.user,
      SMTP_PASSWORD: account.password,
      SMTP_SECURITY: 'none',
      SMTP_ALLOW_PLAIN: 'true',
      EVERSLOT_PARENT_PID: String(process.pid),
    },
    remove: async () => {
      await Promise.all([postgres.stop(), temporal.stop(), mails.stop()]);
      await rm(folder, { recursive: true, force: true });
      release();
    },
  };
}

let site: Awaited<ReturnType<typeof install>>;
const program = (name: string, env: Record<string, string>, args: readonly string[] = []) =>
  run(process.execPath, [join(site.bundle, `${name}.js`), ...args], { cwd: site.bundle, env });

beforeAll(async () => {
  site = await install();
});
afterAll(() => site.remove());

test('the bundle alone migrates, makes a tenant, takes a booking and sends its mails, also when another was built since it started', async () => {
  const { bundle, env, logFolder, baseUrl } = site;
  expect(await program('migrate', site.migration)).toMatchObject({
    code: 0,
    output: expect.stringContaining('up to date'),
  });
  const owner = ['--owner', 'Linh Tran', '--username', 'linh', '--email', 'linh@example.com'];
  expect(
    await program('create-tenant', env, ['--name', 'Lotus', '--time-zone', 'Asia/Ho_Chi_Minh', ...owner]),
  ).toMatchObject({ code: 0, output: expect.stringContaining('with password') });
  const { api, worker } = bundledPrograms(bundle);
  const processes = await Promise.all([
    startChild({ name: 'api', args: api, env, logFolder, ready: { url: `${baseUrl}/health/ready` } }),
    startChild({
      name: 'worker',
      args: worker,
      env,
      logFolder,
      ready: { words: 'worker ready' },
      stopTimeoutMs: 35_000,
    }),
  ]);
  const db = openDatabase(withPasswords(env)['DATABASE_URL'] ?? '', { poolSize: 1 });
  try {
    expect((await program('health', { PORT: env.PORT })).code).toBe(0);
    // What is loaded when it is first needed, as the templates of mails, comes from the release that they run from.
    await site.buildAnother();
    const tenant = await createTestTenant(db);
    const { slug } = await createTestLink(db, tenant);
    const [host] = tenant.hosts;
    const answer = await fetch(`${baseUrl}/api/v1/public/links/${host?.username}/${slug}/bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
      body: JSON.stringify({
        start: new Date(Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000).toISOString(),
        durationMinutes: 30,
        timeZone: 'UTC',
        guest: { name: 'An', email: 'an@example.com' },
      }),
    });
    expect(answer.status).toBe(201);
    await expect
      .poll(() => site.mails.taken().flatMap(({ to }) => to))
      .toEqual(expect.arrayContaining(['an@example.com', host?.email]));
    const [mail] = site.mails.taken();
    expect(Buffer.from(mail?.raw ?? []).toString('utf8')).toMatch(/text\/html/);
    expect((await fetch(`${baseUrl}/api/v1/openapi.json`)).status).toBe(200);
    expect((await fetch(`${baseUrl}/api/docs/viewer.js`)).status).toBe(200);
  } finally {
    await site.buildOursAgain();
    await closeDatabase(db);
    await Promise.all(processes.map((each) => each.stop()));
  }
}, 120_000);

test('every operator command that the image offers names what it needs', async () => {
  for (const name of ['rotate-keys', 'check-tzdata']) {
    const { code, output } = await program(name, {});
    expect([name, code], output).toEqual([name, 1]);
    expect(output).toMatch(/is missing/);
  }
});

test('the bundle is small: one platform, one documentation viewer, no packages', async () => {
  const files = await readdir(site.bundle, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100 * 1024 * 1024);
  const names = files.map(({ name }) => name);
  expect(names).not.toContain('node_modules');
  expect(names.filter((name) => name === 'index.node')).toHaveLength(1);
});
