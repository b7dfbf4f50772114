import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { addMember } from '#db/add-member.ts';
import { newId } from '#db/new-id.ts';
import { accounts, passkeys } from '#db/schema/auth.ts';
import { conflicts } from '#db/schema/calendar.ts';
import { guestErasures, guestRequests } from '#db/schema/contact.ts';
import { hostRequests } from '#db/schema/link.ts';
import { apiKeys, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { type MemberRole, memberRoles } from '#domain/member/types.ts';
import { identityVendors } from '#domain/vendors.ts';
import { bounce, failEffect, suppressionOf } from '#services/attention/testing/failing.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { manageUrls } from '#services/booking/read/manage-token.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { openConflict } from '#services/calendar/conflict/conflicts.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { considerRead } from '#services/calendar/testing/accounts.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { addDomain } from '#services/domain/add-domain.ts';
import { recordDomain } from '#services/domain/follow-domain.ts';
import { connectTenantAccount } from '#services/integration/tenant/connect-tenant-account.ts';
import { inviteMember } from '#services/invitation/invite-member.ts';
import { createSchedule } from '#services/schedule/create-schedule.ts';
import { addImages } from './fixtures/images.ts';
import { addMoney } from './fixtures/payment.ts';
import {
  addDeletion,
  addExport,
  connectPayments,
  doomedTenant,
  grantOne,
  namedTenant,
  spareTenant,
} from './fixtures/tenants.ts';
import type { Api, SignedIn } from './harness.ts';
import { plantKey } from './keys.ts';

export type Fixture = {
  tenant: TestTenant;
  host: TestHost;
  /** A domain of the tenant's own. */
  site: string;
  linkId: string;
  slug: string;
  bookingId: string;
  /** What stands in a guest's manage link. */
  token: string;
  /** The guest of the booking has asked for their data. */
  guestRequestId: string;
  /** What the parameters of a path stand for, by their names. */
  ids: Readonly<Record<string, string>>;
  /** What must be as it is here for a request to be fulfilled, by the names of fields, of one operation or of all. */
  values: Readonly<Record<string, unknown>>;
};

const hourMs = 3_600_000;

/** Counted from once: a run that goes past a full hour keeps its times. */
const firstHour = Math.ceil(Date.now() / hourMs) * hourMs + 24 * hourMs;
/** The next full hour at least a day ahead, and so many hours later. */
export const tomorrow = (hours = 0): number => firstHour + hours * hourMs;

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

const connect = async (api: Api, ctx: ServiceContext, email: string) => {
  const { integrationId, selected } = await connectCalendars(ctx, api.deps.secrets, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: randomUUID(), label: email },
    credentials: {},
    calendars: [
      {
        externalId: 'primary',
        name: 'Own',
        timeZone: 'UTC',
        isPrimary: true,
        canWrite: true,
        makesMeetings: true,
      },
    ],
  });
  await considerRead(ctx.db, { tenantId: ctx.tenantId, now: ctx.now() });
  return { integrationId, calendarId: selected[0] ?? '' };
};

/** An account of the tenant's at a conference vendor. */
const connectTenant = async (api: Api, ctx: ServiceContext): Promise<string> => {
  const [provider] = api.deps.conferences.values();
  if (provider?.auth.kind !== 'none') throw new Error('the suite has no conference vendor');
  const { vendor, auth } = provider;
  const input = { capability: 'conference', vendor, auth: auth.kind, ...auth.issue() } as const;
  const { id } = await connectTenantAccount(ctx, api.deps.secrets, input);
  return id;
};

const addSchedule = async (ctx: ServiceContext): Promise<string> => {
  const hours = { name: 'More hours', timeZone: 'UTC', weekly: [], overrides: [] };
  const schedule = await createSchedule(ctx, {
    ...hours,
    isDefault: false,
    validFrom: null,
    validUntil: null,
  });
  return schedule.id;
};

/** A key of the owner; those of earlier fixtures and cases end, as there are not many at a time. */
const addKey = async (api: Api, { tenantId, now }: ServiceContext, memberId: string): Promise<string> => {
  const there = eq(apiKeys.tenantId, tenantId);
  await withTenant(api.db, tenantId, (tx) => tx.update(apiKeys).set({ revokedAt: now() }).where(there));
  const who = { tenantId, memberId, createdBy: memberId };
  return (await plantKey(api, { ...who, scopes: ['bookings.read'] })).id;
};

/** The event of a booking was deleted in its calendar. */
const deleteEvent = async (
  api: Api,
  of: { tenantId: string; bookingId: string; sessionId: string; calendarId: string },
): Promise<string> => {
  const { tenantId, bookingId: subjectId, sessionId, calendarId } = of;
  return withTenant(api.db, tenantId, async (tx) => {
    await openConflict(tx, {
      tenantId,
      kind: 'event_removed',
      subjectKind: 'booking',
      subjectId,
      calendarId,
      sessionId,
      sessionRevision: 0,
      foundAt: Date.now(),
    });
    const [row] = await tx
      .select({ id: conflicts.id })
      .from(conflicts)
      .where(eq(conflicts.subjectId, subjectId));
    return row?.id ?? '';
  });
};

const askToHost = async (api: Api, tenant: TestTenant, linkId: string): Promise<string> => {
  const id = newId('hostRequest');
  const member = { memberId: ownerOf(tenant).id, requestedBy: ownerOf(tenant).id };
  await withTenant(api.db, tenant.tenantId, (tx) =>
    tx
      .insert(hostRequests)
      .values({ tenantId: tenant.tenantId, id, linkId, ...member, state: 'asked', position: 1 }),
  );
  return id;
};

/** A member whom nothing else is about. */
const addColleague = async (api: Api, { tenantId }: TestTenant): Promise<string> => {
  const memberId = newId('member');
  const email = `colleague-${randomUUID()}@example.com`;
  const person = { userId: newId('user'), name: 'Colleague', email, timeZone: 'UTC' };
  const handle = `colleague-${randomUUID()}`;
  await withTenant(api.db, tenantId, (tx) =>
    addMember(tx, tenantId, { memberId, person, role: 'viewer', handle }),
  );
  return memberId;
};

const invite = (ctx: ServiceContext) =>
  inviteMember(ctx, { email: `invited-${randomUUID()}@example.com`, role: 'host' });

/** A domain that nobody has proved. */
const addOneDomain = async (api: Api, ctx: ServiceContext) =>
  addDomain(ctx, { name: `d-${randomUUID()}.example.com`, sites: api.deps.sites.settings });

/** A domain under which the tenant's pages answer. */
const addSite = async (api: Api, ctx: ServiceContext): Promise<string> => {
  const { id: domainId, name } = await addOneDomain(api, ctx);
  const { tenantId } = ctx;
  await recordDomain(api.db, { tenantId, domainId, now: Date.now() + 1 }, 'good');
  return name;
};

/** When the booking is that waits for approval. */
const askedAt = (place: number): number => tomorrow(3 * place + 2);

/** Somebody has asked what is kept of an address; one before was erased. */
const askForData = async (api: Api, tenantId: string, email: string): Promise<string> => {
  const [id, erasureId] = [newId('guestRequest'), newId('guestErasure')];
  const asked = { tenantId, locale: 'en', createdAt: Date.now() } as const;
  await withTenant(api.db, tenantId, async (tx) => {
    await tx
      .insert(guestErasures)
      .values({ ...asked, id: erasureId, state: 'erased', tryAt: Date.now(), erasedAt: Date.now() });
    await tx.insert(guestRequests).values({ ...asked, id, email, wish: 'see', expiresAt: tomorrow() });
  });
  return id;
};

/** A sign-in and a passkey of the host's. */
const signInOf = async (api: Api, host: TestHost): Promise<{ signInId: string; passkeyId: string }> => {
  const { signInId } = await api.deps.identity.startSignIn(host.userId, {
    userAgent: '',
    addressPrefix: '192.0.2',
    now: Date.now(),
  });
  const passkeyId = newId('passkey');
  await api.deps.authDb.insert(passkeys).values({
    id: passkeyId,
    userId: host.userId,
    name: 'Phone',
    credentialId: randomUUID(),
    publicKey: new Uint8Array(1),
    counter: 0,
    transports: '',
    createdAt: new Date(),
  });
  await api.deps.authDb.insert(accounts).values({
    id: randomUUID(),
    userId: host.userId,
    providerId: identityVendors[0],
    accountId: randomUUID(),
    label: 'host@example.com',
  });
  return { signInId, passkeyId };
};

/** What requests of the examples name that is of this tenant, and fresh. */
const valuesFor = async (
  api: Api,
  tenant: TestTenant,
  {
    linkId,
    freeAt,
    place,
    guestEmail,
  }: { linkId: string; freeAt: number; place: number; guestEmail: string },
): Promise<Fixture['values']> => {
  const host = ownerOf(tenant);
  return {
    start: new Date(freeAt).toISOString(),
    linkIds: [linkId],
    'approveBooking.start': new Date(askedAt(place)).toISOString(),
    slug: `s-${randomUUID()}`,
    'removeMember.toMemberId': host.id,
    'reassignBooking.hostId': await addColleague(api, tenant),
    'inviteMember.email': `invited-${randomUUID()}@example.com`,
    handle: `h-${randomUUID()}`,
    'addDomain.name': `d-${randomUUID()}.example.com`,
    'grantOperator.email': host.email,
    'askAccountDeletion.email': host.email,
    'eraseContact.email': guestEmail,
  };
};

/** One of everything in a tenant, at times of its own for each `place`. */
export const furnish = async (api: Api, tenant: TestTenant, place = 0): Promise<Fixture> => {
  const host = ownerOf(tenant);
  const { tenantId } = tenant;
  const { id: linkId, slug } = await createTestLink(api.db, tenant, {
    scheduleId: host.scheduleId,
    questions: [{ id: 'topic', label: 'What is it about?', kind: 'long_text', required: false }],
  });
  const { id: unbookedId } = await createTestLink(api.db, tenant);
  const [startsAt, freeAt] = [tomorrow(3 * place), tomorrow(3 * place + 1)];
  const guest = { name: 'An Nguyen', email: `guest-${randomUUID()}@example.com` };
  // Those whom the examples of requests take out again.
  const furtherGuests = ['removeGuest', 'removeGuestAsGuest'].map((operation) =>
    String(Object(bodyExamples[operation]).email),
  );
  const details = guestDetails({ guest, timeZone: 'Asia/Ho_Chi_Minh', furtherGuests });
  const at = { tenantId, now: Date.now() };
  const bookingId = await bookAsGuest(api.db, at, { linkId, start: startsAt, details });
  const { booking: booked } = await withTenant(api.db, tenantId, (tx) =>
    loadBooking(tx, tenantId, bookingId),
  );
  const owner = { memberId: host.id, userId: host.userId, role: 'owner', name: 'Owner' } as const;
  const ctx = contextFor(api, tenant, { kind: 'member', ...owner });
  const booking = { tenantId, id: bookingId, startsAt, endsAt: startsAt + hourMs / 2 };
  const token = manageUrls(api.deps.signer, '', booking).manage.split('/').at(-1) ?? '';
  const failing = { tenantId, bookingId, now: Date.now() };
  const { id: bouncedId } = await bounce(api.db, failing, { address: guest.email });
  const attentionId = await failEffect(api.db, failing);
  const account = await connect(api, ctx, host.email);
  const conflictId = await deleteEvent(api, {
    tenantId,
    bookingId,
    sessionId: booked.sessionId,
    calendarId: account.calendarId,
  });
  const suppressionId = (await suppressionOf(api.db, tenantId, guest.email)) ?? '';
  return {
    tenant,
    host,
    site: await addSite(api, ctx),
    linkId,
    slug,
    bookingId,
    token,
    guestRequestId: await askForData(api, tenantId, guest.email),
    ids: {
      username: host.username,
      hash: await addImages(ctx, host),
      slug,
      linkId,
      bookingId,
      // One that was booked is not deleted.
      'deleteLink.linkId': unbookedId,
      sessionId: booked.sessionId,
      contactId: booked.contactId ?? '',
      attentionId,
      bouncedId,
      suppressionId,
      conflictId,
      scheduleId: await addSchedule(ctx),
      ...(await signInOf(api, host)),
      hostRequestId: await askToHost(api, tenant, linkId),
      invitationId: (await invite(ctx)).id,
      memberId: await addColleague(api, tenant),
      ...account,
      ...(await addMoney(api, ctx, tenant, bookingId)),
      vendor: 'google',
      feature: 'csv_exports',
      tenantId: await spareTenant(api),
      'resumeTenant.tenantId': await spareTenant(api, 'suspended'),
      exportId: await addExport(api, tenant, host),
      accountDeletionId: await addDeletion(api, tenant, host),
      'askTenantDeletion.tenantId': await namedTenant(api),
      'callOffTenantDeletion.tenantId': await doomedTenant(api),
      operatorId: await grantOne(api),
      domainId: (await addOneDomain(api, ctx)).id,
      tenantIntegrationId: await connectTenant(api, ctx),
      paymentAccountId: await connectPayments(api, ctx),
      apiKeyId: await addKey(api, ctx, host.id),
    },
    values: await valuesFor(api, tenant, { linkId, freeAt, place, guestEmail: guest.email }),
  };
};

/** Two more bookings of the fixture's host: one that waits for approval, and one that has begun. */
export const bookInOtherStates = async (
  api: Api,
  { tenant, linkId }: Fixture,
  place: number,
): Promise<string[]> => {
  const { tenantId } = tenant;
  const { id: askedLinkId } = await createTestLink(api.db, tenant, {
    scheduleId: ownerOf(tenant).scheduleId,
    requiresApproval: true,
  });
  const begun = tomorrow(-24 - 2 - place);
  return [
    await bookAsGuest(api.db, { tenantId, now: Date.now() }, { linkId: askedLinkId, start: askedAt(place) }),
    await bookAsGuest(api.db, { tenantId, now: begun - hourMs }, { linkId, start: begun }),
  ];
};

/** Gives the tenant's members one role each, in the order of the roles, and answers their sign-ins. */
export const giveRoles = async (api: Api): Promise<Readonly<Record<MemberRole, SignedIn>>> => {
  const entries = await Promise.all(
    memberRoles.map(async (role, index) => {
      const [host, login] = [api.tenant.hosts[index], api.logins[index]];
      if (host === undefined || login === undefined) throw new Error(`nobody is there to be ${role}`);
      await withTenant(api.db, api.tenant.tenantId, (tx) =>
        tx.update(members).set({ role }).where(eq(members.id, host.id)),
      );
      return [role, login] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<MemberRole, SignedIn>;
};
