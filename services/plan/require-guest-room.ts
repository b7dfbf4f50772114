import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import type { ServiceContext } from '#services/context.ts';
import type { PublicLink } from '#services/link/public-link.ts';
import { findRoom } from './require-room.ts';

/**
 * A guest's booking needs room in the plan of the link's tenant. Where there is none, guests see that nothing can be booked at the
 * moment: plans are no business of theirs. Asked before anything is locked; `without` is a hold that gives way to the booking.
 */
export const requireGuestRoom = async (
  tx: Transaction,
  ctx: ServiceContext,
  { plan }: PublicLink,
  without?: string,
): Promise<void> => {
  const { hasRoom } = await findRoom(tx, ctx, { name: 'bookings', plan, without });
  if (!hasRoom) throw new AppError('link_inactive', 'Nothing can be booked here at the moment.');
};
