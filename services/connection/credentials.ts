import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { calendars, connections } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderError } from '#domain/provider-error.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';

export type ConnectionKey = { tenantId: string; connectionId: string };

const place = ({ tenantId, connectionId }: ConnectionKey): SecretPlace => ({
  tenantId,
  table: 'connections',
  column: 'credentials_ciphertext',
  rowId: connectionId,
});

export const sealCredentials = (box: SecretBox, key: ConnectionKey, credentials: unknown): string =>
  box.seal(place(key), JSON.stringify(credentials));

/** The vendor and its tokens. A connection without tokens is `revoked` for whoever wants to use it. */
export const loadCredentials = async (
  db: Database,
  box: SecretBox,
  key: ConnectionKey,
): Promise<{ vendor: CalendarVendor; memberId: string; status: string; credentials: unknown }> => {
  const [row] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select()
      .from(connections)
      .where(and(eq(connections.tenantId, key.tenantId), eq(connections.id, key.connectionId))),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such connection.');
  if (row.credentialsCiphertext === null || row.status === 'needs_reconnection')
    throw new ProviderError(row.vendor, 'revoked', { reason: row.status });
  return {
    vendor: row.vendor,
    memberId: row.memberId,
    status: row.status,
    credentials: JSON.parse(box.open(place(key), row.credentialsCiphertext)),
  };
};

/** Keeps rotated tokens before they are used; a connection that was ended meanwhile stays ended. */
export const storeCredentials = async (
  db: Database,
  box: SecretBox,
  key: ConnectionKey,
  credentials: unknown,
): Promise<void> => {
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(connections)
      .set({ credentialsCiphertext: sealCredentials(box, key, credentials) })
      .where(
        and(
          eq(connections.tenantId, key.tenantId),
          eq(connections.id, key.connectionId),
          isNotNull(connections.credentialsCiphertext),
        ),
      ),
  );
};

const setCalendarStates = async (
  tx: Transaction,
  key: ConnectionKey,
  state: 'needs_reconnection' | 'catching_up',
): Promise<void> => {
  await tx
    .update(calendars)
    .set({ state })
    .where(
      and(
        eq(calendars.tenantId, key.tenantId),
        eq(calendars.connectionId, key.connectionId),
        sql`(${calendars.isConflictCalendar} or ${calendars.isTarget})`,
      ),
    );
};

/** The vendor refused the tokens for good. The last known busy times stay: availability fails closed. */
export const markNeedsReconnection = async (db: Database, key: ConnectionKey): Promise<void> => {
  await withTenant(db, key.tenantId, async (tx) => {
    await tx
      .update(connections)
      .set({ status: 'needs_reconnection' })
      .where(
        and(
          eq(connections.tenantId, key.tenantId),
          eq(connections.id, key.connectionId),
          eq(connections.status, 'connected'),
        ),
      );
    await setCalendarStates(tx, key, 'needs_reconnection');
  });
};
