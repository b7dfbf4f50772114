import { Hono } from 'hono';
import { z } from 'zod';
import { createControls, readBody } from '#providers/emulation/controls.ts';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { EmulatorKit } from '#providers/emulation/kit.ts';
import { chargeOf, type EmulatorContext } from './api.ts';
import { attemptPayment, attempts, expireSession, settleProcessing, settleSessions } from './checkout.ts';
import { VendorError } from './errors.ts';
import {
  cancelIntent,
  captureIntent,
  closeDispute,
  createRefund,
  makeCharge,
  makeIntent,
  openDispute,
  openWarning,
  settleRefund,
  takeReserved,
} from './intents.ts';
import { emptyState, type State, type World } from './model.ts';

const Settings = z.strictObject({
  refunds: z.enum(['succeeded', 'pending', 'failed']).optional(),
  storedFailures: z.int().min(0).max(100).optional(),
});
const Reset = z.strictObject({ seed: z.int().optional() });
const Key = z.strictObject({
  key: z.string().regex(/^(rk|sk)_(live|test)_[A-Za-z0-9]{8,}$/),
  account: z.string(),
  lacks: z.array(z.string()).default([]),
});
const Account = z.strictObject({
  id: z.string().regex(/^acct_[A-Za-z0-9]+$/),
  name: z.string().min(1),
  country: z.string().length(2).default('SG'),
  currency: z.string().length(3).default('sgd'),
  platform: z.string().nullable().default(null),
});
const Taken = z.strictObject({ amount: z.int().min(1), currency: z.string().length(3), key: z.string() });
const Rewritten = z.strictObject({ amount: z.int().min(1) });
const Money = z.strictObject({ amount: z.int().min(1).optional(), reason: z.string().optional() });

type Deed = (c: EmulatorContext, id: string) => unknown;

/** Controls that the vendor does not have: the common ones, keys, and what guests, banks and owners do at the vendor. */
export function createAdmin(world: World, kit: EmulatorKit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.onError((error, c) => {
    if (error instanceof VendorError)
      return c.json({ error: error.message }, error.status === 404 ? 404 : 409);
    throw error;
  });
  app.get('/state', (c) => c.json(world.state));
  app.put('/state', async (c) => {
    world.replace(await c.req.json<State>());
    return c.json({ ok: true });
  });
  addKeys(app, world);
  addDeeds(app, world);
  const controls = createControls(kit, {
    reset(body) {
      const { seed } = Reset.parse(body);
      world.replace(emptyState(seed ?? world.state.seed));
    },
    settings: { schema: Settings, read: () => world.state.settings },
    clockMoved: () => settleSessions(world),
  });
  return app.route('/', controls);
}

function addKeys(app: Hono<EmulatorEnv>, world: World): void {
  app.post('/accounts', async (c) => {
    const given = await readBody(c, Account);
    if (given instanceof Response) return given;
    if (world.state.accounts.some(({ id }) => id === given.id)) return c.json({ error: 'It exists.' }, 409);
    world.state.accounts.push({ ...given, email: `${given.id.slice(5).toLowerCase()}@example.com` });
    world.touch();
    return c.json({ ok: true }, 201);
  });
  app.post('/keys', async (c) => {
    const given = await readBody(c, Key);
    if (given instanceof Response) return given;
    if (world.state.keys.some(({ key }) => key === given.key)) return c.json({ error: 'It exists.' }, 409);
    world.state.keys.push({ ...given, isRevoked: false });
    world.touch();
    return c.json({ ok: true }, 201);
  });
  const change = (isRevoked: boolean) => (c: EmulatorContext) => {
    const key = world.state.keys.find((each) => each.key === c.req.param('key'));
    if (key === undefined) return c.json({ error: 'no such key' }, 404);
    key.isRevoked = isRevoked;
    world.touch();
    return c.json({ ok: true });
  };
  app.post('/keys/:key/revoke', change(true));
  app.post('/keys/:key/restore', change(false));
}

function addDeeds(app: Hono<EmulatorEnv>, world: World): void {
  const deed = (path: string, act: Deed): void => {
    app.post(path, async (c) => {
      const answer = await act(c, c.req.param('id') ?? '');
      return answer instanceof Response ? answer : c.json(answer as object);
    });
  };
  const found = <Item>(table: Record<string, Item>, id: string): Item => {
    const item = Object.hasOwn(table, id) ? table[id] : undefined;
    if (item === undefined) throw new VendorError(404, `There is no ${id}.`);
    return item;
  };
  app.get('/sessions', (c) => {
    const payment = c.req.query('payment');
    const sessions = Object.values(world.state.sessions).map(({ body }) => body);
    const isMeant = (metadata: Readonly<Record<string, string>>): boolean =>
      payment === undefined || Object.values(metadata).includes(payment);
    return c.json({ sessions: sessions.filter(({ metadata }) => isMeant(metadata)) });
  });
  for (const attempt of attempts)
    deed(`/sessions/:id/${attempt}`, (_, id) =>
      attemptPayment(world, found(world.state.sessions, id), attempt),
    );
  deed('/sessions/:id/expire', (_, id) => expireSession(world, found(world.state.sessions, id)));
  deed('/sessions/:id/settle', (c, id) =>
    settleProcessing(world, found(world.state.sessions, id), c.req.query('paid') !== 'false'),
  );
  // An owner gives money back by hand, or a bank asks for it.
  deed('/payments/:id/refund', async (c, id) => {
    const asked = await readBody(c, Money.omit({ reason: true }));
    const owner = found(world.state.intents, id);
    return asked instanceof Response
      ? asked
      : createRefund(world, owner, chargeOf(world, owner, { payment_intent: id }), asked);
  });
  // An owner decides at the vendor what becomes of reserved money.
  deed('/payments/:id/capture', (_, id) => {
    const intent = found(world.state.intents, id);
    takeReserved(world, intent, intent.body, intent.body.amount);
    return intent.body;
  });
  deed('/payments/:id/release', (_, id) => {
    const intent = found(world.state.intents, id);
    return cancelIntent(world, intent, intent.body);
  });
  deed('/payments/:id/dispute', async (c, id) => {
    const asked = await readBody(c, Money);
    const owner = found(world.state.intents, id);
    return asked instanceof Response
      ? asked
      : openDispute(world, owner, chargeOf(world, owner, { payment_intent: id }), asked);
  });
  deed('/payments/:id/warning', (_, id) => {
    const owner = found(world.state.intents, id);
    return openWarning(world, owner, chargeOf(world, owner, { payment_intent: id }));
  });
  addMistakes(deed, world, found);
  for (const status of ['won', 'lost'] as const)
    deed(`/disputes/:id/${status}`, (_, id) => closeDispute(world, found(world.state.disputes, id), status));
  for (const status of ['succeeded', 'failed', 'canceled'] as const)
    deed(`/refunds/:id/${status}`, (c, id) =>
      settleRefund(world, found(world.state.refunds, id), status, c.req.query('reason')),
    );
}

/** What no program of ours has done: money that somebody takes at the vendor, and books that say something else than they did. */
function addMistakes(
  deed: (path: string, act: Deed) => void,
  world: World,
  found: <Item>(table: Record<string, Item>, id: string) => Item,
): void {
  deed('/payments', async (c) => {
    const asked = await readBody(c, Taken);
    if (asked instanceof Response) return asked;
    const key = world.state.keys.find((each) => each.key === asked.key);
    if (key === undefined) throw new VendorError(404, 'There is no such key.');
    const owner = { account: key.account, livemode: key.key.includes('_live_') };
    const { amount, currency } = asked;
    const about = { amount, currency, metadata: {}, capture_method: 'automatic', description: null } as const;
    const intent = makeIntent(world, owner, about);
    captureIntent(world, owner, intent, makeCharge(world, owner, intent, 'succeeded'));
    return intent;
  });
  deed('/payments/:id/rewrite', async (c, id) => {
    const asked = await readBody(c, Rewritten);
    if (asked instanceof Response) return asked;
    const { body } = found(world.state.intents, id);
    const { amount } = asked;
    Object.assign(body, { amount, amount_received: amount });
    Object.assign(chargeOf(world, found(world.state.intents, id), { payment_intent: id }), {
      amount,
      amount_captured: amount,
    });
    world.touch();
    return body;
  });
  deed('/sessions/:id/forget', (_, id) => {
    const { hidden } = found(world.state.sessions, id);
    delete world.state.sessions[id];
    if (hidden.intent !== null) delete world.state.intents[hidden.intent];
    for (const [chargeId, { body }] of Object.entries(world.state.charges))
      if (body.payment_intent === hidden.intent) delete world.state.charges[chargeId];
    world.touch();
    return { id };
  });
}
