const longest = 40;

/** A name in the letters of addresses: `Trần Thùy Linh` is `tran-thuy-linh`; empty when nothing is left of it. */
export const slugOfName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');

/** The same for names that a reader takes for each other: hyphens, and what looks like another letter, make no difference. */
export const foldHandle = (name: string): string =>
  name
    .replaceAll('-', '')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** Public names for somebody, the best first; the last one ends in `unique` and is nobody else's. */
export const handlesFor = (name: string, unique: string): readonly string[] => {
  const base = slugOfName(name);
  if (base === '') return [`member-${unique}`];
  return [base, ...[2, 3, 4, 5].map((count) => `${base}-${count}`), `${base}-${unique}`];
};
