import { randomUUID } from 'node:crypto';
import { createTestLink, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { bounce, suppressionOf } from '#services/attention/testing/failing.ts';
import { manageUrls } from '#services/booking/manage-token.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { saveConnection } from '#services/connection/authorize-connection.ts';
import { listConnections } from '#services/connection/manage-connection.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import type { Api } from './harness.ts';

export type Fixture = {
  tenant: TestTenant;
  host: TestHost;
  linkId: string;
  slug: string;
  scheduleId: string;
  bookingId: string;
  connectionId: string;
  calendarId: string;
  /** A mail of the booking that bounced, and what its address was suppressed by. */
  attentionId: string;
  suppressionId: string;
  /** What stands in a guest's manage link. */
  token: string;
};

const hourMs = 3_600_000;

/** The next full hour at least a day ahead. */
export const tomorrow = (hours = 0): number =>
  Math.ceil(Date.now() / hourMs) * hourMs + (24 + hours) * hourMs;

const contextFor = (api: Api, tenant: TestTenant, actor: Actor): ServiceContext => ({
  db: api.db,
  tenantId: tenant.tenantId,
  actor,
  now: Date.now,
  newId: api.deps.newId,
});

const ownerOf = (tenant: TestTenant): TestHost => {
  const [host] = tenant.hosts;
  if (host === undefined) throw new Error('the tenant has no host');
  return host;
};

/** One of everything in a tenant. */
export const furnish = async (api: Api, tenant: TestTenant): Promise<Fixture> => {
  const host = ownerOf(tenant);
  const { id: linkId, slug } = await createTestLink(api.db, tenant);
  const startsAt = tomorrow();
  const guest = { name: 'An Nguyen', email: `guest-${randomUUID()}@example.com` };
  const bookingId = await bookAsGuest(
    api.db,
    { tenantId: tenant.tenantId, now: Date.now() },
    { linkId, start: startsAt, details: guestDetails({ guest, timeZone: 'Asia/Ho_Chi_Minh' }) },
  );
  const actor: Actor = {
    kind: 'member',
    memberId: host.id,
    userId: host.userId,
    role: 'owner',
    name: 'Owner',
  };
  const ctx = contextFor(api, tenant, actor);
  const { connectionId } = await saveConnection(ctx, api.deps.secrets, {
    vendor: 'google',
    account: { externalAccountId: randomUUID(), email: host.email },
    credentials: {},
    calendars: [{ externalId: 'primary', name: 'Own', timeZone: 'UTC', isPrimary: true, canWrite: true }],
  });
  const { items } = await listConnections(ctx, { limit: 1 }, () => null);
  const calendarId = items[0]?.calendars[0]?.id ?? '';
  const failing = { tenantId: tenant.tenantId, bookingId, now: Date.now() };
  const { id: attentionId } = await bounce(api.db, failing, { address: guest.email });
  const suppressionId = (await suppressionOf(api.db, tenant.tenantId, guest.email)) ?? '';
  const booking = { tenantId: tenant.tenantId, id: bookingId, startsAt, endsAt: startsAt + hourMs / 2 };
  const { manage } = manageUrls(api.deps.signer, '', booking);
  const token = manage.split('/').at(-1) ?? '';
  return {
    tenant,
    host,
    linkId,
    slug,
    scheduleId: host.scheduleId,
    bookingId,
    connectionId,
    calendarId,
    attentionId,
    suppressionId,
    token,
  };
};
