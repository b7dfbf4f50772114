import { sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { contacts } from '#db/schema/contact.ts';

export type ContactFacts = Pick<
  typeof contacts.$inferSelect,
  'tenantId' | 'email' | 'name' | 'phone' | 'timeZone' | 'locale'
>;

/** What is known of somebody now; `now` is epoch milliseconds. */
export const contactRow = (facts: ContactFacts, now: number) => ({
  ...facts,
  id: newId('contact'),
  createdAt: now,
  updatedAt: now,
});

/**
 * The part of a statement that keeps somebody among the tenant's contacts and answers their id: one per address, with what
 * is known last; a phone number once given stays.
 */
export const keepContact = (tx: Transaction, row: PgInsertValue<typeof contacts>) =>
  tx
    .insert(contacts)
    .values(row)
    .onConflictDoUpdate({
      target: [contacts.tenantId, contacts.email],
      set: {
        name: sql`excluded.name`,
        phone: sql`coalesce(excluded.phone, ${contacts.phone})`,
        timeZone: sql`excluded.time_zone`,
        locale: sql`excluded.locale`,
        updatedAt: sql`excluded.updated_at`,
      },
    })
    .returning({ id: contacts.id });
