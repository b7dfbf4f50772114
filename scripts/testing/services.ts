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
import { TEST_PROCESSES } from './context.ts';

export type TestDatabases = {
  adminUrl: string;
  template: string;
  databases: readonly DatabaseUrls[];
  stop(): Promise<void>;
};
export type TestTemporal = { address: string; uiUrl: string; stop(): Promise<void> };

/**
 * A table that was looked at while it was nearly empty is read from end to end by whoever fills it next, which is slow by chance. Of one
 * that never was, Postgres expects what is usual. Tests that are about plans gather statistics themselves.
 */
const withoutStatistics = async (adminUrl: string): Promise<void> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('alter system set autovacuum = off');
  await admin.query('select pg_reload_conf()');
  await admin.end();
};

/** A migrated database for each test process: on a server of the run's own, or on the one DATABASE_URL names. */
export async function startTestDatabases(report: Report): Promise<TestDatabases> {
  const server = await obtainPostgres(report);
  if ('url' in server) return createDatabases(server.url, async () => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'everslot-test-'));
  const keep = guardFolder(folder);
  // The account that runs Postgres for root has to get through; the data folder itself stays closed.
  await chmod(folder, 0o755);
  const running = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false, report });
  await withoutStatistics(running.adminUrl);
  return createDatabases(running.adminUrl, async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
    keep();
  });
}

async function createDatabases(adminUrl: string, stopServer: () => Promise<void>): Promise<TestDatabases> {
  const template = `everslot_test_${randomBytes(6).toString('hex')}`;
  const names = Array.from({ length: TEST_PROCESSES }, (_, index) => `${template}_${index}`);
  const stop = async () => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    for (const name of [...names, template]) {
      await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    }
    await admin.end();
    await stopServer();
  };
  try {
    await prepareDatabase(adminUrl, { database: template });
    const databases = await Promise.all(
      names.map((database) => prepareDatabase(adminUrl, { database, template })),
    );
    return { adminUrl, template, databases, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
