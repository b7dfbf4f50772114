import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { calendarVendors } from '#domain/vendors.ts';
import type { Stack } from '#scripts/stack/stack.ts';
import { createIdentity } from '#services/account/identity.ts';
import { send, textAt } from './http.ts';
import type { Random } from './random.ts';
import type { Vendors } from './vendors.ts';

export type ChaosLink = {
  id: string;
  username: string;
  slug: string;
  kind: 'free' | 'approval' | 'collective';
  durationMinutes: number;
};
export type ChaosHost = TestHost & { token: string; calendarId: string };
export type World = {
  baseUrl: string;
  tenants: readonly TestTenant[];
  hosts: readonly ChaosHost[];
  links: readonly ChaosLink[];
  /** Occurs in every guest's name and address, and nowhere else on earth. */
  canary: string;
};

export const stepMinutes = 5;
/**
 * Minutes before the start, spread over the residues of the grid: of the bookings of the next hours some have a reminder due in every
 * minute of a run, however short it is.
 */
const reminderMinutes = [3, 9, 17, 21, 28, 34, 42, 46, 53, 59, 67, 71, 78, 84, 92, 96, 103, 109];
const password = 'chaos-host-password';

const identityOf = (stack: Stack, db: Database) =>
  createIdentity({
    db,
    secret: stack.env['AUTH_SECRET'] ?? '',
    publicUrl: stack.publicUrl,
    trustedOrigins: [],
    signUpEnabled: false,
  });

async function createPeople(stack: Stack, db: Database, sizes: readonly number[]): Promise<TestTenant[]> {
  const identityDb = openDatabase(stack.databaseUrls.authUrl, { poolSize: 2 });
  const identity = identityOf(stack, identityDb);
  const tenants: TestTenant[] = [];
  try {
    for (const [index, size] of sizes.entries()) {
      const userIds: string[] = [];
      for (let host = 0; host < size; host += 1) {
        const user = { email: `chaos-${index}-${host}@hosts.test`, name: `Host ${host}`, password };
        userIds.push((await identity.createUser(user)).userId);
      }
      tenants.push(await createTestTenant(db, { hosts: size, userIds }));
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
async function connectCalendar(baseUrl: string, token: string): Promise<void> {
  const asked = await send(baseUrl, {
    method: 'POST',
    path: `/api/v1/integrations/${calendarVendors[0]}/authorize`,
    body: {},
    token,
  });
  const url = asked.kind === 'answer' ? textAt(asked.body, 'url') : undefined;
  if (url === undefined) throw new Error(`no authorization address: ${JSON.stringify(asked)}`);
  const consent = await fetch(url, { redirect: 'manual' });
  const back = consent.headers.get('location');
  if (back === null) throw new Error(`the vendor asked for something else than consent: ${consent.status}`);
  const returned = await fetch(back, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } });
  const target = returned.headers.get('location') ?? '';
  if (!target.includes('connected='))
    throw new Error(`the calendar was not connected: ${target || returned.status}`);
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

async function createLinks(db: Database, tenant: TestTenant): Promise<ChaosLink[]> {
  const links: ChaosLink[] = [];
  const add = async (
    kind: ChaosLink['kind'],
    hosts: readonly TestHost[],
    durationMinutes: number,
  ): Promise<void> => {
    const [owner] = hosts;
    if (owner === undefined) return;
    const { id, slug } = await createTestLink(db, tenant, {
      hosts,
      slug: `${kind}-${links.length}`,
      title: `A ${kind} meeting`,
      durationsMinutes: [durationMinutes],
      stepMinutes,
      holdMinutes: 1,
      reminderMinutes,
      requiresApproval: kind === 'approval',
      locationKind: kind === 'collective' ? 'in_person' : 'video_meeting',
      bufferAfterMinutes: kind === 'approval' ? 5 : 0,
    });
    links.push({ id, slug, username: owner.username, kind, durationMinutes });
  };
  for (const host of tenant.hosts) {
    await add('free', [host], 5);
    await add('approval', [host], 10);
  }
  if (tenant.hosts.length > 1) await add('collective', tenant.hosts.slice(0, 3), 10);
  return links;
}

/**
 * Hosts with connected calendars, and links of every kind, in several tenants. Two of three hosts are connected, so that both ways of
 * a booking are travelled.
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
        const login = `chaos-${index}-${position}@hosts.test`;
        const token = await signIn(baseUrl, stack.publicUrl, login);
        if (position % 3 === 2) {
          hosts.push({ ...host, token, calendarId: '' });
          continue;
        }
        await vendors.addPerson({ email: login, name: `Host ${index} ${position}`, timeZone: 'UTC' });
        await vendors.consentFor(login);
        await connectCalendar(baseUrl, token);
        await untilSynced(db, tenant.tenantId, host.id);
        hosts.push({ ...host, token, calendarId: login });
      }
      links.push(...(await createLinks(db, tenant)));
    }
    const letters = Array.from({ length: 10 }, () => 'bcdfghjkmnpqrstvwxz'.charAt(options.random.below(19)));
    return { baseUrl, tenants, hosts, links, canary: `zq${letters.join('')}` };
  } finally {
    await closeDatabase(db);
  }
}
