import type { Transaction } from '#db/client.ts';
import { withTenantList } from '#db/tenant.ts';
import { amountToType } from '#domain/money/amount.ts';
import type { PaymentMode, PaymentState } from '#domain/payment/types.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import { csvRow, csvStart } from '#services/booking/read/csv.ts';
import { onClockOf, type Reader, readerOf } from '#services/booking/read/file-reader.ts';
import type { ServiceContext } from '#services/context.ts';
import { type FoundPayment, findPayments, type PaymentFilter } from './find-payments.ts';

type Locale = Reader['locale'];

const stateWords: Readonly<Record<Locale, Record<PaymentState, string>>> = {
  en: { open: 'Not paid yet', reserved: 'Reserved', closed: 'Not paid', paid: 'Paid' },
  vi: { open: 'Chưa thanh toán', reserved: 'Đã giữ tiền', closed: 'Không thanh toán', paid: 'Đã thanh toán' },
};

const modeWords: Readonly<Record<Locale, Record<PaymentMode, string>>> = {
  en: { live: 'Live', test: 'Test' },
  vi: { live: 'Thật', test: 'Thử nghiệm' },
};

type Column = Readonly<Record<Locale, string>> & { of: (row: FoundPayment, reader: Reader) => string };

type Amount = 'amountMinor' | 'reservedMinor' | 'capturedMinor' | 'refundedMinor' | 'lostMinor' | 'keptMinor';

/** A number that a spreadsheet in the reader's language adds up, with the decimals of its currency. */
const amount = (name: Amount, en: string, vi: string): Column => ({
  en,
  vi,
  of: ({ payment }, { locale }) =>
    amountToType({ amountMinor: payment[name], currency: payment.currency }, locale),
});

const columns: readonly Column[] = [
  { en: 'Opened', vi: 'Mở lúc', of: ({ payment }, reader) => onClockOf(payment.createdAt, reader) },
  {
    en: 'Paid',
    vi: 'Thanh toán lúc',
    of: ({ payment }, reader) => (payment.capturedAt === null ? '' : onClockOf(payment.capturedAt, reader)),
  },
  { en: 'Booking', vi: 'Mã lịch hẹn', of: ({ booking }) => booking.code },
  { en: 'Link', vi: 'Liên kết', of: ({ booking }) => booking.title },
  { en: 'Start', vi: 'Bắt đầu', of: ({ booking }, reader) => onClockOf(booking.startsAt, reader) },
  { en: 'Guest', vi: 'Khách', of: ({ guest }) => guest.name ?? '' },
  { en: 'E-mail', vi: 'Email', of: ({ guest }) => guest.email ?? '' },
  { en: 'Status', vi: 'Trạng thái', of: ({ payment }, { locale }) => stateWords[locale][payment.state] },
  { en: 'Currency', vi: 'Tiền tệ', of: ({ payment }) => payment.currency },
  amount('amountMinor', 'Price', 'Giá'),
  amount('reservedMinor', 'Reserved', 'Đang giữ'),
  amount('capturedMinor', 'Taken', 'Đã thu'),
  amount('refundedMinor', 'Refunded', 'Đã hoàn'),
  amount('lostMinor', 'Lost to disputes', 'Mất do khiếu nại'),
  amount('keptMinor', 'Kept', 'Còn giữ'),
  { en: 'Method', vi: 'Phương thức', of: ({ payment }) => payment.method ?? '' },
  {
    en: 'Mode',
    vi: 'Chế độ',
    of: ({ payment }, { locale }) => (payment.mode === null ? '' : modeWords[locale][payment.mode]),
  },
  { en: 'Payment', vi: 'Mã thanh toán', of: ({ payment }) => payment.id },
];

const linesOf = (rows: readonly FoundPayment[], reader: Reader): string =>
  rows.map((row) => csvRow(columns.map(({ of }) => of(row, reader)))).join('');

/** Read at once; a file is as long as it takes. */
const usualPageRows = 500;

export type PaymentsFile = { fileName: string; parts: AsyncGenerator<string> };

/**
 * The payments of a list, all of them, as a CSV file in the member's language and on their clock: read page by page while it is
 * sent. What is asked for is written down before the first row leaves.
 */
export const exportPayments = async (
  ctx: ServiceContext,
  filter: PaymentFilter,
  { pageRows = usualPageRows }: { pageRows?: number } = {},
): Promise<PaymentsFile> => {
  const member = requireAccess(ctx, 'payments.read');
  const { tenantId } = ctx;
  const read = (tx: Transaction, cursor?: string) =>
    findPayments(tx, { tenantId, member }, { ...filter, limit: pageRows, cursor });
  const { reader, first } = await withTenantList(ctx.db, tenantId, async (tx) => {
    // What was searched for may be a name.
    const { search, ...asked } = filter;
    const after = { ...asked, hasSearch: search !== undefined && search !== '' };
    await audit(tx, ctx, { action: 'payment.export', targetKind: 'tenant', targetId: tenantId, after });
    return { reader: await readerOf(tx, ctx, member), first: await read(tx) };
  });
  const parts = async function* (): AsyncGenerator<string> {
    yield csvStart + csvRow(columns.map((column) => column[reader.locale]));
    let page = first;
    yield linesOf(page.rows, reader);
    while (page.nextCursor !== null) {
      const { nextCursor } = page;
      page = await withTenantList(ctx.db, tenantId, (tx) => read(tx, nextCursor));
      yield linesOf(page.rows, reader);
    }
  };
  return { fileName: `payments-${onClockOf(reader.now, reader).slice(0, 10)}.csv`, parts: parts() };
};
