import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { guestErasures, guestRequests } from '#db/schema/contact.ts';
import { AppError } from '#domain/errors.ts';
import type { ServiceContext } from '#services/context.ts';

export type ErasureRow = typeof guestErasures.$inferSelect;
type RequestRow = typeof guestRequests.$inferSelect;

const unknown = () => new AppError('not_found', 'This link is not known.');

/** What the caller's link is for, with the erasure that has come of it; `not_found` without such a link. */
export const requireGuestRequest = async (
  tx: Transaction,
  { tenantId, actor }: Pick<ServiceContext, 'tenantId' | 'actor'>,
): Promise<{ request: RequestRow; erasure: ErasureRow | null }> => {
  const id = actor.kind === 'guest' ? actor.guestRequestId : undefined;
  if (id === undefined) throw unknown();
  const [row] = await tx
    .select({ request: guestRequests, erasure: guestErasures })
    .from(guestRequests)
    .leftJoin(
      guestErasures,
      and(eq(guestErasures.tenantId, guestRequests.tenantId), eq(guestErasures.id, guestRequests.erasureId)),
    )
    .where(and(eq(guestRequests.tenantId, tenantId), eq(guestRequests.id, id)));
  if (row === undefined) throw unknown();
  return row;
};

/** The same, for what needs the address: null once it was erased. */
export const requireGuest = async (tx: Transaction, ctx: ServiceContext) => {
  const { request } = await requireGuestRequest(tx, ctx);
  return request.email === null ? null : { tenantId: ctx.tenantId, email: request.email };
};
