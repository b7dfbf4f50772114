import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import { hasRoom, limitFor } from '#domain/plan/limits.ts';
import { monthOf } from '#domain/plan/month.ts';
import type { ServiceContext } from '#services/context.ts';
import type { PublicLink } from '#services/link/public-link.ts';
import { countOf } from './count-usage.ts';
import { findRoom } from './require-room.ts';

const closed = () => new AppError('link_inactive', 'Nothing can be booked here at the moment.');

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
  const room = await findRoom(tx, ctx, { name: 'bookings', plan, without });
  if (!room.hasRoom) throw closed();
};

/**
 * The same for guests who only look, so that no time is offered that cannot be booked: nothing is locked, and what is held does not
 * count, or the hold of whoever looks would close the page to them. Without a limit nothing is counted.
 */
export const requireOpenPlan = async (
  tx: Transaction,
  { tenantId, now }: { tenantId: string; now: number },
  { plan }: PublicLink,
): Promise<void> => {
  const allowed = limitFor(plan, 'bookings');
  if (allowed === null) return;
  const used = await countOf.bookings(tx, {
    tenantId,
    month: monthOf(now),
    now,
    isWithoutHolds: true,
    most: allowed,
  });
  if (!hasRoom(allowed, used)) throw closed();
};
