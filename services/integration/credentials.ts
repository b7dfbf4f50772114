import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';

export type IntegrationKey = { tenantId: string; integrationId: string };

const place = ({ tenantId, integrationId }: IntegrationKey): SecretPlace => ({
  tenantId,
  table: 'integrations',
  column: 'credentials_ciphertext',
  rowId: integrationId,
});

export const sealCredentials = (box: SecretBox, key: IntegrationKey, credentials: unknown): string =>
  box.seal(place(key), JSON.stringify(credentials));

export type LoadedCredentials = {
  vendor: IntegrationVendor;
  status: string;
  credentials: unknown;
  /** Changes with each consent: what an older grant brings about must not strike a newer one. */
  connectedAt: number;
  /** As stored; changes whenever the tokens do. */
  sealed: string;
};

/**
 * The vendor and its credentials. An integration without them is `revoked` for any use; what cannot be
 * read (their key is not configured here) are `unavailable`: the operator can still bring the key back.
 */
export const loadCredentials = async (
  db: Database,
  box: SecretBox,
  key: IntegrationKey,
): Promise<LoadedCredentials> => {
  const [row] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select()
      .from(integrations)
      .where(and(eq(integrations.tenantId, key.tenantId), eq(integrations.id, key.integrationId))),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such integration.');
  if (row.credentialsCiphertext === null || row.status === 'needs_reconnection')
    throw new ProviderFailure(row.vendor, 'revoked', {
      reason: row.status === 'needs_reconnection' ? 'access_withdrawn' : 'not_connected',
    });
  return {
    vendor: row.vendor,
    status: row.status,
    credentials: read(box, key, row.vendor, row.credentialsCiphertext),
    connectedAt: row.connectedAt,
    sealed: row.credentialsCiphertext,
  };
};

const read = (box: SecretBox, key: IntegrationKey, vendor: IntegrationVendor, sealed: string): unknown => {
  try {
    return JSON.parse(box.open(place(key), sealed));
  } catch (cause) {
    throw new ProviderFailure(vendor, 'unavailable', { reason: 'credentials_unreadable', cause });
  }
};

/** What an account was opened with, for the last use at its end; null when there is nothing, or nothing that can be read. */
export const readCredentials = (
  box: SecretBox,
  { tenantId, id, vendor, credentialsCiphertext: sealed }: typeof integrations.$inferSelect,
): unknown => {
  if (sealed === null) return null;
  try {
    return read(box, { tenantId, integrationId: id }, vendor, sealed);
  } catch (error) {
    if (error instanceof ProviderFailure) return null;
    throw error;
  }
};

/**
 * Keeps refreshed credentials before they are used and returns them as stored. An integration that was ended or connected anew
 * meanwhile stays as it is.
 */
export const storeCredentials = async (
  db: Database,
  box: SecretBox,
  key: IntegrationKey & { connectedAt: number },
  credentials: unknown,
): Promise<string> => {
  const sealed = sealCredentials(box, key, credentials);
  await withTenant(db, key.tenantId, (tx) =>
    tx
      .update(integrations)
      .set({ credentialsCiphertext: sealed })
      .where(and(isSameGrant(key), isNotNull(integrations.credentialsCiphertext))),
  );
  return sealed;
};

const isSameGrant = (key: IntegrationKey & { connectedAt: number }) =>
  and(
    eq(integrations.tenantId, key.tenantId),
    eq(integrations.id, key.integrationId),
    eq(integrations.connectedAt, key.connectedAt),
  );

/** The owner is told once for each grant that is lost. */
const askToReconnect = async (
  tx: Transaction,
  key: IntegrationKey & { connectedAt: number },
): Promise<void> => {
  await oweNotifications(tx, [
    {
      tenantId: key.tenantId,
      subjectKind: 'integration',
      subjectId: key.integrationId,
      template: 'integration_reconnect',
      key: `integration_reconnect/${key.connectedAt}`,
      dueAt: sql`now()`,
    },
  ]);
  wake(tx, { tenantId: key.tenantId, kind: 'notify', subjectId: key.integrationId });
};

/**
 * Notes in the caller's transaction that the vendor refused the tokens of this grant for good, and tells the owner. False,
 * with nothing changed, when that is known or the owner has connected again meanwhile.
 */
export const loseGrant = async (
  tx: Transaction,
  key: IntegrationKey & { connectedAt: number },
): Promise<boolean> => {
  const marked = await tx
    .update(integrations)
    .set({ status: 'needs_reconnection', lostAt: sql`now()` })
    .where(and(isSameGrant(key), eq(integrations.status, 'connected')))
    .returning({ id: integrations.id });
  if (marked.length === 0) return false;
  await askToReconnect(tx, key);
  return true;
};
