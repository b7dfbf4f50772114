import { Hono } from 'hono';
import { html } from 'hono/html';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import { type Attempt, attemptPayment, settleSessions } from './checkout.ts';
import { type Html, page, showAmount } from './layout.ts';
import type { SessionBody, World } from './model.ts';

const texts = {
  en: {
    lang: 'en',
    note: 'Local stand-in for the payment page. No money moves, and nothing leaves this machine.',
    title: 'Pay',
    email: 'E-mail',
    card: 'Test card •••• 4242',
    pay: 'Pay',
    secure: 'Pay with confirmation by the bank',
    away: 'Pay and close the page',
    slow: 'Pay by a way that takes its time',
    decline: 'Card is declined',
    funds: 'Not enough money on the card',
    back: 'Back without paying',
    challenge: 'Your bank wants to know that it is you.',
    confirm: 'Confirm',
    refuse: 'Do not confirm',
    declined: 'The card was declined. You have not paid; try again or use another card.',
    closed: 'This page can be closed now.',
    paid: 'This has been paid.',
    expired: 'This page has expired. Nobody can pay on it any more.',
    unknown: 'There is no such page.',
  },
  vi: {
    lang: 'vi',
    note: 'Trang thanh toán thử trên máy này. Không có tiền thật và không có gì rời khỏi máy.',
    title: 'Thanh toán',
    email: 'Email',
    card: 'Thẻ thử •••• 4242',
    pay: 'Thanh toán',
    secure: 'Thanh toán có ngân hàng xác nhận',
    away: 'Thanh toán rồi đóng trang',
    slow: 'Thanh toán bằng cách cần thêm thời gian',
    decline: 'Thẻ bị từ chối',
    funds: 'Thẻ không đủ tiền',
    back: 'Quay lại, không thanh toán',
    challenge: 'Ngân hàng muốn xác nhận đây là bạn.',
    confirm: 'Xác nhận',
    refuse: 'Không xác nhận',
    declined: 'Thẻ bị từ chối. Bạn chưa thanh toán; hãy thử lại hoặc dùng thẻ khác.',
    closed: 'Bạn có thể đóng trang này.',
    paid: 'Đã thanh toán.',
    expired: 'Trang này đã hết hạn. Không thể thanh toán ở đây nữa.',
    unknown: 'Không có trang này.',
  },
} as const;
type Texts = (typeof texts)[keyof typeof texts];

const deeds: Readonly<Record<string, Attempt>> = {
  pay: 'pay',
  away: 'pay',
  confirm: 'pay',
  slow: 'processing',
  decline: 'decline',
  funds: 'insufficient_funds',
  refuse: 'authentication_failed',
};

/** The page a guest pays on, in plain forms that a person and a browser test can press. */
export function createHostedPage(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const find = (id: string) =>
    Object.hasOwn(world.state.sessions, id) ? (world.state.sessions[id] ?? null) : null;
  const textsFor = (session: { body: SessionBody } | null, header: string | undefined): Texts => {
    const wanted = session?.body.locale ?? (header ?? 'en').slice(0, 2);
    return wanted === 'vi' ? texts.vi : texts.en;
  };
  app.get('/c/pay/:id', (c) => {
    settleSessions(world);
    const session = find(c.req.param('id'));
    const t = textsFor(session, c.req.header('accept-language'));
    if (session === null) return c.html(renderEnd(t, t.unknown), 404);
    return session.body.status === 'open'
      ? c.html(renderPay(world, session, t, null))
      : c.html(renderEnd(t, session.body.status === 'complete' ? t.paid : t.expired), 410);
  });
  app.post('/c/pay/:id', async (c) => {
    settleSessions(world);
    const session = find(c.req.param('id'));
    const t = textsFor(session, c.req.header('accept-language'));
    if (session === null) return c.html(renderEnd(t, t.unknown), 404);
    const deed = new URLSearchParams(await c.req.text()).get('do') ?? '';
    const { body } = session;
    if (deed === 'back') return c.redirect(body.cancel_url ?? body.success_url, 303);
    if (body.status !== 'open')
      return c.html(renderEnd(t, body.status === 'complete' ? t.paid : t.expired), 410);
    if (deed === 'secure') return c.html(renderChallenge(body, t));
    const attempt = Object.hasOwn(deeds, deed) ? deeds[deed] : undefined;
    if (attempt === undefined) return c.html(renderPay(world, session, t, null), 400);
    const after = attemptPayment(world, session, attempt);
    if (after.status !== 'complete') return c.html(renderPay(world, session, t, t.declined), 402);
    if (deed === 'away') return c.html(renderEnd(t, t.closed));
    return c.redirect(body.success_url.replaceAll('{CHECKOUT_SESSION_ID}', body.id), 303);
  });
  return app;
}

const button = (name: string, label: string, isMain = false): Html =>
  html`<button name="do" value="${name}" class="${isMain ? 'main' : ''}">${label}</button>`;

function renderPay(
  world: World,
  session: World['state']['sessions'][string],
  t: Texts,
  problem: string | null,
): Html {
  const { body, hidden } = session;
  const items = hidden.lineItems as { description: string }[];
  const seller = world.state.accounts.find(({ id }) => id === session.account)?.name ?? '';
  return page(
    t.title,
    html`<p class="note">${t.note}</p>
<h1>${seller}</h1>
${problem === null ? '' : html`<p role="alert" class="problem">${problem}</p>`}
<p>${items.map(({ description }) => description).join(', ')}</p>
<p class="amount">${showAmount(body.amount_total, body.currency, t.lang)}</p>
<p class="note">${t.email}: ${body.customer_email ?? ''}<br>${t.card}</p>
<form method="post" class="deeds">
${button('pay', t.pay, true)}
${button('secure', t.secure)}
${button('away', t.away)}
${button('slow', t.slow)}
${button('decline', t.decline)}
${button('funds', t.funds)}
${button('back', t.back)}
</form>`,
    t.lang,
  );
}

const renderChallenge = (body: SessionBody, t: Texts): Html =>
  page(
    t.secure,
    html`<p class="note">${t.note}</p><h1>${t.challenge}</h1>
<p class="amount">${showAmount(body.amount_total, body.currency, t.lang)}</p>
<form method="post" class="deeds">${button('confirm', t.confirm, true)}${button('refuse', t.refuse)}</form>`,
    t.lang,
  );

const renderEnd = (t: Texts, message: string): Html =>
  page(t.title, html`<p class="note">${t.note}</p><h1>${message}</h1>`, t.lang);
