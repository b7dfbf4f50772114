import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { ensureSearchAttributes } from '#scripts/stack/temporal-connection.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { processSettings } from './testing/process-settings.ts';

let built: readonly string[];
const children: ChildProcess[] = [];

const start = (env: Record<string, string>): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, built, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output };
};

const ready = async (child: ChildProcess, output: () => string): Promise<void> => {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the API ended: ${output()}`);
  });
  while (!output().includes('api ready')) await Promise.race([once(child.stdout ?? child, 'data'), ended]);
  ended.catch(() => undefined);
};

beforeAll(async () => {
  built = bundledPrograms(await buildServer()).api;
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

describe('the API process', () => {
  it('names every missing or malformed key, shows no value and ends', async () => {
    const { child, output } = start({ PUBLIC_URL: 'nonsense-value', AUTH_SECRET: 'short' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    for (const key of [
      'DATABASE_URL',
      'DATABASE_AUTH_URL',
      'LINK_SECRET',
      'ENCRYPTION_KEYS',
      'AUTH_SECRET',
      'PUBLIC_URL',
    ]) {
      expect(output()).toContain(key);
    }
    expect(output()).not.toContain('nonsense-value');
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a superuser serving, whom row-level security does not bind',
      () => ({ DATABASE_URL: inject('databaseAdminUrl') }),
      /DATABASE_URL is of role \w+, which may bypass row-level security/,
    ],
    [
      'a superuser for identities',
      () => ({ DATABASE_AUTH_URL: inject('databaseAdminUrl') }),
      /DATABASE_AUTH_URL is of role \w+, which may bypass row-level security/,
    ],
    [
      'the two connections in each other’s place',
      () => ({
        DATABASE_URL: testDatabase().authUrl,
        DATABASE_AUTH_URL: testDatabase().appUrl,
      }),
      /DATABASE(_AUTH)?_URL is of role everslot_\w+, which is not everslot_/,
    ],
    [
      'a database that was not migrated',
      () => ({ DATABASE_URL: new URL('/postgres', testDatabase().appUrl).href }),
      /DATABASE_URL .*(run npm run migrate|is refused by its server)/,
    ],
    ['a folder without web apps', () => ({ WEB_DIST: '/nowhere' }), /WEB_DIST: there is no \/nowhere\/host/],
    ['a path in the public address', () => ({ PUBLIC_URL: 'http://localhost/path' }), /PUBLIC_URL: must be/],
  ])('refuses %s in one sentence and ends', async (_name, changes, sentence) => {
    const { child, output } = start({ ...processSettings(0, '127.0.0.1:1'), ...changes() });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    const lines = output()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(lines.join('\n')).toMatch(sentence);
    expect(lines).toHaveLength(1);
  });

  it('starts while the database is away, says so, and answers 503 until it is back', async () => {
    const port = await freePort();
    const away = { DATABASE_URL: `postgres://everslot_app:x@127.0.0.1:1/everslot` };
    const { child, output } = start({ ...processSettings(port, '127.0.0.1:1'), ...away });
    await ready(child, output);
    expect(output()).toContain('the server of DATABASE_URL cannot be reached (ECONNREFUSED)');
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(503);
    child.kill('SIGKILL');
  });

  it('starts and answers without Temporal, says so when asked, and stops on SIGTERM', async () => {
    const port = await freePort();
    const { child, output } = start(processSettings(port, '127.0.0.1:1'));
    await ready(child, output);
    const base = `http://127.0.0.1:${port}`;
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    const readiness = await fetch(`${base}/health/ready`);
    expect(readiness.status).toBe(200);
    expect(await readiness.json()).toMatchObject({
      status: 'behind',
      checks: { database: 'ok', temporal: 'failing', worker: 'failing' },
    });
    expect((await fetch(`${base}/api/v1/public/profiles/nobody`)).status).toBe(404);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  const problems = (output: string): unknown[] =>
    output.split('\n').flatMap((line): unknown[] => {
      const { level, problem } = line.startsWith('{') ? JSON.parse(line) : {};
      return problem === undefined ? [] : [[level, problem]];
    });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'its namespace',
      async () => 'nowhere',
      /no namespace "nowhere".*TEMPORAL_NAMESPACE.*temporal operator namespace create --namespace nowhere/,
    ],
    [
      'search attributes',
      () => createNamespace(inject('temporalAddress'), false),
      new RegExp(
        `lacks the search attributes .*search-attribute create.*${Object.entries(SEARCH_ATTRIBUTES)
          .map(([name, kind]) => `--name ${name} --type ${kind}`)
          .join(' ')}`,
      ),
    ],
  ])(
    'starts and answers while Temporal lacks %s, and names it with the command that adds it: once in the log, and when asked',
    async (_lack, namespaceOf, sentence) => {
      const [port, namespace] = await Promise.all([freePort(), namespaceOf()]);
      const { child, output } = start({
        ...processSettings(port, inject('temporalAddress')),
        TEMPORAL_NAMESPACE: namespace,
      });
      await ready(child, output);
      await expect.poll(() => problems(output())).toEqual([['warn', expect.stringMatching(sentence)]]);
      const readiness = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).json();
      expect(await readiness()).toMatchObject({
        status: 'behind',
        checks: { database: 'ok', temporal: 'failing' },
        reasons: { temporal: expect.stringMatching(sentence) },
      });
      if (namespace !== 'nowhere') {
        await ensureSearchAttributes(inject('temporalAddress'), namespace);
        await expect
          .poll(readiness)
          .toMatchObject({ status: 'behind', checks: { temporal: 'ok', worker: 'failing' } });
        expect(await readiness()).toMatchObject({ reasons: { worker: 'no worker asks for bookings' } });
      }
      expect(problems(output())).toHaveLength(1);
      child.kill('SIGKILL');
    },
  );

  it('ends when the process that started it is gone', async () => {
    const port = await freePort();
    const { child, output } = start({ ...processSettings(port, '127.0.0.1:1'), EVERSLOT_PARENT_PID: '1' });
    await ready(child, output);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });
});
