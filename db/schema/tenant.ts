import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, routedBy, tenantId, tenantIsolation } from './columns.ts';

export const tenants = pgTable(
  'tenants',
  {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull().default('en'),
    createdAt: createdAt(),
  },
  () => [tenantIsolation('tenants', 'id')],
);

/** A person in a tenant. `user_id` is the identity that signs in (`auth.users`). */
export const members = pgTable(
  'members',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    userId: text().notNull(),
    role: text().$type<'owner' | 'admin' | 'host' | 'viewer'>().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    username: text().notNull(),
    bio: text().notNull().default(''),
    timeZone: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull().default('en'),
    isActive: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('members_username_key').on(t.username),
    uniqueIndex('members_id_key').on(t.id),
    index('members_user_id_idx').on(t.userId),
    foreignKey({ name: 'members_tenant_fk', columns: [t.tenantId], foreignColumns: [tenants.id] }),
    tenantIsolation('members'),
    routedBy('members', 'username', 'user_id'),
  ],
);
