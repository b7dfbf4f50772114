import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { actsForAll, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type LinkWithHosts, loadLinkById, withoutFrozen } from './public-link.ts';

/**
 * A link, also one that is switched off, for a member who hosts it or acts for everybody, with the hosts who take something new, if
 * any; `not_found` to anybody else.
 */
export const loadHostedLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  linkId: string,
  permission: Permission,
): Promise<LinkWithHosts> => {
  const member = requireAccess(ctx, permission);
  const target = await loadLinkById(tx, ctx.tenantId, linkId);
  const isHosted = actsForAll(member) || target.hosts.some(({ id }) => id === member.memberId);
  if (!isHosted || target.link.archivedAt !== null) throw new AppError('not_found', 'No such link.');
  return withoutFrozen(target);
};
