import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { EmulatedPerson } from './start.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
button{font:inherit;display:block;width:100%;text-align:left;padding:.6rem 1rem;margin:.5rem 0;border-radius:.4rem;border:1px solid #6e7781;background:#fff;color:inherit}
.note{color:#57606a}@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.note{color:#9198a1}button{background:#21262d}}
`;

const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main>${body}</main></body>
</html>`;

const proof = ({ isVerified }: EmulatedPerson): string => (isVerified ? '' : ', address not verified');

/** Who comes back, or nobody. */
export const renderChoice = (
  title: string,
  people: readonly EmulatedPerson[],
  query: URLSearchParams,
): Html =>
  page(
    `Sign in with ${title} (local emulator)`,
    html`<h1>Sign in with ${title}</h1>
<p class="note">Local emulator. Nothing leaves this machine.</p>
<form method="post" action="/choose">
<input type="hidden" name="request" value="${query.toString()}">
${people.map(
  (person) =>
    html`<button name="account" value="${person.email}">${person.name} (${person.email}${proof(person)})</button>`,
)}
<button name="account" value="">Cancel</button>
</form>`,
  );

export const renderProblem = (title: string, problem: string): Html =>
  page(`${title} (local emulator)`, html`<h1>This request is refused</h1><p>${problem}</p>`);

/** What is in the emulator, for people. */
export const renderOverview = (title: string, people: readonly EmulatedPerson[]): Html =>
  page(
    `${title} sign-in (local emulator)`,
    html`<h1>${title} sign-in emulator</h1>
<p class="note">People who can sign in with it:</p>
<ul>${people.map((person) => html`<li>${person.name} (${person.email}${proof(person)})</li>`)}</ul>`,
  );
