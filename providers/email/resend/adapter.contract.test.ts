import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailProvider, OutgoingEmail } from '#providers/email/port.ts';
import { createEmailProvider, createEmailReceivers } from '#providers/email/registry.ts';
import type { Emulator } from '#providers/emulation/emulator.ts';
import { createResendProvider } from './adapter.ts';
import { emulatorApiKey } from './emulator/credentials.ts';
import { startEmulator } from './emulator/start.ts';

// What this vendor guarantees beyond the port: a key is delivered once.

const secret = `whsec_${Buffer.from('contract test secret, long enough').toString('base64')}`;

type Stored = { deliveries: number; requests: number };

let emulator: Emulator;
let env: Record<string, string>;
let provider: EmailProvider;
let impatientProvider: EmailProvider;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, seed: 7, env: { RESEND_WEBHOOK_SECRET: secret } });
  env = {
    RESEND_API_KEY: emulatorApiKey,
    RESEND_BASE_URL: emulator.url,
    RESEND_WEBHOOK_SECRET: secret,
    EMAIL_FROM_ADDRESS: 'mail@everslot.test',
    ALLOW_LOOPBACK_PROVIDERS: 'true',
  };
  provider = await createEmailProvider(env);
  impatientProvider = createResendProvider({
    apiKey: emulatorApiKey,
    baseUrl: emulator.url,
    timeoutMs: 150,
  });
});
afterEach(() => admin('POST', '/reset'));
afterAll(() => emulator.stop());

async function admin(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${emulator.url}/_admin${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`admin ${path}: ${response.status}`);
  return response.json();
}
const fault = (rule: object) => admin('POST', '/faults', rule);
const messages = async (to: string) =>
  ((await admin('GET', `/messages?to=${encodeURIComponent(to)}`)) as { messages: Stored[] }).messages;

const mail = (change: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  from: { name: 'Clinic', email: 'mail@everslot.test' },
  to: { name: 'Guest', email: 'guest@example.com' },
  subject: 'Hi',
  html: '<p>Hello</p>',
  text: 'Hello',
  idempotencyKey: 'bkg_1/confirmed/guest/0',
  ...change,
});

async function failureOf(sending: Promise<unknown>): Promise<ProviderFailure> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderFailure) return error;
  throw new Error(`expected a ProviderFailure, got ${String(error)}`);
}

test('a repeat with the same key and content is delivered once and answers with the same id', async () => {
  const first = await provider.send(mail());
  const second = await provider.send(mail());
  expect(second).toEqual(first);
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1, requests: 2 }]);
});

test('a mail whose first answer was cut off after it was stored is delivered once', async () => {
  await fault({ reset: 'after', times: 1 });
  expect((await failureOf(provider.send(mail()))).kind).toBe('unavailable');
  await provider.send(mail());
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1, requests: 2 }]);
});

test('a mail whose first answer never came is given up in time and delivered once by the repeat', async () => {
  await fault({ timeout: 'after', times: 1 });
  expect((await failureOf(impatientProvider.send(mail()))).kind).toBe('unavailable');
  await provider.send(mail());
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
});

test('a mail that never reached the vendor is delivered by the repeat', async () => {
  await fault({ reset: 'before', times: 1 });
  expect((await failureOf(provider.send(mail()))).kind).toBe('unavailable');
  expect(await messages('guest@example.com')).toEqual([]);
  await provider.send(mail());
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
});

test('the same key at the same time is unavailable for the second, and still one delivery', async () => {
  await fault({ latencyMs: 200, times: 1 });
  const outcomes = await Promise.allSettled([provider.send(mail()), provider.send(mail())]);
  const failed = outcomes.flatMap((item) => (item.status === 'rejected' ? [item.reason as unknown] : []));
  expect(failed).toEqual([expect.objectContaining({ kind: 'unavailable', reason: 'in_progress' })]);
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
});

test('another content under a used key is a conflict and nothing is delivered', async () => {
  await provider.send(mail());
  const error = await failureOf(provider.send(mail({ text: 'Something else' })));
  expect(error).toMatchObject({ kind: 'conflict', reason: 'key_reused' });
  expect(await messages('guest@example.com')).toHaveLength(1);
});

test.each([500, 502, 503])('status %d is unavailable and the repeat is delivered once', async (status) => {
  await fault({ status, times: 1 });
  expect((await failureOf(provider.send(mail()))).kind).toBe('unavailable');
  await provider.send(mail());
  expect(await messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
});

test.each(['<html>Bad gateway</html>', '{"message":"upstream"}', 'null', ''])(
  'a proxy answering 502 with %j is unavailable',
  async (rawBody) => {
    await fault({ status: 502, rawBody, times: 1 });
    expect((await failureOf(provider.send(mail()))).kind).toBe('unavailable');
  },
);

test('every notification of a delivery verifies and names the mail', async () => {
  const receive = (await createEmailReceivers(env)).get('resend');
  if (receive === undefined) throw new Error('notifications are off');
  const received: unknown[] = [];
  const { promise: bounced, resolve } = Promise.withResolvers<void>();
  const listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      );
      const body = Buffer.concat(chunks);
      const message = new Request('http://127.0.0.1/hook', { method: 'POST', headers, body });
      void receive(message, Date.now()).then((verdict) => {
        received.push(verdict);
        response.writeHead(204).end();
        if (received.length === 2) resolve();
      });
    });
  });
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
  try {
    await admin('PATCH', '/notifications', {
      url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`,
    });
    const to = { name: 'Guest', email: 'bounced+contract@resend.dev' };
    const reference = { tenantId: 'ten_01abc', deliveryId: 'dlv_01xyz' };
    const { externalId } = await provider.send(mail({ to, reference }));
    await bounced;
    expect(received).toEqual(
      expect.arrayContaining(
        ['sent', 'bounced'].map((status) => ({
          kind: 'hints',
          hints: [
            {
              eventId: expect.any(String),
              externalId,
              reference,
              status,
              occurredAt: expect.any(Number),
            },
          ],
        })),
      ),
    );
  } finally {
    listener.closeAllConnections();
    listener.close();
  }
});
