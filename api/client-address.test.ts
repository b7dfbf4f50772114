import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { addressPrefixOf, clientAddress, limitKeyOf } from './client-address.ts';

const addressOf = async (forwarded: string | undefined, hops: number): Promise<string> => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, hops)));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const env = {
    incoming: { socket: { remoteAddress: '198.51.100.7', remotePort: 1, remoteFamily: 'IPv4' } },
  };
  return (await app.request('/', { headers }, env)).text();
};

describe("the caller's address", () => {
  it("is the socket's when no proxy is trusted, whatever the header says", async () => {
    expect(await addressOf('10.0.0.1', 0)).toBe('198.51.100.7');
  });

  it('is what the outermost trusted proxy has seen', async () => {
    expect(await addressOf('10.0.0.1, 192.0.2.1', 1)).toBe('192.0.2.1');
    expect(await addressOf('10.0.0.1, 192.0.2.1, 172.16.0.1', 2)).toBe('192.0.2.1');
    expect(await addressOf('nonsense', 1)).toBe('198.51.100.7');
    expect(await addressOf(undefined, 1)).toBe('198.51.100.7');
    expect(await addressOf('192.0.2.1', 3)).toBe('198.51.100.7');
  });

  it.each([
    ['192.0.2.9', '192.0.2.9', '192.0.2'],
    ['::ffff:192.0.2.9', '192.0.2.9', '192.0.2'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', '2001:db8:1::'],
    ['2001:db8::1', '2001:db8:0:0::', '2001:db8:0::'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::', '2001:db8:1::'],
    ['fe80::1%eth0', 'fe80:0:0:0::', 'fe80:0:0::'],
    ['::1', '0:0:0:0::', '0:0:0::'],
    ['', 'unknown', 'unknown'],
  ])('%s counts as %s and is kept as %s', (address, key, prefix) => {
    expect(limitKeyOf(address)).toBe(key);
    expect(addressPrefixOf(address)).toBe(prefix);
  });
});
