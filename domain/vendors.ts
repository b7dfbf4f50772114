/** The only lists of vendors' names; a vendor's folder and its manifest bear the same name. */
export const calendarVendors = ['google'] as const;
export type CalendarVendor = (typeof calendarVendors)[number];

export const conferenceVendors = ['jitsi'] as const;
export type ConferenceVendor = (typeof conferenceVendors)[number];

export const emailVendors = ['resend', 'smtp', 'local-mailbox'] as const;
export type EmailVendor = (typeof emailVendors)[number];

/** With whose accounts people sign in. */
export const identityVendors = ['google', 'microsoft'] as const;
export type IdentityVendor = (typeof identityVendors)[number];

export const paymentVendors = ['stripe'] as const;
export type PaymentVendor = (typeof paymentVendors)[number];

/** By whom an installation sells its plans. */
export const billingVendors = ['stripe'] as const;
export type BillingVendor = (typeof billingVendors)[number];

/** What vendors are asked for. */
export const vendorCapabilities = [
  'billing',
  'calendar',
  'conference',
  'email',
  'identity',
  'payment',
] as const;
export type VendorCapability = (typeof vendorCapabilities)[number];

/** Vendors at which a person or a tenant has an account of their own. */
export const integrationVendors = [
  ...calendarVendors,
  ...conferenceVendors,
  ...emailVendors,
  ...paymentVendors,
] as const;
export type IntegrationVendor = (typeof integrationVendors)[number];
