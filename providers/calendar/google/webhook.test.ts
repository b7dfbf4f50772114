import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseGooglePush, verifyChannelSecret } from './webhook.ts';

const headers = {
  'X-Goog-Channel-ID': 'chn_1',
  'X-Goog-Channel-Token': 'secret',
  'X-Goog-Resource-ID': 'res_1',
  'X-Goog-Resource-State': 'exists',
  'X-Goog-Message-Number': '12',
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a push notification', () => {
  test('is read from its headers in any case', () => {
    const push = {
      channelId: 'chn_1',
      secret: 'secret',
      resourceId: 'res_1',
      state: 'exists',
      messageNumber: 12,
    };
    expect(parseGooglePush(headers)).toEqual(push);
    expect(parseGooglePush(new Headers(headers))).toEqual(push);
  });

  test.each([
    ['no channel', { 'X-Goog-Channel-ID': undefined }],
    ['a channel id that is too long', { 'X-Goog-Channel-ID': 'x'.repeat(65) }],
    ['an unknown state', { 'X-Goog-Resource-State': 'add' }],
    ['no number', { 'X-Goog-Message-Number': 'one' }],
    ['a number below one', { 'X-Goog-Message-Number': '0' }],
    ['no resource', { 'X-Goog-Resource-ID': '' }],
  ])('with %s is none', (_case, change) => {
    expect(parseGooglePush({ ...headers, ...change })).toBeNull();
  });
});

describe('the secret of a channel', () => {
  test('matches its hash and no other', () => {
    expect(verifyChannelSecret('secret', sha256('secret'))).toBe(true);
    expect(verifyChannelSecret('secret2', sha256('secret'))).toBe(false);
    expect(verifyChannelSecret('', sha256('secret'))).toBe(false);
  });

  test('never matches a malformed hash', () => {
    expect(verifyChannelSecret('secret', '')).toBe(false);
    expect(verifyChannelSecret('secret', sha256('secret').slice(2))).toBe(false);
  });
});
