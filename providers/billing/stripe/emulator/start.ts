import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { createControls, readBody } from '#providers/emulation/controls.ts';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { type EmulatorEnv, intercept } from '#providers/emulation/interception.ts';
import { createKit, type EmulatorKit } from '#providers/emulation/kit.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { toErrorResponse, VendorError } from '#providers/payment/stripe/emulator/errors.ts';
import { eventRetries } from '#providers/payment/stripe/emulator/events.ts';
import { createVendorApi } from './api.ts';
import { emulatorBilling, emulatorPrices } from './credentials.ts';
import { endSubscription, foundIn, payInvoice, settle, subscribe, useCard } from './lifecycle.ts';
import { connectEvents, createWorld, emptyState, loadState, type World } from './model.ts';
import { createPages, renderOverview } from './pages.ts';

const Settings = z.strictObject({
  storedFailures: z.int().min(0).max(100).optional(),
  giveUpDays: z.int().min(1).max(60).optional(),
});
const Reset = z.strictObject({ seed: z.int().optional() });
const Paid = z.strictObject({
  deed: z.enum(['pay', 'decline', 'pay_then_decline']).default('pay'),
  fingerprint: z.string().optional(),
});
const Card = z.strictObject({ isDeclined: z.boolean(), fingerprint: z.string().optional() });
const Put = z.strictObject({ status: z.string() });

/** Controls that the vendor does not have: the common ones, and what owners and their banks do at the vendor. */
function createAdmin(world: World, kit: EmulatorKit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.onError((error, c) => {
    if (error instanceof VendorError)
      return c.json({ error: error.message }, error.status === 404 ? 404 : 409);
    throw error;
  });
  app.get('/state', (c) => c.json(world.state));
  app.post('/pages/:id', async (c) => {
    const deed = await readBody(c, Paid);
    if (deed instanceof Response) return deed;
    subscribe(world, foundIn(world.state.pages, c.req.param('id'), 'page'), deed);
    return c.json({ ok: true });
  });
  const find = (id: string) => foundIn(world.state.subscriptions, id, 'subscription');
  app.post('/subscriptions/:id/card', async (c) => {
    const card = await readBody(c, Card);
    if (card instanceof Response) return card;
    const subscription = find(c.req.param('id'));
    useCard(world, subscription.customer, card);
    if (subscription.status === 'past_due') payInvoice(world, subscription);
    return c.json({ ok: true });
  });
  app.post('/subscriptions/:id/end', (c) => {
    endSubscription(world, find(c.req.param('id')));
    return c.json({ ok: true });
  });
  /** Into any state, such as one that does not exist yet. */
  app.post('/subscriptions/:id/status', async (c) => {
    const put = await readBody(c, Put);
    if (put instanceof Response) return put;
    const subscription = find(c.req.param('id'));
    subscription.status = put.status;
    world.emit('customer.subscription.updated', subscription);
    return c.json({ ok: true });
  });
  const controls = createControls(kit, {
    reset(body) {
      world.replace(emptyState(Reset.parse(body).seed ?? world.state.seed, emulatorPrices));
    },
    settings: { schema: Settings, read: () => world.state.settings },
    clockMoved: () => settle(world),
  });
  return app.route('/', controls);
}

/** The vendor's API on a local port, its pages for owners, an overview at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const stateFile = options.stateFolder === undefined ? undefined : join(options.stateFolder, 'billing.json');
  let url = '';
  const initial = loadState(stateFile) ?? emptyState(options.seed ?? 1, emulatorPrices);
  const world = createWorld(initial, stateFile, () => url);
  if (options.notifyUrl !== undefined) world.state.notifications.url = options.notifyUrl;
  const kit = createKit({ memory: () => world.state, touch: () => world.touch(), ...eventRetries });
  connectEvents(world, kit.notifier, emulatorBilling.webhookSecret);
  const app = new Hono<EmulatorEnv>();
  app.onError(toErrorResponse);
  app.use(
    '*',
    guardHost(options.host, () =>
      toErrorResponse(new VendorError(403, 'Reach this emulator by its loopback address.')),
    ),
  );
  app.route('/_admin', createAdmin(world, kit));
  app.all('/_admin/*', (c) => c.json({ error: `no control ${c.req.method} ${c.req.path}` }, 404));
  app.get('/', (c) => c.html(renderOverview(world, kit.journal)));
  app.use('/v1/*', intercept({ ...kit, refuse: toFault, gated: true }));
  app.route('/', createPages(world));
  app.route('/', createVendorApi(world));
  const due = setInterval(() => settle(world), 1_000);
  try {
    const emulator = await serveEmulator(app, {
      ...options,
      beforeStop: async () => {
        clearInterval(due);
        await kit.notifier.drop();
        world.save();
      },
    });
    url = emulator.url;
    return emulator;
  } catch (error) {
    clearInterval(due);
    throw error;
  }
}

const toFault = (status: number): Response =>
  toErrorResponse(
    new VendorError(status, 'Something went wrong (injected).', status === 429 ? { code: 'rate_limit' } : {}),
  );
