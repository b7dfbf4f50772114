import { expect, test } from 'vitest';
import { receiveGooglePush } from './receive.ts';

const headers = {
  'X-Goog-Channel-ID': 'chn_1',
  'X-Goog-Channel-Token': 'secret',
  'X-Goog-Resource-ID': 'res_1',
  'X-Goog-Resource-State': 'exists',
  'X-Goog-Message-Number': '12',
};
const receive = (change: Record<string, string> = {}) =>
  receiveGooglePush(
    new Request('http://127.0.0.1/hook', { method: 'POST', headers: { ...headers, ...change } }),
  );

test('a push notification names its channel, its secret, its resource and itself', async () => {
  expect(await receive()).toEqual({
    kind: 'hints',
    hints: [{ channelId: 'chn_1', secret: 'secret', resourceId: 'res_1', messageId: '12' }],
  });
});

test.each([
  ['no channel', { 'X-Goog-Channel-ID': '' }],
  ['a channel id that is too long', { 'X-Goog-Channel-ID': 'x'.repeat(65) }],
  ['an unknown state', { 'X-Goog-Resource-State': 'add' }],
  ['no number', { 'X-Goog-Message-Number': 'one' }],
  ['a number below one', { 'X-Goog-Message-Number': '0' }],
  ['no resource', { 'X-Goog-Resource-ID': '' }],
])('a message with %s is none', async (_case, change) => {
  expect(await receive(change)).toEqual({ kind: 'refused', reason: 'malformed' });
});
