import { and, eq, sql } from 'drizzle-orm';
import { notifications, suppressions } from '#db/schema/notification.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { deliverWaiting, removeSuppression } from '#services/notification/lift-suppression.ts';
import { suppressionsOf } from './list-suppressions.ts';
import { concerns } from './visible.ts';

const unknown = (): AppError => new AppError('not_found', 'There is no such suppression, or it was lifted.');

/**
 * Mail is sent to an address again. With `retry` everything that failed to reach it is due again at once, as far as it
 * concerns the member. Throws `not_found`, also when somebody else was faster.
 */
export const liftSuppression = async (
  ctx: ServiceContext,
  input: { suppressionId: string; retry: boolean },
): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      const member = requireAccess(ctx, 'suppressions.write');
      const { suppressionId } = input;
      const [row] = await tx
        .select()
        .from(suppressions)
        .where(
          and(
            eq(suppressions.tenantId, ctx.tenantId),
            eq(suppressions.id, suppressionId),
            suppressionsOf(member, ctx.tenantId),
          ),
        )
        .for('update');
      if (row === undefined || !(await removeSuppression(tx, ctx.tenantId, suppressionId))) throw unknown();
      const subject = { kind: sql`${notifications.subjectKind}`, id: sql`${notifications.subjectId}` };
      const retried = input.retry
        ? await deliverWaiting(tx, row, concerns(member, ctx.tenantId, subject))
        : 0;
      await audit(tx, ctx, {
        action: 'suppression.lift',
        targetKind: 'suppression',
        targetId: suppressionId,
        before: { channel: row.channel, reason: row.reason },
        after: { retried },
      });
      return { subjectId: suppressionId, answer: undefined };
    },
    replay: async () => undefined,
  });
