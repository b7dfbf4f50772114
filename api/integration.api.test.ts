import { createHmac, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { webhookInbox } from '#db/schema/installation.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { wakeupVersion } from '#db/wakeups.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { startGoogleHarness } from '#providers/calendar/google/contract-harness.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { prepareChannel, recordOpenChannel } from '#services/calendar/push-channels.ts';
import { openTemporal, type TemporalClients } from '#workflows/client/open.ts';
import { createApp } from './app.ts';
import { parseApiEnv } from './env.ts';
import { expectProblem } from './testing/battery.ts';
import {
  type Api,
  openApi,
  publicUrl,
  type SignedIn,
  send,
  signIn,
  webhookSecret,
} from './testing/harness.ts';

let api: Api;
let vendor: CalendarHarness;
/** The calendars whose followers were called. */
let calls = new Set<string>();
let isTemporalAway = false;

const recordingClients = (databaseUrls: { appUrl: string; authUrl: string }): TemporalClients => {
  const config = parseApiEnv({
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrls.appUrl,
    DATABASE_AUTH_URL: databaseUrls.authUrl,
    AUTH_SECRET: 'a'.repeat(40),
    LINK_SECRET: 'l'.repeat(40),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  });
  return {
    ...openTemporal(config, { deadlineMs: 1_000 }),
    callFollower: async ({ kind, subjectId }) => {
      if (isTemporalAway) throw new Error('Temporal is away');
      if (kind === 'calendar') calls.add(subjectId);
    },
  };
};

beforeAll(async () => {
  vendor = await startGoogleHarness();
  api = await openApi({
    databaseUrls: testDatabase(),
    deps: {
      calendarProviders: new Map([['google', vendor.provider]]),
      temporal: recordingClients(testDatabase()),
    },
  });
});
afterAll(async () => {
  await api.close();
  await vendor.stop();
});
beforeEach(() => {
  calls = new Set();
  isTemporalAway = false;
});

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};

const authorize = async (as: SignedIn): Promise<URL> => {
  const answer = await send(api, 'POST', '/api/v1/integrations/google/authorize', { as, body: {} });
  expect(answer.status).toBe(200);
  return new URL(((await answer.json()) as { url: string }).url);
};

type Choice = Parameters<CalendarHarness['consent']>[1];
const comeBack = async (
  asked: URL,
  as: SignedIn | undefined,
  choice: Choice = { allow: true },
): Promise<string> => {
  const back = await vendor.consent(asked.href, choice);
  return visit(back, as);
};
const visit = async (back: URL, as: SignedIn | undefined): Promise<string> => {
  const answer = await send(api, 'GET', `${back.pathname}${back.search}`, { as });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
};

/** How often a calendar's follower was asked to look. */
const timesAsked = (calendarId: string): Promise<number> =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    wakeupVersion(tx, { tenantId: api.tenant.tenantId, kind: 'calendar', subjectId: calendarId }),
  );

type Integration = {
  id: string;
  status: string;
  accountLabel: string;
  calendars: { id: string; isTarget: boolean; isPrimary: boolean }[];
};
const listed = async (as: SignedIn): Promise<Integration[]> =>
  ((await (await send(api, 'GET', '/api/v1/integrations', { as })).json()) as { items: Integration[] }).items;

const connected = async (as: SignedIn): Promise<Integration> => {
  expect(await comeBack(await authorize(as), as)).toBe('/app/integrations?connected=google');
  const [integration] = await listed(as);
  if (integration === undefined) throw new Error('nothing is connected');
  return integration;
};

describe('connecting a calendar account', () => {
  it('sends the browser off with state, PKCE and the exact address to come back to', async () => {
    const { searchParams } = await authorize(login(0));
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('state')?.length).toBeGreaterThanOrEqual(32);
    expect(searchParams.get('redirect_uri')).toBe(`${publicUrl}/api/v1/integrations/google/callback`);
  });

  it('keeps account and calendars, seals the tokens and starts the sync of the primary calendar', async () => {
    const integration = await connected(login(0));
    expect(integration.status).toBe('connected');
    const primary = integration.calendars.find((calendar) => calendar.isPrimary);
    await expect.poll(() => [...calls]).toEqual([primary?.id]);
    const [row] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(integrations).where(eq(integrations.id, integration.id)),
    );
    expect(row?.credentialsCiphertext).toMatch(/^v1\.k1\./);
    expect(api.logged()).not.toContain(integration.accountLabel);
  });

  it('uses a state once, and only for the member who asked', async () => {
    const asked = await authorize(login(0));
    const back = await vendor.consent(asked.href, { allow: true });
    expect(await visit(back, login(1))).toBe('/app/integrations?error=expired');
    expect(await visit(back, undefined)).toBe('/app/integrations?error=expired');
    expect(await visit(back, login(0))).toBe('/app/integrations?connected=google');
    expect(await visit(back, login(0))).toBe('/app/integrations?error=expired');
    expect(
      await visit(new URL(`${publicUrl}/api/v1/integrations/google/callback?code=x&state=forged`), login(0)),
    ).toBe('/app/integrations?error=expired');
  });

  it('comes back to the sign-in that asked, not to another one of the same person', async () => {
    const again = await signIn(api.app, login(0).email);
    const asked = await authorize(login(0));
    const back = await vendor.consent(asked.href, { allow: true });
    expect(await visit(back, again)).toBe('/app/integrations?error=expired');
    expect(await visit(back, login(0))).toBe('/app/integrations?connected=google');
  });

  it('says when the person refused or left out what is needed', async () => {
    expect(await comeBack(await authorize(login(0)), login(0), { allow: false })).toBe(
      '/app/integrations?error=denied',
    );
    const partly = { allow: true, withoutCalendar: true };
    expect(await comeBack(await authorize(login(0)), login(0), partly)).toBe(
      '/app/integrations?error=missing_scopes',
    );
  });

  it('is one per account: connecting again renews it', async () => {
    await connected(login(0));
    await connected(login(0));
    expect(await listed(login(0))).toHaveLength(1);
    expect(await listed(login(1))).toEqual([]);
  });
});

describe('an integration', () => {
  it('is looked at on demand, chosen from, and ended by its owner alone', async () => {
    const integration = await connected(login(0));
    const primary = integration.calendars.find((calendar) => calendar.isPrimary)?.id ?? '';
    const path = `/api/v1/integrations/${integration.id}`;
    const before = await timesAsked(primary);
    expect((await send(api, 'POST', `${path}/sync`, { as: login(0), body: {} })).status).toBe(202);
    expect(await timesAsked(primary)).toBe(before + 1);
    await expectProblem(await send(api, 'POST', `${path}/sync`, { as: login(1), body: {} }), 'not_found');
    const other = integration.calendars.find((calendar) => !calendar.isPrimary)?.id ?? '';
    const chosen = await send(api, 'PATCH', `/api/v1/calendars/${other}`, {
      as: login(0),
      body: { isConflictCalendar: true },
    });
    expect(chosen.status).toBe(200);
    const chosenTimes = await timesAsked(other);
    expect(chosenTimes).toBeGreaterThan(0);
    await send(api, 'PATCH', `/api/v1/calendars/${other}`, {
      as: login(0),
      body: { isConflictCalendar: false },
    });
    expect(await timesAsked(other)).toBe(chosenTimes + 1);
    await expectProblem(await send(api, 'DELETE', path, { as: login(1) }), 'not_found');
    expect((await send(api, 'DELETE', path, { as: login(0) })).status).toBe(204);
    expect(await timesAsked(primary)).toBe(before + 2);
    await expect.poll(() => [...calls]).toEqual(expect.arrayContaining([primary, other]));
  });
});

describe('push notifications of a calendar', () => {
  const push = (channelId: string, secret: string, messageNumber: number, resource = 'resource') =>
    send(api, 'POST', '/api/v1/webhooks/calendar/google', {
      headers: {
        'X-Goog-Channel-ID': channelId,
        'X-Goog-Channel-Token': secret,
        'X-Goog-Resource-ID': resource,
        'X-Goog-Resource-State': 'exists',
        'X-Goog-Message-Number': String(messageNumber),
      },
    });

  const channel = async () => {
    const calendarId = (await connected(login(0))).calendars.find((calendar) => calendar.isPrimary)?.id ?? '';
    const made = await prepareChannel(api.db, { tenantId: api.tenant.tenantId, calendarId });
    return { ...made, calendarId, before: await timesAsked(calendarId) };
  };

  it('make the calendar look once, even when delivered twice', async () => {
    const { channelId, secret, calendarId, before } = await channel();
    expect((await push(channelId, secret, 1)).status).toBe(204);
    expect((await push(channelId, secret, 1)).status).toBe(204);
    expect(await timesAsked(calendarId)).toBe(before + 1);
    expect((await push(channelId, secret, 2)).status).toBe(204);
    expect(await timesAsked(calendarId)).toBe(before + 2);
    await expect.poll(() => calls.has(calendarId)).toBe(true);
  });

  it('are unknown with a wrong secret, an unknown channel, another resource or without their headers', async () => {
    const { channelId, secret, calendarId, before } = await channel();
    await expectProblem(await push(channelId, `${secret}x`, 1), 'not_found');
    await expectProblem(await push('chn_unknown', secret, 1), 'not_found');
    const key = { tenantId: api.tenant.tenantId, calendarId };
    await recordOpenChannel(api.db, key, { channelId, resourceId: 'resource', expiresAt: Date.now() });
    await expectProblem(await push(channelId, secret, 1, 'another'), 'not_found');
    await expectProblem(await send(api, 'POST', '/api/v1/webhooks/calendar/google'), 'not_found');
    expect(await timesAsked(calendarId)).toBe(before);
  });

  it('are taken while Temporal is away, and acted on when it is back', async () => {
    isTemporalAway = true;
    const { channelId, secret, calendarId } = await channel();
    calls = new Set();
    expect((await push(channelId, secret, 7)).status).toBe(204);
    expect(calls.has(calendarId)).toBe(false);
    isTemporalAway = false;
    await expect.poll(() => calls.has(calendarId)).toBe(true);
  });
});

/** Ids that no column or no index holds. */
const unstorable = {
  NUL: 'a\0b',
  'the first half of a surrogate pair': 'a\ud83d',
  'the second half': '\ude00b',
  'no end': Array.from({ length: 400 }, () => randomUUID()).join(''),
};
const setAside = async (capability: string, vendor: string): Promise<number> => {
  const { values } = await api.deps.metrics.webhooks.get();
  return (
    values.find(
      ({ labels }) =>
        labels.capability === capability && labels.vendor === vendor && labels.outcome === 'set_aside',
    )?.value ?? 0
  );
};
const warnings = (): number => api.logged().split('a notification holds what cannot be stored').length - 1;

describe('a push that holds what cannot be stored', () => {
  const hint = { channelId: 'chn_x', secret: 's', resourceId: 'r', messageId: '1' };
  it.each(
    Object.entries(unstorable).flatMap(([what, id]) =>
      Object.keys(hint).map((name) => [what, name, { ...hint, [name]: id }, id] as const),
    ),
  )('(%s in %s) is acknowledged, counted and told without its content', async (_what, _name, sent, id) => {
    const before = [await setAside('calendar', 'google'), warnings()];
    // Headers of HTTP hold no such ids: a vendor whose messages have bodies can send them.
    const receive = async () => ({ kind: 'hints' as const, hints: [sent] });
    const app = createApp({ ...api.deps, calendarReceivers: new Map([['google', receive]]) });
    const answer = await app.request('/api/v1/webhooks/calendar/google', { method: 'POST' });
    expect(answer.status).toBe(204);
    expect([await setAside('calendar', 'google'), warnings()]).toEqual(before.map((count) => count + 1));
    expect(api.logged()).not.toContain(JSON.stringify(id).slice(1, -1));
  });

  it('keeps none of the others in the same message from being acted on', async () => {
    const calendarId = (await connected(login(0))).calendars.find(({ isPrimary }) => isPrimary)?.id ?? '';
    const made = await prepareChannel(api.db, { tenantId: api.tenant.tenantId, calendarId });
    const before = await timesAsked(calendarId);
    const hints = [
      { ...hint, channelId: 'a\0b' },
      { ...hint, ...made },
    ];
    const receive = async () => ({ kind: 'hints' as const, hints });
    const app = createApp({ ...api.deps, calendarReceivers: new Map([['google', receive]]) });
    expect((await app.request('/api/v1/webhooks/calendar/google', { method: 'POST' })).status).toBe(204);
    expect(await timesAsked(calendarId)).toBe(before + 1);
  });
});

describe('reports on mails', () => {
  const report = (body: string, id: string, secret = webhookSecret) => {
    const timestamp = Math.floor(Date.now() / 1000);
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return send(api, 'POST', '/api/v1/webhooks/email/resend', {
      body,
      headers: { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': `v1,${signature}` },
    });
  };
  const deliveredOf = (tags: Record<string, string>) =>
    JSON.stringify({
      type: 'email.delivered',
      created_at: new Date().toISOString(),
      data: { email_id: randomUUID(), to: ['an@example.com'], tags },
    });

  it('are stored once by their id, without the address they are about', async () => {
    const id = `msg_${randomUUID()}`;
    const delivered = deliveredOf({ everslot_tenant: 'ten_x', everslot_delivery: 'dlv_x' });
    expect((await report(delivered, id)).status).toBe(204);
    expect((await report(delivered, id)).status).toBe(204);
    const rows = await api.db.select().from(webhookInbox).where(eq(webhookInbox.eventId, id));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.processedAt).not.toBeNull();
    expect(JSON.stringify(rows)).not.toContain('an@example.com');
  });

  it('are refused when they are not signed by the vendor, and acknowledged when they are of no interest', async () => {
    const forged = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    await expectProblem(await report(deliveredOf({}), `msg_${randomUUID()}`, forged), 'unauthenticated');
    const opened = JSON.stringify({ type: 'email.opened', data: { email_id: randomUUID() } });
    expect((await report(opened, `msg_${randomUUID()}`)).status).toBe(204);
  });

  it.each(
    Object.entries(unstorable).flatMap(([what, id]) =>
      ['email_id', 'everslot_tenant', 'everslot_delivery'].map((name) => [what, name, id] as const),
    ),
  )(
    'with %s in %s are acknowledged, counted, told without their content and not kept',
    async (_what, name, id) => {
      const before = [await setAside('email', 'resend'), warnings()];
      const eventId = `msg_${randomUUID()}`;
      const tags = { everslot_tenant: api.tenant.tenantId, everslot_delivery: 'dlv_x' };
      const data = {
        email_id: randomUUID(),
        tags: { ...tags, [name]: id },
        ...(name === 'email_id' ? { email_id: id } : {}),
      };
      expect((await report(JSON.stringify({ type: 'email.delivered', data }), eventId)).status).toBe(204);
      expect([await setAside('email', 'resend'), warnings()]).toEqual(before.map((count) => count + 1));
      expect(await api.db.$count(webhookInbox, eq(webhookInbox.eventId, eventId))).toBe(0);
      expect(api.logged()).not.toContain(JSON.stringify(id).slice(1, -1));
    },
  );

  it('about mail that is not ours are acknowledged and not kept', async () => {
    const id = `msg_${randomUUID()}`;
    expect((await report(deliveredOf({ campaign: 'spring' }), id)).status).toBe(204);
    expect(await api.db.$count(webhookInbox, eq(webhookInbox.eventId, id))).toBe(0);
  });
});
