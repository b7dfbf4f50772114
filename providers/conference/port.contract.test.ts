import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conferenceVendors } from '#domain/vendors.ts';
import { type ConferenceHarness, conferenceHarnesses } from './contract-harness.ts';
import type { ConferenceClient, Meeting } from './port.ts';

const meeting = (key: string, change: Partial<Meeting> = {}): Meeting => ({
  key,
  title: 'Khám tổng quát: An',
  start: Date.UTC(2027, 2, 1, 8),
  end: Date.UTC(2027, 2, 1, 9),
  ...change,
});

describe.each(conferenceVendors)('meetings at %s', (vendor) => {
  let harness: ConferenceHarness;
  const opened = async (): Promise<ConferenceClient> => {
    const { credentials } = await harness.connect();
    return harness.provider.open(credentials, async () => undefined);
  };
  beforeAll(async () => {
    harness = await conferenceHarnesses[vendor]();
  });
  afterAll(() => harness.stop());

  test('the provider is the configured one, and an account has a label its owner knows', async () => {
    expect(harness.provider.vendor).toBe(vendor);
    const { account } = await harness.connect();
    expect([account.label, account.externalAccountId]).not.toContain('');
  });

  test('a repeat under the same key is the same meeting, also after the account was opened anew and the time has moved', async () => {
    const { credentials } = await harness.connect();
    const open = () => harness.provider.open(credentials, async () => undefined);
    const first = await open().createMeeting(meeting('ses_1'));
    expect(await open().createMeeting(meeting('ses_1', { start: 1, end: 2, title: 'Other' }))).toEqual(first);
  });

  test('two keys are two meetings, and so is one key of two accounts', async () => {
    const [one, other] = [await opened(), await opened()];
    const urls = [
      await one.createMeeting(meeting('ses_1')),
      await one.createMeeting(meeting('ses_2')),
      await other.createMeeting(meeting('ses_1')),
    ].map(({ url }) => url);
    expect(new Set(urls).size).toBe(3);
  });

  test('an address is https, can be put into any text, and shows neither key nor title', async () => {
    const client = await opened();
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 12 }), fc.string({ minLength: 12 }), async (key, title) => {
        const { url } = await client.createMeeting(meeting(key, { title }));
        expect(url).toMatch(/^https:\/\/[A-Za-z0-9./_~?=&-]{30,300}$/);
        expect([url.includes(key), url.includes(title)]).toEqual([false, false]);
      }),
    );
  });

  test('credentials that it did not issue cannot be opened, and the failure quotes none of them', async () => {
    for (const credentials of [{}, { roomSecret: 'canary' }, { token: 'canary' }]) {
      const open = () => harness.provider.open(credentials, async () => undefined);
      expect(open).toThrow(expect.objectContaining({ reason: 'credentials_unreadable' }));
      expect(open).not.toThrow(/canary/);
    }
  });
});
