import { html } from 'hono/html';
import type { Journal } from '#providers/emulation/journal.ts';
import { type Html, page, showAmount } from './layout.ts';
import type { Stored, World } from './model.ts';

const shown = 50;

const newest = <Body>(table: Record<string, Stored<Body>>): Body[] =>
  Object.values(table)
    .toSorted((a, b) => b.ordinal - a.ordinal)
    .slice(0, shown)
    .map(({ body }) => body);

const at = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');

const table = (heads: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html =>
  rows.length === 0
    ? html`<p class="note">Nothing yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${heads.join(', ')}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;

/** What is in the emulator, for people. */
export function renderOverview(world: World, journal: Journal): Html {
  const { state } = world;
  return page(
    'Payments (local stand-in)',
    html`<h1>Payments</h1>
<p class="note">Local stand-in for the payment vendor. No money moves. Clock ${new Date(world.now()).toISOString()}.</p>
<h2>Accounts</h2>
${table(
  ['Account', 'Keys to connect it with'],
  state.accounts.map(({ id, name }) => [
    `${name} (${id})`,
    html`${state.keys
      .filter(({ account }) => account === id)
      .map(({ key, isRevoked }) => html`<code>${key}</code>${isRevoked ? ' (revoked)' : ''}<br>`)}`,
  ]),
)}
<h2>Checkout pages</h2>
${table(
  ['When', 'Amount', 'State', 'Guest', 'Page'],
  newest(state.sessions).map((session) => [
    at(session.created),
    showAmount(session.amount_total, session.currency),
    `${session.status}, ${session.payment_status}`,
    session.customer_email ?? '',
    session.status === 'open' ? html`<a href="/c/pay/${session.id}">${session.id}</a>` : session.id,
  ]),
)}
<h2>Refunds</h2>
${table(
  ['When', 'Amount', 'State', 'Payment'],
  newest(state.refunds).map((refund) => [
    at(refund.created),
    showAmount(refund.amount, refund.currency),
    `${refund.status}${refund.failure_reason === undefined ? '' : ` (${refund.failure_reason})`}`,
    refund.payment_intent,
  ]),
)}
<h2>Disputes</h2>
${table(
  ['When', 'Amount', 'State', 'Payment'],
  newest(state.disputes).map((dispute) => [
    at(dispute.created),
    showAmount(dispute.amount, dispute.currency),
    `${dispute.status} (${dispute.reason})`,
    dispute.payment_intent,
  ]),
)}
<h2>Events</h2>
${table(
  ['When', 'What', 'Endpoints', 'Id'],
  newest(state.events).map((event) => [
    at(event.created),
    event.type,
    String(event['pending_webhooks']),
    event.id,
  ]),
)}
<h2>Requests</h2>
${table(
  ['When', 'Request', 'Answer'],
  journal
    .entries()
    .slice(-shown)
    .toReversed()
    .map(({ at: when, method, path, status }) => [when, `${method} ${path}`, String(status ?? 'none')]),
)}`,
  );
}
