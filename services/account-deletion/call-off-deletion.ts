import { and, eq } from 'drizzle-orm';
import { accountDeletions } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { personOf } from '#services/account/person-of.ts';
import { type AuditContext, audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { openKeep } from './keep-token.ts';
import { openDeletionOf } from './present-deletion.ts';

/** Whether it could still be called off. It stands where it was asked for, which may be another organisation than the caller's. */
const callOff = (ctx: AuditContext & Pick<ServiceContext, 'db'>, deletionId: string): Promise<boolean> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { tenantId } = ctx;
    const [done] = await tx
      .update(accountDeletions)
      .set({ state: 'called_off', settledAt: ctx.now(), failure: null })
      .where(
        and(
          eq(accountDeletions.tenantId, tenantId),
          eq(accountDeletions.id, deletionId),
          eq(accountDeletions.state, 'grace'),
        ),
      )
      .returning({ personId: accountDeletions.personId });
    if (done === undefined) return false;
    await audit(tx, ctx, {
      action: 'person.call_off_deletion',
      targetKind: 'person',
      targetId: done.personId,
    });
    wake(tx, { tenantId, kind: 'account_deletion', subjectId: deletionId });
    return true;
  });

/** Lets the caller's account stay, from whichever of their organisations. `not_found` when nothing is to be called off any more. */
export const callOffAccountDeletion = async (ctx: ServiceContext): Promise<void> => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const personId = await withTenant(ctx.db, ctx.tenantId, (tx) => personOf(tx, ctx.tenantId, memberId));
  const open = await openDeletionOf(ctx.db, personId);
  if (open === null || !(await callOff({ ...ctx, tenantId: open.tenantId }, open.id)))
    throw new AppError('not_found', 'Your account is not going to be deleted.');
};

type Deps = Pick<ServiceContext, 'db' | 'now' | 'newId'> & { signed: SignedText; requestId?: string };

/** Lets an account stay for whoever reads its mail. `link_expired` when that is too late or was done, `not_found` for any other token. */
export const keepAccountByLink = async (deps: Deps, token: string): Promise<void> => {
  const claims = openKeep(deps.signed, token);
  if (claims === null) throw new AppError('not_found', 'This link is not known.');
  const { tenantId, deletionId } = claims;
  if (!(await callOff({ ...deps, tenantId, actor: { kind: 'system' } }, deletionId)))
    throw new AppError('link_expired', 'This link has been used or has expired.');
};
