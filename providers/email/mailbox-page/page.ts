import type { Context } from 'hono';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { readIcs } from './ics.ts';

/** A mail as the page shows it. `at` is epoch milliseconds, contents of attachments are base64. */
export type ShownMail = {
  id: string;
  at: number;
  from: string;
  to: readonly string[];
  subject: string;
  html: string | null;
  text: string | null;
  /** What became of it, in a word. */
  state: string;
  headers: readonly (readonly [string, string])[];
  attachments: readonly { filename: string; contentType: string; content: string }[];
};

export type MailSource = {
  /** Newest first. */
  list(): Promise<readonly ShownMail[]>;
  find(id: string): Promise<ShownMail | null>;
};

const shown = 200;
const style = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2024;--dim:#60646c;--line:#e0e1e6;--soft:#f5f6f8;--link:#0b5bd3}
@media(prefers-color-scheme:dark){:root{--bg:#111315;--fg:#edeef0;--dim:#a1a6ad;--line:#2b2f33;--soft:#1a1d20;--link:#7db4ff}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
a{color:var(--link)}header{padding:12px 20px;border-bottom:1px solid var(--line);display:flex;gap:16px;align-items:baseline;flex-wrap:wrap}
h1{font-size:17px;margin:0}h2{font-size:15px;margin:24px 0 8px}main{display:grid;grid-template-columns:minmax(180px,260px) minmax(0,1fr);max-width:1200px}
nav{border-right:1px solid var(--line);padding:12px;overflow-wrap:anywhere}nav a{display:block;padding:6px 8px;border-radius:6px;text-decoration:none;color:var(--fg)}
nav a[aria-current]{background:var(--soft);font-weight:600}.dim{color:var(--dim)}section{padding:12px 20px;min-width:0}
ul.mail{list-style:none;margin:0;padding:0}ul.mail li{border-bottom:1px solid var(--line)}ul.mail a{display:block;padding:10px 4px;text-decoration:none;color:var(--fg)}
ul.mail a:hover{background:var(--soft)}ul.mail strong{display:block}.tag{border:1px solid var(--line);border-radius:99px;padding:0 8px;font-size:12px;color:var(--dim)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;white-space:pre-wrap}
th{width:180px;font-weight:500;color:var(--dim)}pre{background:var(--soft);padding:12px;border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}
iframe{width:100%;height:780px;border:1px solid var(--line);border-radius:8px;background:#fff}
@media(max-width:700px){main{display:block}nav{border-right:0;border-bottom:1px solid var(--line)}}`;

/** The bare address of `Name <a@b.c>` or `a@b.c`, lower-cased. */
const addressOf = (value: string): string => (/<([^<>]+)>$/.exec(value)?.[1] ?? value).toLowerCase();

/** The mailbox as a web page: recipients, newest mail first, each mail with its HTML, text, headers and invitation. */
export function createMailboxPage(source: MailSource): Hono {
  const app = new Hono();
  const protect = async (c: Context, next: () => Promise<void>) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-content-type-options', 'nosniff');
    if (!c.res.headers.has('content-security-policy')) {
      c.res.headers.set(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'",
      );
    }
  };
  app.use('/', protect);
  app.use('/inbox/*', protect);
  app.get('/', async (c) => c.html(listPage(await source.list(), c.req.query('to'))));
  app.get('/inbox/:id', async (c) => {
    const email = await source.find(c.req.param('id'));
    return email === null ? c.html(missingPage(), 404) : c.html(messagePage(email));
  });
  app.get('/inbox/:id/html', async (c) => {
    const email = await source.find(c.req.param('id'));
    // The mail is hostile by definition: no scripts, its own origin, only pictures and inline styles.
    return c.body(email?.html ?? '<p>This body is no longer in memory.</p>', 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src https: data:; style-src 'unsafe-inline'",
    });
  });
  app.get('/inbox/:id/attachments/:index', async (c) => {
    const email = await source.find(c.req.param('id'));
    const attachment = email?.attachments[Number(c.req.param('index'))];
    if (attachment === undefined) return c.html(missingPage(), 404);
    return c.body(Buffer.from(attachment.content, 'base64'), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${attachment.filename.replace(/[^\w.-]/g, '_')}"`,
    });
  });
  return app;
}

function listPage(all: readonly ShownMail[], to: string | undefined) {
  const counts = new Map<string, number>();
  for (const email of all) {
    for (const recipient of email.to.map(addressOf)) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  }
  const emails = all.filter((email) => to === undefined || email.to.some((value) => addressOf(value) === to));
  const current = (recipient: string | undefined) => (recipient === to ? html` aria-current="page"` : '');
  return page(
    to === undefined ? 'Mailbox' : `Mailbox of ${to}`,
    html`<main><nav aria-label="Recipients">
<a href="/"${current(undefined)}>All mail <span class="dim">${all.length}</span></a>
${[...counts].map(([recipient, count]) => html`<a href="/?to=${encodeURIComponent(recipient)}"${current(recipient)}>${recipient} <span class="dim">${count}</span></a>`)}
</nav><section>
${emails.length === 0 ? html`<p class="dim">No mail yet. Whatever the product sends arrives here; this page looks again every five seconds.</p>` : ''}
<ul class="mail">${emails.slice(0, shown).map(
      (email) => html`<li><a href="/inbox/${email.id}"><strong>${email.subject}</strong>
<span class="dim">${email.to.join(', ')} · ${utc(email.at)}</span> <span class="tag">${email.state}</span>${email.attachments.length > 0 ? html` <span class="tag">invitation</span>` : ''}</a></li>`,
    )}</ul>
${emails.length > shown ? html`<p class="dim">${emails.length - shown} older mails are not shown.</p>` : ''}
</section></main>`,
    true,
  );
}

function messagePage(email: ShownMail) {
  const recipient = addressOf(email.to[0] ?? '');
  return page(
    email.subject,
    html`<section><p><a href="/?to=${encodeURIComponent(recipient)}">← ${recipient}</a></p>
<h1>${email.subject}</h1><p class="dim">${email.from} → ${email.to.join(', ')} · ${utc(email.at)} <span class="tag">${email.state}</span></p>
${email.html === null ? '' : html`<h2>HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${email.id}/html"></iframe>`}
${email.attachments.map((attachment, index) => attachmentView(email, attachment, index))}
<h2>Text</h2><pre>${email.text ?? '(none)'}</pre>
<h2>Headers</h2>${table(email.headers)}</section>`,
    false,
  );
}

function attachmentView(email: ShownMail, attachment: ShownMail['attachments'][number], index: number) {
  const href = `/inbox/${email.id}/attachments/${index}`;
  const calendar = attachment.contentType.startsWith('text/calendar');
  const content = calendar ? Buffer.from(attachment.content, 'base64').toString('utf8') : '';
  return html`<h2>${attachment.filename}</h2><p class="dim">${attachment.contentType} · <a href="${href}">download</a></p>
${readIcs(content).map((part) =>
  part.properties.length === 0
    ? ''
    : html`<h2>${part.name}</h2>${table(
        part.properties.map((item) => [
          item.parameters === '' ? item.name : `${item.name};${item.parameters}`,
          item.value,
        ]),
      )}`,
)}
${calendar ? html`<details><summary>Raw</summary><pre>${content}</pre></details>` : ''}`;
}

const table = (rows: readonly (readonly string[])[]) =>
  html`<table>${rows.map(([name, value]) => html`<tr><th scope="row">${name ?? ''}</th><td>${value ?? ''}</td></tr>`)}</table>`;

const missingPage = () =>
  page(
    'Not found',
    html`<section><p>There is no such mail. <a href="/">Back to the mailbox</a></p></section>`,
    false,
  );

const utc = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function page(title: string, content: unknown, refresh: boolean) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${refresh ? html`<meta http-equiv="refresh" content="5">` : ''}<title>${title}</title><style>${raw(style)}</style></head>
<body><header><h1><a href="/">Mailbox</a></h1><span class="dim">Mail of this installation is caught here; nothing leaves the machine.</span></header>${content}</body></html>`;
}
