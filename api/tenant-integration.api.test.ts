import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { account as mailAccount, startMailServer } from '#providers/email/smtp/testing/mail-server.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, firstLogin, openApi, type SignedIn, send } from './testing/harness.ts';

let api: Api;
let server: Awaited<ReturnType<typeof startMailServer>>;
const path = '/api/v1/tenant/integrations';

beforeAll(async () => {
  server = await startMailServer();
  api = await openApi({ databaseUrls: testDatabase(), hosts: 2 });
});
afterAll(async () => {
  await api.close();
  await server.stop();
});
beforeEach(() => server.reset());

const mailInput = (change: Record<string, unknown> = {}) => ({
  vendor: 'smtp',
  sender: 'clinic@example.com',
  server: '127.0.0.1',
  port: String(server.port),
  username: mailAccount.user,
  password: mailAccount.password,
  ...change,
});
const connect = (body: unknown, as: SignedIn = firstLogin(api)) => send(api, 'POST', path, { as, body });
const connected = async (body: unknown): Promise<{ id: string; status: string }> => {
  const answer = await connect(body);
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; status: string };
};
const list = async () => {
  const answer = await send(api, 'GET', `${path}?limit=100`, { as: firstLogin(api) });
  const text = await answer.text();
  return { text, ...(JSON.parse(text) as { items: Record<string, unknown>[]; available: unknown[] }) };
};
const rows = () =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx.select().from(integrations).where(eq(integrations.tenantId, api.tenant.tenantId)),
  );

describe("the organisation's own accounts", () => {
  test('those who act for it learn which vendors they can connect, and what each asks for', async () => {
    const { available } = await list();
    expect(available).toContainEqual({ vendor: 'jitsi', capability: 'conference', auth: 'none', asks: [] });
    expect(available).toContainEqual({
      vendor: 'resend',
      capability: 'email',
      auth: 'key',
      asks: ['sender', 'key'],
    });
    expect(available).toHaveLength(3);
  });

  test('an account for mail is tried by a mail to who connects it, sealed, listed and never shown', async () => {
    const { id } = await connected(mailInput());
    expect(server.taken().map(({ to }) => to)).toEqual([[api.tenant.hosts[0]?.email]]);
    expect(Buffer.from(server.taken()[0]?.raw ?? []).toString()).toContain('<clinic@example.com>');
    const { items, text } = await list();
    expect(items.find((item) => item['id'] === id)).toEqual({
      id,
      capability: 'email',
      vendor: 'smtp',
      auth: 'basic',
      accountLabel: 'clinic@example.com',
      status: 'connected',
      connectedAt: expect.any(String),
      member: null,
    });
    const row = (await rows()).find((one) => one.id === id);
    for (const place of [text, JSON.stringify(row), api.logged()])
      expect(place).not.toContain(mailAccount.password);
  });

  test('the same account again replaces what it is opened with and stays one', async () => {
    const first = await connected(mailInput());
    expect((await connected(mailInput())).id).toBe(first.id);
  });

  test('an account that does not work is refused with the reason, and nothing of it is kept', async () => {
    const before = await rows();
    const answer = await connect(mailInput({ sender: 'other@example.com', password: 'wrong' }));
    expect(await answer.clone().json()).toMatchObject({ reason: 'credentials_refused' });
    await expectProblem(answer, 'account_refused');
    expect(await rows()).toEqual(before);
  });

  test.each([
    [{ key: 'k' }, '/key'],
    [{ password: undefined }, '/password'],
    [{ server: undefined, sender: undefined }, '/sender'],
    [{ server: 'a b' }, '/server'],
    [{ port: '70000' }, '/port'],
    [{ sender: 'nobody' }, '/sender'],
    [{ password: 'line\nbreak' }, '/password'],
    [{ vendor: 'local-mailbox' }, '/vendor'],
  ])('what is missing, wrong or not asked for is named: %j', async (change, pointer) => {
    const problem = await expectProblem(await connect(mailInput(change)), 'invalid_request');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(server.taken()).toEqual([]);
  });

  test.each(['10.0.0.1', '169.254.169.254', '192.168.1.1', 'localhost.localdomain', '0.0.0.0'])(
    'a server inside is not reached: %s',
    async (host) => {
      await expectProblem(await connect(mailInput({ server: host, port: '587' })), 'account_refused');
    },
  );

  test('a test uses the account once and leaves a trace; one that is refused has to be reconnected', async () => {
    const { id } = await connected(mailInput());
    server.reset();
    const test_ = () => send(api, 'POST', `${path}/${id}/test`, { as: firstLogin(api), body: {} });
    expect((await test_()).status).toBe(204);
    expect(server.taken()).toHaveLength(1);
    server.refuse({ command: 'AUTH', status: 535, text: '5.7.8 No' });
    await expectProblem(await test_(), 'account_refused');
    expect((await rows()).find((one) => one.id === id)?.status).toBe('needs_reconnection');
    expect((await connected(mailInput())).status).toBe('connected');
    const traces = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select({ after: auditLog.after })
        .from(auditLog)
        .where(and(eq(auditLog.action, 'integration.test'), eq(auditLog.targetId, id))),
    );
    expect(traces).toEqual([{ after: { works: true } }, { after: { works: false } }]);
  });

  test('a conference account needs nothing typed, makes the meetings from then on, and is disconnected like any other', async () => {
    const me = async () =>
      (await (await send(api, 'GET', '/api/v1/me', { as: firstLogin(api) })).json()) as Record<
        string,
        unknown
      >;
    expect((await me())['conferenceVendor']).toBeNull();
    const { id } = await connected({ vendor: 'jitsi' });
    expect((await me())['conferenceVendor']).toBe('jitsi');
    const gone = await send(api, 'DELETE', `/api/v1/integrations/${id}`, { as: firstLogin(api) });
    expect(gone.status).toBe(204);
    expect((await me())['conferenceVendor']).toBeNull();
    expect((await rows()).find((one) => one.id === id)?.credentialsCiphertext).toBeNull();
  });

  test('a host sees and changes none of it', async () => {
    const [, host] = api.logins;
    await expectProblem(await send(api, 'GET', path, { as: host }), 'forbidden');
    await expectProblem(await connect(mailInput(), host), 'forbidden');
  });
});
