import { guestRequests } from '#db/schema/contact.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { type GuestWish, guestLinkHours } from '#domain/guest-data/types.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

/**
 * Has a link to all that the tenant keeps of an address sent to it. Whether anything is kept is looked up when the mail is due:
 * what is done and answered here is the same for every address.
 */
export const askGuestData = async (
  ctx: ServiceContext,
  { email, ...asked }: { email: string; locale: 'en' | 'vi'; wish: GuestWish },
): Promise<{ hours: number }> => {
  const { tenantId } = ctx;
  const now = ctx.now();
  const id = ctx.newId('guestRequest');
  const expiresAt = now + guestLinkHours * 3_600_000;
  await withTenant(ctx.db, tenantId, async (tx) => {
    await tx
      .insert(guestRequests)
      .values({ tenantId, id, email: email.toLowerCase(), ...asked, createdAt: now, expiresAt });
    await audit(tx, ctx, { action: 'contact.ask_data', targetKind: 'guest_request', targetId: id });
    await oweNotifications(tx, [
      {
        tenantId,
        subjectKind: 'guest_request',
        subjectId: id,
        template: 'guest_data_link',
        key: 'guest_data_link',
        dueAt: now,
        createdAt: now,
      },
    ]);
    wake(tx, { tenantId, kind: 'notify', subjectId: id });
  });
  return { hours: guestLinkHours };
};
