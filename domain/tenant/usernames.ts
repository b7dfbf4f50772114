/** What an address is called in addresses of pages, at most 40 characters: letters without accents, digits and single hyphens. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');

/** Public names for somebody with an address, the nicest first, for the first that is free; `tag` makes the last one rare. */
export const usernamesFor = (email: string, tag: string): string[] => {
  const name = plain(email.split('@', 1)[0] ?? '') || 'host';
  return [name, `${name}-2`, `${name}-3`, `${name}-${tag}`];
};
