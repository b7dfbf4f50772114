import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resend } from 'resend';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmailDeliveryEvent } from '#providers/email/port.ts';
import type { Emulator } from '#providers/emulation/emulator.ts';
import type { Received } from '#providers/receive.ts';
import { createResendReceive } from '../receive.ts';
import { emulatorApiKey } from './credentials.ts';
import { startEmulator } from './start.ts';

const secret = `whsec_${Buffer.from('emulator test secret, long enough').toString('base64')}`;
const basic = {
  from: 'Clinic <mail@everslot.test>',
  to: ['guest@example.com'],
  subject: 'Hi',
  text: 'Hello',
};

let emulator: Emulator;
let client: Resend;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, env: { RESEND_WEBHOOK_SECRET: secret }, seed: 3 });
  client = new Resend(emulatorApiKey, { baseUrl: emulator.url });
});
afterEach(() => admin('POST', '/reset'));
afterAll(() => emulator.stop());

async function admin(method: string, path: string, body?: unknown, url = emulator.url) {
  const response = await fetch(`${url}/_admin${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulatorApiKey}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
  };
}

async function messages(query = '', url = emulator.url) {
  return (await admin('GET', `/messages${query}`, undefined, url))['messages'] as Record<string, unknown>[];
}

const sent = async (change: Record<string, unknown> = {}, key?: string): Promise<string> => {
  const answer = await call(
    'POST',
    '/emails',
    { ...basic, ...change },
    key === undefined ? {} : { 'idempotency-key': key },
  );
  expect(answer.status).toBe(200);
  return (answer.json() as { id: string }).id;
};

describe('strictness', () => {
  test.each<[string, unknown, number, string]>([
    ['not JSON', '{', 422, 'validation_error'],
    ['a list', [], 422, 'validation_error'],
    ['an unknown field', { ...basic, reply: 'x' }, 422, 'validation_error'],
    ['no sender', { ...basic, from: undefined }, 422, 'missing_required_field'],
    ['a bad sender', { ...basic, from: 'nobody' }, 422, 'invalid_from_address'],
    ['no recipient', { ...basic, to: undefined }, 422, 'missing_required_field'],
    ['an empty list of recipients', { ...basic, to: [] }, 422, 'validation_error'],
    [
      '51 recipients',
      { ...basic, to: Array.from({ length: 51 }, () => 'a@example.com') },
      422,
      'validation_error',
    ],
    ['a refused recipient', { ...basic, to: 'refused@example.com' }, 422, 'validation_error'],
    ['no subject', { ...basic, subject: '' }, 422, 'missing_required_field'],
    ['a subject of two lines', { ...basic, subject: 'a\nb' }, 422, 'validation_error'],
    ['no body', { ...basic, text: undefined }, 422, 'missing_required_field'],
    ['a number as body', { ...basic, text: 7 }, 422, 'validation_error'],
    ['a header of two lines', { ...basic, headers: { 'X-A': 'a\r\nB: c' } }, 422, 'validation_error'],
    ['a tag with spaces', { ...basic, tags: [{ name: 'a b', value: 'c' }] }, 422, 'validation_error'],
    [
      'an attachment without content',
      { ...basic, attachments: [{ filename: 'a' }] },
      422,
      'invalid_attachment',
    ],
    [
      'an attachment that is not base64',
      { ...basic, attachments: [{ filename: 'a', content: '*' }] },
      422,
      'invalid_attachment',
    ],
    ['a schedule too far ahead', { ...basic, scheduled_at: '2999-01-01T00:00:00Z' }, 422, 'validation_error'],
    ['a template', { ...basic, template: { id: 't' } }, 501, 'not_implemented'],
  ])('%s is refused in the vendor’s envelope', async (_, body, status, name) => {
    const answer = await call('POST', '/emails', body);
    expect(answer.status).toBe(status);
    expect(answer.json()).toEqual({ statusCode: status, name, message: expect.any(String) });
    expect(await messages()).toEqual([]);
  });

  test.each([
    ['GET', '/domains'],
    ['POST', '/broadcasts'],
    ['DELETE', '/emails/x'],
    ['GET', '/nonsense'],
  ])('%s %s, which it does not know, is 501 in the vendor’s envelope', async (method, path) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(501);
    expect(answer.json()).toMatchObject({ statusCode: 501, name: 'not_implemented' });
  });

  test('only keys it issued are accepted, and a sending key may only send', async () => {
    const none = await call('GET', '/emails', undefined, { authorization: '' });
    expect([none.status, none.json()]).toEqual([401, expect.objectContaining({ name: 'missing_api_key' })]);
    const wrong = await call('GET', '/emails', undefined, { authorization: 'Bearer re_other' });
    expect([wrong.status, wrong.json()]).toEqual([403, expect.objectContaining({ name: 'invalid_api_key' })]);
    await admin('POST', '/keys', { key: 're_sending', permission: 'sending_access' });
    const sending = new Resend('re_sending', { baseUrl: emulator.url });
    expect((await sending.emails.send(basic)).error).toBeNull();
    expect((await sending.emails.list()).error?.name).toBe('restricted_api_key');
    await admin('DELETE', '/keys/re_sending');
    expect((await sending.emails.send(basic)).error?.name).toBe('invalid_api_key');
  });

  test('a sender’s domain can be made to need verification', async () => {
    await admin('PATCH', '/settings', { verifiedDomains: ['other.test'] });
    const { error } = await client.emails.send(basic);
    expect(error).toMatchObject({ statusCode: 403, name: 'validation_error' });
  });

  test('more requests in a second than allowed are 429 with the headers of the limit', async () => {
    await admin('POST', '/clock', { set: Date.UTC(2026, 0, 1) });
    await admin('PATCH', '/settings', { rateLimitPerSecond: 1 });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => call('GET', '/emails')));
    const [refused] = answers.filter((answer) => answer.status === 429);
    expect(refused?.json()).toMatchObject({ name: 'rate_limit_exceeded' });
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(answers.every((answer) => answer.headers.get('ratelimit-limit') === '1')).toBe(true);
  });

  test('a form on another page cannot reach the controls', async () => {
    await sent();
    const headers = { origin: 'https://evil.example' };
    const answer = await fetch(`${emulator.url}/_admin/reset`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
    expect(await messages()).toHaveLength(1);
  });

  test('a page that reaches this machine under its own name is turned away', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(
        `${emulator.url}/_admin/messages`,
        { headers: { host: 'evil.example' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      call.on('error', reject);
      call.end();
    });
    expect(status).toBe(403);
  });
});

describe('idempotency', () => {
  test('a key lasts 24 hours on the virtual clock', async () => {
    const first = await sent({}, 'k');
    await admin('POST', '/clock', { advanceMs: 24 * 3_600_000 - 60_000 });
    expect(await sent({}, 'k')).toBe(first);
    await admin('POST', '/clock', { advanceMs: 120_000 });
    expect(await sent({}, 'k')).not.toBe(first);
    expect(await messages('?key=k')).toHaveLength(2);
  });

  test('the order of fields does not make another request', async () => {
    const first = await sent({}, 'k');
    const turned = Object.fromEntries(Object.entries(basic).toReversed());
    const again = await call('POST', '/emails', turned, { 'idempotency-key': 'k' });
    expect(again.json()).toEqual({ id: first });
  });

  test('a refused request leaves its key free', async () => {
    const refused = await call('POST', '/emails', { ...basic, to: 'nobody' }, { 'idempotency-key': 'k' });
    expect(refused.status).toBe(422);
    await sent({}, 'k');
    expect(await messages('?key=k')).toHaveLength(1);
  });

  test('a key of more than 256 characters is refused', async () => {
    const answer = await call('POST', '/emails', basic, { 'idempotency-key': 'x'.repeat(257) });
    expect([answer.status, answer.json()]).toEqual([
      400,
      expect.objectContaining({ name: 'invalid_idempotency_key' }),
    ]);
  });
});

describe('the rest of the API, through the SDK', () => {
  test('a batch is all or nothing, unless it is permissive', async () => {
    const bad = { ...basic, to: 'nobody' };
    expect((await client.batch.send([basic, bad])).error?.name).toBe('validation_error');
    expect(await messages()).toEqual([]);
    const { data } = await client.batch.send([basic, bad, basic], { batchValidation: 'permissive' });
    expect(data?.data).toHaveLength(2);
    expect(data?.errors).toEqual([{ index: 1, message: expect.any(String) }]);
  });

  test('a repeated batch is delivered once', async () => {
    const first = await client.batch.send([basic, basic], { idempotencyKey: 'batch' });
    const second = await client.batch.send([basic, basic], { idempotencyKey: 'batch' });
    expect(second.data).toEqual(first.data);
    expect(await messages('?bodies=false')).toHaveLength(2);
  });

  test('a mail can be read and listed in pages', async () => {
    const ids = [];
    for (const subject of ['one', 'two', 'three']) ids.unshift(await sent({ subject }));
    const [newest = ''] = ids;
    expect((await client.emails.get(newest)).data).toMatchObject({
      subject: 'three',
      last_event: 'delivered',
      text: 'Hello',
    });
    expect((await client.emails.get('nothing')).error).toMatchObject({ statusCode: 404, name: 'not_found' });
    const first = await client.emails.list({ limit: 2 });
    expect([first.data?.has_more, first.data?.data.map((item) => item.id)]).toEqual([true, ids.slice(0, 2)]);
    const second = await client.emails.list({ limit: 2, after: ids[1] ?? '' });
    expect([second.data?.has_more, second.data?.data.map((item) => item.id)]).toEqual([false, ids.slice(2)]);
    const back = await client.emails.list({ limit: 1, before: ids[2] ?? '' });
    expect([back.data?.has_more, back.data?.data.map((item) => item.id)]).toEqual([true, [ids[1]]]);
  });

  test('a scheduled mail is delivered when its time comes, unless it is cancelled or moved', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const kept = await sent({ scheduled_at: at });
    const dropped = await sent({ scheduled_at: 'in 30 minutes' });
    const moved = await sent({ scheduled_at: at });
    expect((await client.emails.cancel(dropped)).error).toBeNull();
    const later = new Date(Date.now() + 3 * 3_600_000).toISOString();
    expect((await client.emails.update({ id: moved, scheduledAt: later })).error).toBeNull();
    await admin('POST', '/clock', { advanceMs: 2 * 3_600_000 });
    const states = (await messages('?bodies=false')).map((item) => [
      item['id'],
      item['lastEvent'],
      item['deliveries'],
    ]);
    expect(states).toEqual([
      [moved, 'scheduled', 0],
      [dropped, 'canceled', 0],
      [kept, 'delivered', 1],
    ]);
    expect((await client.emails.cancel(kept)).error).toMatchObject({ statusCode: 422 });
  });

  test.each([
    ['delivered@resend.dev', 'delivered'],
    ['bounced@resend.dev', 'bounced'],
    ['bounced+bkg_1@resend.dev', 'bounced'],
    ['complained+x@resend.dev', 'complained'],
    ['bounced@example.com', 'delivered'],
  ])('%s ends as %s', async (to, event) => {
    await sent({ to });
    expect(await messages()).toMatchObject([{ lastEvent: event, deliveries: 1 }]);
  });
});

describe('faults', () => {
  test('chances repeat with their seed', async () => {
    const run = async () => {
      await admin('DELETE', '/faults?seed=42');
      await admin('POST', '/faults', { status: 503, probability: 0.5 });
      const statuses = [];
      for (let index = 0; index < 20; index += 1) statuses.push((await call('GET', '/emails')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });

  test('a rule strikes only the requests it names, as often as it says', async () => {
    await admin('POST', '/faults', { method: 'POST', bodyIncludes: 'victim@', status: 500, times: 1 });
    await sent();
    expect((await client.emails.send({ ...basic, to: 'victim@example.com' })).error?.statusCode).toBe(500);
    await sent({ to: 'victim@example.com' });
    const { rules } = (await admin('GET', '/faults')) as { rules: { hits: number }[] };
    expect(rules).toMatchObject([{ hits: 1 }]);
  });

  test('the journal shows each request with its fault and hides the key', async () => {
    await admin('POST', '/faults', { reset: 'after', times: 1 });
    const { error } = await client.emails.send(basic, { idempotencyKey: 'k' });
    expect(error?.name).toBe('application_error');
    const { entries } = (await admin('GET', '/journal')) as { entries: { headers: object }[] };
    expect(entries).toMatchObject([
      { seq: 1, method: 'POST', path: '/emails', status: 200, fault: 'fault_1' },
    ]);
    expect(entries[0]?.headers).toMatchObject({ authorization: '(hidden)', 'idempotency-key': 'k' });
    expect(JSON.stringify(entries)).not.toContain(emulatorApiKey);
  });

  test('a rule that cannot be understood is refused', async () => {
    expect(await admin('POST', '/faults', { state: 500 })).toHaveProperty('error');
    expect(await admin('GET', '/faults')).toEqual({ rules: [] });
  });
});

describe('notifications', () => {
  async function receiver(answer: (count: number) => number = () => 204) {
    const receive = createResendReceive([secret]);
    const verdicts: Received<EmailDeliveryEvent>[] = [];
    const waiting: { count: number; resolve: () => void }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const body = Buffer.concat(chunks);
        const message = new Request('http://127.0.0.1/hook', { method: 'POST', headers, body });
        void receive(message, Date.now()).then((verdict) => {
          verdicts.push(verdict);
          response.writeHead(answer(verdicts.length)).end();
          for (const item of waiting) if (verdicts.length >= item.count) item.resolve();
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    const received = (count: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      if (verdicts.length >= count) resolve();
      return promise;
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, verdicts, received, close };
  }
  const statusesOf = (verdicts: readonly Received<EmailDeliveryEvent>[]) =>
    verdicts.map((verdict) => (verdict.kind === 'hints' ? String(verdict.hints[0]?.status) : verdict.kind));

  test('are repeated with the same id until they are accepted', async () => {
    const hook = await receiver((count) => (count === 1 ? 500 : 204));
    try {
      await admin('PATCH', '/notifications', { url: hook.url, hold: true });
      await sent();
      await admin('PATCH', '/notifications', { hold: false });
      const { deliveries } = (await admin('GET', '/notifications')) as {
        deliveries: { id: string; kind: string }[];
      };
      const [first] = deliveries;
      await admin('POST', `/notifications/replay/${first?.id}`);
      await hook.received(2);
      expect(hook.verdicts.map((verdict) => verdict.kind === 'hints' && verdict.hints[0]?.eventId)).toEqual([
        first?.id,
        first?.id,
      ]);
    } finally {
      hook.close();
    }
  });

  test('can be held back, and the mail’s later fate told', async () => {
    const hook = await receiver();
    try {
      await admin('PATCH', '/notifications', { url: hook.url, hold: true });
      const id = await sent();
      await admin('POST', `/messages/${id}/event`, { event: 'complained' });
      expect(hook.verdicts).toEqual([]);
      expect(await admin('POST', '/notifications/release?order=reverse')).toEqual({ released: 3 });
      await hook.received(3);
      expect(statusesOf(hook.verdicts).sort()).toEqual(['complained', 'delivered', 'sent']);
    } finally {
      hook.close();
    }
  });

  test('can be doubled, dropped and forged', async () => {
    const hook = await receiver();
    try {
      await admin('PATCH', '/notifications', { url: hook.url, duplicateProbability: 1 });
      await sent();
      await hook.received(4);
      expect(statusesOf(hook.verdicts).sort()).toEqual(['delivered', 'delivered', 'sent', 'sent']);
      await admin('PATCH', '/notifications', { duplicateProbability: 0, dropProbability: 1 });
      await sent();
      const { deliveries } = (await admin('GET', '/notifications')) as { deliveries: { outcome: string }[] };
      expect(deliveries.slice(2)).toMatchObject([{ outcome: 'dropped' }, { outcome: 'dropped' }]);
      await admin('PATCH', '/notifications', { dropProbability: 0, wrongSignatureProbability: 1 });
      await sent();
      await hook.received(6);
      expect(hook.verdicts.slice(4)).toEqual([
        { kind: 'refused', reason: 'signature' },
        { kind: 'refused', reason: 'signature' },
      ]);
    } finally {
      hook.close();
    }
  });
});

describe('the state file', () => {
  test('keeps mail, keys and outcomes over a restart and a half-written last line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    const stateFolder = join(folder, 'state');
    const stateFile = join(stateFolder, 'mail.json');
    try {
      const before = await startEmulator({ port: 0, stateFolder, seed: 3 });
      const first = new Resend(emulatorApiKey, { baseUrl: before.url });
      const { data } = await first.emails.send(basic, { idempotencyKey: 'k' });
      await first.emails.send({ ...basic, to: 'bounced@resend.dev' });
      const scheduled = await first.emails.send({ ...basic, scheduledAt: 'in 1 hour' });
      await first.emails.cancel(scheduled.data?.id ?? '');
      await before.stop();
      writeFileSync(stateFile, `${readFileSync(stateFile, 'utf8')}{"kind":"email","em`);

      const after = await startEmulator({ port: 0, stateFolder, seed: 3 });
      try {
        const kept = await messages('', after.url);
        expect(kept.map((item) => item['lastEvent'])).toEqual(['canceled', 'bounced', 'delivered']);
        const second = new Resend(emulatorApiKey, { baseUrl: after.url });
        expect((await second.emails.send(basic, { idempotencyKey: 'k' })).data).toEqual(data);
        const fresh = await second.emails.send(basic);
        expect(kept.map((item) => item['id'])).not.toContain(fresh.data?.id);
      } finally {
        await after.stop();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a port that is taken is an error, not a silence', async () => {
    await expect(startEmulator({ port: emulator.port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('the mailbox page', () => {
  const ics =
    'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:bkg_1@everslot\r\nSUMMARY:Intro\\, with a very\r\n  long line\r\nATTENDEE;CN="An; Minh: x";PARTSTAT=NEEDS-ACTION:mailto:guest@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

  test('lists recipients and mail newest first, and escapes all of it', async () => {
    await sent({ subject: 'older' });
    await sent({ subject: '<script>alert(1)</script>', to: 'other@example.com' });
    const { text, status } = await call('GET', '/');
    expect(status).toBe(200);
    expect(text).not.toContain('<script');
    expect(text.indexOf('&lt;script&gt;')).toBeLessThan(text.indexOf('older'));
    expect(text).toContain('href="/?to=other%40example.com"');
    const one = await call('GET', '/?to=guest%40example.com');
    expect(one.text).toContain('older');
    expect(one.text).not.toContain('&lt;script&gt;');
  });

  test('shows a mail with its HTML shut in, its text, its headers and its invitation', async () => {
    const id = await sent(
      {
        html: '<p onclick="x()">Hi</p><script>alert(1)</script>',
        headers: { 'X-Entity-Ref-ID': 'bkg_1' },
        attachments: [
          {
            filename: 'invite.ics',
            content: Buffer.from(ics).toString('base64'),
            content_type: 'text/calendar; method=REQUEST',
          },
        ],
      },
      'the-key',
    );
    const page = await call('GET', `/inbox/${id}`);
    expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.text).not.toContain('<script');
    for (const shown of [
      'Hello',
      'X-Entity-Ref-ID',
      'the-key',
      'METHOD',
      'bkg_1@everslot',
      'Intro, with a very long line',
      'mailto:guest@example.com',
    ]) {
      expect(page.text).toContain(shown);
    }
    const frame = await call('GET', `/inbox/${id}/html`);
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox /);
    expect(frame.headers.get('content-security-policy')).toContain("default-src 'none'");
    const file = await call('GET', `/inbox/${id}/attachments/0`);
    expect(file.text).toBe(ics);
    expect((await call('GET', '/inbox/nothing')).status).toBe(404);
  });
});
