import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import type { Price } from '#domain/payment/types.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { findTakingAccount, openPayment, type TakingAccount } from '#services/payment/open-payment.ts';
import { paymentDeadline } from '../claim/new-booking.ts';

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
  { bookingId, start, price }: { bookingId: string; start: number; price: Price },
): Promise<void> => {
  const account = await requireTakingAccount(tx, ctx.tenantId);
  const payBy = paymentDeadline(link, start, ctx.now());
  await openPayment(tx, ctx, { bookingId, account, price, payBy });
};
