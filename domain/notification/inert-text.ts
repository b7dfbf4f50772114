const scheme = /:(?=\/\/)/g;
/** A dot of a host name: the next part has two characters at least, the first of them a letter. */
const hostDot = /(?<=[\p{L}\p{N}_-])[.\uff0e](?=\p{L}[\p{L}\p{N}-])/gu;

/**
 * A guest's words as mail programs and calendars cannot make links of them, and people can still read where they would
 * lead: `https[:]//example[.]com`.
 */
export const inertText = (text: string): string => text.replace(scheme, '[:]').replace(hostDot, '[.]');

/**
 * A guest's name as a display name, or nothing when it carries an address: whoever types a web address as their name wants
 * the product to mail it to a victim. A dot before a letter gets a space, so that mail programs see no host name.
 */
export const plainName = (name: string): string =>
  /:\/\/|www[.\uff0e]|[@/\\]/i.test(name) ? '' : name.replace(/[.\uff0e](?=[\p{L}\p{N}])/gu, '. ');
