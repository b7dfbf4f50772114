import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { DateTime } from 'luxon';
import type { Account, StoredCalendar, World } from './model.ts';
import { expandSeries, toSpan } from './recurrence.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d0d7de;vertical-align:top}
fieldset{border:1px solid #d0d7de;border-radius:.5rem;margin:1rem 0}label{display:block;padding:.2rem 0}
button{font:inherit;padding:.5rem 1rem;border-radius:.4rem;border:1px solid #6e7781;background:#fff;margin-right:.5rem}
button.main{background:#0b57d0;border-color:#0b57d0;color:#fff}.swatch{display:inline-block;width:.8em;height:.8em;border-radius:50%}
.note{color:#57606a}@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.note{color:#9198a1}button{background:#21262d;color:inherit}}
`;

const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main>${body}</main></body>
</html>`;

/** The first of the names asked for that is an account here, else the first account. */
export function chosenAccount(accounts: readonly Account[], asked: readonly (string | null)[]): string {
  const known = asked.find((name) => accounts.some(({ email }) => email === name));
  return known ?? accounts[0]?.email ?? '';
}

/** Sign-in and consent in one page: which account, which permissions, yes or no. */
export function renderConsent(
  accounts: readonly Account[],
  scopes: readonly string[],
  query: URLSearchParams,
): Html {
  const hint = chosenAccount(accounts, [query.get('login_hint')]);
  return page(
    'Sign in with Google (local emulator)',
    html`<h1>Sign in with Google</h1>
<p class="note">Local emulator. Nothing leaves this machine.</p>
<p>${query.get('client_id') ?? ''} wants access to your account.</p>
<form method="post" action="/o/oauth2/v2/consent">
<input type="hidden" name="request" value="${query.toString()}">
<fieldset><legend>Choose an account</legend>
${accounts.map(
  ({ email, name }) =>
    html`<label><input type="radio" name="account" value="${email}" ${email === hint ? 'checked' : ''}> ${name} (${email})</label>`,
)}</fieldset>
<fieldset><legend>Permissions</legend>
${scopes.map(
  (scope) => html`<label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`,
)}</fieldset>
<button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  );
}

export const renderProblem = (problem: string): Html =>
  page('Access blocked', html`<h1>Access blocked: authorization error</h1><p>Error 400: ${problem}</p>`);

/** What is in the emulator, for people. */
export function renderIndex(world: World): Html {
  const { accounts, calendars, channels, clockOffsetMs } = world.state;
  const now = world.now();
  return page(
    'Google Calendar (local emulator)',
    html`<h1>Google Calendar emulator</h1>
<p class="note">Clock ${new Date(now).toISOString()}${clockOffsetMs === 0 ? '' : ` (moved by ${clockOffsetMs} ms)`},
${channels.filter(({ expiresAt }) => expiresAt > now).length} open push channels.</p>
${accounts.map(
  (account) => html`<section><h2>${account.name} (${account.email})</h2>
${Object.values(calendars)
  .filter(({ roles }) => roles[account.email] !== undefined)
  .map((calendar) => renderCalendar(calendar, now))}</section>`,
)}`,
  );
}

function renderCalendar(calendar: StoredCalendar, now: number): Html {
  const upcoming = upcomingEvents(calendar, now);
  return html`<h3><span class="swatch" style="background:${safeColor(calendar.backgroundColor)}"></span>
${calendar.summary} <small class="note">${calendar.id}, ${calendar.timeZone}</small></h3>
${
  upcoming.length === 0
    ? html`<p class="note">Nothing in the next 30 days.</p>`
    : html`<table><thead><tr><th>When</th><th>What</th><th>Guests</th><th>Meeting</th></tr></thead><tbody>
${upcoming.map(
  ({ start, end, event }) => html`<tr><td>${showRange(start, end, calendar.timeZone)}</td>
<td>${event.summary ?? '(no title)'}${event.status === 'tentative' ? ' (tentative)' : ''}</td>
<td>${(event.attendees ?? []).map((guest) => guest.email).join(', ')}</td><td>${event.hangoutLink ?? ''}</td></tr>`,
)}</tbody></table>`
}`;
}

const safeColor = (color: string): string => (/^#[0-9a-f]{6}$/i.test(color) ? color : '#999999');

function upcomingEvents(calendar: StoredCalendar, now: number) {
  const until = now + 30 * 86_400_000;
  return Object.values(calendar.events)
    .filter(({ body }) => body.status !== 'cancelled')
    .flatMap(({ body }) =>
      (body.recurrence == null
        ? [toSpan(body, calendar.timeZone)]
        : expandSeries(body, calendar.timeZone, now, until).filter(
            ({ key }) => calendar.events[`${body.id ?? ''}_${key}`] === undefined,
          )
      ).map(({ start, end }) => ({ start, end, event: body })),
    )
    .filter(({ start, end }) => end > now && start < until)
    .sort((a, b) => a.start - b.start)
    .slice(0, 50);
}

function showRange(start: number, end: number, zone: string): string {
  const from = DateTime.fromMillis(start, { zone });
  const to = DateTime.fromMillis(end, { zone });
  return `${from.toFormat('ccc d LLL yyyy HH:mm')} – ${to.toFormat(from.hasSame(to, 'day') ? 'HH:mm' : 'ccc d LLL HH:mm')}`;
}
