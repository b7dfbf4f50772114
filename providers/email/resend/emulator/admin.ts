import { Hono } from 'hono';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { FaultRule } from './faults.ts';
import type { Mailbox } from './mailbox.ts';
import type { EmulatedEmail, EmulatorState } from './state.ts';
import { addressOf } from './validate.ts';
import type { Webhooks } from './webhooks.ts';
import { WebhookControls } from './webhooks.ts';

const Settings = z.strictObject({
  rateLimitPerSecond: z.number().int().min(1).optional(),
  verifiedDomains: z.array(z.string()).nullable().optional(),
});
const Clock = z.strictObject({ advanceMs: z.number().int().optional(), set: z.number().int().optional() });
const ApiKey = z.strictObject({
  key: z.string().regex(/^re_\S+$/),
  permission: z.enum(['full_access', 'sending_access']).default('full_access'),
});
const Event = z.strictObject({
  event: z.enum(['delivered', 'delivery_delayed', 'bounced', 'complained', 'suppressed', 'failed']),
});

/** Controls that the vendor does not have: reset, journal, faults, clock, keys, notifications, stored messages. */
export function createAdmin(deps: {
  state: EmulatorState;
  faults: Faults;
  webhooks: Webhooks;
  mailbox: Mailbox;
}): Hono {
  const { state, faults, webhooks, mailbox } = deps;
  const app = new Hono();
  app.post('/reset', (c) => {
    state.reset();
    faults.clear();
    webhooks.reset();
    return c.json({ ok: true });
  });
  app.get('/journal', (c) => c.json({ entries: state.journal }));
  app.get('/messages', (c) => c.json(listMessages(state, (name) => c.req.query(name))));
  app.post('/messages/:id/event', async (c) => {
    const email = state.emails.get(c.req.param('id'));
    if (email === undefined) return c.json({ error: 'no such message' }, 404);
    mailbox.happenLater(email, Event.parse(await c.req.json()).event);
    return c.json({ ok: true });
  });

  app.get('/faults', (c) => c.json({ rules: faults.list() }));
  app.post('/faults', async (c) => c.json(faults.add(FaultRule.parse(await c.req.json())), 201));
  app.delete('/faults', (c) => {
    const seed = Number(c.req.query('seed'));
    faults.clear(c.req.query('seed') === undefined || Number.isNaN(seed) ? undefined : seed);
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) =>
    faults.remove(c.req.param('id')) ? c.json({ ok: true }) : c.json({ error: 'no such rule' }, 404),
  );

  app.post('/clock', async (c) => {
    const change = Clock.parse(await c.req.json());
    if (change.set !== undefined) state.counters.offsetMs = change.set - Date.now();
    state.counters.offsetMs += change.advanceMs ?? 0;
    mailbox.settle();
    return c.json({ now: state.now() });
  });
  app.post('/settings', async (c) => {
    for (const [key, value] of Object.entries(Settings.parse(await c.req.json()))) {
      if (value !== undefined) Object.assign(state.settings, { [key]: value });
    }
    return c.json(state.settings);
  });
  app.post('/keys', async (c) => {
    const { key, permission } = ApiKey.parse(await c.req.json());
    state.apiKeys.set(key, permission);
    return c.json({ ok: true }, 201);
  });
  app.delete('/keys/:key', (c) => c.json({ ok: state.apiKeys.delete(c.req.param('key')) }));

  app.get('/webhooks', (c) => c.json({ controls: webhooks.controls(), deliveries: webhooks.log() }));
  app.post('/webhooks', async (c) => {
    webhooks.configure(WebhookControls.parse(await c.req.json()));
    return c.json(webhooks.controls());
  });
  app.post('/webhooks/release', (c) =>
    c.json({ released: webhooks.release(c.req.query('order') === 'reverse' ? 'reverse' : 'forward') }),
  );
  app.post('/webhooks/replay/:eventId', (c) =>
    webhooks.replay(c.req.param('eventId')) ? c.json({ ok: true }) : c.json({ error: 'no such event' }, 404),
  );
  app.all('*', (c) => c.json({ error: `no admin route ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) =>
    error instanceof z.ZodError || error instanceof SyntaxError
      ? c.json({ error: error.message }, 400)
      : c.json({ error: 'internal' }, 500),
  );
  return app;
}

/** Stored messages, newest first. `to`, `key`, `subject` (part), `since` (ms) narrow; `bodies=false` leaves out bodies. */
function listMessages(state: EmulatorState, query: (name: string) => string | undefined) {
  const to = query('to')?.toLowerCase();
  const key = query('key');
  const subject = query('subject');
  const since = Number(query('since') ?? '0');
  const messages = state
    .newestFirst()
    .filter((email) => to === undefined || email.to.some((value) => addressOf(value) === to))
    .filter((email) => key === undefined || email.idempotencyKey === key)
    .filter((email) => subject === undefined || email.subject.includes(subject))
    .filter((email) => email.createdAt >= since);
  const bodies = query('bodies') !== 'false';
  return { total: messages.length, messages: messages.map((email) => viewOf(email, bodies)) };
}

function viewOf(email: EmulatedEmail, bodies: boolean) {
  const { html, text, attachments, ...rest } = email;
  if (!bodies) return rest;
  return {
    ...rest,
    html,
    text,
    attachments: attachments.map((item) => ({
      filename: item.filename,
      contentType: item.contentType,
      content: item.content,
      ...(item.contentType.startsWith('text/')
        ? { text: Buffer.from(item.content, 'base64').toString('utf8') }
        : {}),
    })),
  };
}
