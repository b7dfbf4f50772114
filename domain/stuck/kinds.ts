/**
 * What can stand still in an installation: something owed to a vendor, somebody who could not be told, a mail that did not arrive,
 * a member's departure, a calendar that cannot be read, a domain whose records are not as they should be, a payment or a refund that
 * its vendor cannot be asked about, a workflow that has missed its moment.
 */
export const stuckKinds = [
  'effect',
  'notification',
  'delivery',
  'departure',
  'calendar',
  'domain',
  'payment',
  'refund',
  'follower',
] as const;
export type StuckKind = (typeof stuckKinds)[number];
