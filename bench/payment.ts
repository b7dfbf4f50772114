import { randomUUID } from 'node:crypto';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { paymentHarnesses } from '#providers/payment/contract-harness.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { connectDemoPayments } from '#scripts/stack/demo-payments.ts';
import { standInUrl } from '#scripts/stack/stack.ts';
import { untilNothingIsOwed } from './backlog.ts';
import { type BenchLab, freeStarts } from './lab.ts';
import { paced } from './pace.ts';
import { type Figure, quantile, type Section, spread } from './report.ts';

const rounds = 2;
const perSecond = 5;
const pacedSeconds = 15;
const messagesPerSecond = 50;
const messageSeconds = 10;
const warmUps = 25;
const priceMinor = 2_500;
const slots = { durationMinutes: 30, timeZone: 'UTC' };

type Asked = { status: number; ms: number; body: unknown };

const ask = async (url: string, init: RequestInit = {}): Promise<Asked> => {
  const started = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  const ms = performance.now() - started;
  return { status: response.status, ms, body: text === '' ? null : (JSON.parse(text) as unknown) };
};

/** What the vendor's stand-in knows. */
type Books = {
  keys: { key: string }[];
  endpoints: Record<string, { secret: string; body: { url: string } }>;
  events: Record<string, { body: { id: string; type: string } }>;
};

type Till = {
  tenantId: string;
  /** Books a time and asks where it is paid; answers how long both took. */
  bookToPay: () => Promise<number>;
  /** Asks the vendor itself for a page, by the adapter. */
  openPage: () => Promise<number>;
  /** Sends a notification of the vendor's, each a new one. */
  notify: () => Promise<number>;
  /** Every guest so far pays. */
  payAll: () => Promise<void>;
  refused: () => number;
  stop: () => Promise<void>;
};

const createPricedLink = async (lab: BenchLab, vendorUrl: string) => {
  const tenant = await createTestTenant(lab.db);
  const { tenantId, hosts } = tenant;
  await connectDemoPayments(lab.db, tenantId, { env: lab.stack.env, emulatorUrl: vendorUrl });
  const { slug } = await createTestLink(lab.db, tenant, { priceMinor, currency: 'USD', holdMinutes: 60 });
  return { tenantId, path: `/api/v1/public/links/${hosts[0]?.username}/${slug}` };
};

const openTill = async (lab: BenchLab): Promise<Till> => {
  const vendorUrl = standInUrl(lab.stack, 'payment');
  // The API of the stack: the one that is as in production is let near no stand-in.
  const [apiUrl = ''] = lab.stack.apiUrls;
  const { tenantId, path } = await createPricedLink(lab, vendorUrl);
  const readBooks = async (): Promise<Books> => (await ask(`${vendorUrl}/_admin/state`)).body as Books;
  const [provider] = (await createPaymentRegistry(lab.stack.env)).values();
  if (provider === undefined) throw new Error('there is no payment vendor');
  const books = await readBooks();
  const granted = await provider.verifyKey(books.keys[0]?.key ?? '');
  const client = provider.open(granted.credentials, async () => undefined);
  const harness = await paymentHarnesses[paymentVendors[0]]();
  const next = freeStarts();
  const pages: string[] = [];
  let events: { body: string; id: string }[] = [];
  let [count, refused] = [0, 0];
  const expect = ({ status, body }: Asked, wanted: number): void => {
    if (status === wanted) return;
    refused += 1;
    lab.report(`${status} instead of ${wanted}: ${JSON.stringify(body)}`);
  };
  const endpoint = Object.values(books.endpoints).at(-1);
  return {
    tenantId,
    bookToPay: async () => {
      count += 1;
      const booked = await ask(`${apiUrl}${path}/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `bench-payment-${count}` },
        body: JSON.stringify({
          ...slots,
          start: new Date(next()).toISOString(),
          guest: { name: `Guest ${count}`, email: `paying-${count}@example.test` },
        }),
      });
      expect(booked, 201);
      const { links } = booked.body as { links: { manage: string } };
      const token = links.manage.split('/b/').at(-1) ?? '';
      const opened = await ask(`${apiUrl}/api/v1/public/bookings/${token}/checkout`, { method: 'POST' });
      expect(opened, 200);
      pages.push((opened.body as { url?: string }).url ?? '');
      return booked.ms + opened.ms;
    },
    openPage: async () => {
      const id = randomUUID().replaceAll('-', '');
      const started = performance.now();
      await client.openCheckout({
        key: `bench:${id}`,
        reference: { tenantId: 'ten_bench', paymentId: `pay_${id}`, bookingId: `bkg_${id}` },
        amount: { amountMinor: priceMinor, currency: 'USD' },
        title: 'Test link',
        guestEmail: 'paying@example.test',
        locale: 'en',
        expiresAt: Date.now() + 62 * 60_000,
        returnUrl: 'http://localhost/b/x',
        cancelUrl: 'http://localhost/b/x',
      });
      return performance.now() - started;
    },
    payAll: async () => {
      for (const page of pages.splice(0))
        await fetch(page, { method: 'POST', body: new URLSearchParams({ do: 'away' }) });
      // What was sent is sent anew under other ids: as if more had happened to the same payments.
      events = Object.values((await readBooks()).events)
        .map(({ body }) => ({ body: JSON.stringify(body), id: body.id }))
        .filter(({ body }) => body.includes(tenantId));
    },
    notify: async () => {
      count += 1;
      const event = events[count % events.length];
      if (event === undefined) throw new Error('the vendor has sent nothing');
      const body = event.body.replaceAll(event.id, `evt_bench${count}`);
      const sent = harness.sign({ body, secret: endpoint?.secret ?? '', at: Date.now() });
      const target = new URL(endpoint?.body.url ?? '');
      const answered = await ask(`${apiUrl}${target.pathname}`, { method: 'POST', ...sent });
      expect(answered, 204);
      return answered.ms;
    },
    refused: () => refused,
    stop: () => harness.stop(),
  };
};

const percent = (name: string, value: number): Figure => ({ name, value: value * 100, unit: '%' });

/** Guests of a link with a price on their way to the page they pay on, and the vendor's notifications while followers run. */
export async function benchPayment(lab: BenchLab): Promise<Section> {
  const till = await openTill(lab);
  const [apiUrl = ''] = lab.stack.apiUrls;
  const empty = async (): Promise<number> => (await ask(`${apiUrl}/health/live`)).ms;
  const settled = (): Promise<void> => untilNothingIsOwed(lab, [till.tenantId]);
  const ours: number[] = [];
  const vendor: number[] = [];
  const bare: number[] = [];
  const messages: number[] = [];
  const bareQuickly: number[] = [];
  try {
    for (let index = 0; index < warmUps; index += 1)
      await Promise.all([till.bookToPay(), till.openPage(), empty()]);
    for (let round = 0; round < rounds; round += 1) {
      ours.push(...(await paced(perSecond, pacedSeconds, till.bookToPay)));
      vendor.push(...(await paced(perSecond, pacedSeconds, till.openPage)));
      bare.push(...(await paced(perSecond, pacedSeconds / 3, empty)));
    }
    await till.payAll();
    await settled();
    await paced(messagesPerSecond, 2, till.notify);
    for (let round = 0; round < rounds; round += 1) {
      messages.push(...(await paced(messagesPerSecond, messageSeconds, till.notify)));
      bareQuickly.push(...(await paced(messagesPerSecond, messageSeconds, empty)));
    }
    await settled();
  } finally {
    await till.stop();
  }
  const [own, theirs] = [quantile(ours, 0.5), quantile(vendor, 0.5)];
  return {
    title: 'Payment: from a booking to the page it is paid on, and what the vendor says',
    figures: [
      ...spread(`booking and the page to pay on at ${perSecond}/s`, ours),
      ...spread(`the vendor’s own page at ${perSecond}/s`, vendor),
      { name: 'more than the vendor’s own, p50', value: own - theirs, unit: 'ms', aim: { atMost: 60 } },
      ...spread(`empty route at ${perSecond}/s`, bare),
      percent(
        'booking and page ÷ vendor’s page and two empty routes, p50',
        own / (theirs + 2 * quantile(bare, 0.5)),
      ),
      ...spread(`notification acknowledged at ${messagesPerSecond}/s`, messages, { p95: 30 }),
      ...spread(`empty route at ${messagesPerSecond}/s`, bareQuickly),
      percent('notification ÷ empty route, p50', quantile(messages, 0.5) / quantile(bareQuickly, 0.5)),
      {
        name: 'answered otherwise than asked for',
        value: till.refused(),
        unit: 'count',
        aim: { exactly: 0 },
      },
    ],
    remarks: [
      'Every notification is about a payment that its follower then asks the vendor about, on the same two cores.',
      'This API checks its own answers, as in development: the one that is as in production is let near no stand-in.',
    ],
  };
}
