import { expect, test } from 'vitest';
import { parseJitsiEnv } from './env.ts';

test('without an address the vendor is off', () => {
  expect(parseJitsiEnv({})).toBeNull();
  expect(parseJitsiEnv({ JITSI_MEET_URL: '  ' })).toBeNull();
});

test('an address is taken with a path and without its trailing slashes', () => {
  expect(parseJitsiEnv({ JITSI_MEET_URL: ' https://meet.example.com/rooms// ' })).toEqual({
    baseUrl: 'https://meet.example.com/rooms',
  });
});

test.each([
  'http://meet.example.com',
  'meet.example.com',
  'https://user:secret@meet.example.com',
  'https://meet.example.com/?a=1',
])('%s is refused by the name of its key', (value) => {
  expect(() => parseJitsiEnv({ JITSI_MEET_URL: value })).toThrow(/^Conference configuration: JITSI_MEET_URL/);
  expect(() => parseJitsiEnv({ JITSI_MEET_URL: value })).not.toThrow(/secret/);
});
