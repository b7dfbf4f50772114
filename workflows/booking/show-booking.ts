import type { SearchAttributePair } from '@temporalio/common';
import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { BookingView } from '#domain/booking/follow.ts';

const keys = {
  tenantId: defineSearchAttributeKey('TenantId', 'KEYWORD'),
  hostId: defineSearchAttributeKey('HostId', 'KEYWORD'),
  status: defineSearchAttributeKey('BookingStatus', 'KEYWORD'),
  startsAt: defineSearchAttributeKey('StartsAt', 'DATETIME'),
};

const iso = (instant: number): string => new Date(instant).toISOString();

const describe = (view: BookingView): string =>
  [
    `**${view.status.replaceAll('_', ' ')}**, ${iso(view.startsAt)} – ${iso(view.endsAt)}, revision ${view.revision}`,
    ...(view.holdUntil === null ? [] : [`- hold ends ${iso(view.holdUntil)}`]),
    ...(view.approveBy === null ? [] : [`- approval due by ${iso(view.approveBy)}`]),
    ...view.effects.map(({ name, failure, tryAt }) =>
      failure === null ? `- ${name}: owed` : `- ${name} needs attention: ${failure}, next try ${iso(tryAt)}`,
    ),
    ...(view.notifyAt === null ? [] : [`- next notification ${iso(view.notifyAt)}`]),
    ...(view.notifyFailure === null ? [] : [`- notification needs attention: ${view.notifyFailure}`]),
  ].join('\n');

const isSameForSearch = (a: BookingView | null, b: BookingView): boolean =>
  a !== null && a.status === b.status && a.startsAt === b.startsAt && a.hostIds[0] === b.hostIds[0];

/** Publishes a view in the Temporal UI: search attributes when they changed, details in words. */
export const showBooking = (tenantId: string, before: BookingView | null, view: BookingView): void => {
  setCurrentDetails(describe(view));
  if (isSameForSearch(before, view)) return;
  const pairs: SearchAttributePair[] = [
    { key: keys.tenantId, value: tenantId },
    { key: keys.status, value: view.status },
    { key: keys.startsAt, value: new Date(view.startsAt) },
  ];
  const organizer = view.hostIds[0];
  if (organizer !== undefined) pairs.push({ key: keys.hostId, value: organizer });
  upsertSearchAttributes(pairs);
};
