import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { LogoMark } from '#domain/branding/types.ts';
import {
  type DepartureKind,
  type DeparturePlan,
  type DepartureState,
  departureKinds,
  departurePlans,
  departureStates,
} from '#domain/departure/types.ts';
import {
  type DomainFinding,
  type DomainState,
  domainFindings,
  domainStates,
  servedStates,
} from '#domain/domain/types.ts';
import { type Failure, failures } from '#domain/failure.ts';
import { type InvitationState, invitationStates } from '#domain/invitation/types.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { type MemberRole, memberRoles } from '#domain/member/types.ts';
import { type Plan, type PlanOverrides, type PlanSource, planSources, plans } from '#domain/plan/types.ts';
import { type TenantState, tenantStates } from '#domain/tenant/types.ts';
import { type TenantDeletionState, tenantDeletionStates } from '#domain/tenant-deletion/types.ts';
import {
  appRole,
  createdAt,
  instant,
  isOneOf,
  readByOperators,
  routedBy,
  tenantId,
  tenantIsolation,
} from '../columns.ts';
import { persons } from './person.ts';

export const tenants = pgTable(
  'tenants',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull().default('en'),
    timeZone: text().notNull().default('UTC'),
    /** Whom mails are from by their name; null: the organisation as it is called. */
    senderName: text(),
    /** Of pages and mails; null: the product's own. */
    accent: text(),
    /** What stands in `logos`, null without one. */
    logo: jsonb().$type<LogoMark>(),
    /** Counts up with every change of what pages and mails say and show of it. */
    brandingVersion: integer().notNull().default(1),
    /** Members who have not turned one-time codes on can do nothing but that. */
    secondFactorRequired: boolean().notNull().default(false),
    state: text().$type<TenantState>().notNull().default('active'),
    /** Since when it is in its state, and why an operator has put it there. */
    stateAt: instant(),
    stateReason: text(),
    plan: text().$type<Plan>().notNull().default('enterprise'),
    /** Whose word the plan is: what an operator has given is not touched by what is paid for. */
    planSource: text().$type<PlanSource>().notNull().default('standard'),
    /** Limits that an operator has set instead of the plan's; null in one: without limit. */
    limits: jsonb().$type<PlanOverrides>().notNull().default({}),
    createdAt: createdAt(),
  },
  () => [
    check('tenants_state_check', isOneOf('state', tenantStates)),
    check('tenants_plan_check', isOneOf('plan', plans)),
    check('tenants_plan_source_check', isOneOf('plan_source', planSources)),
    check('tenants_accent_check', sql`accent ~ '^#[0-9a-f]{6}$'`),
    tenantIsolation('tenants', 'id'),
    readByOperators('tenants'),
    /** Under a person's routing key: the tenants they are a member of. */
    pgPolicy('tenants_of_members', {
      for: 'select',
      to: appRole,
      using: sql`id in (select tenant_id from members)`,
    }),
  ],
);

/** A person in a tenant. What belongs to the person stands in `persons`, the public name in `handles`. */
export const members = pgTable(
  'members',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    personId: text().notNull(),
    role: text().$type<MemberRole>().notNull(),
    bio: text().notNull().default(''),
    isActive: boolean().notNull().default(true),
    /** Since when the plan has no place for them; null for everybody who has one. */
    frozenAt: instant(),
    /** When the membership ended; one that is only deactivated has not. */
    removedAt: instant(),
    /** When the person last chose this tenant to act in; a new sign-in begins there. */
    chosenAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('members_id_key').on(t.id),
    uniqueIndex('members_person_key').on(t.tenantId, t.personId),
    index('members_person_id_idx').on(t.personId),
    foreignKey({ name: 'members_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({ name: 'members_person_fk', columns: [t.personId], foreignColumns: [persons.id] }),
    check('members_role_check', isOneOf('role', memberRoles)),
    check('members_removed_check', sql`removed_at is null or not is_active`),
    check('members_frozen_check', sql`frozen_at is null or (is_active and role <> 'owner')`),
    tenantIsolation('members'),
    readByOperators('members'),
    routedBy('members', 'person_id'),
  ],
);

/**
 * Public names, one over the whole installation: of a member or, without one, of the tenant itself. A former name stays
 * with its owner and leads to the current one.
 */
export const handles = pgTable(
  'handles',
  {
    name: text().primaryKey(),
    tenantId: tenantId(),
    memberId: text(),
    isCurrent: boolean().notNull().default(true),
    /** As `foldHandle` has it: names that look alike have the same. */
    folded: text().generatedAlwaysAs(
      sql`replace(replace(translate(name, '01-', 'ol'), 'rn', 'm'), 'vv', 'w')`,
    ),
    createdAt: createdAt(),
  },
  (t) => [
    index('handles_folded_idx').on(t.folded),
    uniqueIndex('handles_member_current_key').on(t.tenantId, t.memberId).where(sql`is_current`),
    uniqueIndex('handles_tenant_current_key').on(t.tenantId).where(sql`is_current and member_id is null`),
    foreignKey({ name: 'handles_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({
      name: 'handles_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('handles'),
    readByOperators('handles'),
    routedBy('handles', 'name', 'folded'),
  ],
);

/** Somebody is asked by mail to become a member. Its link is signed and names the version: sending it again ends the former one. */
export const invitations = pgTable(
  'invitations',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    role: text().$type<MemberRole>().notNull(),
    invitedBy: text().notNull(),
    state: text().$type<InvitationState>().notNull().default('open'),
    version: integer().notNull().default(1),
    expiresAt: instant().notNull(),
    /** Who has accepted it. */
    memberId: text(),
    createdAt: createdAt(),
    settledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('invitations_open_key').on(t.tenantId, t.email).where(sql`state = 'open'`),
    index('invitations_email_idx').on(t.email).where(sql`state = 'open'`),
    check('invitations_role_check', isOneOf('role', memberRoles)),
    check('invitations_state_check', isOneOf('state', invitationStates)),
    check('invitations_settled_check', sql`(state = 'open') = (settled_at is null)`),
    check('invitations_member_check', sql`(state = 'accepted') = (member_id is not null)`),
    foreignKey({
      name: 'invitations_invited_by_fk',
      columns: [t.tenantId, t.invitedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'invitations_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('invitations'),
    /** Whoever has proved an address finds who invites it. */
    routedBy('invitations', 'email'),
  ],
);

/**
 * What a program signs in with: as the member it belongs to or, without one, for the tenant. Of the key itself there are
 * hashes only; under that of a key it is found before a tenant is known.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text(),
    name: text().notNull(),
    scopes: text().array().$type<Permission[]>().notNull(),
    keyHash: text().notNull(),
    /** Of the key before it was rotated, which is good until then. */
    formerHash: text(),
    formerUntil: instant(),
    expiresAt: instant(),
    createdBy: text().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant(),
    lastUsedFrom: text(),
    revokedAt: instant(),
    endsAt: instant().generatedAlwaysAs(sql`least(revoked_at, expires_at)`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('api_keys_hash_key').on(t.keyHash),
    index('api_keys_former_hash_idx').on(t.formerHash).where(sql`former_hash is not null`),
    index('api_keys_member_idx').on(t.tenantId, t.memberId, t.id),
    index('api_keys_ends_at_idx').on(t.endsAt).where(sql`ends_at is not null`),
    check('api_keys_scopes_check', sql`cardinality(scopes) > 0`),
    check('api_keys_former_check', sql`(former_hash is null) = (former_until is null)`),
    foreignKey({ name: 'api_keys_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({
      name: 'api_keys_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('api_keys'),
    routedBy('api_keys', 'key_hash', 'former_hash'),
  ],
);

/** A member has gone, or rests: what becomes of their bookings, and how far that is. */
export const departures = pgTable(
  'departures',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    kind: text().$type<DepartureKind>().notNull(),
    plan: text().$type<DeparturePlan>().notNull(),
    /** Who takes the bookings, where one member does. */
    toMemberId: text(),
    askedBy: text().notNull(),
    state: text().$type<DepartureState>().notNull().default('open'),
    /** Bookings that were theirs, how many of them are settled, and how many of those were cancelled. */
    total: integer().notNull(),
    settled: integer().notNull().default(0),
    cancelled: integer().notNull().default(0),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    createdAt: createdAt(),
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('departures_member_idx').on(t.tenantId, t.memberId),
    index('departures_stuck_idx').on(t.createdAt, t.id).where(sql`failure is not null and state <> 'done'`),
    check('departures_kind_check', isOneOf('kind', departureKinds)),
    check('departures_plan_check', isOneOf('plan', departurePlans)),
    check('departures_state_check', isOneOf('state', departureStates)),
    check('departures_failure_check', isOneOf('failure', failures)),
    check('departures_to_member_check', sql`(plan = 'hand_over') = (to_member_id is not null)`),
    check('departures_done_check', sql`(state = 'done') = (done_at is not null)`),
    foreignKey({
      name: 'departures_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'departures_to_member_fk',
      columns: [t.tenantId, t.toMemberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      name: 'departures_asked_by_fk',
      columns: [t.tenantId, t.askedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('departures'),
    readByOperators('departures'),
  ],
);

/** A domain under which the pages of a tenant answer, or are to: found by its name before a tenant is known. */
export const domains = pgTable(
  'domains',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    /** Lower case, ASCII form. */
    name: text().notNull(),
    /** What its TXT record has to say; another one for each tenant that asks for the name. */
    token: text().notNull(),
    state: text().$type<DomainState>().notNull().default('pending'),
    finding: text().$type<DomainFinding>(),
    addedBy: text().notNull(),
    createdAt: createdAt(),
    /** Since when somebody waits for it to be proved. */
    askedAt: instant().notNull(),
    verifiedAt: instant(),
    failingSince: instant(),
    unansweredSince: instant(),
    checkedAt: instant(),
    tryAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('domains_tenant_name_key').on(t.tenantId, t.name),
    uniqueIndex('domains_served_key').on(t.name).where(isOneOf('state', servedStates)),
    index('domains_stuck_idx')
      .on(sql`coalesce(failing_since, asked_at)`, t.id)
      .where(sql`state in ('pending', 'failing') and finding is not null`),
    check('domains_state_check', isOneOf('state', domainStates)),
    check('domains_finding_check', isOneOf('finding', domainFindings)),
    check('domains_name_check', sql`name = lower(name) and name ~ '^[a-z0-9.-]{4,253}$'`),
    foreignKey({
      name: 'domains_added_by_fk',
      columns: [t.tenantId, t.addedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('domains'),
    readByOperators('domains'),
    routedBy('domains', 'name'),
  ],
);

/** A tenant is to be deleted, with everything in it. Its row goes last. */
export const tenantDeletions = pgTable(
  'tenant_deletions',
  {
    tenantId: text().primaryKey(),
    id: text().notNull(),
    state: text().$type<TenantDeletionState>().notNull().default('waiting'),
    /** What the tenant was before, and why: so it is again when the deletion is called off. */
    formerState: text().$type<TenantState>().notNull(),
    formerReason: text(),
    reason: text().notNull(),
    /** The identity of the operator. */
    askedBy: text().notNull(),
    askedAt: instant().notNull(),
    dueAt: instant().notNull(),
    tryAt: instant().notNull(),
    isDisconnected: boolean().notNull().default(false),
    /** Bookings that were cancelled, and rows that were removed so far. */
    cancelled: integer().notNull().default(0),
    removed: integer().notNull().default(0),
  },
  (t) => [
    check('tenant_deletions_state_check', isOneOf('state', tenantDeletionStates)),
    check('tenant_deletions_former_check', isOneOf('former_state', tenantStates)),
    foreignKey({ name: 'tenant_deletions_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    tenantIsolation('tenant_deletions'),
    readByOperators('tenant_deletions'),
  ],
);

/** Members with what their person and their current handle say; each member has both. Read under the reader's own rights. */
export const memberProfiles = pgView('member_profiles', {
  tenantId: tenantId(),
  id: text().notNull(),
  personId: text().notNull(),
  userId: text().notNull(),
  role: text().$type<MemberRole>().notNull(),
  name: text().notNull(),
  email: text().notNull(),
  username: text().notNull(),
  bio: text().notNull(),
  timeZone: text().notNull(),
  locale: text().$type<'en' | 'vi'>().notNull(),
  isActive: boolean().notNull(),
  isFrozen: boolean().notNull(),
  /** Of the photo, null without one. */
  photoHash: text(),
})
  .with({ securityInvoker: true })
  .as(
    sql`select m.tenant_id, m.id, m.person_id, p.user_id, m.role, p.name, p.email, h.name as username, m.bio, p.time_zone, p.locale, m.is_active, m.frozen_at is not null as is_frozen, f.hash as photo_hash from members m join persons p on p.id = m.person_id join handles h on h.tenant_id = m.tenant_id and h.member_id = m.id and h.is_current left join person_photos f on f.person_id = m.person_id`,
  );
