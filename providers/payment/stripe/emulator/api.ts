import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import { authorize } from './access.ts';
import { CreateSession, createSession, expireSession, settleSessions } from './checkout.ts';
import { missing, VendorError } from './errors.ts';
import { newSecret } from './events.ts';
import { expand, int, metadata, parseForm, readParams, text } from './form.ts';
import { idempotently } from './idempotency.ts';
import { cancelIntent, createRefund, takeReserved } from './intents.ts';
import { expanded, listOf, paging } from './lists.ts';
import { type ChargeBody, type EndpointBody, type Owner, ownedBy, type Stored, type World } from './model.ts';

export type EmulatorContext = Context<EmulatorEnv>;

type Call = { owner: Owner; id: string; params: Record<string, unknown> };
type Handler = (call: Call) => object;

const Nothing = z.strictObject({ expand });

/** The vendor's HTTP API; every other route answers in its error envelope with 501. */
export function createVendorApi(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use('/v1/*', async (c, next) => {
    settleSessions(world);
    await next();
    c.res.headers.set('request-id', world.nextId('req'));
    c.res.headers.set('stripe-version', c.req.header('stripe-version') ?? '2026-10-28.endive');
  });
  const answer = (c: EmulatorContext, params: Record<string, unknown>, owner: Owner, handler: Handler) => {
    const id = c.req.param('id') ?? '';
    const paths = z.array(z.string()).safeParse(params['expand']).data;
    return Response.json(expanded(world, handler({ owner, id, params }), paths));
  };
  const get = (path: string, handler: Handler): void => {
    app.get(path, async (c) => {
      const owner = authorize(world, c);
      await c.get('gate')();
      return answer(c, parseForm(new URL(c.req.url).search), owner, handler);
    });
  };
  const post = (path: string, handler: Handler): void => {
    app.post(path, async (c) => {
      const owner = authorize(world, c);
      const params = parseForm(await c.req.text());
      return idempotently(world, c, owner, () => answer(c, params, owner, handler));
    });
  };
  const remove = (path: string, handler: Handler): void => {
    app.delete(path, async (c) => {
      const owner = authorize(world, c);
      await c.get('gate')();
      return answer(c, {}, owner, handler);
    });
  };
  addAccounts(world, { get });
  addSessions(world, { get, post });
  addIntents(world, { get, post });
  addMoney(world, { get, post });
  addEndpoints(world, { get, post, remove });
  app.all('*', (c) => {
    throw new VendorError(501, `Unrecognized request URL (${c.req.method}: ${c.req.path}).`, {
      code: 'emulator_not_implemented',
    });
  });
  return app;
}

type Routes = Record<'get' | 'post' | 'remove', (path: string, handler: Handler) => void>;

function addAccounts(world: World, { get }: Pick<Routes, 'get'>): void {
  const show = (id: string): object => {
    const account = world.state.accounts.find((each) => each.id === id);
    if (account === undefined) throw missing('account', id);
    const { name, email, country, currency } = account;
    return {
      id,
      object: 'account',
      type: 'standard',
      email,
      country,
      default_currency: currency,
      charges_enabled: true,
      payouts_enabled: true,
      details_submitted: true,
      business_profile: { name, url: null },
      settings: { dashboard: { display_name: name, timezone: 'Asia/Ho_Chi_Minh' } },
    };
  };
  get('/v1/account', ({ owner }) => show(owner.account));
  get('/v1/accounts/:id', ({ owner, id }) => {
    const account = world.state.accounts.find((each) => each.id === id);
    const isSeen = id === owner.account || account?.platform === owner.account;
    if (!isSeen)
      throw new VendorError(403, 'The key has no access to this account.', { code: 'account_invalid' });
    return show(id);
  });
}

function addSessions(world: World, { get, post }: Pick<Routes, 'get' | 'post'>): void {
  const find = ({ id, owner }: Call) => {
    const session = ownedBy(world.state.sessions, id, owner);
    if (session === null) throw missing('checkout.session', id, 'session');
    return session;
  };
  const ListSessions = z.strictObject({
    ...paging,
    payment_intent: z.string().optional(),
    status: z.enum(['open', 'complete', 'expired']).optional(),
  });
  post('/v1/checkout/sessions', ({ owner, params }) =>
    createSession(world, owner, readParams(CreateSession, params)),
  );
  get('/v1/checkout/sessions', ({ owner, params }) => {
    const asked = readParams(ListSessions, params);
    return listOf(world.state.sessions, owner, {
      paging: asked,
      url: '/v1/checkout/sessions',
      matches: (body) =>
        (asked.payment_intent === undefined || body.payment_intent === asked.payment_intent) &&
        (asked.status === undefined || body.status === asked.status),
    });
  });
  get('/v1/checkout/sessions/:id', (call) => {
    readParams(Nothing, call.params);
    return find(call).body;
  });
  get('/v1/checkout/sessions/:id/line_items', (call) => ({
    object: 'list',
    data: find(call).hidden.lineItems,
    has_more: false,
    url: `/v1/checkout/sessions/${call.id}/line_items`,
  }));
  post('/v1/checkout/sessions/:id/expire', (call) => {
    readParams(Nothing, call.params);
    return expireSession(world, find(call));
  });
}

/** A read of one object and of the list, for what is made by something else. */
function addReads<Body extends { id: string; created: number }>(
  world: World,
  { get }: Pick<Routes, 'get'>,
  kind: { path: string; table: keyof World['state']; word: string },
): (call: Call) => Stored<Body> {
  const table = () => world.state[kind.table] as unknown as Record<string, Stored<Body>>;
  const find = ({ id, owner }: Call): Stored<Body> => {
    const found = ownedBy(table(), id, owner);
    if (found === null) throw missing(kind.word, id);
    return found;
  };
  const List = z.strictObject({
    ...paging,
    payment_intent: z.string().optional(),
    charge: z.string().optional(),
    type: z.string().optional(),
    types: z.array(z.string()).optional(),
  });
  get(kind.path, ({ owner, params }) => {
    const asked = readParams(List, params);
    const { payment_intent: intent, charge, type, types } = asked;
    const isMeant = (body: Readonly<Record<string, unknown>>): boolean =>
      (intent === undefined || body['payment_intent'] === intent) &&
      (charge === undefined || body['charge'] === charge) &&
      (type === undefined || body['type'] === type) &&
      (types === undefined || types.includes(String(body['type'])));
    return listOf(table(), owner, { paging: asked, url: kind.path, matches: (body) => isMeant({ ...body }) });
  });
  get(`${kind.path}/:id`, (call) => find(call).body);
  return find;
}

function addIntents(world: World, { get, post }: Pick<Routes, 'get' | 'post'>): void {
  const find = addReads<World['state']['intents'][string]['body']>(
    world,
    { get },
    {
      path: '/v1/payment_intents',
      table: 'intents',
      word: 'payment_intent',
    },
  );
  const Capture = z.strictObject({ amount_to_capture: int.optional(), expand });
  post('/v1/payment_intents/:id/capture', (call) => {
    const { body } = find(call);
    const amount = readParams(Capture, call.params).amount_to_capture ?? body.amount;
    takeReserved(world, call.owner, body, amount);
    return body;
  });
  const Cancel = z.strictObject({
    cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
    expand,
  });
  post('/v1/payment_intents/:id/cancel', (call) => {
    const { cancellation_reason: reason } = readParams(Cancel, call.params);
    return cancelIntent(world, call.owner, find(call).body, reason);
  });
}

function addMoney(world: World, { get, post }: Pick<Routes, 'get' | 'post'>): void {
  addReads(world, { get }, { path: '/v1/charges', table: 'charges', word: 'charge' });
  addReads(world, { get }, { path: '/v1/disputes', table: 'disputes', word: 'dispute' });
  addReads(
    world,
    { get },
    { path: '/v1/radar/early_fraud_warnings', table: 'warnings', word: 'early_fraud_warning' },
  );
  addReads(world, { get }, { path: '/v1/events', table: 'events', word: 'event' });
  addReads(world, { get }, { path: '/v1/refunds', table: 'refunds', word: 'refund' });
  const CreateRefund = z.strictObject({
    payment_intent: z.string().optional(),
    charge: z.string().optional(),
    amount: int.optional(),
    reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
    metadata: metadata.optional(),
    expand,
  });
  post('/v1/refunds', ({ owner, params }) => {
    const asked = readParams(CreateRefund, params);
    return createRefund(world, owner, chargeOf(world, owner, asked), asked);
  });
}

/** The money that was taken, by what names it. */
export function chargeOf(
  { state }: World,
  owner: Owner,
  asked: { payment_intent?: string | undefined; charge?: string | undefined },
): ChargeBody {
  const { payment_intent: intent, charge: id } = asked;
  if ((intent === undefined) === (id === undefined))
    throw new VendorError(400, 'One of charge or payment_intent is needed.', { param: 'payment_intent' });
  if (intent !== undefined && ownedBy(state.intents, intent, owner) === null)
    throw missing('payment_intent', intent, 'payment_intent');
  const charge = Object.values(state.charges).find(
    ({ account, livemode, body }) =>
      account === owner.account &&
      livemode === owner.livemode &&
      body.captured &&
      (id === undefined ? body.payment_intent === intent : body.id === id),
  );
  if (charge !== undefined) return charge.body;
  if (id !== undefined) throw missing('charge', id, 'charge');
  throw new VendorError(400, 'This PaymentIntent does not have a successful charge to refund.', {
    param: 'payment_intent',
  });
}

const CreateEndpoint = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2_048),
  enabled_events: z.array(z.string()).min(1),
  api_version: z.string().optional(),
  description: z.string().max(5_000).optional(),
  metadata: metadata.optional(),
  expand,
});
const ChangeEndpoint = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).optional(),
  enabled_events: z.array(z.string()).min(1).optional(),
  disabled: text(5).optional(),
  expand,
});
const mostEndpoints = 16;

function addEndpoints(world: World, { get, post, remove }: Routes): void {
  const find = addReads<EndpointBody>(
    world,
    { get },
    {
      path: '/v1/webhook_endpoints',
      table: 'endpoints',
      word: 'webhook endpoint',
    },
  );
  post('/v1/webhook_endpoints', ({ owner, params }) => {
    const asked = readParams(CreateEndpoint, params);
    const { url } = asked;
    if (owner.livemode && !url.startsWith('https:') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(url))
      throw new VendorError(400, 'Invalid URL: it must be https.', { code: 'url_invalid', param: 'url' });
    if (
      Object.values(world.state.endpoints).filter(({ account }) => account === owner.account).length >=
      mostEndpoints
    )
      throw new VendorError(400, `You have reached the maximum of ${mostEndpoints} webhook endpoints.`);
    const body: EndpointBody = {
      id: world.nextId('we'),
      object: 'webhook_endpoint',
      created: world.seconds(),
      livemode: owner.livemode,
      url,
      enabled_events: asked.enabled_events,
      api_version: asked.api_version ?? null,
      description: asked.description ?? null,
      metadata: asked.metadata ?? {},
      status: 'enabled',
    };
    const secret = newSecret(world);
    world.state.endpoints[body.id] = { ...owner, ordinal: world.nextOrdinal(), body, secret };
    world.touch();
    // Told once, with this answer.
    return { ...body, secret };
  });
  post('/v1/webhook_endpoints/:id', (call) => {
    const { body } = find(call);
    const { disabled, expand: _, ...change } = readParams(ChangeEndpoint, call.params);
    Object.assign(
      body,
      change,
      disabled === undefined ? {} : { status: disabled === 'true' ? 'disabled' : 'enabled' },
    );
    world.touch();
    return body;
  });
  remove('/v1/webhook_endpoints/:id', (call) => {
    find(call);
    delete world.state.endpoints[call.id];
    world.touch();
    return { id: call.id, object: 'webhook_endpoint', deleted: true };
  });
}
