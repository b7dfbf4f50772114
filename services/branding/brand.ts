import type { z } from 'zod';
import type { Brand } from '#contracts/tenant/branding.ts';
import { tenants } from '#db/schema/tenant.ts';
import { shownSize } from '#domain/branding/logo.ts';
import { paletteOf } from '#domain/branding/palette.ts';

/** What of a tenant's row its pages show. */
export const brandColumns = {
  name: tenants.name,
  locale: tenants.locale,
  accent: tenants.accent,
  logo: tenants.logo,
};
export type BrandRow = Pick<typeof tenants.$inferSelect, keyof typeof brandColumns>;

type Shown = z.input<typeof Brand>;

/** Where a logo is, as a path under every host of the product. */
export const logoPathOf = (hash: string): string => `/api/v1/public/logos/${hash}`;

/** Logo and colours of a tenant as pages draw them. */
export const lookOf = ({
  accent,
  logo,
}: Pick<BrandRow, 'accent' | 'logo'>): Pick<Shown, 'logo' | 'colours'> => ({
  logo: logo === null ? null : { url: logoPathOf(logo.hash), ...shownSize(logo) },
  colours: accent === null ? null : paletteOf(accent),
});

/** The wire form (contract `Brand`). */
export const presentBrand = ({ name, locale, ...row }: BrandRow): Shown => ({ name, locale, ...lookOf(row) });
