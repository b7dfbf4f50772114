import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { LinkInput } from '#contracts/link.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import type { IntegrationStatus } from '#domain/integration/types.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { getMe } from '#services/account/get-me.ts';
import { viewPublicLink, viewPublicProfile } from '#services/availability/view-public-link.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import type { ServiceContext } from '#services/context.ts';
import { saveIntegration } from '#services/integration/save-integration.ts';
import { createSecretBox } from '#services/secrets.ts';
import { createLink } from '../create-link.ts';
import { duplicateLink } from '../duplicate-link.ts';
import { getLink } from '../get-link.ts';
import { updateLink } from '../update-link.ts';

const publicUrl = 'https://book.example';
const price = { amountMinor: 500_000, currency: 'VND', taxBasisPoints: 1000 } as const;
const refundPolicy = [
  { minHoursBefore: 48, refundBasisPoints: 10_000, feeMinor: 20_000 },
  { minHoursBefore: 24, refundBasisPoints: 5000, feeMinor: 20_000 },
];
let db: Database;
let tenant: TestTenant;
const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 2 });
});
afterAll(() => closeDatabase(db));

const owner = (): ServiceContext => ({
  db,
  tenantId: tenant.tenantId,
  actor: ownerOf(tenant),
  now: Date.now,
  newId,
  request: { operation: 'createLink', keyHash: newId('link'), requestHash: 'same' },
});

const connect = (): Promise<string> =>
  withTenant(db, tenant.tenantId, (tx) =>
    saveIntegration(tx, owner(), box, {
      capability: 'payment',
      vendor: paymentVendors[0],
      auth: 'key',
      account: { externalAccountId: randomBytes(6).toString('hex'), label: 'Account' },
      credentials: { key: 'a key' },
    }),
  );
const setStatus = (status: IntegrationStatus): Promise<unknown> =>
  withTenant(db, tenant.tenantId, (tx) =>
    tx
      .update(integrations)
      .set({ status, lostAt: status === 'needs_reconnection' ? Date.now() : null })
      .where(and(eq(integrations.tenantId, tenant.tenantId), eq(integrations.capability, 'payment'))),
  );

const fields = (values: Partial<z.input<typeof LinkInput>> = {}) =>
  LinkInput.parse({
    slug: newId('link').replaceAll('_', '-'),
    title: 'Lesson',
    durationsMinutes: [30],
    ...values,
  });
const create = (values: Parameters<typeof fields>[0] = {}) =>
  createLink(owner(), { fields: fields(values), publicUrl });
const patch = async (linkId: string, values: Parameters<typeof updateLink>[1]['patch']) =>
  updateLink(owner(), { linkId, patch: values, publicUrl, basedOn: 'any' });
const errorsOf = async (attempt: Promise<unknown>): Promise<readonly FieldError[]> => {
  try {
    await attempt;
    return [];
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_request') return error.errors;
    throw error;
  }
};
const me = () => getMe(owner(), { publicUrl, temporalUiUrl: null, isOperator: false, sellsPlans: false });
const noAccount = [
  { pointer: '/price', message: 'needs an account of the organisation that takes payments' },
];

describe('an organisation without an account that takes payments', () => {
  beforeAll(async () => {
    tenant = await createTestTenant(db);
  });

  test('is told so at the price of a link, and may have free ones', async () => {
    expect(await errorsOf(create({ price }))).toEqual(noAccount);
    const link = await create();
    expect(link).toMatchObject({ price: null, refundPolicy: [] });
    expect(await errorsOf(patch(link.id, { price }))).toEqual(noAccount);
    expect((await me()).takesPayments).toBe(false);
  });

  test('gets every other error of the request with it', async () => {
    const values = { price: { amountMinor: 1, currency: 'USD' }, capacity: 5 } as const;
    expect((await errorsOf(create(values))).map(({ pointer }) => pointer)).toEqual([
      '/capacity',
      '/price/amountMinor',
      '/price',
    ]);
  });
});

describe('an organisation with such an account', () => {
  beforeAll(async () => {
    tenant = await createTestTenant(db);
    await connect();
  });

  test('sets the price of a link and what guests get back, and reads both again', async () => {
    expect((await me()).takesPayments).toBe(true);
    const { id } = await create({ price, refundPolicy });
    expect(await getLink(owner(), { linkId: id, publicUrl })).toMatchObject({ price, refundPolicy });
    const changed = await patch(id, {
      price: { amountMinor: 2500, currency: 'USD', taxBasisPoints: 0 },
      refundPolicy: [],
    });
    expect(changed).toMatchObject({ price: { amountMinor: 2500, currency: 'USD' }, refundPolicy: [] });
  });

  test('makes a link free again, which then gives nothing back', async () => {
    const { id } = await create({ price, refundPolicy });
    expect(await patch(id, { price: null })).toMatchObject({ price: null, refundPolicy: [] });
    expect(await errorsOf(patch(id, { refundPolicy }))).toEqual([
      { pointer: '/refundPolicy', message: 'only a link with a price has one' },
    ]);
  });

  test.each([
    [{ price: { amountMinor: 49, currency: 'USD' } }, '/price/amountMinor', 'must be at least 50 in USD'],
    [
      { price: { amountMinor: 1005, currency: 'KWD' } },
      '/price/amountMinor',
      'must be a multiple of 10 in KWD',
    ],
    [
      { price, refundPolicy: [{ minHoursBefore: 1, refundBasisPoints: 1, feeMinor: 500_001 }] },
      '/refundPolicy/0/feeMinor',
      'must not be more than the price',
    ],
    [
      { price, refundPolicy: [refundPolicy[1], refundPolicy[0]] },
      '/refundPolicy/1/minHoursBefore',
      'must be fewer hours than in the tier before',
    ],
  ])('is refused %j by field and rule', async (values, pointer, message) => {
    expect(await errorsOf(create(values as Parameters<typeof fields>[0]))).toContainEqual({
      pointer,
      message,
    });
  });

  test('lowers no price below a fee that is kept of it', async () => {
    const { id } = await create({ price, refundPolicy });
    const errors = await errorsOf(patch(id, { price: { ...price, amountMinor: 19_000 } }));
    expect(errors).toContainEqual({
      pointer: '/refundPolicy/0/feeMinor',
      message: 'must not be more than the price',
    });
  });

  test('finds a change of the price in its audit log', async () => {
    const { id } = await create({ price, refundPolicy });
    await patch(id, { price: { ...price, amountMinor: 600_000 } });
    const entries = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.targetId, id), eq(auditLog.action, 'link.update'))),
    );
    expect(entries).toMatchObject([
      { before: { price }, after: { price: { ...price, amountMinor: 600_000 } } },
    ]);
  });

  test('shows guests the price and, in both languages, what they get back', async () => {
    const { slug } = await create({ price, refundPolicy });
    const username = tenant.hosts[0]?.username ?? '';
    const shown = await viewPublicLink(db, { username, slug }, Date.now());
    expect(shown).toMatchObject({ price });
    expect(shown.refundTexts?.en[0]).toBe(
      'Full refund, less a fee of ₫20,000, until 48 hours before the start.',
    );
    expect(shown.refundTexts?.vi[0]).toBe(
      'Hoàn lại toàn bộ số tiền, trừ phí 20.000 ₫, nếu hủy trước giờ bắt đầu ít nhất 48 giờ.',
    );
    const profile = await viewPublicProfile(db, username);
    expect(profile.links.find((each) => each.slug === slug)).toMatchObject({ price });
  });
});

describe.each(['needs_reconnection', 'disconnected'] as const)('a link whose account is %s', (status) => {
  let linkId: string;
  beforeAll(async () => {
    tenant = await createTestTenant(db);
    await connect();
    linkId = (await create({ price, refundPolicy })).id;
    await setStatus(status);
  });

  test('can be edited in all but its price, and sent back with the same price', async () => {
    expect((await me()).takesPayments).toBe(false);
    expect(await patch(linkId, { title: 'Other', price })).toMatchObject({ title: 'Other', price });
    expect(await patch(linkId, { refundPolicy: [] })).toMatchObject({ price, refundPolicy: [] });
    expect(await errorsOf(patch(linkId, { price: { ...price, taxBasisPoints: 0 } }))).toEqual(noAccount);
  });

  test('is duplicated with its price', async () => {
    expect(await duplicateLink(owner(), { linkId, publicUrl })).toMatchObject({ price, isActive: false });
  });

  test('can be made free, and not be priced again', async () => {
    expect(await patch(linkId, { price: null })).toMatchObject({ price: null });
    expect(await errorsOf(patch(linkId, { price }))).toEqual(noAccount);
  });
});
