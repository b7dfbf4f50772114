import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { contacts } from '#db/schema/contact.ts';
import { erasedName } from '#domain/erased.ts';

type Key = { tenantId: string; email: string };

const is = ({ tenantId, email }: Key) => and(eq(contacts.tenantId, tenantId), eq(contacts.email, email));

/** Whoever books under the address waits for the caller's transaction, and is somebody new after it. */
export const lockContact = async (tx: Transaction, key: Key): Promise<void> => {
  await tx.select({ id: contacts.id }).from(contacts).where(is(key)).for('update');
};

/** A contact stays for the bookings that refer to it, and says no more than that there was somebody. */
export const forgetContact = async (
  tx: Transaction,
  { address, now, ...key }: Key & { address: string; now: number },
): Promise<void> => {
  await tx
    .update(contacts)
    .set({
      email: address,
      name: erasedName,
      phone: null,
      timeZone: 'UTC',
      locale: 'en',
      updatedAt: now,
    })
    .where(is(key));
};
