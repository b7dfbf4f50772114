import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '#scripts/command.ts';
import { guardFolder } from '#scripts/guard.ts';
import { projectRoot } from '#scripts/project.ts';
import { inheritedEnv } from '#scripts/stack/child.ts';
import { type RunningPostgres, startPostgres } from '#scripts/stack/postgres.ts';

/**
 * What the scripts ask of an engine, done without one: the backup of a real server by Postgres's own protocol of it, the
 * restore by the very command that would run in the container.
 */
const docker = `#!/bin/sh
set -eu
echo "$*" | head -n 1 >> "$FOLDER/calls"
case "$*" in
  "compose exec -T postgres pg_basebackup "*)
    [ ! -e "$FOLDER/broken" ] || { echo "pg_basebackup: error: no space" >&2; exit 1; }
    exec "$NODE" "$FOLDER/base-backup.mjs" ;;
  "compose run --rm --no-deps -T --entrypoint sh postgres "*)
    shift 8
    PG_MAJOR=18 exec sh "$@" ;;
esac
`;
const baseBackup = `
import { spawnSync } from 'node:child_process';
import { chownSync, rmSync, statSync, writeFileSync } from 'node:fs';
import pg from ${JSON.stringify(join(projectRoot, 'node_modules', 'pg', 'esm', 'index.mjs'))};
const client = new pg.Client({ connectionString: process.env.ADMIN_URL });
await client.connect();
await client.query("select pg_backup_start('test', true)");
const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
const label = process.env.PGDATA + '/backup_label';
writeFileSync(label, rows[0].labelfile);
const { uid, gid } = statSync(process.env.PGDATA);
chownSync(label, uid, gid);
const { status } = spawnSync('tar', ['-cz', '--exclude=postmaster.*', '-C', process.env.PGDATA, '--transform', 's,^\\\\./,,', '.'], { stdio: ['ignore', 1, 2] });
rmSync(label);
await client.end();
process.exit(status);
`;

let folder: string;
let data: string;
let postgres: RunningPostgres;
let release: () => void;

const query = async (text: string) => {
  const client = new Client({ connectionString: postgres.adminUrl });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
};
const call = (script: string, ...args: string[]) =>
  run('sh', [join(folder, 'site', 'deploy', script), ...args], {
    cwd: folder,
    env: {
      PATH: `${join(folder, 'bin')}${delimiter}${inheritedEnv()['PATH']}`,
      FOLDER: folder,
      NODE: process.execPath,
      PGDATA: data,
      ADMIN_URL: postgres.adminUrl,
    },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-backup-'));
  release = guardFolder(folder);
  await chmod(folder, 0o755);
  data = join(folder, 'volume', 'data');
  await mkdir(join(folder, 'bin'));
  await mkdir(join(folder, 'site', 'deploy'), { recursive: true });
  await writeFile(join(folder, 'site', '.env'), '');
  await writeFile(join(folder, 'bin', 'docker'), docker, { mode: 0o755 });
  // Whose files they are is the container's affair; the account may not exist here.
  await writeFile(join(folder, 'bin', 'chown'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(join(folder, 'base-backup.mjs'), baseBackup);
  for (const script of ['backup.sh', 'restore.sh'])
    await symlink(join(projectRoot, 'deploy', script), join(folder, 'site', 'deploy', script));
  postgres = await startPostgres({ dataDir: data, fsync: false });
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  release();
});

test('a backup made while everything runs is restored by one command, and what was there is kept aside', async () => {
  await query('create table kept (n int); insert into kept select generate_series(1, 1000)');
  const backup = await call('backup.sh', 'everslot.tar.gz');
  expect(backup.code, backup.output).toBe(0);
  expect(backup.output).toMatch(/backing up to .*done: .*everslot\.tar\.gz/s);
  await query('delete from kept where n > 10');
  await postgres.stop();
  const restored = await call('restore.sh', 'everslot.tar.gz');
  expect(restored.code, restored.output).toBe(0);
  postgres = await startPostgres({ dataDir: data, fsync: false });
  expect(await query('select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  const beside = await readdir(join(folder, 'volume'));
  expect(beside.filter((name) => /^data\.before-\d{8}T\d{6}Z$/.test(name))).toHaveLength(1);
  const calls = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
  expect(calls.map((line) => line.split(' ')[1])).toEqual(['exec', 'down', 'run', 'up']);
});

test('a backup begins at once and shows how far it is', async () => {
  await writeFile(join(folder, 'calls'), '');
  const backup = await call('backup.sh', 'shown.tar.gz');
  expect(backup.code, backup.output).toBe(0);
  const asked = (await readFile(join(folder, 'calls'), 'utf8')).trim().split(' ');
  // Without it the server spreads the checkpoint that comes first over minutes.
  expect(asked.slice(asked.indexOf('-c')).slice(0, 2)).toEqual(['-c', 'fast']);
  expect(asked).toContain('--progress');
});

test('a backup that breaks off leaves no file that looks like one', async () => {
  await writeFile(join(folder, 'broken'), '');
  const { code, output } = await call('backup.sh', 'broken.tar.gz');
  await rm(join(folder, 'broken'));
  expect([code, output]).toEqual([1, expect.stringMatching(/no space[\s\S]*no backup was made/)]);
  expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([]);
});

test('what is no backup is refused before anything is stopped', async () => {
  await writeFile(join(folder, 'other.tar.gz'), 'not a tar');
  await writeFile(join(folder, 'calls'), '');
  for (const file of ['other.tar.gz', 'missing.tar.gz']) {
    const { code, output } = await call('restore.sh', file);
    expect([code, output]).toEqual([1, expect.stringMatching(/is no backup of deploy\/backup\.sh/)]);
  }
  expect(await readFile(join(folder, 'calls'), 'utf8')).toBe('');
});
