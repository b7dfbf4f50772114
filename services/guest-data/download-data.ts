import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { contacts } from '#db/schema/contact.ts';
import { withTenant, withTenantList } from '#db/tenant.ts';
import { isErasedAddress } from '#domain/erased.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { jsonList, pagesOf } from '#services/export/content/pages.ts';
import {
  keptBookings,
  keptMails,
  presentKeptBooking,
  presentKeptMail,
  presentPerson,
} from './kept-of-guest.ts';
import { requireGuestRequest } from './load-request.ts';
import { contactOfGuest, type Guest, tenantNameOf } from './rows-of-guest.ts';

export type GuestFile = { fileName: string; parts: AsyncGenerator<string> };

const pageRows = 250;

/** All that is kept of a guest as one JSON document, read page by page while it is sent. */
async function* partsOf(
  db: Database,
  guest: Guest,
  reader: { locale: 'en' | 'vi'; now: number },
): AsyncGenerator<string> {
  const { tenantId, email } = guest;
  const inList = <Row>(work: Parameters<typeof withTenantList<Row>>[2]) => withTenantList(db, tenantId, work);
  const head = await inList(async (tx) => ({
    organisation: await tenantNameOf(tx, tenantId),
    madeAt: new Date(reader.now).toISOString(),
    person: presentPerson(email, await contactOfGuest(tx, guest)),
  }));
  const booked = pagesOf(
    (after) => inList((tx) => keptBookings(tx, guest, { after, limit: pageRows })),
    ({ id }) => id,
  );
  const mailed = pagesOf(
    (after) => inList((tx) => keptMails(tx, guest, { after, limit: pageRows })),
    ({ id }) => id,
  );
  const shown = async function* <Row>(pages: AsyncIterable<readonly Row[]>, present: (row: Row) => object) {
    for await (const rows of pages) yield rows.map(present);
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"bookings":`;
  yield* jsonList(shown(booked, (row) => presentKeptBooking(row, guest, reader)));
  yield ',\n"mails":';
  yield* jsonList(shown(mailed, presentKeptMail));
  yield '}\n';
}

const fileOf = (ctx: ServiceContext, guest: Guest, locale: 'en' | 'vi'): GuestFile => {
  const now = ctx.now();
  return {
    fileName: `data-${new Date(now).toISOString().slice(0, 10)}.json`,
    parts: partsOf(ctx.db, guest, { locale, now }),
  };
};

/** All that a tenant keeps of the guest whose link it is, as a file; `not_found` once they are erased. */
export const downloadGuestData = async (
  ctx: ServiceContext,
  { locale }: { locale: 'en' | 'vi' },
): Promise<GuestFile> => {
  const { tenantId } = ctx;
  const email = await withTenant(ctx.db, tenantId, async (tx) => {
    const { request } = await requireGuestRequest(tx, ctx);
    if (request.email !== null)
      await audit(tx, ctx, {
        action: 'contact.download_data',
        targetKind: 'guest_request',
        targetId: request.id,
      });
    return request.email;
  });
  if (email === null) throw new AppError('not_found', 'Nothing is kept of you any more.');
  return fileOf(ctx, { tenantId, email }, locale);
};

/** The same of a contact, for whoever answers for the tenant; `not_found` for one that does not exist or was erased. */
export const exportContact = async (
  ctx: ServiceContext,
  { contactId }: { contactId: string },
): Promise<GuestFile> => {
  requirePermission(ctx, 'contacts.erase');
  const { tenantId } = ctx;
  const contact = await withTenant(ctx.db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ email: contacts.email, locale: contacts.locale })
      .from(contacts)
      .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, contactId)));
    if (row === undefined || isErasedAddress(row.email))
      throw new AppError('not_found', 'There is no such contact.');
    await audit(tx, ctx, { action: 'contact.export', targetKind: 'contact', targetId: contactId });
    return row;
  });
  return fileOf(ctx, { tenantId, email: contact.email }, contact.locale);
};
