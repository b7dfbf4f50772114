import type { Context } from 'hono';
import { Hono } from 'hono';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { Mailbox } from './mailbox.ts';
import type { EmulatedEmail, EmulatorState, IdempotencyRecord } from './state.ts';
import { canonicalJson, sha256 } from './state.ts';
import { isObject, parseSchedule, VendorError, validateEmail } from './validate.ts';

/** The vendor's HTTP API for mail; every other route answers in its error envelope with 501. */
export function createVendorApi(state: EmulatorState, mailbox: Mailbox): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const limiter = createLimiter(state);
  app.use('*', async (c, next) => {
    authenticate(c, state);
    const limits = limiter();
    if (limits.exceeded) {
      throw new VendorError(429, 'rate_limit_exceeded', 'Too many requests.', limits.headers);
    }
    mailbox.settle();
    await next();
    for (const [name, value] of Object.entries(limits.headers)) {
      if (name !== 'retry-after') c.res.headers.set(name, value);
    }
  });

  app.post('/emails', (c) =>
    sendIdempotently(
      c,
      state,
      (body, key, hash) => {
        const valid = validateEmail(body, { ...validation(state), batch: false });
        const email = mailbox.prepare(valid, key, hash);
        return { emails: [email], response: { id: email.id } };
      },
      mailbox,
    ),
  );
  app.post('/emails/batch', (c) =>
    sendIdempotently(c, state, (body, key, hash) => prepareBatch(c, body, key, hash), mailbox),
  );
  app.get('/emails', (c) => c.json(listEmails(c, state)));
  app.get('/emails/:id', (c) => c.json({ object: 'email', ...fullEmail(findEmail(c, state)) }));
  app.patch('/emails/:id', async (c) => {
    const email = findEmail(c, state);
    const body = parseJson(await c.req.text());
    if (!isObject(body) || Object.keys(body).some((key) => key !== 'scheduled_at')) {
      throw new VendorError(422, 'validation_error', 'Only `scheduled_at` can be changed.');
    }
    requireScheduled(email);
    email.scheduledAt = parseSchedule(body['scheduled_at'], state.now());
    state.saveUpdate(email);
    mailbox.settle();
    return c.json({ object: 'email', id: email.id });
  });
  app.post('/emails/:id/cancel', (c) => {
    const email = findEmail(c, state);
    requireScheduled(email);
    email.lastEvent = 'canceled';
    state.saveUpdate(email);
    return c.json({ object: 'email', id: email.id });
  });
  app.all('*', (c) => {
    throw new VendorError(
      501,
      'not_implemented',
      `The emulator does not know ${c.req.method} ${c.req.path}.`,
    );
  });

  function prepareBatch(c: Context<EmulatorEnv>, body: unknown, key: string | null, hash: string) {
    if (!Array.isArray(body) || body.length === 0 || body.length > 100) {
      throw new VendorError(422, 'validation_error', 'A batch takes 1 to 100 emails.');
    }
    const permissive = c.req.header('x-batch-validation') === 'permissive';
    const emails: EmulatedEmail[] = [];
    const errors: { index: number; message: string }[] = [];
    for (const [index, item] of body.entries()) {
      try {
        emails.push(mailbox.prepare(validateEmail(item, { ...validation(state), batch: true }), key, hash));
      } catch (error) {
        if (!permissive || !(error instanceof VendorError)) throw error;
        errors.push({ index, message: error.message });
      }
    }
    const data = emails.map((email) => ({ id: email.id }));
    return { emails, response: permissive ? { data, errors } : { data } };
  }
  return app;
}

const validation = (state: EmulatorState) => ({
  now: state.now(),
  verifiedDomains: state.settings.verifiedDomains,
});

/**
 * One key and body: one set of mails and one answer for 24 hours. Another body under the key and a request that
 * overtakes its own first attempt are 409 with different names; a refused request leaves the key free.
 */
async function sendIdempotently(
  c: Context<EmulatorEnv>,
  state: EmulatorState,
  prepare: (body: unknown, key: string | null, hash: string) => { emails: EmulatedEmail[]; response: object },
  mailbox: Mailbox,
): Promise<Response> {
  const body = parseJson(await c.req.text());
  const key = c.req.header('idempotency-key') ?? null;
  const hash = sha256(canonicalJson(body));
  if (key === null) {
    await c.get('gate')();
    const { emails, response } = prepare(body, null, hash);
    for (const email of emails) mailbox.commit(email, () => state.add(email));
    return c.json(response);
  }
  if (key.length < 1 || key.length > 256) {
    throw new VendorError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.');
  }
  const name = `${c.req.path} ${key}`;
  const earlier = state.findKey(name);
  if (earlier !== undefined) return replay(c, state, earlier, hash);
  const record: IdempotencyRecord = { hash, at: state.now(), response: null, emailIds: [], inFlight: true };
  state.keys.set(name, record);
  try {
    await c.get('gate')();
    const { emails, response } = prepare(body, key, hash);
    const done = { ...record, response, emailIds: emails.map((email) => email.id), inFlight: false };
    const [only] = emails;
    if (emails.length === 1 && only !== undefined) {
      mailbox.commit(only, () => state.add(only, { name, record: done }));
      state.keys.set(name, done);
    } else {
      for (const email of emails) mailbox.commit(email, () => state.add(email));
      state.saveKey(name, done);
    }
    return c.json(response);
  } catch (error) {
    state.keys.delete(name);
    throw error;
  }
}

function replay(c: Context, state: EmulatorState, earlier: IdempotencyRecord, hash: string): Response {
  if (earlier.hash !== hash) {
    throw new VendorError(
      409,
      'invalid_idempotent_request',
      'This idempotency key has been used on a request that had a different payload.',
    );
  }
  if (earlier.inFlight) {
    throw new VendorError(
      409,
      'concurrent_idempotent_requests',
      'Another request with the same idempotency key is currently in progress.',
    );
  }
  for (const id of earlier.emailIds) {
    const email = state.emails.get(id);
    if (email !== undefined) email.requests += 1;
  }
  return c.json(earlier.response as object);
}

function authenticate(c: Context, state: EmulatorState): void {
  const header = c.req.header('authorization') ?? '';
  if (!/^Bearer \S+$/.test(header)) {
    throw new VendorError(401, 'missing_api_key', 'Missing API key in the authorization header.');
  }
  const permission = state.apiKeys.get(header.slice(7));
  if (permission === undefined) throw new VendorError(403, 'invalid_api_key', 'API key is invalid.');
  const sending = c.req.method === 'POST' && (c.req.path === '/emails' || c.req.path === '/emails/batch');
  if (permission === 'sending_access' && !sending) {
    throw new VendorError(401, 'restricted_api_key', 'This API key is restricted to only send emails.');
  }
}

function createLimiter(state: EmulatorState) {
  const window = { second: 0, used: 0 };
  return () => {
    const second = Math.floor(state.now() / 1000);
    if (second !== window.second) Object.assign(window, { second, used: 0 });
    window.used += 1;
    const limit = state.settings.rateLimitPerSecond;
    const headers = {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(Math.max(0, limit - window.used)),
      'ratelimit-reset': '1',
      'retry-after': '1',
    };
    return { exceeded: window.used > limit, headers };
  };
}

function listEmails(c: Context, state: EmulatorState) {
  const limit = Number(c.req.query('limit') ?? '20');
  const after = c.req.query('after');
  const before = c.req.query('before');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100 || (after !== undefined && before !== undefined)) {
    throw new VendorError(422, 'validation_error', 'Invalid pagination.');
  }
  const all = state.newestFirst();
  const cursor = all.findIndex((email) => email.id === (after ?? before));
  if ((after ?? before) !== undefined && cursor < 0) {
    throw new VendorError(422, 'validation_error', 'The pagination cursor does not exist.');
  }
  const start = before === undefined ? cursor + 1 : Math.max(0, cursor - limit);
  const page = all.slice(start, before === undefined ? start + limit : cursor);
  const hasMore = before === undefined ? start + limit < all.length : start > 0;
  return {
    object: 'list',
    has_more: hasMore,
    data: page.map((email) => {
      const { html: _html, text: _text, tags: _tags, ...summary } = fullEmail(email);
      return summary;
    }),
  };
}

function fullEmail(email: EmulatedEmail) {
  const orNull = (list: string[]) => (list.length === 0 ? null : list);
  return {
    id: email.id,
    message_id: email.messageId,
    to: email.to,
    from: email.from,
    created_at: new Date(email.createdAt).toISOString(),
    subject: email.subject,
    html: email.html,
    text: email.text,
    bcc: orNull(email.bcc),
    cc: orNull(email.cc),
    reply_to: orNull(email.replyTo),
    last_event: email.lastEvent,
    scheduled_at: email.scheduledAt === null ? null : new Date(email.scheduledAt).toISOString(),
    topic_id: email.topicId,
    tags: email.tags,
  };
}

function findEmail(c: Context, state: EmulatorState): EmulatedEmail {
  const email = state.emails.get(c.req.param('id') ?? '');
  if (email === undefined) throw new VendorError(404, 'not_found', 'Email not found.');
  return email;
}

function requireScheduled(email: EmulatedEmail): void {
  if (email.lastEvent !== 'scheduled') {
    throw new VendorError(422, 'validation_error', 'Only a scheduled email can be changed or cancelled.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VendorError(422, 'validation_error', 'The request body is not valid JSON.');
  }
}
