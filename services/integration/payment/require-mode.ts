import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import type { PaymentMode } from '#domain/payment/types.ts';
import { countPricedLinks } from './list-payment-accounts.ts';
import { countUnsettled, readPaymentAccounts } from './view-payment-account.ts';

/**
 * Live and test are never mixed: refuses an account of one mode while payments of the other are unsettled, or while links with
 * a price are paid by an account of the other.
 */
export const requireMode = async (tx: Transaction, tenantId: string, mode: PaymentMode): Promise<void> => {
  const accounts = await readPaymentAccounts(tx, tenantId);
  const isOther = (of: { mode: PaymentMode | null }): boolean => of.mode !== null && of.mode !== mode;
  const unsettled = (await countUnsettled(tx, tenantId)).filter(isOther);
  const payments = unsettled.reduce((sum, { count }) => sum + count, 0);
  const links = accounts.some(({ account }) => isOther(account)) ? await countPricedLinks(tx, tenantId) : 0;
  if (payments === 0 && links === 0) return;
  const other: PaymentMode = mode === 'live' ? 'test' : 'live';
  throw new AppError(
    'payment_mode_in_use',
    `This is a ${mode} key, and the organisation takes ${other} payments: links with a price ${links}, unsettled payments ${payments}. Disconnect the ${other} account and wait until its payments are settled.`,
    {
      errors: [{ pointer: '/key', message: `must be a ${other} key while ${other} payments are taken` }],
    },
  );
};
