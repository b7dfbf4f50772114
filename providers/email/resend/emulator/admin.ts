import { Hono } from 'hono';
import { z } from 'zod';
import { createControls, readBody } from '#providers/emulation/controls.ts';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { EmulatorKit } from '#providers/emulation/kit.ts';
import type { Mailbox } from './mailbox.ts';
import type { EmulatedEmail, EmulatorState } from './state.ts';
import { addressOf } from './validate.ts';

const Settings = z.strictObject({
  rateLimitPerSecond: z.number().int().min(1).optional(),
  verifiedDomains: z.array(z.string()).nullable().optional(),
});
const ApiKey = z.strictObject({
  key: z.string().regex(/^re_\S+$/),
  permission: z.enum(['full_access', 'sending_access']).default('full_access'),
});
const Event = z.strictObject({
  event: z.enum(['delivered', 'delivery_delayed', 'bounced', 'complained', 'suppressed', 'failed']),
});

/** Controls that the vendor does not have: the common ones, keys and stored messages. */
export function createAdmin(state: EmulatorState, kit: EmulatorKit, mailbox: Mailbox): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.get('/messages', (c) => c.json(listMessages(state, (name) => c.req.query(name))));
  app.post('/messages/:id/event', async (c) => {
    const email = state.emails.get(c.req.param('id'));
    if (email === undefined) return c.json({ error: 'no such message' }, 404);
    const happened = await readBody(c, Event);
    if (happened instanceof Response) return happened;
    mailbox.happenLater(email, happened.event);
    return c.json({ ok: true });
  });
  app.post('/keys', async (c) => {
    const issued = await readBody(c, ApiKey);
    if (issued instanceof Response) return issued;
    state.apiKeys.set(issued.key, issued.permission);
    return c.json({ ok: true }, 201);
  });
  app.delete('/keys/:key', (c) => c.json({ ok: state.apiKeys.delete(c.req.param('key')) }));
  const controls = createControls(kit, {
    reset: () => state.reset(),
    settings: { schema: Settings, read: () => state.settings },
    clockMoved: () => mailbox.settle(),
  });
  return app.route('/', controls);
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
