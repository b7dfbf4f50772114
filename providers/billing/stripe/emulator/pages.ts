import { Hono } from 'hono';
import { html } from 'hono/html';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { Journal } from '#providers/emulation/journal.ts';
import { type Html, page, showAmount } from '#providers/payment/stripe/emulator/layout.ts';
import { changeSubscription, type Deed, payInvoice, settle, subscribe, useCard } from './lifecycle.ts';
import type { PortalBody, State, World } from './model.ts';

const texts = {
  en: {
    lang: 'en',
    note: 'Local stand-in for the vendor that sells plans. No money moves, and nothing leaves this machine.',
    subscribe: 'Subscribe',
    seats: 'seats',
    trial: 'Days free of charge at first',
    pay: 'Subscribe with test card •••• 4242',
    later: 'Subscribe with a card that is declined later',
    decline: 'Card is declined',
    back: 'Back',
    declined: 'The card was declined. Nothing was bought; try again or use another card.',
    closed: 'This page is closed.',
    portal: 'Your plan',
    cancel: 'Cancel at the end of the period',
    resume: 'Do not cancel',
    good: 'Use a card that pays',
    bad: 'Use a card that is declined',
    invoices: 'Invoices',
  },
  vi: {
    lang: 'vi',
    note: 'Trang thử thay cho nhà cung cấp bán gói dịch vụ. Không có tiền thật và không có gì rời khỏi máy.',
    subscribe: 'Đăng ký',
    seats: 'chỗ',
    trial: 'Số ngày miễn phí ban đầu',
    pay: 'Đăng ký bằng thẻ thử •••• 4242',
    later: 'Đăng ký bằng thẻ sẽ bị từ chối về sau',
    decline: 'Thẻ bị từ chối',
    back: 'Quay lại',
    declined: 'Thẻ bị từ chối. Bạn chưa mua gì; hãy thử lại hoặc dùng thẻ khác.',
    closed: 'Trang này đã đóng.',
    portal: 'Gói của bạn',
    cancel: 'Hủy khi hết kỳ',
    resume: 'Không hủy nữa',
    good: 'Dùng thẻ thanh toán được',
    bad: 'Dùng thẻ bị từ chối',
    invoices: 'Hóa đơn',
  },
} as const;
type Texts = (typeof texts)[keyof typeof texts];

const textsOf = (locale: string | null | undefined): Texts => (locale === 'vi' ? texts.vi : texts.en);

const button = (name: string, label: string, isMain = false): Html =>
  html`<button name="do" value="${name}" class="${isMain ? 'main' : ''}">${label}</button>`;

const renderEnd = (t: Texts): Html =>
  page(t.subscribe, html`<p class="note">${t.note}</p><h1>${t.closed}</h1>`, t.lang);

function renderCheckout(
  world: World,
  { body, hidden }: State['pages'][string],
  problem: string | null,
): Html {
  const t = textsOf(body.locale);
  const price = world.state.prices[hidden.price];
  const amount = (price?.unit_amount ?? 0) * hidden.quantity;
  return page(
    t.subscribe,
    html`<p class="note">${t.note}</p>
<h1>${price?.nickname ?? ''}</h1>
${problem === null ? '' : html`<p role="alert" class="problem">${problem}</p>`}
<p>${hidden.quantity} ${t.seats}</p>
<p class="amount">${showAmount(amount, price?.currency ?? 'usd', t.lang)}</p>
${hidden.trialDays === 0 ? '' : html`<p>${t.trial}: ${hidden.trialDays}</p>`}
<form method="post" class="deeds">
${button('pay', t.pay, true)}
${button('pay_then_decline', t.later)}
${button('decline', t.decline)}
${button('back', t.back)}
</form>`,
    t.lang,
  );
}

const subscriptionOf = (world: World, { customer }: PortalBody) =>
  Object.values(world.state.subscriptions).findLast((each) => each.customer === customer);

function renderPortal(world: World, portal: PortalBody): Html {
  const t = textsOf(portal.locale);
  const subscription = subscriptionOf(world, portal);
  const invoices = Object.values(world.state.invoices).filter(({ customer }) => customer === portal.customer);
  const isCancelled = subscription?.cancel_at_period_end === true;
  return page(
    t.portal,
    html`<p class="note">${t.note}</p>
<h1>${t.portal}</h1>
<p>${subscription?.items.data[0].price.nickname ?? ''}: ${subscription?.status ?? ''}</p>
<form method="post" class="deeds">
${isCancelled ? button('resume', t.resume) : button('cancel', t.cancel)}
${button('good', t.good)}
${button('bad', t.bad)}
${button('back', t.back, true)}
</form>
<h2>${t.invoices}</h2>
<ul>${invoices.map((each) => html`<li>${showAmount(each.amount_due, each.currency, t.lang)}: ${each.status}</li>`)}</ul>`,
    t.lang,
  );
}

function act(world: World, portal: PortalBody, deed: string): void {
  const subscription = subscriptionOf(world, portal);
  if (deed === 'good' || deed === 'bad') {
    useCard(world, portal.customer, { isDeclined: deed === 'bad' });
    if (subscription?.status === 'past_due') payInvoice(world, subscription);
  }
  if (subscription === undefined || subscription.ended_at !== null) return;
  if (deed === 'cancel' || deed === 'resume')
    changeSubscription(world, subscription, { isProrated: false, isCancelled: deed === 'cancel' });
}

/** The pages of owners, in plain forms that a person and a browser test can press. */
export function createPages(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const pageOf = (id: string) => (Object.hasOwn(world.state.pages, id) ? world.state.pages[id] : undefined);
  const portalOf = (id: string) =>
    Object.hasOwn(world.state.portals, id) ? world.state.portals[id] : undefined;
  app.use('*', async (_, next) => {
    settle(world);
    await next();
  });
  app.get('/c/subscribe/:id', (c) => {
    const found = pageOf(c.req.param('id'));
    return found?.body.status === 'open'
      ? c.html(renderCheckout(world, found, null))
      : c.html(renderEnd(textsOf(found?.body.locale)), found === undefined ? 404 : 410);
  });
  app.post('/c/subscribe/:id', async (c) => {
    const found = pageOf(c.req.param('id'));
    if (found === undefined) return c.html(renderEnd(texts.en), 404);
    const { body } = found;
    const deed = new URLSearchParams(await c.req.text()).get('do') ?? '';
    if (deed === 'back') return c.redirect(body.cancel_url ?? body.success_url, 303);
    if (body.status !== 'open') return c.html(renderEnd(textsOf(body.locale)), 410);
    if (deed === 'decline') return c.html(renderCheckout(world, found, textsOf(body.locale).declined), 402);
    if (deed !== 'pay' && deed !== 'pay_then_decline') return c.html(renderCheckout(world, found, null), 400);
    subscribe(world, found, { deed } satisfies Deed);
    return c.redirect(body.success_url, 303);
  });
  app.get('/p/session/:id', (c) => {
    const found = portalOf(c.req.param('id'));
    return found === undefined ? c.html(renderEnd(texts.en), 404) : c.html(renderPortal(world, found));
  });
  app.post('/p/session/:id', async (c) => {
    const found = portalOf(c.req.param('id'));
    if (found === undefined) return c.html(renderEnd(texts.en), 404);
    const deed = new URLSearchParams(await c.req.text()).get('do') ?? '';
    if (deed === 'back') return c.redirect(found.return_url, 303);
    act(world, found, deed);
    return c.html(renderPortal(world, found));
  });
  return app;
}

const table = (heads: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html =>
  rows.length === 0
    ? html`<p class="note">Nothing yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${heads.join(', ')}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

/** What is in the emulator, for people. */
export function renderOverview(world: World, journal: Journal): Html {
  const { state } = world;
  return page(
    'Plans (local stand-in)',
    html`<h1>Plans</h1>
<p class="note">Local stand-in for the vendor that sells plans. No money moves. Clock ${new Date(world.now()).toISOString()}.</p>
<h2>Subscriptions</h2>
${table(
  ['Subscription', 'Plan', 'Seats', 'State', 'Customer'],
  Object.values(state.subscriptions)
    .toReversed()
    .map(({ id, items, status, customer }) => [
      id,
      items.data[0].price.nickname,
      String(items.data[0].quantity),
      status,
      state.customers[customer]?.email ?? '',
    ]),
)}
<h2>Requests</h2>
${table(
  ['Request', 'Answer'],
  journal
    .entries()
    .slice(-50)
    .toReversed()
    .map(({ method, path, status }) => [`${method} ${path}`, String(status ?? 'none')]),
)}`,
  );
}
