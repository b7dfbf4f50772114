import { createHash } from 'node:crypto';
import type { Brand } from '#web/api/schemas.ts';
import { brandProperties } from '#web/ui/brand-properties.ts';

/** What a page needs to be in the colours of an organisation: a style of its own, and its hash for the page's policy. */
export type BrandStyle = { css: string; hash: string };

const onlyColours = /^(?:--[a-z-]+:light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);)+$/;

/** The style of a page; null for an organisation that has chosen no colour. Throws for anything that is no colour. */
export const brandStyle = (brand: Brand | null): BrandStyle | null => {
  if (brand === null || brand.colours === null) return null;
  const rules = brandProperties(brand.colours)
    .map(([name, value]) => `${name}:${value};`)
    .join('');
  if (!onlyColours.test(rules)) throw new Error('a palette is made of colours');
  const css = `:root{${rules}}`;
  return { css, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
};

/** The logo above a page. */
export const BrandHead = ({ brand }: { brand: Brand | null }) =>
  brand === null || brand.logo === null ? null : (
    <header class="site">
      <img
        class="logo"
        src={brand.logo.url}
        width={brand.logo.width}
        height={brand.logo.height}
        alt={brand.name}
      />
    </header>
  );
