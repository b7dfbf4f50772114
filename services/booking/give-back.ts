import type { Transaction } from '#db/client.ts';
import { refundAssignment } from './assign-booking.ts';
import { freeBlocks } from './blocks.ts';
import type { BookingRow } from './load-booking.ts';

/** Frees the time of a booking that does not take place, and the turn of the host who was chosen for it. */
export const giveBack = async (tx: Transaction, booking: BookingRow): Promise<void> => {
  await freeBlocks(tx, booking.tenantId, booking.id);
  await refundAssignment(tx, booking);
};
