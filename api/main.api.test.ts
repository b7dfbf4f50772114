import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, inject, it } from 'vitest';

const mainPath = new URL('./main.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];

const start = (env: Record<string, string>): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, [mainPath], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const settings = (port: number, temporalAddress: string): Record<string, string> => ({
  NODE_ENV: 'test',
  PORT: String(port),
  PUBLIC_URL: `http://localhost:${port}`,
  DATABASE_URL: inject('databaseUrls').appUrl,
  DATABASE_AUTH_URL: inject('databaseUrls').authUrl,
  AUTH_SECRET: 'a'.repeat(40),
  LINK_SECRET: 'l'.repeat(40),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  TEMPORAL_ADDRESS: temporalAddress,
});

const ready = async (child: ChildProcess, output: () => string): Promise<void> => {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the API ended: ${output()}`);
  });
  while (!output().includes('api ready')) await Promise.race([once(child.stdout ?? child, 'data'), ended]);
  ended.catch(() => undefined);
};

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

  it('starts and answers without Temporal, says so when asked, and stops on SIGTERM', async () => {
    const port = await freePort();
    const { child, output } = start(settings(port, '127.0.0.1:1'));
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

  it('ends when the process that started it is gone', async () => {
    const port = await freePort();
    const { child, output } = start({ ...settings(port, '127.0.0.1:1'), EVERSLOT_PARENT_PID: '1' });
    await ready(child, output);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });
});
