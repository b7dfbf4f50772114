import type { Messages } from '#web/i18n/host/messages.ts';
import { textOf } from '#web/ui/text-of.ts';

/** The name of a vendor as it is written within a sentence. */
export const vendorWithin = (texts: Messages['integrations'], vendor: string): string =>
  textOf({ ...texts.vendors, ...texts.vendorsWithin }, vendor, texts.otherVendorWithin);
