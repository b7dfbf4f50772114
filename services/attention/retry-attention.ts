import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { idPattern } from '#domain/ids.ts';
import { audit } from '#services/audit.ts';
import { actsForAll, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { isDeparture, retryDeparture } from '#services/departure/retry-departure.ts';
import { retryEffect } from '#services/effect/attend-effect.ts';
import { inCommand, refuse } from '#services/idempotency.ts';
import { retryDelivery, retryNotification } from '#services/notification/attend-notification.ts';
import { attendItem, settled } from './attend-item.ts';
import { isMoneyId, retryMoney } from './attend-money.ts';

/** A departure is nobody's own: owners and admins have it go on. */
const retryGoing = async (ctx: ServiceContext, id: string): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      const { tenantId } = ctx;
      if (!actsForAll(requireAccess(ctx, 'attention.write')))
        throw new AppError('not_found', 'There is no such item.');
      if (!(await isDeparture(tx, tenantId, id))) throw new AppError('not_found', 'There is no such item.');
      if (!(await retryDeparture(tx, { tenantId, id, now: ctx.now() })))
        return { ...settled(), subjectId: id };
      await audit(tx, ctx, { action: 'attention.retry', targetKind: 'departure', targetId: id });
      wake(tx, { tenantId, kind: 'departure', subjectId: id });
      return { subjectId: id, answer: undefined };
    },
    replay: async () => undefined,
  });

/** Has one failing item tried again at once. Throws `attention_settled`, and `address_suppressed` where nothing would be sent. */
export const retryAttention = async (ctx: ServiceContext, input: { attentionId: string }): Promise<void> => {
  if (idPattern('departure').test(input.attentionId)) return retryGoing(ctx, input.attentionId);
  if (isMoneyId(input.attentionId)) return retryMoney(ctx, input.attentionId);
  return attendItem(ctx, {
    ...input,
    verb: 'retry',
    entryKind: 'sync_retried',
    apply: async (tx, { kind, ...of }) => {
      if (kind === 'effect') return (await retryEffect(tx, of)) ? null : settled();
      if (kind === 'notification') return (await retryNotification(tx, of)) ? null : settled();
      const outcome = await retryDelivery(tx, of);
      if (outcome === 'suppressed')
        return refuse(
          'address_suppressed',
          'Lift the suppression of its address first, or correct the address.',
        );
      return outcome === 'again' ? null : settled();
    },
  });
};
