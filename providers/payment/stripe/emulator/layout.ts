import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { currencyDigits } from '#domain/money/currencies.ts';
import { toOurAmount, toOurCurrency } from '../currencies.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d0d7de;vertical-align:top}
button{font:inherit;padding:.6rem 1rem;border-radius:.4rem;border:1px solid #6e7781;background:#fff;color:inherit;cursor:pointer}
button.main{background:#0b57d0;border-color:#0b57d0;color:#fff}a{color:#0b57d0}
button:focus-visible,a:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
.deeds{display:grid;gap:.6rem;max-width:24rem}.amount{font-size:1.6rem;font-weight:600;margin:.5rem 0}
.note{color:#57606a}.problem{color:#b3261e;font-weight:600}code{white-space:nowrap}
@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.note{color:#9198a1}button{background:#21262d;color:inherit}button.main{background:#0b57d0;color:#fff}.problem{color:#ff9d94}a{color:#8ab4f8}button:focus-visible,a:focus-visible{outline-color:#8ab4f8}}
`;

export const page = (title: string, body: Html, lang = 'en'): Html => html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body><main>${body}</main></body>
</html>`;

/** An amount as people read it. */
export function showAmount(amount: number, code: string, lang = 'en'): string {
  const currency = toOurCurrency(code);
  if (currency === null) return `${amount} ${code}`;
  const digits = currencyDigits[currency];
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toOurAmount(amount, currency) / 10 ** digits);
}
