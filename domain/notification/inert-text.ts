/** Schemes that lead somewhere without a host; with one, two slashes follow. */
const bare =
  '(?<=(?<!\\p{L})(?:mailto|tel|sms|callto|facetime|skype|javascript|vbscript|data|file|geo|intent|bitcoin)\\s?)';
const scheme = new RegExp(`[:\\uff1a](?=[\\p{Cf}]*[/\\\\\\uff0f]{2})|${bare}[:\\uff1a](?=\\S)`, 'giu');
/** What is drawn like a full stop and read as one in addresses; not those that end a sentence of Chinese or Japanese. */
const dot = '[.\\u2024\\ufe52\\uff0e]';
/** Neither seen nor an end of a word: it may stand inside an address without anybody noticing. */
const unseen = '[\\p{Cf}\\p{M}]*';
/** A dot of a host name: the next part has two characters at least, the first of them a letter. */
const hostDot = new RegExp(
  `(?<=[^\\s.])${unseen}${dot}(?=${unseen}\\p{L}${unseen}[\\p{L}\\p{N}-])|[\\u3002\\uff61](?=${unseen}[a-z]${unseen}[a-z0-9-])`,
  'giu',
);
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)';
const ipAddress = new RegExp(`(?<!\\d)${octet}(?:${unseen}${dot}${unseen}${octet}){3,}(?!\\d)`, 'gu');
const anyDot = new RegExp(dot, 'gu');

/**
 * A guest's words as mail programs and calendars cannot make links of them, and people can still read where they would
 * lead: `https[:]//example[.]com`.
 */
export const inertText = (text: string): string =>
  text
    .replace(scheme, '[:]')
    .replace(ipAddress, (address) => address.replace(anyDot, '[.]'))
    .replace(hostDot, '[.]');

/** An address, a handle, something to click or a number to call. */
const noName = /[@/\\]|www\.|:\S|[<>[\]{}|`]|\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){6}/iu;

/**
 * A guest's name as a display name, or nothing when it carries an address or a number to call: whoever types one as their name
 * wants the product to mail it to a victim. A dot before a letter gets a space, so that mail programs see no host name.
 */
export const plainName = (name: string): string => {
  const read = name.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (noName.test(read) || noName.test(name)) return '';
  return name.replace(/[.\u2024\u3002\ufe52\uff0e\uff61]\p{Cf}*(?=[\p{L}\p{N}\p{M}])/gu, '. ');
};
