import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import { captureTimeOf } from '#domain/payment/reservation.ts';
import type { Price } from '#domain/payment/types.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { findTakingAccount, openPayment, type TakingAccount } from '#services/payment/open-payment.ts';
import { approvalDeadline, paymentDeadline } from '../claim/new-booking.ts';

/** The account that takes what a link costs; `payments_unavailable` where there is none, or none that works. */
export const requireTakingAccount = async (tx: Transaction, tenantId: string): Promise<TakingAccount> => {
  const account = await findTakingAccount(tx, tenantId);
  if (account === null)
    throw new AppError('payments_unavailable', 'The host cannot take payments at the moment.');
  return account;
};

/** A booking that was just made is to be paid from now on, as long as a time is held. `start`: epoch milliseconds. */
export const owePayment = async (
  tx: Transaction,
  ctx: ServiceContext,
  link: LinkRow,
  owed: { bookingId: string; start: number; price: Price; requiresApproval: boolean },
): Promise<void> => {
  const { bookingId, start, price, requiresApproval } = owed;
  const now = ctx.now();
  const account = await requireTakingAccount(tx, ctx.tenantId);
  const payBy = paymentDeadline(link, start, now);
  const captures = captureTimeOf(requiresApproval ? approvalDeadline(link, start, now) : null, now);
  await openPayment(tx, ctx, { bookingId, account, price, captures, payBy });
};
