import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { pushChannels } from '#db/schema/calendar.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { CalendarKey } from './stored-events.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type NewChannel = { channelId: string; secret: string };

/** Written down before the vendor hears of it: its first message may beat its answer. Only the secret's hash is kept. */
export const prepareChannel = async (db: Database, key: CalendarKey): Promise<NewChannel> => {
  const channel = { channelId: newId('channel'), secret: randomBytes(32).toString('base64url') };
  await withTenant(db, key.tenantId, (tx) =>
    tx.insert(pushChannels).values({
      tenantId: key.tenantId,
      id: channel.channelId,
      calendarId: key.calendarId,
      secretHash: sha256(channel.secret),
      state: 'opening',
    }),
  );
  return channel;
};

export const recordOpenChannel = async (
  db: Database,
  key: CalendarKey,
  channel: { channelId: string; resourceId: string; expiresAt: number },
): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(pushChannels)
      .set({ state: 'open', resourceId: channel.resourceId, expiresAt: channel.expiresAt })
      .where(and(eq(pushChannels.tenantId, key.tenantId), eq(pushChannels.id, channel.channelId))),
  );
};

export const recordClosedChannel = async (
  db: Database,
  tenantId: string,
  channelId: string,
): Promise<void> => {
  await withTenant(db, tenantId, (tx) =>
    tx
      .update(pushChannels)
      .set({ state: 'closed' })
      .where(and(eq(pushChannels.tenantId, tenantId), eq(pushChannels.id, channelId))),
  );
};

/**
 * Channels of a calendar that may still deliver, other than `exceptId`. One whose answer was lost may be open all the
 * same: it watches the same calendar, so what is known of the others names its resource.
 */
export const listLiveChannels = async (
  db: Database,
  key: CalendarKey,
  exceptId?: string,
): Promise<{ channelId: string; resourceId: string | null }[]> =>
  withTenant(db, key.tenantId, (tx) =>
    tx
      .select({
        channelId: pushChannels.id,
        resourceId: sql<string | null>`coalesce("push_channels"."resource_id", (
          select max(other.resource_id) from push_channels other
          where other.tenant_id = "push_channels"."tenant_id" and other.calendar_id = "push_channels"."calendar_id"))`,
      })
      .from(pushChannels)
      .where(
        and(
          eq(pushChannels.tenantId, key.tenantId),
          eq(pushChannels.calendarId, key.calendarId),
          ne(pushChannels.state, 'closed'),
          exceptId === undefined ? undefined : ne(pushChannels.id, exceptId),
        ),
      ),
  );

/**
 * Which calendar a vendor's hint is about: null for unknown or closed channels, another resource than the channel was
 * opened for and wrong secrets (compared in constant time). The hint itself is never believed: it only says "look".
 */
export const findChannel = async (
  db: Database,
  input: { channelId: string; secret: string; resourceId: string },
): Promise<CalendarKey | null> => {
  const [row] = await withRoutingKey(db, input.channelId, (tx) =>
    tx
      .select({
        tenantId: pushChannels.tenantId,
        calendarId: pushChannels.calendarId,
        secretHash: pushChannels.secretHash,
        resourceId: pushChannels.resourceId,
        state: pushChannels.state,
      })
      .from(pushChannels)
      .where(eq(pushChannels.id, input.channelId)),
  );
  if (row === undefined || row.state === 'closed') return null;
  if (row.resourceId !== null && row.resourceId !== input.resourceId) return null;
  return timingSafeEqual(Buffer.from(sha256(input.secret)), Buffer.from(row.secretHash))
    ? { tenantId: row.tenantId, calendarId: row.calendarId }
    : null;
};

/** A vendor has hinted that a calendar changed: its follower is woken. */
export const hintCalendar = (tx: Transaction, { tenantId, calendarId }: CalendarKey): void =>
  wake(tx, { tenantId, kind: 'calendar', subjectId: calendarId });
