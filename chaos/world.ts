import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { calendarVendors, paymentVendors } from '#domain/vendors.ts';
import type { Stack } from '#scripts/stack/stack.ts';
import { createIdentity } from '#services/account/identity.ts';
import { send, textAt } from './http.ts';
import type { Random } from './random.ts';
import type { Vendors } from './vendors.ts';

export type ChaosLink = {
  id: string;
  username: string;
  slug: string;
  kind: 'free' | 'approval' | 'collective' | 'group';
  durationMinutes: number;
  stepMinutes: number;
  /** Places at one time. */
  capacity: number;
  isPaid: boolean;
};
/** A membership: a person in two tenants is two hosts with one token and one calendar. */
export type ChaosHost = TestHost & { tenantId: string; login: string; token: string; calendarId: string };
export type World = {
  baseUrl: string;
  tenants: readonly TestTenant[];
  hosts: readonly ChaosHost[];
  links: readonly ChaosLink[];
  /** Signs a host in once more. */
  signIn(host: ChaosHost): Promise<string>;
  /** Of every sign-in there was. */
  tokens: readonly string[];
  /** Occurs in every guest's name and address, and nowhere else on earth. */
  canary: string;
};

export const stepMinutes = 5;
/** Guests of a group meet: it has few times. */
export const groupStepMinutes = 30;
/**
 * Minutes before the start, spread over the residues of the grid: of the bookings of the next hours some have a reminder due in every
 * minute of a run, however short it is.
 */
const reminderMinutes = [3, 9, 17, 21, 28, 34, 42, 46, 53, 59, 67, 71, 78, 84, 92, 96, 103, 109];
const password = 'chaos-host-password';

/** What links cost by tenant: with and without hundredths, and what is kept of who cancels. */
const prices = [
  {
    priceMinor: 2_599,
    currency: 'USD',
    refundPolicy: [
      { minHoursBefore: 1, refundBasisPoints: 10_000, feeMinor: 0 },
      { minHoursBefore: 0, refundBasisPoints: 3_333, feeMinor: 101 },
    ],
  },
  {
    priceMinor: 350_001,
    currency: 'VND',
    refundPolicy: [
      { minHoursBefore: 24, refundBasisPoints: 10_000, feeMinor: 5_000 },
      { minHoursBefore: 1, refundBasisPoints: 5_000, feeMinor: 0 },
    ],
  },
] as const;

const identityOf = (stack: Stack, db: Database) =>
  createIdentity({
    db,
    secret: stack.env['AUTH_SECRET'] ?? '',
    publicUrl: stack.publicUrl,
    trustedOrigins: [],
  });

const loginOf = (tenant: number, host: number): string => `chaos-${tenant}-${host}@hosts.test`;

/** Of several tenants the first host of the first is the first host of the last as well, with one sign-in. */
const isInTwo = (sizes: readonly number[], tenant: number, host: number): boolean =>
  sizes.length > 1 && tenant === sizes.length - 1 && host === 0;

async function createPeople(stack: Stack, db: Database, sizes: readonly number[]): Promise<TestTenant[]> {
  const identityDb = openDatabase(stack.databaseUrls.authUrl, { poolSize: 2 });
  const identity = identityOf(stack, identityDb);
  const tenants: TestTenant[] = [];
  try {
    for (const [index, size] of sizes.entries()) {
      const userIds: string[] = [];
      for (let host = 0; host < size; host += 1) {
        if (isInTwo(sizes, index, host)) {
          userIds.push(tenants[0]?.hosts[0]?.userId ?? '');
          continue;
        }
        const user = { email: loginOf(index, host), name: `Host ${host}`, password };
        userIds.push((await identity.createUser(user)).userId);
      }
      const persons = isInTwo(sizes, index, 0) ? tenants[0]?.hosts.slice(0, 1) : undefined;
      tenants.push(await createTestTenant(db, { hosts: size, userIds, ...(persons && { persons }) }));
    }
    return tenants;
  } finally {
    await closeDatabase(identityDb);
  }
}

async function signIn(baseUrl: string, origin: string, email: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  const token = response.headers.get('set-auth-token');
  if (!response.ok || token === null) throw new Error(`a host could not sign in: ${response.status}`);
  return token;
}

/** The path a browser takes: our authorization address, the vendor's consent, the way back with a code. */
async function connectCalendar(baseUrl: string, token: string, tenantId: string): Promise<void> {
  const asked = await send(baseUrl, {
    method: 'POST',
    path: `/api/v1/integrations/${calendarVendors[0]}/authorize`,
    body: {},
    token,
    tenantId,
  });
  const url = asked.kind === 'answer' ? textAt(asked.body, 'url') : undefined;
  if (url === undefined) throw new Error(`no authorization address: ${JSON.stringify(asked)}`);
  const consent = await fetch(url, { redirect: 'manual' });
  const back = consent.headers.get('location');
  if (back === null) throw new Error(`the vendor asked for something else than consent: ${consent.status}`);
  const returned = await fetch(back, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'everslot-tenant': tenantId },
  });
  const target = returned.headers.get('location') ?? '';
  if (!target.includes('connected='))
    throw new Error(`the calendar was not connected: ${target || returned.status}`);
}

/** Each organisation takes payments; of three, the first and the last do so by one account at the vendor. */
async function connectTill(
  { vendors, baseUrl }: { vendors: Vendors; baseUrl: string },
  { token, tenantId }: { token: string; tenantId: string },
  index: number,
): Promise<void> {
  const keys = await vendors.listAccountKeys();
  const answer = await send(baseUrl, {
    path: '/api/v1/tenant/payment-accounts',
    body: { vendor: paymentVendors[0], key: keys[index % prices.length] },
    token,
    tenantId,
  });
  if (answer.kind !== 'answer' || answer.status !== 201)
    throw new Error(`no account takes payments: ${JSON.stringify(answer)}`);
}

async function untilSynced(db: Database, tenantId: string, memberId: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const rows = await withTenant(db, tenantId, (tx) =>
      tx
        .select({ state: calendars.state, target: calendars.isTarget })
        .from(calendars)
        .where(eq(calendars.memberId, memberId)),
    );
    if (rows.some((row) => row.target && row.state === 'up_to_date')) return;
    if (Date.now() > deadline)
      throw new Error(`a calendar did not become up to date: ${JSON.stringify(rows)}`);
    await delay(200);
  }
}

type LinkShape = Pick<ChaosLink, 'kind' | 'durationMinutes'> & { needsApproval?: boolean; isPaid?: boolean };

const groupPlaces = 4;

async function createLinks(db: Database, tenant: TestTenant, index: number): Promise<ChaosLink[]> {
  const links: ChaosLink[] = [];
  const add = async (
    hosts: readonly TestHost[],
    { kind, durationMinutes, needsApproval = false, isPaid = false }: LinkShape,
  ): Promise<void> => {
    const [owner] = hosts;
    if (owner === undefined) return;
    const isGroup = kind === 'group';
    const step = isGroup ? groupStepMinutes : stepMinutes;
    const capacity = isGroup ? groupPlaces : 1;
    const { id, slug } = await createTestLink(db, tenant, {
      hosts,
      ...(isGroup ? { kind, capacity } : {}),
      ...(isPaid ? prices[index % prices.length] : {}),
      slug: `${kind}-${links.length}`,
      title: `A ${kind} meeting`,
      durationsMinutes: [durationMinutes],
      stepMinutes: step,
      holdMinutes: 1,
      reminderMinutes,
      requiresApproval: needsApproval,
      locationKind: kind === 'collective' ? 'in_person' : 'video_meeting',
      bufferAfterMinutes: needsApproval ? 5 : 0,
    });
    links.push({
      id,
      slug,
      username: owner.username,
      kind,
      durationMinutes,
      stepMinutes: step,
      capacity,
      isPaid,
    });
  };
  for (const host of tenant.hosts) {
    await add([host], { kind: 'free', durationMinutes: 5 });
    await add([host], { kind: 'approval', durationMinutes: 10, needsApproval: true });
  }
  if (tenant.hosts.length > 1)
    await add(tenant.hosts.slice(0, 3), { kind: 'collective', durationMinutes: 10 });
  await add(tenant.hosts.slice(0, index === 0 ? 2 : 1), { kind: 'group', durationMinutes: 15 });
  if (index === 1)
    await add(tenant.hosts.slice(1, 2), { kind: 'group', durationMinutes: 15, needsApproval: true });
  await add(tenant.hosts.slice(0, 1), { kind: 'free', durationMinutes: 5, isPaid: true });
  await add(tenant.hosts.slice(1, 2), {
    kind: 'approval',
    durationMinutes: 10,
    needsApproval: true,
    isPaid: true,
  });
  await add(tenant.hosts.slice(-1), { kind: 'group', durationMinutes: 15, isPaid: true });
  return links;
}

/**
 * Hosts with connected calendars, and links of every kind, in several tenants. Two of three hosts are connected, so that both ways of
 * a booking are travelled; one person is in two tenants, with the same calendar.
 */
export async function createWorld(
  stack: Stack,
  vendors: Vendors,
  options: { random: Random; tenants: readonly number[] },
): Promise<World> {
  const baseUrl = `http://127.0.0.1:${stack.ports.PORT}`;
  const db = openDatabase(stack.databaseUrls.appUrl, { poolSize: 2, applicationName: 'everslot-chaos' });
  try {
    const tenants = await createPeople(stack, db, options.tenants);
    const hosts: ChaosHost[] = [];
    const links: ChaosLink[] = [];
    for (const [index, tenant] of tenants.entries()) {
      for (const [position, host] of tenant.hosts.entries()) {
        const isKnown = isInTwo(options.tenants, index, position);
        const login = isKnown ? loginOf(0, 0) : loginOf(index, position);
        const { tenantId } = tenant;
        const token = await signIn(baseUrl, stack.publicUrl, login);
        if (position === 0) await connectTill({ vendors, baseUrl }, { token, tenantId }, index);
        if (position % 3 === 2) {
          hosts.push({ ...host, tenantId, login, token, calendarId: '' });
          continue;
        }
        if (!isKnown)
          await vendors.addPerson({ email: login, name: `Host ${index} ${position}`, timeZone: 'UTC' });
        await vendors.consentFor(login);
        await connectCalendar(baseUrl, token, tenantId);
        await untilSynced(db, tenantId, host.id);
        hosts.push({ ...host, tenantId, login, token, calendarId: login });
      }
      links.push(...(await createLinks(db, tenant, index)));
    }
    const letters = Array.from({ length: 10 }, () => 'bcdfghjkmnpqrstvwxz'.charAt(options.random.below(19)));
    const tokens = hosts.map(({ token }) => token);
    return {
      baseUrl,
      tenants,
      hosts,
      links,
      tokens,
      signIn: async (host) => {
        const token = await signIn(baseUrl, stack.publicUrl, host.login);
        tokens.push(token);
        return token;
      },
      canary: `zq${letters.join('')}`,
    };
  } finally {
    await closeDatabase(db);
  }
}
