import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestHost, TestTenant } from '#db/testing/tenant.ts';
import { contextAt } from '#services/booking/testing/requests.ts';
import { applyChanges, beginPass } from '#services/calendar/apply-changes.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import type { CalendarChange, CalendarKey } from '#services/calendar/stored-events.ts';
import { createSecretBox } from '#services/secrets.ts';

const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
const dayMs = 86_400_000;

/** Connects an account of a host with one calendar, which closes slots and is written to; nothing of it has been read. */
export const connectCalendar = async (
  db: Database,
  { tenantId }: TestTenant,
  host: TestHost | undefined,
  now: number,
): Promise<CalendarKey & { integrationId: string }> => {
  if (host === undefined) throw new Error('the tenant has no such host');
  const actor = {
    kind: 'member' as const,
    memberId: host.id,
    userId: host.userId,
    role: 'host' as const,
    name: 'Host',
  };
  const account = randomBytes(6).toString('hex');
  const { integrationId } = await connectCalendars(contextAt(db, { tenantId, now }, { actor }), box, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: account, label: `${account}@example.com` },
    credentials: { accessToken: account },
    calendars: [
      {
        externalId: account,
        name: account,
        timeZone: 'UTC',
        isPrimary: true,
        canWrite: true,
        makesMeetings: true,
      },
    ],
  });
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ id: calendars.id })
      .from(calendars)
      .where(and(eq(calendars.tenantId, tenantId), eq(calendars.integrationId, integrationId))),
  );
  return { tenantId, integrationId, calendarId: row?.id ?? '' };
};

/** What a full pass does that finds these events, and nothing else, up to `until`. */
export const readFully = async (
  db: Database,
  { tenantId, calendarId }: CalendarKey,
  { now, until, events = [] }: { now: number; until: number; events?: readonly CalendarChange[] },
): Promise<void> => {
  const key = { tenantId, calendarId };
  const pass = await beginPass(db, key);
  const full = { from: now - 30 * dayMs, to: until };
  await applyChanges(db, { ...key, pass, full, now, cursor: `c${pass}`, changes: events });
};

/** A busy event as a vendor tells it. */
export const busyEvent = (externalId: string, start: number, end: number): CalendarChange => ({
  externalId,
  etag: 'e',
  cancelled: false,
  start,
  end,
  busy: true,
});

/** Every calendar of a tenant that closes slots counts as read, and as empty, for the next two years. */
export const considerRead = async (
  db: Database,
  { tenantId, now }: { tenantId: string; now: number },
): Promise<void> => {
  const rows = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ calendarId: calendars.id })
      .from(calendars)
      .where(and(eq(calendars.tenantId, tenantId), eq(calendars.isConflictCalendar, true))),
  );
  for (const { calendarId } of rows)
    await readFully(db, { tenantId, calendarId }, { now, until: now + 730 * dayMs });
};
