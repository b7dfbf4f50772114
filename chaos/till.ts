import { at, entriesOf, listOf, numberAt, textAt } from './http.ts';

/** What a guest does on the page on which they pay. */
export type PayDeed = 'pay' | 'away' | 'decline' | 'back';

/** A page at the vendor that takes payments and the money that came by it, in the vendor's own words and units. */
export type VendorPage = {
  account: string;
  checkoutId: string;
  status: string;
  /** Our mark on it; '' where it has none. */
  tenantId: string;
  bookingId: string;
  paymentId: string;
  /** The vendor's id of the money; null while nobody has paid. */
  chargeId: string | null;
  currency: string;
  /** Taken, and set aside without being taken. */
  capturedMinor: number;
  reservedMinor: number;
  refunds: readonly { refundId: string; key: string; amountMinor: number; state: string }[];
};

/** The stand-in for the vendor that takes payments. */
export type Till = {
  /** A key of each account there is, one account after another. */
  listAccountKeys(): Promise<string[]>;
  listPages(): Promise<VendorPage[]>;
  /** Keys, and what notifications are signed with. */
  listPaymentSecrets(): Promise<string[]>;
  /** So many writes from now on fail, and the failures are kept under their keys. */
  storeFailures(count: number): Promise<void>;
  countPaymentPushes(): Promise<{ dropped: number; repeated: number }>;
  /** Changes what the vendor has written down, behind everybody's back. */
  rewriteTill(change: (tables: TillTables) => void): Promise<void>;
};

type Row = { body: { [name: string]: unknown } } & { [name: string]: unknown };
/** Tables of the vendor, by the ids of their rows. */
export type TillTables = { [Name in 'sessions' | 'intents' | 'charges' | 'refunds']: { [id: string]: Row } };

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

const markOf = (metadata: unknown, prefix: string): string =>
  entriesOf(metadata)
    .map(([, value]) => String(value))
    .find((value) => value.startsWith(prefix)) ?? '';

const rowsOf = (state: unknown, table: keyof TillTables): unknown[] =>
  entriesOf(at(state, table)).map(([, row]) => at(row, 'body'));

/** Read from the vendor's books alone: nothing of the product is asked. */
const pagesIn = (state: unknown): VendorPage[] => {
  const charges = rowsOf(state, 'charges');
  const refunds = rowsOf(state, 'refunds');
  return entriesOf(at(state, 'sessions')).map(([checkoutId, session]) => {
    const metadata = at(session, 'body', 'metadata');
    const chargeId = textAt(session, 'body', 'payment_intent') ?? textAt(session, 'hidden', 'intent') ?? null;
    const isHere = (row: unknown): boolean => chargeId !== null && at(row, 'payment_intent') === chargeId;
    const taken = charges.filter((charge) => isHere(charge) && at(charge, 'captured') === true);
    return {
      account: textAt(session, 'account') ?? '',
      checkoutId,
      status: textAt(session, 'body', 'status') ?? '',
      tenantId: markOf(metadata, 'ten_'),
      bookingId: markOf(metadata, 'bkg_'),
      paymentId: markOf(metadata, 'pay_'),
      chargeId,
      currency: (textAt(session, 'body', 'currency') ?? '').toUpperCase(),
      capturedMinor: taken.reduce<number>(
        (sum, charge) => sum + (numberAt(charge, 'amount_captured') ?? 0),
        0,
      ),
      reservedMinor: numberAt(state, 'intents', chargeId ?? '', 'body', 'amount_capturable') ?? 0,
      refunds: refunds.filter(isHere).map((refund) => ({
        refundId: textAt(refund, 'id') ?? '',
        key: markOf(at(refund, 'metadata'), 'everslot:'),
        amountMinor: numberAt(refund, 'amount') ?? 0,
        state: textAt(refund, 'status') ?? '',
      })),
    };
  });
};

export function openTill(ask: Ask): Till {
  const state = () => ask('GET', '/_admin/state');
  const keys = async () => listOf(at(await state(), 'keys'));
  return {
    listAccountKeys: async () => {
      const first = new Map<string, string>();
      for (const key of await keys()) {
        const account = textAt(key, 'account') ?? '';
        if (!first.has(account)) first.set(account, textAt(key, 'key') ?? '');
      }
      return [...first.values()];
    },
    listPages: async () => pagesIn(await state()),
    listPaymentSecrets: async () => [
      ...(await keys()).flatMap((key) => textAt(key, 'key') ?? []),
      ...entriesOf(at(await state(), 'endpoints')).flatMap(
        ([, endpoint]) => textAt(endpoint, 'secret') ?? [],
      ),
    ],
    storeFailures: async (storedFailures) => {
      await ask('PATCH', '/_admin/settings', { storedFailures });
    },
    countPaymentPushes: async () => {
      const deliveries = listOf(at(await ask('GET', '/_admin/notifications'), 'deliveries'));
      return {
        dropped: deliveries.filter((each) => textAt(each, 'outcome') === 'dropped').length,
        repeated: deliveries.reduce<number>((sum, each) => sum + Number(at(each, 'copies')) - 1, 0),
      };
    },
    rewriteTill: async (change) => {
      const tables = (await state()) as TillTables;
      change(tables);
      await ask('PUT', '/_admin/state', tables);
    },
  };
}

/** Does something on a page; true when the vendor took it, which says nothing about a page that was paid before. */
export async function actOnPage(url: string, deed: PayDeed): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ do: deed }),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    });
    await response.arrayBuffer();
    return response.status < 400;
  } catch {
    return false;
  }
}
