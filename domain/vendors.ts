/** The only list of calendar vendors; the registry in `providers/calendar` maps each to its adapter. */
export const calendarVendors = ['google'] as const;
export type CalendarVendor = (typeof calendarVendors)[number];

export const emailVendors = ['resend'] as const;
export type EmailVendor = (typeof emailVendors)[number];
