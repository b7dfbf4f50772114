import type { z } from 'zod';
import type { Explanation } from '#contracts/link.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireAccess, requireOwn } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { loadLinkById, withoutFrozen } from '#services/link/public-link.ts';
import { durationOf, explainLinkSlot } from './find-slots.ts';

/**
 * Why a time is or is not offered, for the link's owner and admins only: with what is in the way of the caller, and of other
 * hosts no more than that their time is taken.
 */
export const explainSlot = async (
  ctx: ServiceContext,
  input: { linkId: string; start: number; durationMinutes?: number | undefined },
): Promise<z.input<typeof Explanation>> => {
  const member = requireAccess(ctx, 'links.read');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const target = withoutFrozen(await loadLinkById(tx, ctx.tenantId, input.linkId));
    requireOwn(member, target.link.ownerId, 'link');
    if (target.link.archivedAt !== null) throw new AppError('not_found', 'No such link.');
    const durationMinutes = durationOf(target.link, input.durationMinutes, '#query/durationMinutes');
    const reasons = await explainLinkSlot(tx, target, {
      start: input.start,
      durationMinutes,
      now: ctx.now(),
      // No member: nothing that is in the way is theirs.
      viewerId: member.memberId ?? '',
    });
    const names = new Map(target.hosts.map((host) => [host.id, host.name]));
    return {
      start: new Date(input.start).toISOString(),
      durationMinutes,
      offered: reasons.length === 0 && target.hosts.length > 0,
      reasons: reasons.map((reason) => {
        const hostName = reason.hostId === undefined ? undefined : names.get(reason.hostId);
        return { ...reason, ...(hostName === undefined ? {} : { hostName }) };
      }),
    };
  });
};
