import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { type DatabaseUrls, prepareDatabase } from '#db/migrate.ts';
import { guardFolder } from '#scripts/guard.ts';
import type { Report } from '#scripts/report.ts';
import { startPostgres } from '#scripts/stack/postgres.ts';
import { ensureSearchAttributes } from '#scripts/stack/temporal-connection.ts';
import { startTemporal } from '#scripts/stack/temporal-server.ts';
import { obtainPostgres, obtainTemporalServer } from '#scripts/tools/tools.ts';

export type TestDatabase = { adminUrl: string; urls: DatabaseUrls; stop(): Promise<void> };
export type TestTemporal = { address: string; uiUrl: string; stop(): Promise<void> };

/** A migrated database for one run: on a server of its own, or one of its own on the server DATABASE_URL names. */
export async function startTestDatabase(report: Report): Promise<TestDatabase> {
  const server = await obtainPostgres(report);
  if ('url' in server) return createDatabase(server.url);
  const folder = await mkdtemp(join(tmpdir(), 'everslot-test-'));
  const keep = guardFolder(folder);
  // The account that runs Postgres for root has to get through; the data folder itself stays closed.
  await chmod(folder, 0o755);
  const running = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false, report });
  const stop = async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
    keep();
  };
  try {
    return { adminUrl: running.adminUrl, urls: await prepareDatabase(running.adminUrl), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createDatabase(adminUrl: string): Promise<TestDatabase> {
  const database = `everslot_test_${randomBytes(6).toString('hex')}`;
  const urls = await prepareDatabase(adminUrl, { database });
  const stop = async () => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
    await admin.end();
  };
  return { adminUrl, urls, stop };
}

/** A Temporal server for one run: one of its own in memory, or the one TEMPORAL_ADDRESS names. */
export async function startTestTemporal(report: Report): Promise<TestTemporal> {
  const server = await obtainTemporalServer(report);
  if ('address' in server) {
    await ensureSearchAttributes(server.address);
    return { address: server.address, uiUrl: '', stop: async () => undefined };
  }
  return startTemporal({ report });
}
