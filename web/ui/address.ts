/** Whether it can be a part of an address: of a link, or of the public page. */
export const isSlug = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text);

/** As addresses are shown. */
export const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '');
