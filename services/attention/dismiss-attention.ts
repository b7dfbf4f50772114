import type { ServiceContext } from '#services/context.ts';
import { dismissEffect } from '#services/effect/attend-effect.ts';
import { dismissDelivery, dismissNotification } from '#services/notification/attend-notification.ts';
import { attendItem, settled } from './attend-item.ts';
import { dismissMoney, isMoneyId } from './attend-money.ts';

const dismiss = { effect: dismissEffect, notification: dismissNotification, delivery: dismissDelivery };

/** One failing item is left as it is: not tried any more, and gone from the list. Throws `attention_settled`. */
export const dismissAttention = async (
  ctx: ServiceContext,
  input: { attentionId: string },
): Promise<void> => {
  if (isMoneyId(input.attentionId)) return dismissMoney(ctx, input.attentionId);
  return attendItem(ctx, {
    ...input,
    verb: 'dismiss',
    entryKind: 'attention_dismissed',
    apply: async (tx, { kind, ...of }) => ((await dismiss[kind](tx, of)) ? null : settled()),
  });
};
