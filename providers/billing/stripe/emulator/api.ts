import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import { VendorError } from '#providers/payment/stripe/emulator/errors.ts';
import {
  expand,
  flag,
  int,
  metadata,
  parseForm,
  readParams,
  text,
} from '#providers/payment/stripe/emulator/form.ts';
import { idempotently } from '#providers/payment/stripe/emulator/idempotency.ts';
import { emulatorBilling } from './credentials.ts';
import {
  changeSubscription,
  endSubscription,
  expirePage,
  foundIn,
  prorationOf,
  settle,
} from './lifecycle.ts';
import type { PageBody, World } from './model.ts';

const account = { account: 'acct_EmulatorInstallation', livemode: false };
const daySeconds = 86_400;
const url = z.url({ protocol: /^https?$/ });

type Handler = (call: { id: string; params: Record<string, unknown> }) => object;
type Routes = Record<'get' | 'post' | 'remove', (path: string, handler: Handler) => void>;

function authorize(header: string | undefined): void {
  const key = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (key === undefined) throw new VendorError(401, 'You did not provide an API key.');
  if (key !== emulatorBilling.key) throw new VendorError(401, 'Invalid API Key provided.');
}

/** A subscription with what was asked to stand in it in full. */
function expanded(world: World, body: object, params: Record<string, unknown>): object {
  const copy: Record<string, unknown> = { ...structuredClone(body) };
  for (const path of z.array(z.string()).safeParse(params['expand']).data ?? []) {
    if (!(path in copy)) throw new VendorError(400, `This property cannot be expanded (${path}).`);
    const id = String(copy[path]);
    const { invoices, cards } = world.state;
    copy[path] = path === 'latest_invoice' ? (invoices[id] ?? null) : (cards[id] ?? null);
  }
  return copy;
}

/** The vendor's HTTP API; every other route answers in its error envelope with 501. */
export function createVendorApi(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use('/v1/*', async (c, next) => {
    settle(world);
    await next();
    c.res.headers.set('request-id', world.nextId('req'));
  });
  const answer = (c: Context<EmulatorEnv>, params: Record<string, unknown>, handler: Handler) =>
    Response.json(expanded(world, handler({ id: c.req.param('id') ?? '', params }), params));
  const routes: Routes = {
    get(path, handler) {
      app.get(path, async (c) => {
        authorize(c.req.header('authorization'));
        await c.get('gate')();
        return answer(c, parseForm(new URL(c.req.url).search), handler);
      });
    },
    post(path, handler) {
      app.post(path, async (c) => {
        authorize(c.req.header('authorization'));
        const params = parseForm(await c.req.text());
        return idempotently(world, c, account, () => answer(c, params, handler));
      });
    },
    remove(path, handler) {
      app.delete(path, async (c) => {
        authorize(c.req.header('authorization'));
        const params = parseForm((await c.req.text()) || new URL(c.req.url).search);
        return idempotently(world, c, account, () => answer(c, params, handler));
      });
    },
  };
  addPages(world, routes);
  addSubscriptions(world, routes);
  app.all('*', (c) => {
    throw new VendorError(501, `Unrecognized request URL (${c.req.method}: ${c.req.path}).`, {
      code: 'emulator_not_implemented',
    });
  });
  return app;
}

const CreatePage = z.strictObject({
  ui_mode: z.enum(['hosted_page']).optional(),
  mode: z.enum(['subscription']),
  locale: z.string().max(10).optional(),
  line_items: z
    .array(z.strictObject({ price: z.string(), quantity: int.refine((value) => value >= 1) }))
    .length(1),
  client_reference_id: text(200).optional(),
  customer: z.string().optional(),
  customer_email: z.email().max(512).optional(),
  metadata: metadata.optional(),
  subscription_data: z.strictObject({
    metadata: metadata.optional(),
    trial_period_days: int.refine((value) => value >= 1 && value <= 730).optional(),
  }),
  payment_method_collection: z.enum(['always', 'if_required']).optional(),
  success_url: url,
  cancel_url: url.optional(),
  expand,
});

const CreatePortal = z.strictObject({
  customer: z.string(),
  locale: z.string().max(10).optional(),
  return_url: url,
  expand,
});

function addPages(world: World, { get, post }: Routes): void {
  const base = <Kind extends string>(id: string, object: Kind) => ({
    id,
    object,
    created: world.seconds(),
    livemode: false,
  });
  get('/v1/prices/:id', ({ id }) => foundIn(world.state.prices, id, 'price'));
  post('/v1/checkout/sessions', ({ params }) => {
    const asked = readParams(CreatePage, params);
    const [item] = asked.line_items;
    if (item === undefined) throw new VendorError(400, 'Missing required param: line_items.');
    foundIn(world.state.prices, item.price, 'price');
    if (asked.customer !== undefined) foundIn(world.state.customers, asked.customer, 'customer');
    const id = world.nextId('cs_test');
    const body: PageBody = {
      ...base(id, 'checkout.session'),
      mode: 'subscription',
      status: 'open',
      payment_status: 'unpaid',
      url: `${world.origin()}/c/subscribe/${id}`,
      expires_at: world.seconds() + daySeconds,
      customer: asked.customer ?? null,
      customer_email: asked.customer_email ?? null,
      subscription: null,
      metadata: asked.metadata ?? {},
      locale: asked.locale ?? null,
      success_url: asked.success_url,
      cancel_url: asked.cancel_url ?? null,
    };
    world.state.pages[id] = {
      body,
      hidden: {
        price: item.price,
        quantity: item.quantity,
        trialDays: asked.subscription_data.trial_period_days ?? 0,
        mark: asked.subscription_data.metadata ?? {},
      },
    };
    world.touch();
    return body;
  });
  get('/v1/checkout/sessions/:id', ({ id }) => foundIn(world.state.pages, id, 'checkout.session').body);
  post('/v1/checkout/sessions/:id/expire', ({ id }) => {
    const page = foundIn(world.state.pages, id, 'checkout.session');
    expirePage(world, page);
    return page.body;
  });
  post('/v1/billing_portal/sessions', ({ params }) => {
    const { customer, locale, return_url } = readParams(CreatePortal, params);
    foundIn(world.state.customers, customer, 'customer');
    const id = world.nextId('bps');
    world.state.portals[id] = {
      ...base(id, 'billing_portal.session'),
      customer,
      url: `${world.origin()}/p/session/${id}`,
      locale: locale ?? null,
      return_url,
    };
    world.touch();
    return foundIn(world.state.portals, id, 'portal session');
  });
}

const ChangeSubscription = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string(),
        quantity: int.refine((value) => value >= 1).optional(),
        price: z.string().optional(),
      }),
    )
    .max(1)
    .optional(),
  proration_behavior: z.enum(['create_prorations', 'none', 'always_invoice']).optional(),
  cancel_at_period_end: flag.optional(),
  trial_end: z.enum(['now']).optional(),
  expand,
});

const PreviewParams = z.strictObject({
  subscription: z.string(),
  subscription_details: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), quantity: int })).length(1),
    proration_behavior: z.enum(['create_prorations', 'none']).optional(),
  }),
  expand,
});

function addSubscriptions(world: World, { get, post, remove }: Routes): void {
  const find = (id: string) => foundIn(world.state.subscriptions, id, 'subscription');
  get('/v1/subscriptions/:id', ({ id }) => find(id));
  post('/v1/subscriptions/:id', ({ id, params }) => {
    const asked = readParams(ChangeSubscription, params);
    const subscription = find(id);
    const [item] = asked.items ?? [];
    if (item !== undefined && item.id !== subscription.items.data[0].id)
      throw new VendorError(400, `No such subscription item: '${item.id}'`, { param: 'items[0][id]' });
    changeSubscription(world, subscription, {
      quantity: item?.quantity,
      price: item?.price,
      isProrated: item !== undefined && asked.proration_behavior !== 'none',
      isCancelled: asked.cancel_at_period_end,
      endsTrial: asked.trial_end === 'now',
    });
    return subscription;
  });
  remove('/v1/subscriptions/:id', ({ id }) => {
    const subscription = find(id);
    endSubscription(world, subscription);
    return subscription;
  });
  post('/v1/invoices/create_preview', ({ params }) => {
    const asked = readParams(PreviewParams, params);
    const subscription = find(asked.subscription);
    const [{ price }] = subscription.items.data;
    const quantity = asked.subscription_details.items[0]?.quantity ?? 1;
    const line = (amount: number, proration: boolean) => ({
      object: 'line_item',
      amount,
      currency: price.currency,
      parent: { type: 'subscription_item_details', subscription_item_details: { proration } },
    });
    const rest = prorationOf(world, subscription, { price, quantity });
    const data = [line(rest, true), line(price.unit_amount * quantity, false)];
    return { object: 'invoice', currency: price.currency, lines: { object: 'list', data, has_more: false } };
  });
}
