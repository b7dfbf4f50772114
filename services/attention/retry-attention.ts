import type { ServiceContext } from '#services/context.ts';
import { retryEffect } from '#services/effect/attend-effect.ts';
import { refuse } from '#services/idempotency.ts';
import { retryDelivery, retryNotification } from '#services/notification/attend-notification.ts';
import { attendItem, settled } from './attend-item.ts';

/** Has one failing item tried again at once. Throws `attention_settled`, and `address_suppressed` where nothing would be sent. */
export const retryAttention = async (ctx: ServiceContext, input: { attentionId: string }): Promise<void> =>
  attendItem(ctx, {
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
