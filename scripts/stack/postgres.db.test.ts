import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '#scripts/command.ts';
import { isRunning, processesIn } from '#scripts/process-table.ts';
import { isPortFree } from './ports.ts';
import { endLeftoverPostgres, type RunningPostgres, startPostgres } from './postgres.ts';

let folder: string;
let dataDir: string;
let running: RunningPostgres | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-postgres-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<RunningPostgres> {
  running = await startPostgres({ dataDir, fsync: false });
  return running;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query(server: RunningPostgres, text: string): Promise<unknown[]> {
  const client = await connect(server.adminUrl);
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded Postgres', () => {
  test('data survives an orderly stop, and no process remains after it', async () => {
    const first = await start();
    await query(first, 'create table kept (n int); insert into kept values (1)');
    await first.stop();
    expect(await isRunning(first.pid)).toBe(false);
    expect(await processesIn(dataDir, 'postgres')).toEqual([]);
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  test('what was committed survives SIGKILL of the server while a worker is busy', async () => {
    const first = await start();
    await query(first, 'create table kept (n int); insert into kept values (1)');
    const client = await connect(first.adminUrl);
    const busy = client.query('select pg_sleep(60)').catch(() => 'cut off');
    await expect
      .poll(() => query(first, `select 1 as busy from pg_stat_activity where query like 'select pg_sleep%'`))
      .toHaveLength(1);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    expect(await busy).toBe('cut off');
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  test('a crash of the server and its workers is survived as well', async () => {
    const first = await start();
    await query(first, 'create table kept (n int); insert into kept values (1)');
    await first.kill();
    expect(await processesIn(dataDir, 'postgres')).toEqual([]);
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 1 }]);
  });

  test('a lock that names a process id somebody else has by now does not keep it from starting', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('a copy of a running server’s folder starts beside it and leaves it alone', async () => {
    const first = await start();
    const copy = join(folder, 'copy');
    expect(await run('cp', ['-a', dataDir, copy])).toMatchObject({ code: 0 });
    const second = await startPostgres({ dataDir: copy, fsync: false });
    try {
      expect(await query(second, 'select 1 as n')).toEqual([{ n: 1 }]);
      expect(await isRunning(first.pid)).toBe(true);
      expect(await query(first, 'select 1 as n')).toEqual([{ n: 1 }]);
    } finally {
      await second.stop();
    }
  });

  test('a server whose starter is gone gives its port back before the next start asks for it', async () => {
    const first = await start();
    await endLeftoverPostgres(dataDir);
    await first.exited;
    expect(await isPortFree(first.port)).toBe(true);
  });

  test('it listens on loopback only, asks for a password and commits synchronously', async () => {
    const server = await start();
    const [settings] = await query(
      server,
      `select current_setting('listen_addresses') as addresses, current_setting('synchronous_commit') as synchronous`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', synchronous: 'on' });
    const url = new URL(server.adminUrl);
    url.password = 'wrong';
    await expect(connect(url.href)).rejects.toThrow(/password authentication failed/);
  });

  test('data of another version is refused in one sentence that says what to do', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'PG_VERSION'), '14\n');
    await expect(start()).rejects.toThrow(
      /was written by Postgres 14 and this is Postgres 18; move the folder away/,
    );
  });

  test('a folder with something else in it is left alone', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'thesis.txt'), 'precious');
    await expect(start()).rejects.toThrow(/is not empty and holds no Postgres data/);
    expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('precious');
  });

  test('a port in use is named', async () => {
    const first = await start();
    const other = join(folder, 'other');
    await expect(startPostgres({ dataDir: other, port: first.port, fsync: false })).rejects.toThrow(
      `Postgres could not listen on port ${first.port}`,
    );
  });
});
