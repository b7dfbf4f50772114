import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Me } from '#contracts/account.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireMember } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** Who is signed in, and where the public page and the Temporal UI are. */
export const getMe = async (
  ctx: ServiceContext,
  input: { publicUrl: string; temporalUiUrl: string | null },
): Promise<z.input<typeof Me>> => {
  const actor = requireMember(ctx);
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ member: members, tenant: tenants })
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.tenantId, ctx.tenantId), eq(members.id, actor.memberId))),
  );
  if (row === undefined) throw new AppError('unauthenticated', 'Your membership has ended.');
  const { member, tenant } = row;
  return {
    userId: member.userId,
    email: member.email,
    member: {
      id: member.id,
      name: member.name,
      username: member.username,
      role: member.role,
      timeZone: member.timeZone,
      locale: member.locale,
    },
    tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug },
    profileUrl: `${input.publicUrl}/${member.username}`,
    temporalUiUrl: input.temporalUiUrl,
  };
};
