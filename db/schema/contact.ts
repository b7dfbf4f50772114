import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, tenantId, tenantIsolation, updatedAt } from '../columns.ts';

/** A guest as the tenant knows them, over all bookings: one for each e-mail address. */
export const contacts = pgTable(
  'contacts',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    /** As they last gave them. */
    name: text().notNull(),
    phone: text(),
    timeZone: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('contacts_email_key').on(t.tenantId, t.email),
    tenantIsolation('contacts'),
  ],
);
