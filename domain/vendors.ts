/** The only lists of vendors' names; a vendor's folder and its manifest bear the same name. */
export const calendarVendors = ['google'] as const;
export type CalendarVendor = (typeof calendarVendors)[number];

export const emailVendors = ['resend', 'smtp', 'local-mailbox'] as const;
export type EmailVendor = (typeof emailVendors)[number];
