import type { VendorPage } from '../till.ts';
import { isPaidAndConfirmed, type Sabotage, type Site } from './site.ts';

/** A paid booking of its own, with its page at the vendor and the payment made there. */
const takePaid = (site: Site) => {
  const booking = site.take(isPaidAndConfirmed);
  const page = site.pageOf(booking);
  return { booking, page, paymentId: page.paymentId, chargeId: page.chargeId ?? '' };
};

/** What is written once and kept is changed all the same, the guards being gone. */
const rewriteMoney = async ({ lab }: Site, text: string, values: readonly unknown[]): Promise<void> => {
  for (const table of ['payments', 'refunds', 'ledger_entries'])
    await lab.sql.query(`alter table ${table} disable trigger user`);
  await lab.sql.query(text, [...values]);
};

/** A second row of the vendor's, like one that is there. */
const copyAtVendor = (
  { lab }: Site,
  page: VendorPage,
  { suffix, paymentId }: { suffix: string; paymentId: string },
): Promise<void> =>
  lab.vendors.rewriteTill(({ sessions, charges, intents }) => {
    const text = (row: unknown): string => JSON.stringify(row);
    const renamed = (row: unknown) =>
      JSON.parse(
        text(row)
          .replaceAll(page.checkoutId, `${page.checkoutId}${suffix}`)
          .replaceAll(page.chargeId ?? '', `${page.chargeId}${suffix}`)
          .replaceAll(page.paymentId, paymentId),
      );
    sessions[`${page.checkoutId}${suffix}`] = renamed(sessions[page.checkoutId]);
    intents[`${page.chargeId}${suffix}`] = renamed(intents[page.chargeId ?? '']);
    // One that was declined before is among them.
    for (const [id, charge] of Object.entries(charges))
      if (charge.body['payment_intent'] === page.chargeId) charges[`${id}${suffix}`] = renamed(charge);
  });

/** The vendor gives back what it took, once for each of the keys. */
const giveBackAtVendor = ({ lab }: Site, page: VendorPage, keys: readonly string[]): Promise<void> =>
  lab.vendors.rewriteTill(({ refunds, intents }) => {
    const owner = intents[page.chargeId ?? ''];
    for (const [index, key] of keys.entries()) {
      const id = `re_sabotage${index}${page.chargeId}`;
      refunds[id] = {
        ...owner,
        body: {
          id,
          status: 'succeeded',
          amount: Math.floor(page.capturedMinor / keys.length),
          payment_intent: page.chargeId,
          metadata: { key },
        },
      };
    }
  });

/** What can be wrong with money. */
export const moneySabotages: readonly Sabotage[] = [
  {
    invariant: 'paid = placed',
    what: 'a guest who has paid and has no place',
    act: async (site) => {
      const { booking } = takePaid(site);
      await site.lab.sql.query(`update bookings set status = 'expired', seated = false where id = $1`, [
        booking.id,
      ]);
      return `${booking.id} is expired, 0 of its money may be kept`;
    },
  },
  {
    invariant: 'paid = placed',
    what: 'a place that is kept for somebody who did not pay in time',
    act: async (site) => {
      const { booking } = takePaid(site);
      await site.lab.sql.query(`update bookings set status = 'pending_payment' where id = $1`, [booking.id]);
      await site.lab.sql.query(
        `update payments set pay_by = now() - interval '10 minutes' where booking_id = $1`,
        [booking.id],
      );
      return `${booking.id} holds its time without a payment`;
    },
  },
  {
    invariant: 'paid = placed',
    what: 'a place whose money the vendor has given back',
    act: async (site) => {
      const { booking, page } = takePaid(site);
      await giveBackAtVendor(site, page, ['everslot:ten:refund:one:0']);
      return `${booking.id} is confirmed for ${page.capturedMinor} less 0, and the vendor keeps 0`;
    },
  },
  {
    invariant: 'ledger = vendor',
    what: 'a line of the ledger that is a minor unit off',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      await rewriteMoney(
        site,
        `update ledger_entries set amount_minor = amount_minor + 1 where payment_id = $1`,
        [paymentId],
      );
      return `${paymentId}: what was taken is`;
    },
  },
  {
    invariant: 'ledger = vendor',
    what: 'money that came to the vendor and is not known here',
    act: async (site) => {
      const { page } = takePaid(site);
      await copyAtVendor(site, page, { suffix: 'x', paymentId: 'pay_sabotage' });
      return `${page.checkoutId}x: ${page.capturedMinor} was taken and is not known here`;
    },
  },
  {
    invariant: 'ledger = vendor',
    what: 'a payment that the vendor has never seen',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      await rewriteMoney(site, `update payments set checkout_id = 'nowhere' where id = $1`, [paymentId]);
      return `${paymentId} has taken`;
    },
  },
  {
    invariant: 'one refund per cause',
    what: 'one refund that the vendor made twice',
    act: async (site) => {
      const { page } = takePaid(site);
      const key = `everslot:${page.tenantId}:refund:rfd_${page.chargeId}`;
      await giveBackAtVendor(site, page, [`${key}:0`, `${key}:1`]);
      return `${key}:0 was given back 2 times`;
    },
  },
  {
    invariant: 'one refund per cause',
    what: 'a payment that goes back for two causes',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      for (const cause of ['cancel', 'late'])
        await rewriteMoney(
          site,
          `insert into refunds (tenant_id, id, payment_id, key, amount_minor, reason, state, try_at)
            select tenant_id, 'rfd_' || $2 || id, id, $2, 1, 'late', 'succeeded', now() from payments where id = $1`,
          [paymentId, cause],
        );
      return `${paymentId} is given back for`;
    },
  },
  {
    invariant: 'money at rest',
    what: 'a refund that nobody has asked the vendor for',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      await rewriteMoney(
        site,
        `insert into refunds (tenant_id, id, payment_id, key, amount_minor, reason, state, try_at)
          select tenant_id, 'rfd_owed' || id, id, 'cancel', 1, 'late', 'owed', now() from payments where id = $1`,
        [paymentId],
      );
      return `rfd_owed${paymentId} is still owed`;
    },
  },
  {
    invariant: 'money at rest',
    what: 'a payment that its booking has not followed',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      await rewriteMoney(site, 'update payments set settled_at = null where id = $1', [paymentId]);
      return `${paymentId} is paid and its booking has not followed`;
    },
  },
  {
    invariant: 'paid mails once',
    what: 'a second receipt under a key of its own',
    act: async (site) => {
      const { booking, page } = takePaid(site);
      await site.mailUnder(`${page.tenantId}/${page.paymentId}/payment_received/guest/1`);
      return `${booking.id}: 2 mails payment_received`;
    },
  },
  {
    invariant: 'payment = workflow',
    what: 'a payment that goes on and whose follower nobody calls',
    act: async (site) => {
      const { paymentId } = takePaid(site);
      await rewriteMoney(site, `update payments set ask_at = now() + interval '1 day' where id = $1`, [
        paymentId,
      ]);
      return `${paymentId} goes on at`;
    },
  },
];
