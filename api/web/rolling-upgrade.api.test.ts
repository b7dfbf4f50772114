import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { processSettings } from '#api/testing/process-settings.ts';
import { makeWebBuild, type WebBuild } from '#api/testing/web-build.ts';
import type { AppEnv } from '#api/variables.ts';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { createLogger } from '#services/log.ts';
import { findWebAssets, keepWebAssets } from '#services/web-asset.ts';
import { createKeptAssets } from './kept-assets.ts';
import { mountWeb } from './mount-web.ts';

type Api = { build: WebBuild; dist: string; port: number; child: ChildProcess };

let folder: string;
let apis: Api[] = [];

const start = async (tag: string): Promise<Api> => {
  const [program, port] = [bundledPrograms(await buildServer()).api, await freePort()];
  const build = makeWebBuild(`${tag} ${randomBytes(6).toString('hex')}`);
  const dist = join(folder, tag);
  await build.writeTo(dist);
  const child = spawn(process.execPath, program, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...processSettings(port, inject('temporalAddress')),
      WEB_DIST: dist,
      EVERSLOT_PARENT_PID: String(process.pid),
    },
  });
  let output = '';
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the API ended: ${output}`);
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()));
  while (!output.includes('api ready')) await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return { build, dist, port, child };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-upgrade-'));
  // At once, as after a restart of all.
  apis = await Promise.all([start('before'), start('after')]);
});
afterAll(async () => {
  for (const { child } of apis) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: Record<string, unknown>; body: string };

/** The answer as it is sent, not unpacked. */
const get = (port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const { date: _, 'x-request-id': __, ...kept } = answer.headers;
        resolve({
          status: answer.statusCode ?? 0,
          headers: kept,
          body: Buffer.concat(parts).toString('base64'),
        });
      });
    })
      .on('error', reject)
      .end();
  });

describe('two APIs with different builds', () => {
  it.each([{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip, deflate' }])(
    'answer alike for the assets of either build, to a browser with %o',
    async (headers: Record<string, string>) => {
      for (const { build, port } of apis)
        for (const path of [build.page, build.guestScript]) {
          const own = await get(port, path, headers);
          expect(own.status).toBe(200);
          for (const other of apis) expect(await get(other.port, path, headers)).toEqual(own);
        }
    },
  );

  it('know either’s tags', async () => {
    for (const { build, port } of apis) {
      const etag = String((await get(port, build.page)).headers['etag']);
      for (const other of apis)
        expect((await get(other.port, build.page, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('answer 404, which nobody keeps, for what no build has', async () => {
    for (const { port, build } of apis)
      for (const path of ['/app/assets/gone-00000000.js', `${build.page}.map`, '/_guest/assets/x.js'])
        expect([path, await get(port, path)]).toMatchObject([
          path,
          { status: 404, headers: { 'cache-control': 'no-store' } },
        ]);
  });
});

it('an API asks the database for another build’s asset once, and for a made-up name once in a while', async () => {
  const [before, after] = apis;
  const statements: string[] = [];
  const db = openDatabase(testDatabase().appUrl, { onStatement: (text) => void statements.push(text) });
  const app = new Hono<AppEnv>();
  const kept = createKeptAssets({
    read: (names) => findWebAssets(db, names),
    write: (assets) => keepWebAssets(db, assets, Date.now()),
    log: createLogger({ level: 'silent', service: 'api' }),
    now: () => 0,
  });
  await mountWeb(app, after?.dist ?? '', { publicUrl: 'http://localhost', now: Date.now, kept });
  statements.length = 0;
  const [known, madeUp] = [before?.build.page ?? '', '/app/assets/gone-00000000.js'];
  for (let count = 0; count < 5; count += 1) {
    expect((await app.request(known)).status).toBe(200);
    expect((await app.request(madeUp)).status).toBe(404);
    expect((await app.request(after?.build.page ?? '')).status).toBe(200);
  }
  expect(statements).toHaveLength(2);
  await closeDatabase(db);
});
