import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { persons } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookLink } from '#services/booking/book-link.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { settlePayments } from '#services/booking/payment/settle-payments.ts';
import { getBooking } from '#services/booking/read/list-bookings.ts';
import { contextAt, guestDetails, guestOf, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import type { Actor } from '#services/context.ts';
import { lookAtPayment } from '#services/payment/look-at-payment.ts';
import { recordAskFailure, recordRefundFailure } from '#services/payment/record-failure.ts';
import { connectSilentAccount, sayOfPayment } from '#services/payment/testing/paid.ts';
import { hasMoneyOnItsWay } from '#services/payment/unsettled.ts';
import { createSecretBox } from '#services/secrets.ts';
import { exportPayments } from './export-payments.ts';
import type { PaymentFilter } from './find-payments.ts';
import { getPayment } from './get-payment.ts';
import { listPayments } from './list-payments.ts';
import { recordOutsidePayment } from './record-outside-payment.ts';
import { recordOutsideRefund } from './record-outside-refund.ts';
import { refundPayment } from './refund-payment.ts';
import { retryPayment } from './retry-payment.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.UTC(2027, 2, 1, 8);
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

let db: Database;
let made: string[] = [];
let tenant: TestTenant;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4, onStatement: (text) => made.push(text) });
});
afterAll(() => closeDatabase(db));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 2 });
  await connectSilentAccount(db, secrets, tenant, now);
});

const memberOf = (role: 'owner' | 'host' | 'viewer' | 'admin', index = 0): Actor => {
  const { id = '', userId = '' } = tenant.hosts[index] ?? {};
  return { kind: 'member', memberId: id, userId, role, name: 'M' };
};
const as = (actor: Actor = ownerOf(tenant), at = now, key?: string) =>
  contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor, ...(key === undefined ? {} : { key }) });

const priced = async (currency: Currency = 'USD', priceMinor = 2_500, index = 0): Promise<PricedLink> => {
  const { id, slug } = await createTestLink(db, tenant, {
    hosts: tenant.hosts.slice(index, index + 1),
    priceMinor,
    currency,
    refundPolicy: [
      { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 0 },
      { minHoursBefore: 24, refundBasisPoints: 5_000, feeMinor: 100 },
    ],
    reminderMinutes: [],
    stepMinutes: 30,
  });
  return { id, address: { username: tenant.hosts[index]?.username ?? '', slug } };
};

type PricedLink = { id: string; address: { username: string; slug: string } };
type Paid = { bookingId: string; paymentId: string };

const book = async (
  link: PricedLink,
  { hours = 72, name = 'An', at = now }: { hours?: number; name?: string; at?: number } = {},
): Promise<Paid> => {
  const ctx = contextAt(db, { tenantId: tenant.tenantId, now: at });
  const { booking } = await bookLink(ctx, {
    address: link.address,
    start: now + hours * hourMs,
    durationMinutes: 30,
    details: guestDetails({ guest: { name, email: 'an@example.com' } }),
    heldBookingId: null,
  });
  const bookingId = booking.id;
  const [row] = await withTenant(db, tenant.tenantId, (tx) =>
    tx.select({ id: payments.id }).from(payments).where(eq(payments.bookingId, bookingId)),
  );
  return { bookingId, paymentId: row?.id ?? '' };
};

const say = (of: Paid, said: Partial<VendorPayment> = {}, at = now) =>
  sayOfPayment(db, { tenantId: tenant.tenantId, paymentId: of.paymentId, now: at }, said);

const pay = async (of: Paid): Promise<Paid> => {
  await say(of);
  const { tenantId } = tenant;
  await settlePayments(db, { tenantId, bookingId: of.bookingId, workflowRunId: 'run', now });
  return of;
};
const paid = async (link?: PricedLink, options: Parameters<typeof book>[1] = {}): Promise<Paid> =>
  pay(await book(link ?? (await priced()), options));

const refundsOf = ({ paymentId }: Paid) =>
  withTenant(db, tenant.tenantId, (tx) => tx.select().from(refunds).where(eq(refunds.paymentId, paymentId)));
const auditOf = (action: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenant.tenantId), eq(auditLog.action, action))),
  );
const timelineOf = ({ bookingId }: Paid, kind: string) =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .select()
      .from(bookingTimeline)
      .where(and(eq(bookingTimeline.bookingId, bookingId), eq(bookingTimeline.kind, kind))),
  );
const errorOf = async (attempt: Promise<unknown>): Promise<AppError> => {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('it was not refused');
  return error;
};
const dispute = (state: 'open' | 'won'): VendorPayment['disputes'] => [
  { disputeId: 'dp_1', amountMinor: 2_500, state, reason: 'fraudulent', respondBy: now + dayMs },
];

describe('the list of payments', () => {
  const found = async (filter: PaymentFilter = {}, actor?: Actor) =>
    (await listPayments(as(actor), { ...filter, limit: 25 })).items.map(({ id }) => id);

  test('has the newest first, page by page, each once', async () => {
    const link = await priced();
    const all: string[] = [];
    for (const index of [0, 1, 2, 3, 4])
      all.unshift((await book(link, { hours: 72 + index, at: now + index })).paymentId);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listPayments(as(), { limit: 2, cursor });
      pages.push(page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(all);
    expect(await refusalOf(listPayments(as(), { limit: 2, cursor: 'bkg_1' }))).toBe('invalid_request');
  });

  test('is narrowed by state, link, dates and what is said of the guest', async () => {
    const [first, second] = [await priced(), await priced('VND', 50_000)];
    const open = await book(first, { name: 'Nguyễn Bình' });
    const taken = await paid(second, { hours: 96, at: now + 10 });
    expect(await found({ state: 'open' })).toEqual([open.paymentId]);
    expect(await found({ state: 'paid' })).toEqual([taken.paymentId]);
    expect(await found({ linkId: second.id })).toEqual([taken.paymentId]);
    expect(await found({ from: now + 1 })).toEqual([taken.paymentId]);
    expect(await found({ to: now + 1 })).toEqual([open.paymentId]);
    expect(await found({ search: 'nguyen b' })).toEqual([open.paymentId]);
    expect(await found({ search: 'nobody' })).toEqual([]);
  });

  test('is narrowed to what went back, came back, is disputed and fails', async () => {
    const link = await priced();
    const [back, failed, disputed, failing, owed] = [
      await paid(link),
      await paid(link, { hours: 80 }),
      await paid(link, { hours: 90 }),
      await paid(link, { hours: 100 }),
      await paid(link, { hours: 110 }),
    ];
    const refund = { refundId: 're_1', key: null, amountMinor: 500, failure: null };
    await say(back, { refunds: [{ ...refund, state: 'succeeded' }] });
    await say(failed, { refunds: [{ ...refund, state: 'failed', failure: 'card_gone' }] });
    await say(disputed, { disputes: dispute('open') });
    const { tenantId } = tenant;
    await recordAskFailure(db, { tenantId, paymentId: failing.paymentId, failure: 'timeout', now });
    await refundPayment(as(), { paymentId: owed.paymentId, amountMinor: 100 });
    const [row] = await refundsOf(owed);
    await recordRefundFailure(db, { tenantId, refundId: row?.id ?? '', failure: 'unavailable', now });
    const sorted = async (filter: PaymentFilter) => (await found(filter)).toSorted();
    expect(await sorted({ with: 'refunds' })).toEqual(
      [back.paymentId, failed.paymentId, owed.paymentId].toSorted(),
    );
    expect(await found({ with: 'refund_failed' })).toEqual([failed.paymentId]);
    expect(await found({ with: 'disputed' })).toEqual([disputed.paymentId]);
    expect(await sorted({ with: 'failing' })).toEqual([failing.paymentId, owed.paymentId].toSorted());
  });

  test('says amounts, booking and guest, and takes as many statements for many as for one', async () => {
    const link = await priced();
    const one = await paid(link);
    made = [];
    const page = await listPayments(as(), { limit: 25 });
    const statements = made.length;
    expect(page.items).toMatchObject([
      {
        id: one.paymentId,
        booking: { id: one.bookingId, guestName: 'An' },
        state: 'paid',
        mode: 'test',
        currency: 'USD',
        amountMinor: 2_500,
        capturedMinor: 2_500,
        keptMinor: 2_500,
        refundableMinor: 2_500,
        method: 'Visa •••• 4242',
        refunds: [],
        disputes: [],
      },
    ]);
    for (const hours of [80, 90, 100, 110]) await paid(link, { hours });
    made = [];
    expect((await listPayments(as(), { limit: 25 })).items).toHaveLength(5);
    expect(made).toHaveLength(statements);
  });

  test('has what a member may see: hosts and viewers what they host, guests and strangers nothing', async () => {
    const mine = await paid();
    const theirs = await paid(await priced('USD', 900, 1));
    expect((await found()).toSorted()).toEqual([mine.paymentId, theirs.paymentId].toSorted());
    expect(await found({}, memberOf('viewer', 1))).toEqual([theirs.paymentId]);
    expect(await found({}, memberOf('host'))).toEqual([mine.paymentId]);
    expect(await refusalOf(found({}, guestOf(mine.bookingId)))).toBe('unauthenticated');
    const stranger = await createTestTenant(db);
    const asStranger = contextAt(db, { tenantId: stranger.tenantId, now }, { actor: ownerOf(stranger) });
    expect((await listPayments(asStranger, { limit: 25 })).items).toEqual([]);
    expect(await refusalOf(getPayment(asStranger, { paymentId: mine.paymentId }))).toBe('not_found');
    const viewer = as(memberOf('viewer', 1));
    expect(await refusalOf(getPayment(viewer, { paymentId: mine.paymentId }))).toBe('not_found');
  });
});

describe('the file of payments', () => {
  const fileOf = async (filter: PaymentFilter = {}, pageRows = 500) => {
    const { fileName, parts } = await exportPayments(as(), filter, { pageRows });
    let text = '';
    for await (const part of parts) text += part;
    return { fileName, rows: text.split('\r\n').slice(0, -1) };
  };

  test('has every payment of the list with the decimals of its currency, however many pages that takes', async () => {
    const [dollars, dong] = [await priced(), await priced('VND', 500_000)];
    await paid(dollars);
    await paid(dong, { hours: 96, name: '=1+1' });
    const { fileName, rows } = await fileOf();
    expect(fileName).toBe('payments-2027-03-01.csv');
    expect(rows[0]).toContain('"Currency","Price","Reserved","Taken","Refunded","Lost to disputes","Kept"');
    const text = rows.join('\n');
    expect(text).toContain('"USD","25.00","0.00","25.00","0.00","0.00","25.00"');
    expect(text).toContain('"VND","500000","0","500000","0","0","500000"');
    expect(text).toContain(`"'=1+1"`);
    expect((await fileOf({}, 1)).rows).toEqual(rows);
    expect((await fileOf({ linkId: dong.id })).rows).toHaveLength(2);
  });

  test('is in the language of who takes it, and that they took it is written down without what they searched for', async () => {
    await paid();
    await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .update(persons)
        .set({ locale: 'vi' })
        .where(eq(persons.id, tenant.hosts[0]?.personId ?? '')),
    );
    const { rows } = await fileOf({ search: 'an@example.com' });
    expect(rows[0]).toContain('"Tiền tệ","Giá"');
    expect(rows[1]).toContain('"Đã thanh toán","USD","25,00"');
    const written = await auditOf('payment.export');
    expect(written).toMatchObject([{ after: { hasSearch: true } }]);
    expect(JSON.stringify(written)).not.toContain('an@example.com');
  });
});

test('a payment is shown with its ledger in order, its refunds, and what can be said in a dispute', async () => {
  const one = await paid();
  await refundPayment(as(), { paymentId: one.paymentId, amountMinor: 500, note: 'The room was cold.' });
  const [owed] = await refundsOf(one);
  const key = `${tenant.tenantId}:refund:${owed?.id}:0`;
  const refund = { refundId: 're_1', key, amountMinor: 500, failure: null } as const;
  await say(one, { refunds: [{ ...refund, state: 'succeeded' }], disputes: dispute('won') });
  const shown = await getPayment(as(), { paymentId: one.paymentId });
  expect(shown.ledger.map(({ sequence, kind, amountMinor }) => [sequence, kind, amountMinor])).toEqual([
    [1, 'captured', 2_500],
    [2, 'refund_requested', 500],
    [3, 'refund_succeeded', 500],
    [4, 'dispute_opened', 2_500],
    [5, 'dispute_won', 2_500],
  ]);
  expect(shown.refunds).toMatchObject([
    {
      amountMinor: 500,
      state: 'succeeded',
      reason: 'host_decision',
      note: 'The room was cold.',
      askedBy: { id: tenant.hosts[0]?.id },
    },
  ]);
  expect(shown).toMatchObject({ refundedMinor: 500, keptMinor: 2_000, refundableMinor: 2_000 });
  expect(shown.evidence.terms?.text).toContain('Full refund');
  expect(shown.evidence.terms?.agreedAt).toBe(new Date(now).toISOString());
  expect(shown.evidence.attendance).toBeNull();
  expect(shown.evidence.timeline.map(({ kind }) => kind)).toContain('refund_asked');
  const later = as(ownerOf(tenant), now + 90 * hourMs);
  expect((await getPayment(later, { paymentId: one.paymentId })).evidence.attendance).toBe('completed');
});

describe('a refund by a host', () => {
  test('is owed with its note, its line in the booking and its record, and asked for by its follower', async () => {
    const one = await paid();
    const answer = await refundPayment(as(), {
      paymentId: one.paymentId,
      amountMinor: 700,
      note: 'Sorry for the noise',
    });
    expect(answer).toMatchObject({ refundableMinor: 1_800, refundedMinor: 0, keptMinor: 2_500 });
    const [row] = await refundsOf(one);
    expect(row).toMatchObject({
      state: 'owed',
      amountMinor: 700,
      reason: 'host_decision',
      note: 'Sorry for the noise',
      memberId: tenant.hosts[0]?.id,
      key: `host/${row?.id}`,
    });
    expect(await timelineOf(one, 'refund_asked')).toMatchObject([
      { actor: 'host', details: { amountMinor: 700, currency: 'USD' } },
    ]);
    expect(await auditOf('payment.refund')).toMatchObject([
      { targetId: one.paymentId, after: { refundId: row?.id, amountMinor: 700, reason: 'host_decision' } },
    ]);
    // What it says is nobody's but the organisation's.
    expect(JSON.stringify(await auditOf('payment.refund'))).not.toContain('noise');
  });

  test('of more than is left names the field and what is left, and owes nothing', async () => {
    const one = await paid();
    await refundPayment(as(), { paymentId: one.paymentId, amountMinor: 2_000 });
    const error = await errorOf(refundPayment(as(), { paymentId: one.paymentId, amountMinor: 501 }));
    expect(error.code).toBe('invalid_request');
    expect(error.errors).toEqual([{ pointer: '/amountMinor', message: 'must be at most 500' }]);
    await refundPayment(as(), { paymentId: one.paymentId, amountMinor: 500 });
    const none = await errorOf(refundPayment(as(), { paymentId: one.paymentId, amountMinor: 1 }));
    expect(none.errors).toEqual([{ pointer: '/amountMinor', message: 'nothing is left' }]);
    expect(new Set((await refundsOf(one)).map(({ amountMinor }) => amountMinor))).toEqual(
      new Set([2_000, 500]),
    );
  });

  test('asked for twice at once under one key is owed once, and never more than was taken', async () => {
    const one = await paid();
    const input = { paymentId: one.paymentId, amountMinor: 900 };
    const answers = await Promise.all(
      [1, 2].map(() => refundPayment(as(ownerOf(tenant), now, 'one-key'), input)),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await refundsOf(one)).toHaveLength(1);
    const codes = await Promise.all([1, 2, 3].map(() => refusalOf(refundPayment(as(), input))));
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === 'invalid_request')).toHaveLength(2);
  });

  test('waits for the end of a dispute, and needs something that was paid', async () => {
    const link = await priced();
    const open = await book(link);
    const one = await paid(link, { hours: 96 });
    const input = { paymentId: one.paymentId, amountMinor: 100 };
    await say(one, { disputes: dispute('open') });
    expect(await refusalOf(refundPayment(as(), input))).toBe('payment_disputed');
    await say(one, { disputes: dispute('won') });
    expect(await refusalOf(refundPayment(as(), input))).toBeNull();
    const unpaid = { paymentId: open.paymentId, amountMinor: 100 };
    expect(await refusalOf(refundPayment(as(), unpaid))).toBe('invalid_transition');
    expect(await refusalOf(refundPayment(as(memberOf('viewer')), input))).toBe('forbidden');
    expect(await refusalOf(refundPayment(as(memberOf('admin', 1)), input))).toBeNull();
  });
});

test('what could not be asked for at the vendor is due at once when a member says so, and what does not fail is left', async () => {
  const one = await paid();
  const { tenantId } = tenant;
  expect(await refusalOf(retryPayment(as(), { paymentId: one.paymentId }))).toBe('attention_settled');
  await refundPayment(as(), { paymentId: one.paymentId, amountMinor: 100 });
  const [row] = await refundsOf(one);
  await recordRefundFailure(db, { tenantId, refundId: row?.id ?? '', failure: 'timeout', now });
  await recordAskFailure(db, { tenantId, paymentId: one.paymentId, failure: 'timeout', now });
  const later = now + 1;
  await retryPayment(as(ownerOf(tenant), later), { paymentId: one.paymentId });
  expect((await refundsOf(one)).map(({ tryAt }) => tryAt)).toEqual([later]);
  const [payment] = await withTenant(db, tenantId, (tx) =>
    tx.select().from(payments).where(eq(payments.id, one.paymentId)),
  );
  expect(payment?.askAt).toBe(later);
  expect(await auditOf('payment.retry')).toMatchObject([{ before: { failure: 'timeout' } }]);
});

describe('a host who cancels a paid booking', () => {
  // In the tier that gives half back, less a fee of one dollar.
  const late = { hours: 30 };
  const cancel = (of: Paid, refund?: 'whole' | 'policy' | 'none', actor?: Actor) =>
    cancelBooking(as(actor), { bookingId: of.bookingId, refund });

  test.each([
    [undefined, [2_500]],
    ['whole', [2_500]],
    ['policy', [1_150]],
    ['none', []],
  ] as const)('gives back by what they have chosen: %s', async (choice, amounts) => {
    const one = await paid(undefined, late);
    const before = await getBooking(as(), { bookingId: one.bookingId, workflowUrl: () => null });
    expect(before.payment).toMatchObject({
      id: one.paymentId,
      state: 'paid',
      keptMinor: 2_500,
      ifCancelled: { whole: 2_500, policy: 1_150 },
    });
    await cancel(one, choice);
    expect((await refundsOf(one)).map(({ amountMinor }) => amountMinor)).toEqual(amounts);
    const details = choice === undefined ? {} : { refund: choice };
    expect(await timelineOf(one, 'cancelled')).toMatchObject([{ details }]);
    expect(await auditOf('booking.cancel')).toMatchObject([
      { after: choice === undefined ? null : { refund: choice } },
    ]);
  });

  test('keeps money of the guest only where they may give money back', async () => {
    const one = await paid(undefined, late);
    expect(await refusalOf(cancel(one, 'none', memberOf('host')))).toBe('forbidden');
    expect(await refusalOf(cancel(one, 'policy', memberOf('host')))).toBe('forbidden');
    expect(await refundsOf(one)).toEqual([]);
    await cancel(one, 'whole', memberOf('host'));
    expect((await refundsOf(one)).map(({ amountMinor }) => amountMinor)).toEqual([2_500]);
  });
});

describe('what a guest pays a host directly', () => {
  const record = (of: Paid, key?: string, actor?: Actor) =>
    recordOutsidePayment(as(actor, now, key), { paymentId: of.paymentId, method: 'Cash' });
  const follow = ({ bookingId }: Paid) =>
    settlePayments(db, { tenantId: tenant.tenantId, bookingId, workflowRunId: 'run', now });
  const bookingOf = ({ bookingId }: Paid) => getBooking(as(), { bookingId, workflowUrl: () => null });
  const statusOf = async (one: Paid) => (await bookingOf(one)).status;
  const look = (paymentId: string) => lookAtPayment(db, { tenantId: tenant.tenantId, paymentId, now });

  test('keeps the booking, closes the page, stands in the ledger, and is recorded once', async () => {
    const one = await book(await priced());
    const recorded = await record(one, 'a-key');
    expect(recorded).toMatchObject({
      state: 'paid',
      mode: null,
      method: 'Cash',
      capturedMinor: 2_500,
      keptMinor: 2_500,
    });
    expect((await record(one, 'a-key')).id).toBe(recorded.id);
    await follow(one);
    expect(await statusOf(one)).toBe('confirmed');
    const { askAt, payBy } = await look(one.paymentId).then((view) => view ?? { askAt: null, payBy: null });
    expect([askAt, payBy]).toEqual([now, now]);
    expect((await getPayment(as(), { paymentId: recorded.id })).ledger).toMatchObject([
      { kind: 'captured', amountMinor: 2_500 },
    ]);
    expect(await auditOf('payment.record')).toHaveLength(1);
    expect(await timelineOf(one, 'paid_outside')).toHaveLength(1);
    expect(await refusalOf(record(one, 'another'))).toBe('invalid_transition');
  });

  test('is given back where the guest has paid at the vendor as well', async () => {
    const one = await book(await priced());
    await record(one);
    await follow(one);
    await say(one);
    await follow(one);
    expect(await statusOf(one)).toBe('confirmed');
    expect(await refundsOf(one)).toMatchObject([{ amountMinor: 2_500, reason: 'duplicate', state: 'owed' }]);
  });

  test('is owed when the booking ends, asked of no vendor, and closed once the host has given it back', async () => {
    const one = await book(await priced());
    const { id: paymentId } = await record(one);
    await follow(one);
    await cancelBooking(as(), { bookingId: one.bookingId });
    const [refund] = await refundsOf({ ...one, paymentId });
    expect(refund).toMatchObject({ amountMinor: 2_500, state: 'owed' });
    expect((await look(paymentId))?.refunds).toEqual([]);
    expect((await bookingOf(one)).payment).toMatchObject({ toGiveBackMinor: 2_500 });
    const give = (key?: string) =>
      recordOutsideRefund(as(ownerOf(tenant), now, key), { paymentId, refundId: refund?.id ?? '' });
    expect(await give('once')).toMatchObject({ refundedMinor: 2_500, keptMinor: 0, refundableMinor: 0 });
    expect(await give('once')).toMatchObject({ refundedMinor: 2_500 });
    expect(await refusalOf(give('twice'))).toBe('invalid_transition');
    expect((await getPayment(as(), { paymentId })).ledger.map(({ kind }) => kind)).toEqual([
      'captured',
      'refund_requested',
      'refund_succeeded',
    ]);
  });

  test('is recorded by those who may, and what a vendor gives back is not', async () => {
    const one = await book(await priced());
    for (const role of ['host', 'viewer'] as const)
      expect(await refusalOf(record(one, undefined, memberOf(role)))).toBe('forbidden');
    await pay(one);
    await refundPayment(as(), { paymentId: one.paymentId, amountMinor: 100 });
    const [refund] = await refundsOf(one);
    const give = recordOutsideRefund(as(), { paymentId: one.paymentId, refundId: refund?.id ?? '' });
    expect(await refusalOf(give)).toBe('invalid_transition');
    const unknown = recordOutsideRefund(as(), { paymentId: one.paymentId, refundId: 'rfn_none' });
    expect(await refusalOf(unknown)).toBe('not_found');
  });

  test('does not keep an account connected, nor an organisation from being deleted', async () => {
    const one = await book(await priced());
    const { id: paymentId } = await record(one);
    await say(one, {
      checkout: { checkoutId: 'c', state: 'expired', url: null, expiresAt: now },
      capturedMinor: 0,
      chargeId: null,
    });
    await follow(one);
    await refundPayment(as(), { paymentId, amountMinor: 100 });
    expect(await withTenant(db, tenant.tenantId, (tx) => hasMoneyOnItsWay(tx, tenant.tenantId))).toBe(false);
  });
});
