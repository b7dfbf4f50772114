import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/auth.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { personOf } from '../person-of.ts';
import { requireSignIn } from '../record-of-person.ts';

/** Asking again within this time sends no second mail. */
const onceInMs = 2 * 60_000;

/**
 * Has a link mailed to the address that the caller wants to have: it counts once the link was used. Answers alike for an
 * address that somebody has, to which nothing is sent.
 */
export const askEmailChange = async (ctx: ServiceContext, authDb: Database, email: string): Promise<void> => {
  const { userId, memberId } = requireSignIn(ctx);
  const address = email.toLowerCase();
  const [owner] = await authDb.select({ id: users.id }).from(users).where(eq(users.email, address));
  if (owner?.id === userId)
    throw new AppError('invalid_request', 'This is your address already.', {
      errors: [{ pointer: '/email', message: 'is your address already' }],
    });
  const { tenantId } = ctx;
  const now = ctx.now();
  const hash = createHash('sha256').update(address).digest('base64url').slice(0, 22);
  await withTenant(ctx.db, tenantId, async (tx) => {
    const personId = await personOf(tx, tenantId, memberId);
    if (owner === undefined) {
      await oweNotifications(tx, [
        {
          tenantId,
          subjectKind: 'person',
          subjectId: personId,
          template: 'email_verification',
          key: `email_verification/${hash}/${Math.floor(now / onceInMs)}`,
          details: { email: address },
          dueAt: now,
          createdAt: now,
        },
      ]);
      wake(tx, { tenantId, kind: 'notify', subjectId: personId });
    }
    await audit(tx, ctx, {
      action: 'person.ask_email_change',
      targetKind: 'person',
      targetId: personId,
    });
  });
};
