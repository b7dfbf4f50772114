import { describe, expect, it } from 'vitest';
import { isRedirectUrl, nextStepOf } from './next-step.ts';

describe('an address guests are sent on to', () => {
  it.each([
    'https://example.com',
    'https://example.com/thanks?from=booking#top',
    'https://pay.example.co.uk:8443/x',
    'https://xn--h1alffa9f.xn--p1ai/',
    'https://пример.рф/спасибо',
    'HTTPS://Example.com/',
  ])('may be %s', (url) => {
    expect(isRedirectUrl(url)).toBe(true);
  });

  it.each([
    '',
    'example.com',
    'http://example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com/',
    '//example.com',
    'https:example.com',
    'https:/\\example.com',
    'https://',
    'https://localhost/x',
    'https://app.localhost',
    'https://printer.local',
    'https://intranet/x',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com\\@evil.example/',
    'https://example.com/a b',
    'https://example.com/\n',
    'https://exam\u200bple.com/',
    ' https://example.com',
    `https://example.com/${'x'.repeat(500)}`,
  ])('is never %j', (url) => {
    expect(isRedirectUrl(url)).toBe(false);
  });

  it('is told which booking it is about, keeps its own parameters, and cannot be given others for ours', () => {
    const facts = {
      bookingId: 'bkg_1',
      status: 'confirmed',
      start: '2026-12-01T02:00:00.000Z',
      end: '2026-12-01T02:30:00.000Z',
    };
    const url = new URL(
      nextStepOf('https://example.com/next?plan=a%26b&everslot_booking=x&everslot_booking=y#form', facts),
    );
    expect(url.origin + url.pathname + url.hash).toBe('https://example.com/next#form');
    expect([...url.searchParams]).toEqual([
      ['plan', 'a&b'],
      ['everslot_booking', 'bkg_1'],
      ['everslot_status', 'confirmed'],
      ['everslot_start', facts.start],
      ['everslot_end', facts.end],
    ]);
  });
});
