import type { Messages } from '#web/i18n/host/messages.ts';
import { textOf } from '#web/ui/text-of.ts';

/** What people call a vendor: where they sign in with it, it is known by another name. */
export const vendorName = (
  { integrations, operator }: Messages,
  { vendor, capability }: { vendor: string; capability?: string },
): string => {
  if (vendor === 'none') return operator.vendors.notConfigured;
  const names = capability === 'identity' ? integrations.signInVendors : integrations.vendors;
  return textOf(names, vendor, integrations.otherVendor);
};
