import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Permission } from '#domain/member/permissions.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { appRole, createdAt, instant, routedBy, tenantId, tenantIsolation } from '../columns.ts';
import { persons } from './person.ts';

export const tenants = pgTable(
  'tenants',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull().default('en'),
    createdAt: createdAt(),
  },
  () => [
    tenantIsolation('tenants', 'id'),
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
    tenantIsolation('members'),
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
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('handles_member_current_key').on(t.tenantId, t.memberId).where(sql`is_current`),
    uniqueIndex('handles_tenant_current_key').on(t.tenantId).where(sql`is_current and member_id is null`),
    foreignKey({ name: 'handles_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({
      name: 'handles_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('handles'),
    routedBy('handles', 'name'),
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
  /** Of the photo, null without one. */
  photoHash: text(),
})
  .with({ securityInvoker: true })
  .as(
    sql`select m.tenant_id, m.id, m.person_id, p.user_id, m.role, p.name, p.email, h.name as username, m.bio, p.time_zone, p.locale, m.is_active, f.hash as photo_hash from members m join persons p on p.id = m.person_id join handles h on h.tenant_id = m.tenant_id and h.member_id = m.id and h.is_current left join person_photos f on f.person_id = m.person_id`,
  );
