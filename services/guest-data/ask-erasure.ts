import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { contacts, guestErasures, guestRequests } from '#db/schema/contact.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { isErasedAddress } from '#domain/erased.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type ErasureRow, requireGuestRequest } from './load-request.ts';
import { presentErasure } from './present-erasure.ts';
import { contactOfGuest } from './rows-of-guest.ts';

type Asked = { email: string; locale: 'en' | 'vi'; contactId: string | null; askedBy: string | null };

/** One at a time for an address: whoever asks while it is under way is answered with that. */
const begin = async (tx: Transaction, ctx: ServiceContext, asked: Asked): Promise<ErasureRow> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  const id = ctx.newId('guestErasure');
  const [made] = await tx
    .insert(guestErasures)
    .values({ ...asked, tenantId, id, tryAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (made === undefined) {
    const [open] = await tx
      .select()
      .from(guestErasures)
      .where(
        and(
          eq(guestErasures.tenantId, tenantId),
          eq(guestErasures.email, asked.email),
          eq(guestErasures.state, 'open'),
        ),
      );
    if (open === undefined)
      throw new AppError('temporarily_unavailable', 'Try again.', { retryAfterSeconds: 1 });
    return open;
  }
  const target =
    asked.contactId === null
      ? { targetKind: 'guest_erasure', targetId: id }
      : { targetKind: 'contact', targetId: asked.contactId };
  await audit(tx, ctx, { action: 'contact.ask_erasure', ...target });
  wake(tx, { tenantId, kind: 'guest-erasure', subjectId: id });
  return made;
};

/**
 * Has everything erased that the tenant keeps of the guest whose link it is; what is ahead of theirs is cancelled first, and hosts
 * are told so. Asked again, also once it is done, it answers how far that is. (contract `GuestErasure`)
 */
export const eraseGuestData = async (ctx: ServiceContext) => {
  const { tenantId } = ctx;
  return withTenant(ctx.db, tenantId, async (tx) => {
    const { request, erasure } = await requireGuestRequest(tx, ctx);
    if (erasure !== null) return presentErasure(erasure);
    const { id, email, locale } = request;
    if (email === null) throw new Error('a request without an address has an erasure');
    const contact = await contactOfGuest(tx, { tenantId, email });
    const begun = await begin(tx, ctx, { email, locale, contactId: contact?.id ?? null, askedBy: null });
    await tx
      .update(guestRequests)
      .set({ erasureId: begun.id })
      .where(and(eq(guestRequests.tenantId, tenantId), eq(guestRequests.id, id)));
    return presentErasure(begun);
  });
};

/**
 * The same for a contact, asked for by whoever answers for the tenant, who types the address: `invalid_request` for another one,
 * `not_found` for a contact that does not exist or was erased.
 */
export const eraseContact = async (
  ctx: ServiceContext,
  { contactId, email }: { contactId: string; email: string },
) => {
  const { memberId } = requirePermission(ctx, 'contacts.erase');
  const { tenantId } = ctx;
  return withTenant(ctx.db, tenantId, async (tx) => {
    const [contact] = await tx
      .select({ email: contacts.email, locale: contacts.locale })
      .from(contacts)
      .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, contactId)));
    if (contact === undefined || isErasedAddress(contact.email))
      throw new AppError('not_found', 'There is no such contact.');
    if (contact.email !== email.toLowerCase())
      throw new AppError('invalid_request', 'This is not the address of the contact.', {
        errors: [{ pointer: '/email', message: 'must be the address of the contact' }],
      });
    return presentErasure(await begin(tx, ctx, { ...contact, contactId, askedBy: memberId }));
  });
};
