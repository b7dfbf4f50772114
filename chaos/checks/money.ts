import type { AgreementFact, BookingFact, Evidence, PaymentFact, RefundFact } from '../evidence/evidence.ts';
import { foldHistory } from '../load/history.ts';
import type { VendorPage } from '../till.ts';
import { type Check, groupBy, iso, reservedBookings } from './check.ts';

/** After the time to pay is over: the vendor is asked each minute, and may have been down. */
const boundMs = 90_000;
const hourMs = 3_600_000;

const stands = (status: string): boolean =>
  ['pending_approval', 'confirmed', 'completed', 'no_show'].includes(status);

const sumOf = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0);

/** Arrived at the guest, by the vendor's books. */
const returnedBy = ({ refunds }: VendorPage): number =>
  sumOf(
    refunds.filter(({ state }) => state === 'succeeded'),
    ({ amountMinor }) => amountMinor,
  );

/** What who cancels gets back of what they paid, computed without the product's own rule. */
const agreedRefund = ({ tiers, deadlinesFrom, cancelledAt }: AgreementFact, paidMinor: number): number => {
  const hours = (deadlinesFrom - (cancelledAt ?? 0)) / hourMs;
  const tier = tiers.find(({ minHoursBefore }) => hours >= minHoursBefore);
  if (tier === undefined) return 0;
  return Math.max(0, Math.floor((paidMinor * tier.refundBasisPoints + 5_000) / 10_000) - tier.feeMinor);
};

/** What was to go back when it was cancelled; what a host gave before counts towards it. */
const owedAtEnd = (agreement: AgreementFact, paidMinor: number): number => {
  if (agreement.isReturned) return paidMinor;
  const byPolicy = agreement.cancelledBy === 'guest' || agreement.decided === 'policy';
  if (byPolicy) return agreedRefund(agreement, paidMinor);
  return agreement.decided === 'none' ? 0 : paidMinor;
};

type Paid = {
  booking: BookingFact;
  agreement: AgreementFact;
  pages: readonly VendorPage[];
  payments: readonly PaymentFact[];
  refunds: readonly RefundFact[];
};

/** Given back by hosts as they pleased, before and after a moment. */
const givenByHosts = ({ refunds }: Paid, moment: number) => {
  const given = refunds.filter(({ key, state }) => key.startsWith('host/') && state === 'succeeded');
  const before = sumOf(
    given.filter(({ createdAt }) => createdAt < moment),
    ({ amountMinor }) => amountMinor,
  );
  return { before, after: sumOf(given, ({ amountMinor }) => amountMinor) - before };
};

/** The money that counts for the booking: the rest was paid twice, or for nothing, and is back in full. */
const standingFaults = (paid: Paid): string[] => {
  const { booking, agreement, pages } = paid;
  // Until its host has decided the money may be set aside and not taken.
  const isUndecided = booking.status === 'pending_approval';
  const given = givenByHosts(paid, Number.POSITIVE_INFINITY).before;
  const taken = sumOf(
    pages,
    (page) => page.capturedMinor + (isUndecided ? page.reservedMinor : 0) - returnedBy(page),
  );
  return taken === agreement.priceMinor - given
    ? []
    : [
        `${booking.id} is ${booking.status} for ${agreement.priceMinor} less ${given}, and the vendor keeps ${taken} of it`,
      ];
};

const endedFaults = (paid: Paid): string[] => {
  const { booking, agreement, pages } = paid;
  const captured = sumOf(pages, ({ capturedMinor }) => capturedMinor);
  const reserved = sumOf(pages, ({ reservedMinor }) => reservedMinor);
  const kept = captured - sumOf(pages, returnedBy);
  const one = Math.min(captured, agreement.priceMinor);
  const owed = booking.status === 'cancelled' ? owedAtEnd(agreement, one) : one;
  const given = givenByHosts(paid, agreement.cancelledAt ?? Number.POSITIVE_INFINITY);
  const left = Math.max(0, one - Math.max(owed, given.before) - given.after);
  return [
    ...(kept === left
      ? []
      : [
          `${booking.id} is ${booking.status}, ${left} of its money may be kept and the vendor keeps ${kept}`,
        ]),
    ...(reserved === 0
      ? []
      : [`${booking.id} is ${booking.status} and ${reserved} is still set aside for it`]),
  ];
};

const waitingFaults = ({ booking, payments }: Paid, now: number): string[] => {
  const payBy = Math.max(0, ...payments.map((payment) => payment.payBy));
  return payBy + boundMs > now ? [] : [`${booking.id} holds its time without a payment since ${iso(payBy)}`];
};

const faultsOf = (paid: Paid, now: number): string[] => {
  const { status } = paid.booking;
  if (status === 'held') return [];
  if (status === 'pending_payment') return waitingFaults(paid, now);
  return stands(status) ? standingFaults(paid) : endedFaults(paid);
};

const paidBookings = ({ agreements, bookings, pages, payments, refunds }: Evidence): Paid[] => {
  const known = new Map(bookings.map((booking) => [booking.id, booking]));
  const pagesOf = groupBy(pages, ({ bookingId }) => bookingId);
  const paymentsOf = groupBy(payments, ({ bookingId }) => bookingId);
  const refundsOf = groupBy(refunds, ({ paymentId }) => paymentId);
  return agreements.flatMap((agreement) => {
    const booking = known.get(agreement.bookingId);
    const own = paymentsOf.get(agreement.bookingId) ?? [];
    return booking === undefined
      ? []
      : [
          {
            booking,
            agreement,
            pages: pagesOf.get(booking.id) ?? [],
            payments: own,
            refunds: own.flatMap(({ id }) => refundsOf.get(id) ?? []),
          },
        ];
  });
};

export const paidAndPlaced: Check = {
  name: 'paid = placed',
  promise:
    'whoever has paid has their place or their money, and whoever has a place has paid for it; nothing is kept of a booking that ended but by what was agreed, by the vendor’s books',
  run: (evidence) => {
    const paid = paidBookings(evidence);
    return { checked: paid.length, violations: paid.flatMap((each) => faultsOf(each, evidence.now)) };
  },
};

const ledgerFaults = (payment: PaymentFact, page: VendorPage | undefined): string[] => {
  const { id, capturedMinor, refundedMinor, lostMinor, keptMinor, ledger } = payment;
  const faults: string[] = [];
  const say = (what: string, ours: number, theirs: number): void => {
    if (ours !== theirs) faults.push(`${id}: ${what} is ${ours}, and ${theirs} by its ledger`);
  };
  say('what was taken', capturedMinor, ledger.capturedMinor);
  say('what was given back', refundedMinor, ledger.refundedMinor);
  say('the sum of the parts', capturedMinor, keptMinor + refundedMinor + lostMinor);
  say('the number of lines', ledger.lastSequence, ledger.lines);
  const theirs = { taken: page?.capturedMinor ?? 0, back: page === undefined ? 0 : returnedBy(page) };
  if (capturedMinor !== theirs.taken)
    faults.push(`${id} has taken ${capturedMinor} here and ${theirs.taken} at the vendor`);
  if (refundedMinor !== theirs.back)
    faults.push(`${id} has given back ${refundedMinor} here and ${theirs.back} at the vendor`);
  return faults;
};

/** Of everything together, by account and currency: what no single payment shows would show here. */
const totalFaults = ({ payments, pages }: Evidence): string[] => {
  const accountOf = new Map(pages.map(({ checkoutId, account }) => [checkoutId, account]));
  const ours = new Map<string, number>();
  const theirs = new Map<string, number>();
  const add = (totals: Map<string, number>, name: string, amount: number): void => {
    totals.set(name, (totals.get(name) ?? 0) + amount);
  };
  for (const { checkoutId, currency, keptMinor } of payments)
    if (checkoutId !== null) add(ours, `${accountOf.get(checkoutId) ?? 'no account'} ${currency}`, keptMinor);
  for (const page of pages)
    add(theirs, `${page.account} ${page.currency}`, page.capturedMinor - returnedBy(page));
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) => {
    const [here, there] = [ours.get(name) ?? 0, theirs.get(name) ?? 0];
    return here === there ? [] : [`${name}: ${here} is kept here and ${there} at the vendor`];
  });
};

export const ledgerMatches: Check = {
  name: 'ledger = vendor',
  promise:
    'each payment has taken and given back what the vendor says, to the minor unit and in total; its sums are those of its ledger; no money came to the vendor that is not known here',
  run: (evidence) => {
    const { payments, pages } = evidence;
    const known = new Set(payments.map(({ checkoutId }) => checkoutId));
    const byPage = new Map(pages.map((page) => [page.checkoutId, page]));
    const unknown = pages.filter(
      (page) => page.capturedMinor + page.reservedMinor > 0 && !known.has(page.checkoutId),
    );
    return {
      checked: payments.length + pages.length,
      violations: [
        ...payments.flatMap((payment) => ledgerFaults(payment, byPage.get(payment.checkoutId ?? ''))),
        ...unknown.map(
          ({ checkoutId, capturedMinor }) =>
            `${checkoutId}: ${capturedMinor} was taken and is not known here`,
        ),
        ...totalFaults(evidence),
      ],
    };
  },
};

/** As often as hosts please; of every other cause (cancelled, late, twice) a payment has one at most. */
const isByHost = ({ key }: RefundFact): boolean => key.startsWith('host/');

const refundFaults = ({ refunds, pages }: Evidence): string[] => {
  const ours = new Map(refunds.map((refund) => [refund.externalId, refund]));
  const made = pages
    .flatMap((page) => page.refunds)
    .filter(({ state }) => state !== 'failed' && state !== 'canceled');
  const twice = groupBy(made, ({ key }) => (key === '' ? null : key.split(':').slice(0, -1).join(':')));
  const causes = groupBy(
    refunds.filter(({ state }) => state !== 'cancelled' && state !== 'failed'),
    (refund) => (isByHost(refund) ? null : refund.paymentId),
  );
  return [
    ...[...twice.values()].flatMap((same) =>
      same.length > 1 ? [`${same[0]?.key} was given back ${same.length} times`] : [],
    ),
    ...made
      .filter(({ refundId }) => !ours.has(refundId))
      .map(({ refundId }) => `${refundId} was given back at the vendor and is not known here`),
    ...[...causes].flatMap(([paymentId, own]) =>
      own.length > 1 ? [`${paymentId} is given back for ${own.map(({ key }) => key).join(' and ')}`] : [],
    ),
    ...pages.flatMap((page) =>
      returnedBy(page) > page.capturedMinor
        ? [`${page.checkoutId} took ${page.capturedMinor} and gave ${returnedBy(page)} back`]
        : [],
    ),
  ];
};

/** Each command of a host is one refund of just that much. */
const commandFaults = ({ history, refunds }: Evidence): string[] => {
  const asked = [...foldHistory(history).values()].filter(({ op }) => op.kind === 'refund');
  const perPayment = groupBy(asked, ({ op }) => op.paymentId ?? null);
  const made = groupBy(refunds.filter(isByHost), ({ paymentId }) => paymentId);
  return [...new Set([...perPayment.keys(), ...made.keys()])].flatMap((paymentId) => {
    const own = perPayment.get(paymentId) ?? [];
    const sure = own.filter(({ outcome }) => outcome === 'ok').length;
    const possible = own.filter(({ outcome }) => outcome !== 'fail').length;
    const count = made.get(paymentId)?.length ?? 0;
    return count >= sure && count <= possible
      ? []
      : [`${paymentId}: ${sure} refunds of a host were acknowledged and ${count} are written down`];
  });
};

export const refundedOnce: Check = {
  name: 'one refund per cause',
  promise:
    'nothing is given back twice for one cause, nor more than was taken; every refund at the vendor is one of ours',
  run: (evidence) => ({
    checked: evidence.refunds.length + evidence.pages.length,
    violations: [...refundFaults(evidence), ...commandFaults(evidence)],
  }),
};

const owedFaults = ({ payments, refunds, now }: Evidence): string[] => [
  ...payments
    .filter(({ state, payBy }) => state === 'open' && payBy + boundMs < now)
    .map(({ id, payBy, failure }) => `${id} could be paid until ${iso(payBy)} and is open (${failure})`),
  ...payments
    .filter(({ state, isSettled }) => (state === 'paid' || state === 'closed') && !isSettled)
    .map(({ id, state }) => `${id} is ${state} and its booking has not followed`),
  ...refunds
    .filter(({ state }) => state === 'owed' || state === 'pending')
    .map(({ id, state }) => `${id} is still ${state}`),
];

export const moneySettled: Check = {
  name: 'money at rest',
  promise: 'in the end no payment is open past its time or unfollowed, and no refund is owed or on its way',
  run: (evidence) => ({
    checked: evidence.payments.length + evidence.refunds.length,
    violations: owedFaults(evidence),
  }),
};

const keyOfMail = /^ten_\w+\/(pay_\w+)\/([a-z_]+)(?:\/(\w+))?\/guest/;

/** Who paid has one receipt, whose money goes back one mail about each refund, and who did not pay one that says so. */
export const paidMailsOnce: Check = {
  name: 'paid mails once',
  promise:
    'a guest has one receipt for the payment that their booking stands by, one mail for each refund that arrived, and one that their time is free again when they have not paid',
  run: ({ agreements, payments, refunds, timeline, mails, bookings }) => {
    const bookingOf = new Map(payments.map(({ id, bookingId }) => [id, bookingId]));
    const told = groupBy(mails, ({ key }) => {
      const [, paymentId = '', template = '', external = ''] = keyOfMail.exec(key ?? '') ?? [];
      if (paymentId === '') return null;
      const subject = external === '' ? (bookingOf.get(paymentId) ?? paymentId) : external;
      return `${subject} ${template}`;
    });
    const timelines = groupBy(timeline, ({ bookingId }) => bookingId);
    const reserved = reservedBookings(payments);
    const taken = new Map<string, number>();
    for (const { bookingId, capturedMinor } of payments)
      taken.set(bookingId, (taken.get(bookingId) ?? 0) + capturedMinor);
    const named = new Set(bookings.filter(({ guestEmail }) => guestEmail !== null).map(({ id }) => id));
    const violations: string[] = [];
    let checked = 0;
    const expect = (subject: string, template: string, wanted: number): void => {
      checked += 1;
      const count = told.get(`${subject} ${template}`)?.length ?? 0;
      if (count !== wanted) violations.push(`${subject}: ${count} mails ${template} instead of ${wanted}`);
    };
    for (const { bookingId } of agreements.filter((each) => named.has(each.bookingId))) {
      const kinds = (timelines.get(bookingId) ?? []).map(({ kind }) => kind);
      // What was only reserved is paid for once it is taken, which confirms it; cancelled meanwhile, it goes back.
      const wasPaid =
        kinds.includes('confirmed') || (kinds.includes('pending_approval') && !reserved.has(bookingId));
      const isTaken = (taken.get(bookingId) ?? 0) > 0;
      expect(bookingId, 'payment_received', wasPaid && isTaken ? 1 : 0);
      const isUnpaid = kinds.includes('payment_expired') && !kinds.includes('payment_returned');
      if (isUnpaid) expect(bookingId, 'payment_unpaid', 1);
    }
    for (const { externalId, state } of refunds)
      if (externalId !== null) expect(externalId, 'refund_succeeded', state === 'succeeded' ? 1 : 0);
    return { checked, violations };
  },
};
