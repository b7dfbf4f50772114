import type { Transaction } from '#db/client.ts';
import { withTenantList } from '#db/tenant.ts';
import { standing } from '#domain/booking/status.ts';
import type { BookingStatus } from '#domain/booking/types.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import { showPhone } from '#services/contact/phone.ts';
import type { ServiceContext } from '#services/context.ts';
import { answersOf } from './entry/describe-entry.ts';
import { csvRow, csvStart } from './read/csv.ts';
import { onClockOf, type Reader, readerOf } from './read/file-reader.ts';
import { type BookingFilter, type FoundBookings, findBookings } from './read/find-bookings.ts';
import { locationLabel } from './read/present-booking.ts';

type Row = FoundBookings['rows'][number];

const statusWords: Readonly<Record<Reader['locale'], Record<BookingStatus, string>>> = {
  en: {
    held: 'On hold',
    pending_payment: 'Waiting for payment',
    pending_approval: 'Needs approval',
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
    declined: 'Declined',
    expired: 'Expired',
    completed: 'Completed',
    no_show: 'No-show',
  },
  vi: {
    held: 'Đang giữ chỗ',
    pending_payment: 'Chờ thanh toán',
    pending_approval: 'Chờ duyệt',
    confirmed: 'Đã xác nhận',
    cancelled: 'Đã hủy',
    declined: 'Đã từ chối',
    expired: 'Hết hạn',
    completed: 'Đã diễn ra',
    no_show: 'Khách vắng mặt',
  },
};

type Column = Readonly<Record<Reader['locale'], string>> & { of: (row: Row, reader: Reader) => string };

const columns: readonly Column[] = [
  { en: 'Code', vi: 'Mã', of: ({ booking }) => booking.code },
  {
    en: 'Status',
    vi: 'Trạng thái',
    of: ({ booking }, { locale, now }) => statusWords[locale][standing(booking, now)],
  },
  { en: 'Link', vi: 'Liên kết', of: ({ booking }) => booking.terms.title },
  { en: 'Start', vi: 'Bắt đầu', of: ({ booking }, reader) => onClockOf(booking.startsAt, reader) },
  { en: 'End', vi: 'Kết thúc', of: ({ booking }, reader) => onClockOf(booking.endsAt, reader) },
  { en: 'Minutes', vi: 'Số phút', of: ({ booking }) => String(booking.durationMinutes) },
  { en: 'Hosts', vi: 'Người tổ chức', of: ({ hosts }) => hosts.map(({ name }) => name).join(', ') },
  { en: 'Guest', vi: 'Khách', of: ({ booking }) => booking.guestName ?? '' },
  { en: 'E-mail', vi: 'Email', of: ({ booking }) => booking.guestEmail ?? '' },
  {
    en: 'Phone',
    vi: 'Điện thoại',
    of: ({ booking }) =>
      booking.guestPhone === null ? '' : showPhone(booking.guestPhone, booking.hostTimeZone),
  },
  {
    en: 'Additional guests',
    vi: 'Khách mời thêm',
    of: ({ booking }) => booking.furtherGuests.join('\n'),
  },
  { en: 'Guest’s time zone', vi: 'Múi giờ của khách', of: ({ booking }) => booking.guestTimeZone },
  {
    en: 'Location',
    vi: 'Địa điểm',
    of: ({ booking }, { locale }) =>
      booking.meetingUrl ?? locationLabel(booking.locationKind, booking.locationValue, locale),
  },
  {
    en: 'Answers',
    vi: 'Câu trả lời',
    of: ({ booking }, { locale }) =>
      answersOf(booking, locale)
        .map(({ question, answer }) => `${question}: ${answer}`)
        .join('\n'),
  },
  { en: 'Note', vi: 'Ghi chú', of: ({ booking }) => booking.note ?? '' },
  { en: 'Booked', vi: 'Đặt lúc', of: ({ booking }, reader) => onClockOf(booking.createdAt, reader) },
];

const linesOf = ({ rows }: FoundBookings, reader: Reader): string =>
  rows.map((row) => csvRow(columns.map(({ of }) => of(row, reader)))).join('');

/** Read at once; a file is as long as it takes. */
const usualPageRows = 500;

export type BookingsFile = { fileName: string; parts: AsyncGenerator<string> };

/**
 * The bookings of a list, all of them, as a CSV file in the member's language and on their clock: read page by page while it
 * is sent, so that its length costs no memory. What is asked for is written down before the first row leaves.
 */
export const exportBookings = async (
  ctx: ServiceContext,
  filter: BookingFilter,
  { pageRows = usualPageRows }: { pageRows?: number } = {},
): Promise<BookingsFile> => {
  const member = requireAccess(ctx, 'bookings.read');
  const { tenantId } = ctx;
  const who = { tenantId, member, now: ctx.now() };
  const read = (tx: Transaction, cursor?: string) =>
    findBookings(tx, who, { ...filter, limit: pageRows, cursor });
  const { reader, first } = await withTenantList(ctx.db, tenantId, async (tx) => {
    // What was searched for may be a name.
    const { search, ...asked } = filter;
    const after = { ...asked, hasSearch: search !== undefined && search !== '' };
    await audit(tx, ctx, { action: 'booking.export', targetKind: 'tenant', targetId: tenantId, after });
    return { reader: await readerOf(tx, ctx, member), first: await read(tx) };
  });
  const parts = async function* (): AsyncGenerator<string> {
    yield csvStart + csvRow(columns.map((column) => column[reader.locale]));
    let page = first;
    yield linesOf(page, reader);
    while (page.nextCursor !== null) {
      const { nextCursor } = page;
      page = await withTenantList(ctx.db, tenantId, (tx) => read(tx, nextCursor));
      yield linesOf(page, reader);
    }
  };
  return { fileName: `bookings-${onClockOf(who.now, reader).slice(0, 10)}.csv`, parts: parts() };
};
