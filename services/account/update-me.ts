import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { ProfilePatch } from '#contracts/account.ts';
import { persons } from '#db/schema/person.ts';
import { members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { personOf } from './person-of.ts';

const given = <Fields extends object>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

/**
 * Changes what the caller says about themselves: name, language, time zone, clock and start of the week in all their
 * organisations, what they write about themselves in this one. Bookings, pages and mails show it from then on.
 */
export const updateMe = async (ctx: ServiceContext, patch: z.output<typeof ProfilePatch>): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const { bio, ...rest } = patch;
  const [ofPerson, ofMember] = [given(rest), given({ bio })];
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const personId = await personOf(tx, ctx.tenantId, memberId);
    if (Object.keys(ofPerson).length > 0)
      await tx.update(persons).set(ofPerson).where(eq(persons.id, personId));
    if (Object.keys(ofMember).length > 0)
      await tx
        .update(members)
        .set(ofMember)
        .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, memberId)));
    await audit(tx, ctx, {
      action: 'person.update',
      targetKind: 'person',
      targetId: personId,
      after: { fields: [...Object.keys(ofPerson), ...Object.keys(ofMember)] },
    });
  });
};
