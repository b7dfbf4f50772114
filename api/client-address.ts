import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Sixteen-bit groups of an IPv6 address; an IPv4-mapped one gives `null`, it is an IPv4 address. */
const groupsOf = (address: string): string[] | null => {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...right];
  return groups.length === 8 ? groups.map((group) => Number.parseInt(group, 16).toString(16)) : null;
};

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const plain = (address: string): string => mapped.exec(address)?.[1] ?? (address.split('%')[0] as string);

const networkOf = (address: string, v4Parts: number, v6Groups: number): string => {
  const bare = plain(address);
  if (isIP(bare) === 4) return bare.split('.').slice(0, v4Parts).join('.');
  const groups = isIP(bare) === 6 ? groupsOf(bare) : null;
  return groups === null ? 'unknown' : `${groups.slice(0, v6Groups).join(':')}::`;
};

/** What limits are counted by: the IPv4 address, or the /64 of an IPv6 one, which a single subscriber owns whole. */
export const limitKeyOf = (address: string): string => networkOf(address, 4, 4);

/** For the audit log: /24 or /48. */
export const addressPrefixOf = (address: string): string => networkOf(address, 3, 3);

/**
 * The caller's address. `X-Forwarded-For` counts only when proxies are configured, and then only the entry that the
 * outermost trusted one has written; whatever the caller put there himself stands further left.
 */
export const clientAddress = (c: Context, trustedHops: number): string => {
  if (trustedHops > 0) {
    const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    const seen = chain[chain.length - trustedHops];
    if (seen !== undefined && isIP(plain(seen)) !== 0) return seen;
  }
  return c.env !== undefined && 'incoming' in c.env
    ? (getConnInfo(c).remote.address ?? 'unknown')
    : 'unknown';
};
