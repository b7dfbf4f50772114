import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { linkHosts, links } from '#db/schema/link.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';
import { apiKeys, handles, members, tenants } from '#db/schema/tenant.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import type { ArchiveFile } from '../zip-into.ts';
import { calendarFile, type ExportedMember, exportedBooking, hostedBookings } from './hosted-bookings.ts';
import { instantText, jsonList, jsonValue, pagesOf } from './pages.ts';

const rowsAtATime = 500;

const membershipOf = async (tx: Transaction, { tenantId, memberId }: ExportedMember) => {
  const [row] = await tx
    .select({ member: members, tenantName: tenants.name })
    .from(members)
    .innerJoin(tenants, eq(tenants.id, members.tenantId))
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
  const names = await tx
    .select({ name: handles.name, isCurrent: handles.isCurrent })
    .from(handles)
    .where(and(eq(handles.tenantId, tenantId), eq(handles.memberId, memberId)))
    .orderBy(asc(handles.name));
  return {
    organisation: row?.tenantName ?? '',
    role: row?.member.role ?? null,
    bio: row?.member.bio ?? '',
    memberSince: instantText(row?.member.createdAt ?? null),
    addresses: names,
  };
};

const schedulesOf = async (tx: Transaction, { tenantId, memberId }: ExportedMember) => {
  const own = await tx
    .select()
    .from(schedules)
    .where(and(eq(schedules.tenantId, tenantId), eq(schedules.memberId, memberId)));
  const overrides = await tx
    .select({ override: scheduleOverrides })
    .from(scheduleOverrides)
    .innerJoin(
      schedules,
      and(eq(schedules.tenantId, scheduleOverrides.tenantId), eq(schedules.id, scheduleOverrides.scheduleId)),
    )
    .where(and(eq(schedules.tenantId, tenantId), eq(schedules.memberId, memberId)));
  return own.map(({ id, name, timeZone, weekly, isDefault, validFrom, validUntil }) => ({
    name,
    timeZone,
    weekly,
    isDefault,
    validFrom,
    validUntil,
    overrides: overrides
      .filter(({ override }) => override.scheduleId === id)
      .map(({ override: { date, ranges, title } }) => ({ date, ranges, title })),
  }));
};

/** Accounts at vendors; what they are opened with stays here. */
const accountsOf = async (tx: Transaction, { tenantId, memberId }: ExportedMember) => {
  const accounts = await tx
    .select()
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.memberId, memberId)));
  const connected = await tx
    .select()
    .from(calendars)
    .where(and(eq(calendars.tenantId, tenantId), eq(calendars.memberId, memberId)));
  return accounts.map(({ id, vendor, capability, accountLabel, status, connectedAt, disconnectedAt }) => ({
    vendor,
    capability,
    account: accountLabel,
    status,
    connectedAt: instantText(connectedAt),
    disconnectedAt: instantText(disconnectedAt),
    calendars: connected
      .filter(({ integrationId }) => integrationId === id)
      .map(({ name, isConflictCalendar, isTarget }) => ({ name, isConflictCalendar, isTarget })),
  }));
};

const keysOf = async (tx: Transaction, { tenantId, memberId }: ExportedMember) => {
  const rows = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.memberId, memberId)));
  return rows.map(({ name, scopes, createdAt, expiresAt, revokedAt, lastUsedAt, lastUsedFrom }) => ({
    name,
    scopes,
    createdAt: instantText(createdAt),
    expiresAt: instantText(expiresAt),
    revokedAt: instantText(revokedAt),
    lastUsedAt: instantText(lastUsedAt),
    lastUsedFrom,
  }));
};

/** Links that they own or host, without the machinery of their rules' versions. */
const linkPages = (db: Database, { tenantId, memberId }: ExportedMember) =>
  pagesOf(
    (after) =>
      withTenantList(db, tenantId, (tx) =>
        tx
          .select()
          .from(links)
          .where(
            and(
              eq(links.tenantId, tenantId),
              or(
                eq(links.ownerId, memberId),
                sql`exists (select 1 from ${linkHosts} h where h.tenant_id = ${links.tenantId}
                  and h.link_id = ${links.id} and h.member_id = ${memberId})`,
              ),
              sql`${links.deletedAt} is null`,
              after === null ? undefined : gt(links.id, after),
            ),
          )
          .orderBy(asc(links.id))
          .limit(rowsAtATime),
      ),
    ({ id }) => id,
  );

async function* presented<Row>(
  pages: AsyncIterable<readonly Row[]>,
  present: (row: Row) => object,
): AsyncGenerator<readonly object[]> {
  for await (const rows of pages) yield rows.map(present);
}

const mailPages = (db: Database, { tenantId, memberId }: ExportedMember) =>
  pagesOf(
    (after) =>
      withTenantList(db, tenantId, (tx) =>
        tx
          .select({
            id: deliveries.id,
            template: notifications.template,
            channel: deliveries.channel,
            address: deliveries.address,
            state: deliveries.state,
            sentAt: deliveries.sentAt,
          })
          .from(deliveries)
          .innerJoin(
            notifications,
            and(
              eq(notifications.tenantId, deliveries.tenantId),
              eq(notifications.id, deliveries.notificationId),
            ),
          )
          .where(
            and(
              eq(deliveries.tenantId, tenantId),
              eq(deliveries.recipient, memberId),
              after === null ? undefined : gt(deliveries.id, after),
            ),
          )
          .orderBy(asc(deliveries.id))
          .limit(rowsAtATime),
      ),
    ({ id }) => id,
  );

const recordPages = (db: Database, { tenantId, memberId }: ExportedMember) =>
  pagesOf(
    (after) =>
      withTenantList(db, tenantId, (tx) =>
        tx
          .select()
          .from(auditLog)
          .where(
            and(
              eq(auditLog.tenantId, tenantId),
              or(eq(auditLog.actorId, memberId), eq(auditLog.onBehalfOf, memberId)),
              after === null ? undefined : gt(auditLog.id, after),
            ),
          )
          .orderBy(asc(auditLog.id))
          .limit(rowsAtATime),
      ),
    ({ id }) => id,
  );

/** Everything of a person that stands in one of their organisations, as files of a folder. */
export async function* memberFiles(
  db: Database,
  member: ExportedMember,
  { folder, now }: { folder: string; now: number },
): AsyncGenerator<ArchiveFile> {
  const small: Record<string, (tx: Transaction, of: ExportedMember) => Promise<unknown>> = {
    membership: membershipOf,
    schedules: schedulesOf,
    'connected-accounts': accountsOf,
    'api-keys': keysOf,
  };
  for (const [name, read] of Object.entries(small)) {
    const value = await withTenant(db, member.tenantId, (tx) => read(tx, member));
    yield { path: `${folder}/${name}.json`, parts: jsonValue(value) };
  }
  const ownLinks = presented(linkPages(db, member), ({ tenantId: _tenant, ownerId, ...link }) => ({
    ...link,
    isOwner: ownerId === member.memberId,
    createdAt: instantText(link.createdAt),
    updatedAt: instantText(link.updatedAt),
    archivedAt: instantText(link.archivedAt),
  }));
  yield { path: `${folder}/links.json`, parts: jsonList(ownLinks) };
  const bookings = presented(hostedBookings(db, member), (booking) =>
    exportedBooking(booking, member.locale, now),
  );
  yield { path: `${folder}/bookings.json`, parts: jsonList(bookings) };
  yield { path: `${folder}/bookings.ics`, parts: calendarFile(hostedBookings(db, member), member, now) };
  const mails = presented(mailPages(db, member), ({ id: _id, sentAt, ...mail }) => ({
    ...mail,
    sentAt: instantText(sentAt),
  }));
  yield { path: `${folder}/notifications.json`, parts: jsonList(mails) };
  const records = presented(recordPages(db, member), ({ tenantId: _tenant, id: _id, at, ...record }) => ({
    at: instantText(at),
    ...record,
  }));
  yield { path: `${folder}/activity.json`, parts: jsonList(records) };
}
