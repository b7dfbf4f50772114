const titleMax = 120;
const slugMax = 64;

/** Without half of a pair of surrogates at its end. */
const cut = (text: string, max: number): string =>
  text
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();

/** Title and address of a copy: counted up from 2 until no other link of the owner has the address. */
export const copyOf = (
  { title, slug }: { title: string; slug: string },
  taken: ReadonlySet<string>,
): { title: string; slug: string } => {
  for (let count = 2; ; count += 1) {
    const copy = `${slug.slice(0, slugMax - `-${count}`.length).replace(/-+$/, '')}-${count}`;
    if (taken.has(copy)) continue;
    const mark = ` (${count})`;
    return { slug: copy, title: `${cut(title, titleMax - mark.length)}${mark}` };
  }
};
