import { plainName } from '#domain/notification/inert-text.ts';

/** Controls, bidirectional overrides and invisible characters; the joiners of emoji and Persian stay. */
const invisible =
  /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line of text from a stranger: no line breaks, controls or direction tricks, at most `max` characters. */
export function cleanLine(value: string, max = 200): string {
  const line = value.toWellFormed().replace(/\s+/gu, ' ').replace(invisible, '').replace(/ +/g, ' ').trim();
  return cut(line, max);
}

/** Several lines: breaks are kept as LF, at most one empty line in a row. */
export function cleanText(value: string, max = 4_000): string {
  const lines = value
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(invisible, '').trimEnd());
  return cut(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  );
}

/** A name for a greeting, or nothing when it carries an address. */
export function cleanName(value: string): string {
  return plainName(cleanLine(value, 80));
}

/** An absolute http(s) address without credentials, normalised by the WHATWG parser; anything else is dropped. */
export function safeUrl(value: string | undefined): string | undefined {
  if (value === undefined || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    return undefined;
  }
  return url.href;
}

/** Whole characters only; one character made of hundreds of marks counts as many. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += Math.max(1, Math.ceil(segment.length / 16));
    if (count > max) return `${kept.trimEnd()}…`;
    kept += segment;
  }
  return kept;
}
