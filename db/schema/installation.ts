import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { installationId } from '#domain/audit/types.ts';
import { type Failure, failures } from '#domain/failure.ts';
import { type FeatureName, featureNames } from '#domain/feature/features.ts';
import type { FollowerKind } from '#domain/follower.ts';
import { type RegistrationState, registrationStates } from '#domain/registration/types.ts';
import type { SweptTable } from '#domain/retention/policies.ts';
import {
  type BillingInterval,
  billingIntervals,
  type SoldPlan,
  type SubscriptionState,
  soldPlans,
  subscriptionStates,
} from '#domain/subscription/types.ts';
import { type SupportEnd, supportEnds } from '#domain/support/types.ts';
import { type CallOutcome, callOutcomes } from '#domain/vendor-health/health.ts';
import { latencyClasses } from '#domain/vendor-health/latency.ts';
import { type BillingVendor, type VendorCapability, vendorCapabilities } from '#domain/vendors.ts';
import {
  appRole,
  bytes,
  createdAt,
  instant,
  isOneOf,
  opsRole,
  readByOperators,
  routedBy,
  tenantId,
  tenantIsolation,
} from '../columns.ts';
import { tenants } from './tenant.ts';

/**
 * When each follower has to look next: at once after a change, at its next due moment otherwise. A platform table of ids:
 * a tenant writes its own rows, the relay sees all.
 */
export const wakeups = pgTable(
  'wakeups',
  {
    tenantId: tenantId(),
    kind: text().$type<FollowerKind>().notNull(),
    subjectId: text().notNull(),
    dueAt: instant().notNull(),
    /** When the follower is called if it has not looked by then. */
    callAt: instant().notNull(),
    /** Calls since it last looked: each waits longer for an answer than the one before. */
    calls: integer().notNull().default(0),
    /** Counts changes: a follower that has not seen the newest leaves the row as it is. */
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subjectId] }),
    index('wakeups_call_at_idx').on(t.callAt),
    index('wakeups_due_at_idx').on(t.dueAt),
    tenantIsolation('wakeups'),
    readByOperators('wakeups'),
    pgPolicy('wakeups_relay', {
      as: 'permissive',
      for: 'all',
      to: appRole,
      using: sql.raw(`(select current_setting('app.relay', true)) = 'on'`),
      withCheck: sql.raw(`(select current_setting('app.relay', true)) = 'on'`),
    }),
  ],
);

/**
 * What the last sweep of each table came to, over all tenants: figures and nothing else. Written by the database's functions
 * `sweep_table` and `close_sweep` alone.
 */
export const sweeps = pgTable(
  'sweeps',
  {
    tableName: text().$type<SweptTable>().primaryKey(),
    /** When the whole table was last gone through. */
    sweptAt: instant(),
    /** How many rows have been swept from it altogether. */
    removed: bigint({ mode: 'number' }).notNull().default(0),
    /** How many of its rows are still to be swept one day, and the moment of the oldest. */
    remaining: bigint({ mode: 'number' }).notNull().default(0),
    oldestAt: instant(),
  },
  () => [pgPolicy('sweeps_read', { for: 'select', to: appRole, using: sql`true` })],
);

/**
 * Scripts and styles of every build that was served lately, under names that change with their content: an API answers for builds
 * that it does not have itself. A platform table: the application adds rows and says when it saw them last, and nothing else.
 */
export const webAssets = pgTable(
  'web_assets',
  {
    /** Its address without the first slash. */
    name: text().primaryKey(),
    contentType: text().notNull(),
    etag: text().notNull(),
    plain: bytes().notNull(),
    /** As the build packed it; null where that saves nothing. */
    br: bytes(),
    gzip: bytes(),
    firstSeenAt: createdAt(),
    /** When an API whose build has it last said so, to a day. */
    lastSeenAt: instant().notNull(),
  },
  (t) => [
    index('web_assets_last_seen_at_idx').on(t.lastSeenAt),
    check('web_assets_name_check', sql`name ~ '^(app|_guest)/assets/[^/]+$'`),
    pgPolicy('web_assets_shared', { for: 'all', to: appRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * Who operates the installation because another operator has said so; others are operators by its settings. A platform table:
 * the application finds the one row of an identity that it knows, and only the operators' role writes.
 */
export const operators = pgTable(
  'operators',
  {
    id: text().primaryKey(),
    /** The identity (`auth.users`). */
    userId: text().notNull(),
    /** As it was proved when this was granted. */
    email: text().notNull(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    withdrawnBy: text(),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('operators_user_key').on(t.userId).where(sql`withdrawn_at is null`),
    routedBy('operators', 'user_id'),
    pgPolicy('operators_write', { for: 'all', to: opsRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

const ofInstallation = sql.raw(`(select current_setting('app.tenant_id', true)) = '${installationId}'`);

/**
 * Somebody wants an account and an organisation of their own. Neither exists before the address is proved, by a link that was
 * mailed to it. A platform table: no tenant reads it, and the password waits with the identities (`auth.verifications`).
 */
export const registrations = pgTable(
  'registrations',
  {
    id: text().primaryKey(),
    /** The identity that will be made: so a second try after a crash finds what the first one has made. */
    userId: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    name: text().notNull(),
    tenantName: text().notNull(),
    handle: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    timeZone: text().notNull(),
    state: text().$type<RegistrationState>().notNull().default('open'),
    /** How often a mail was asked for, and when the next one may be. */
    mails: integer().notNull().default(1),
    nextMailAt: instant().notNull(),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    settledAt: instant(),
  },
  (t) => [
    index('registrations_expires_at_idx').on(t.expiresAt),
    check('registrations_state_check', isOneOf('state', registrationStates)),
    check('registrations_settled_check', sql`(state = 'open') = (settled_at is null)`),
    pgPolicy('registrations_installation', {
      for: 'all',
      to: appRole,
      using: ofInstallation,
      withCheck: ofInstallation,
    }),
  ],
);

/**
 * An operator looks at a tenant and changes nothing in it. It is of one sign-in; every request finds it under its id before a
 * tenant is known, and what ends those of an operator finds them under theirs.
 */
export const supportViews = pgTable(
  'support_views',
  {
    tenantId: tenantId(),
    id: text().primaryKey(),
    /** The operator's identity (`auth.users`), and the sign-in that has entered. */
    userId: text().notNull(),
    signInId: text().notNull(),
    /** Why, in their words. */
    reason: text().notNull(),
    startedAt: instant().notNull(),
    endsAt: instant().notNull(),
    ended: text().$type<SupportEnd>(),
    endedAt: instant(),
  },
  (t) => [
    index('support_views_open_idx').on(t.userId).where(sql`ended is null`),
    check('support_views_ended_check', isOneOf('ended', supportEnds)),
    check('support_views_ended_at_check', sql`(ended is null) = (ended_at is null)`),
    tenantIsolation('support_views'),
    routedBy('support_views', 'id', 'user_id'),
  ],
);

/**
 * What operators have switched on or off, for one tenant or, under `installation`, for all of which nothing else was said. A tenant
 * reads its own rows and those of the installation.
 */
export const featureSwitches = pgTable(
  'feature_switches',
  {
    tenantId: tenantId(),
    feature: text().$type<FeatureName>().notNull(),
    /** Null: it was said, and taken back. */
    isOn: boolean(),
    /** Why, in the operator's words. */
    reason: text().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.feature] }),
    check('feature_switches_feature_check', isOneOf('feature', featureNames)),
    tenantIsolation('feature_switches'),
    readByOperators('feature_switches'),
    pgPolicy('feature_switches_shared', {
      for: 'select',
      to: appRole,
      using: sql.raw(`tenant_id = '${installationId}'`),
    }),
    pgPolicy('feature_switches_installation', {
      for: 'all',
      to: opsRole,
      using: sql.raw(`tenant_id = '${installationId}'`),
      withCheck: sql.raw(`tenant_id = '${installationId}'`),
    }),
  ],
);

/**
 * Calls to vendors of one minute that ended in the same way, over all tenants and processes: counts and nothing of what was asked or
 * answered. A platform table: every process adds to its rows, and only operators read them.
 */
export const vendorCalls = pgTable(
  'vendor_calls',
  {
    minute: instant().notNull(),
    /** `none` while no vendor is configured. */
    vendor: text().notNull(),
    capability: text().$type<VendorCapability>().notNull(),
    outcome: text().$type<CallOutcome>().notNull(),
    calls: integer().notNull(),
    /** How many fell into each class of `latencyBounds`. */
    latencies: integer().array().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.minute, t.vendor, t.capability, t.outcome] }),
    check('vendor_calls_capability_check', isOneOf('capability', vendorCapabilities)),
    check('vendor_calls_outcome_check', isOneOf('outcome', callOutcomes)),
    check('vendor_calls_latencies_check', sql.raw(`cardinality(latencies) = ${latencyClasses}`)),
    readByOperators('vendor_calls'),
    // What is added to has to be seen.
    pgPolicy('vendor_calls_shared', { for: 'all', to: appRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * What a tenant pays the installation for its plan, as the vendor says it. There is a row from the first page on which somebody could
 * subscribe; a later subscription takes the place of one that has ended.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    tenantId: text().primaryKey(),
    vendor: text().$type<BillingVendor>().notNull(),
    /** Counts up with every page that is not the one before; part of its key. */
    checkoutNumber: integer().notNull().default(1),
    /** What is bought on the page, and in how long it is to be paid: its content, which does not change under its key. */
    checkoutPlan: text().$type<SoldPlan>().notNull(),
    checkoutInterval: text().$type<BillingInterval>().notNull(),
    checkoutSeats: integer().notNull(),
    checkoutTrialDays: integer().notNull(),
    /** Null once it is known what came of the page. */
    checkoutBegunAt: instant(),
    checkoutId: text(),
    /** The vendor's ids; null until somebody has subscribed. */
    subscriptionId: text(),
    customerId: text(),
    plan: text().$type<SoldPlan>(),
    interval: text().$type<BillingInterval>(),
    seats: integer(),
    state: text().$type<SubscriptionState>(),
    trialEndsAt: instant(),
    periodEndsAt: instant(),
    isCancelled: boolean().notNull().default(false),
    pastDueSince: instant(),
    /** Since when the vendor names a state that we do not know; the state is the one before. */
    unknownSince: instant(),
    /** When a trial began: there is one for each tenant. */
    trialUsedAt: instant(),
    /** The card of that trial, as a hash: there is one for each card. */
    trialCard: text(),
    /** What a member has asked for and the vendor has not said yet. */
    wantedPlan: text().$type<SoldPlan>(),
    wantedInterval: text().$type<BillingInterval>(),
    wantedCancelled: boolean(),
    /** When the vendor is asked next, how often that has failed in a row, and why. */
    askAt: instant().notNull(),
    /** Counts what has asked for a look: what came during one is asked for anew. */
    hints: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    /** When the look began that the row is from; part of the keys of what is changed by it. */
    seenAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('subscriptions_trial_card_key').on(t.trialCard),
    check('subscriptions_checkout_plan_check', isOneOf('checkout_plan', soldPlans)),
    check('subscriptions_checkout_interval_check', isOneOf('checkout_interval', billingIntervals)),
    check('subscriptions_plan_check', isOneOf('plan', soldPlans)),
    check('subscriptions_interval_check', isOneOf('interval', billingIntervals)),
    check('subscriptions_wanted_plan_check', isOneOf('wanted_plan', soldPlans)),
    check('subscriptions_wanted_interval_check', isOneOf('wanted_interval', billingIntervals)),
    check('subscriptions_state_check', isOneOf('state', subscriptionStates)),
    check('subscriptions_failure_check', isOneOf('failure', failures)),
    check('subscriptions_known_check', sql`(subscription_id is null) = (state is null)`),
    foreignKey({ name: 'subscriptions_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    tenantIsolation('subscriptions'),
    readByOperators('subscriptions'),
  ],
);

/** The logo of a tenant as we have encoded it, whatever was sent: found by its hash before a tenant is known. */
export const logos = pgTable(
  'logos',
  { tenantId: text().primaryKey(), content: bytes().notNull(), hash: text().notNull() },
  (t) => [
    index('logos_hash_idx').on(t.hash),
    foreignKey({ name: 'logos_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    tenantIsolation('logos'),
    routedBy('logos', 'hash'),
  ],
);

/** Stored once by the vendor's event id before it is acknowledged; holds no personal data. */
export const webhookInbox = pgTable(
  'webhook_inbox',
  {
    id: text().primaryKey(),
    vendor: text().notNull(),
    eventId: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    receivedAt: createdAt(),
    processedAt: instant(),
    outcome: text(),
  },
  (t) => [
    uniqueIndex('webhook_inbox_event_key').on(t.vendor, t.eventId),
    index('webhook_inbox_received_at_idx').on(t.receivedAt),
  ],
);
