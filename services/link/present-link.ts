import type { z } from 'zod';
import type { Link, LinkInput } from '#contracts/link.ts';
import { priceOf } from '#domain/payment/price.ts';
import { type Caller, mayChange } from '#services/authorize.ts';
import type { LoadedLink } from './load-links.ts';

export type NewLink = z.output<typeof LinkInput>;
export type LinkFields = NewLink & { mostFurtherGuests: number };
export type LinkView = z.input<typeof Link>;

/** A link in the form it is written in: what a patch is laid over. */
export const toFields = ({ link, hostIds }: LoadedLink): LinkFields => ({
  slug: link.slug,
  title: link.title,
  description: link.description,
  kind: link.kind,
  capacity: link.capacity,
  durationsMinutes: link.durationsMinutes,
  hostIds,
  assignment: link.assignment,
  scheduleId: link.scheduleId,
  stepMinutes: link.stepMinutes,
  startGrid: link.startGrid,
  bufferBeforeMinutes: link.bufferBeforeMinutes,
  bufferAfterMinutes: link.bufferAfterMinutes,
  noticeMinutes: link.noticeMinutes,
  bookingWindow: link.bookingWindow,
  limits: link.limits,
  location: { kind: link.locationKind, value: link.locationValue },
  requiresApproval: link.requiresApproval,
  approvalDeadlineHours: link.approvalDeadlineHours,
  holdMinutes: link.holdMinutes,
  reminderMinutes: link.reminderMinutes,
  questions: link.questions.map(({ choices, ...question }) => ({
    ...question,
    ...(choices === undefined ? {} : { choices }),
  })),
  guestLimit: link.guestLimit,

  cancelNoticeMinutes: link.cancelNoticeMinutes,
  rescheduleNoticeMinutes: link.rescheduleNoticeMinutes,
  mostFurtherGuests: link.mostFurtherGuests,

  price: priceOf(link, 1),
  refundPolicy: [...link.refundPolicy],

  isActive: link.isActive,
  isHidden: link.isHidden,
  redirectUrl: link.redirectUrl,
});

/** A link as the API shows it to a member who may see it. */
export const toView = (loaded: LoadedLink, member: Caller, publicUrl: string): LinkView => {
  const { link, username, ownerName, hostRequests, bookingCount } = loaded;
  return {
    ...toFields(loaded),
    id: link.id,
    ownerId: link.ownerId,
    ownerName,
    canEdit: mayChange(member, link.ownerId),
    archivedAt: link.archivedAt === null ? null : new Date(link.archivedAt).toISOString(),
    hostRequests,
    publicUrl: `${publicUrl}/${username}/${link.slug}`,
    bookingCount,
    version: link.version,
    createdAt: new Date(link.createdAt).toISOString(),
    updatedAt: new Date(link.updatedAt).toISOString(),
  };
};

/** Column values of the fields; hosts are rows of their own. */
export const toColumns = ({ hostIds: _hosts, location, price, ...fields }: LinkFields) => ({
  ...fields,
  priceMinor: price?.amountMinor ?? null,
  currency: price?.currency ?? null,
  taxBasisPoints: price?.taxBasisPoints ?? 0,
  locationKind: location.kind,
  locationValue: location.value,
});
