import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { contacts } from '#db/schema/contact.ts';

export type ContactFacts = Pick<
  typeof contacts.$inferSelect,
  'tenantId' | 'email' | 'name' | 'phone' | 'timeZone' | 'locale'
>;

/**
 * The part of a statement that keeps somebody among the tenant's contacts and answers their id: one per address, with what
 * is known last; a phone number once given stays. `now` is epoch milliseconds.
 */
export const keepContact = (
  tx: Transaction,
  { tenantId, email, name, phone, timeZone, locale }: ContactFacts,
  now: number,
) => {
  const known = { name, phone, timeZone, locale };
  return tx
    .insert(contacts)
    .values({ tenantId, id: newId('contact'), email, ...known, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: [contacts.tenantId, contacts.email],
      set: { ...known, phone: sql`coalesce(excluded.phone, ${contacts.phone})`, updatedAt: now },
    })
    .returning({ id: contacts.id });
};
