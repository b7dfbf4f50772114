import { withTenantList } from '#db/tenant.ts';
import { actionsFor, isMoney } from '#domain/attention/actions.ts';
import type { AttentionKind, AttentionOrder, Audience } from '#domain/attention/types.ts';
import { audienceOf } from '#domain/booking/further-guests.ts';
import { isPermitted, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { decodeCursor, pageOfRows } from '#services/oldest-first.ts';
import { countItems, findItems, type ItemRow } from './find-items.ts';

export type ListAttentionInput = {
  order: AttentionOrder;
  bookingId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** The badge need not be exact beyond this. */
export const mostCounted = 1000;

const iso = (moment: string): string => new Date(moment).toISOString();
const isoOrNull = (moment: string | null): string | null => (moment === null ? null : iso(moment));

/** What the calendar says; null unless the item is a conflict with it. */
const conflictOf = ({ kind, theirs, missing }: ItemRow) => {
  if (kind !== 'conflict') return null;
  const event =
    theirs === null
      ? null
      : {
          start: new Date(theirs.start).toISOString(),
          end: new Date(theirs.end).toISOString(),
          allDay: theirs.allDay,
        };
  return { event, missing };
};

const present = (row: ItemRow, mayWrite: (kind: AttentionKind) => boolean) => {
  const audience: Audience | null = row.recipient === null ? null : audienceOf(row.recipient);
  const { kind, id, effect, template, failure, tries, suppressionId } = row;
  return {
    id,
    kind,
    effect,
    template,
    subject: {
      kind: row.subjectKind,
      id: row.subjectId,
      code: row.code,
      title: row.title,
      guestName: row.guestName,
      start: isoOrNull(row.startsAt),
    },
    failure,
    since: iso(row.since),
    tries,
    nextTryAt: isoOrNull(row.nextTryAt),
    recipient:
      audience === null || row.address === null
        ? null
        : { audience, name: row.recipientName, address: row.address },
    suppressionId,
    money: row.amountMinor === null ? null : { amountMinor: row.amountMinor, currency: row.currency },
    conflict: conflictOf(row),
    actions: mayWrite(kind)
      ? actionsFor({
          kind,
          failure,
          theirs: row.theirs,
          audience,
          subjectKind: row.subjectKind,
          isSuppressed: suppressionId !== null,
        })
      : [],
  };
};

/**
 * What needs attention of the member: failing effects, notifications and mails of bookings they host and of calendar
 * accounts of theirs, of everybody's for owners and admins. Two statements whatever its length. (contract `AttentionPage`)
 */
export const listAttention = async (ctx: ServiceContext, input: ListAttentionInput) => {
  const member = requireAccess(ctx, 'attention.read');
  const after = decodeCursor(input.cursor, '#query/cursor');
  const filter = { tenantId: ctx.tenantId, member, bookingId: input.bookingId };
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await findItems(tx, filter, { order: input.order, after, limit: input.limit + 1 });
    const mayWrite = (kind: AttentionKind): boolean =>
      isPermitted(member, 'attention.write') && (!isMoney(kind) || isPermitted(member, 'payments.write'));
    const { shown, nextCursor } = pageOfRows(rows, input.limit);
    return {
      items: shown.map((row) => present(row, mayWrite)),
      nextCursor,
      count: await countItems(tx, filter, mostCounted),
    };
  });
};
