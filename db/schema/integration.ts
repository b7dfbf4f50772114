import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  type AuthKind,
  authKinds,
  type IntegrationCapability,
  type IntegrationStatus,
  integrationOwners,
  integrationStatuses,
  memberCapabilities,
} from '#domain/integration/types.ts';
import { type Currency, currencies } from '#domain/money/currencies.ts';
import { type PaymentMode, paymentModes } from '#domain/payment/types.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import {
  appRole,
  createdAt,
  instant,
  isOneOf,
  readByOperators,
  routedBy,
  tenantId,
  tenantIsolation,
  updatedAt,
} from '../columns.ts';
import { members } from './tenant.ts';

const listed = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));

/** An account at a vendor for a capability: a member's own, or with no member the tenant's. */
export const integrations = pgTable(
  'integrations',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    capability: text().$type<IntegrationCapability>().notNull(),
    memberId: text(),
    vendor: text().$type<IntegrationVendor>().notNull(),
    auth: text().$type<AuthKind>().notNull(),
    externalAccountId: text().notNull(),
    /** What its owner knows the account by, e.g. its address. */
    accountLabel: text().notNull(),
    status: text().$type<IntegrationStatus>().notNull(),
    /** AES-256-GCM envelope over what the vendor is opened with; bound to this row. Null once disconnected. */
    credentialsCiphertext: text(),
    connectedAt: instant().notNull(),
    /** Since when the vendor refuses what it is opened with, while its owner has to connect it again. */
    lostAt: instant(),
    disconnectedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('integrations_account_key')
      .on(t.tenantId, t.capability, t.memberId, t.vendor, t.externalAccountId)
      .nullsNotDistinct(),
    foreignKey({
      name: 'integrations_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    check('integrations_capability_check', sql`capability in (${listed(Object.keys(integrationOwners))})`),
    check(
      'integrations_owner_check',
      sql`(member_id is not null) = (capability in (${listed(memberCapabilities)}))`,
    ),
    check('integrations_auth_check', sql`auth in (${listed(authKinds)})`),
    check('integrations_status_check', sql`status in (${listed(integrationStatuses)})`),
    check('integrations_lost_check', sql`status <> 'needs_reconnection' or lost_at is not null`),
    index('integrations_lost_idx').on(t.lostAt, t.id).where(sql`status = 'needs_reconnection'`),
    tenantIsolation('integrations'),
    readByOperators('integrations'),
  ],
);

/**
 * Which accounts at vendors are connected, whatever the tenant: taking a grant back ends every grant of its account. The
 * account is a hash, and a tenant finds rows that are not its own only by an account it has itself. Kept by a trigger on
 * `integrations`.
 */
export const connectedAccounts = pgTable(
  'connected_accounts',
  {
    integrationId: text().primaryKey(),
    accountHash: text().notNull(),
  },
  (t) => [
    index('connected_accounts_hash_idx').on(t.accountHash),
    pgPolicy('connected_accounts_of_integrations', {
      for: 'all',
      to: appRole,
      using: sql`integration_id in (select id from integrations)`,
      withCheck: sql`integration_id in (select id from integrations)`,
    }),
    routedBy('connected_accounts', 'account_hash'),
  ],
);

/** Single-use, ten minutes: binds an OAuth answer to the browser session that asked (RFC 9700). */
export const oauthStates = pgTable(
  'oauth_states',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    vendor: text().$type<IntegrationVendor>().notNull(),
    /** SHA-256 over the state that travels through the browser and the sign-in that asked. */
    stateHash: text().notNull(),
    verifierCiphertext: text().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('oauth_states_hash_key').on(t.stateHash),
    foreignKey({
      name: 'oauth_states_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('oauth_states'),
  ],
);

/** What belongs to an account that takes payments beside its integration: where the vendor sends its notifications. */
export const paymentAccounts = pgTable(
  'payment_accounts',
  {
    tenantId: tenantId(),
    integrationId: text().notNull(),
    mode: text().$type<PaymentMode>().notNull(),
    /** Random, the last part of the address the vendor sends to. */
    endpointId: text().notNull(),
    /** The vendor's id of that address; null while its owner has not made it, or makes it by hand. */
    webhookId: text(),
    /** Sealed, bound to this row; null until there is one. */
    secretCiphertext: text(),
    /** The one before, which counts until then. */
    formerSecretCiphertext: text(),
    formerSecretUntil: instant(),
    /** Its key opens more than is needed; its owner has been warned. */
    isUnrestricted: boolean().notNull(),
    country: text(),
    currency: text().$type<Currency>(),
    lastEventAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.integrationId] }),
    unique('payment_accounts_endpoint_key').on(t.endpointId),
    foreignKey({
      name: 'payment_accounts_integration_fk',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }),
    check('payment_accounts_mode_check', isOneOf('mode', paymentModes)),
    check('payment_accounts_currency_check', isOneOf('currency', currencies)),
    check(
      'payment_accounts_former_check',
      sql`(former_secret_ciphertext is null) = (former_secret_until is null)`,
    ),
    tenantIsolation('payment_accounts'),
    routedBy('payment_accounts', 'endpoint_id'),
  ],
);
