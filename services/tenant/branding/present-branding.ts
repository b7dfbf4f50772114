import type { z } from 'zod';
import type { Branding } from '#contracts/tenant/branding.ts';
import { presentBrand } from '#services/branding/brand.ts';
import type { TenantRow } from '../lock-tenant.ts';

export type BrandingView = z.input<typeof Branding>;

/** The wire form (contract `Branding`). */
export const presentBranding = (tenant: TenantRow): BrandingView => ({
  ...presentBrand(tenant),
  senderName: tenant.senderName,
  accent: tenant.accent,
  version: tenant.brandingVersion,
});
