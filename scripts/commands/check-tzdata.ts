import { sql } from 'drizzle-orm';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { adminDatabaseEnv, databaseEnv } from '#db/env.ts';
import { zoneDataVersion } from '#domain/availability/zone-table.ts';
import { runCommand } from '#scripts/report.ts';
import { openApplicationDatabase, readSettings } from '#scripts/settings.ts';
import { reviewAgreedTimes } from '#services/booking/review-agreed-times.ts';

/**
 * Lists the future bookings whose instant no longer shows the agreed time on the host's clock, after a tz database came
 * with a new Node. DATABASE_ADMIN_URL lists the tenants; bookings are read as the application. Changes nothing;
 * exits with 2 when there are such bookings.
 */
await runCommand(async () => {
  const settings = readSettings({ ...databaseEnv, ...adminDatabaseEnv });
  const app = await openApplicationDatabase(settings.DATABASE_URL);
  const adminUrl = new URL(settings.DATABASE_ADMIN_URL);
  adminUrl.pathname = new URL(settings.DATABASE_URL).pathname;
  const admin = openDatabase(adminUrl.href, { poolSize: 1 });
  const versions = new Map<string, number>();
  let moved = 0;
  try {
    const { rows } = await admin.execute<{ id: string }>(sql`select id from tenants order by id`);
    for (const { id } of rows) {
      const review = await reviewAgreedTimes(app, id, Date.now());
      for (const [version, count] of Object.entries(review.versions))
        versions.set(version, (versions.get(version) ?? 0) + count);
      for (const { bookingId, code, hostTimeZone, localStart, startsAt, agreedAt } of review.moved) {
        moved += 1;
        console.log(
          `${id} ${bookingId} ${code}: agreed for ${localStart} in ${hostTimeZone}, which is ${iso(agreedAt)}; stored as ${iso(startsAt)}`,
        );
      }
    }
  } finally {
    await closeDatabase(app);
    await closeDatabase(admin);
  }
  const counts = [...versions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([version, count]) => `${count} by ${version}`);
  console.log(
    `tz database ${zoneDataVersion}; future bookings: ${counts.join(', ') || 'none'}; ${moved} no longer show the agreed time.`,
  );
  return moved === 0 ? 0 : 2;
});

function iso(instant: number): string {
  return new Date(instant).toISOString().replace(/\.000Z$/, 'Z');
}
