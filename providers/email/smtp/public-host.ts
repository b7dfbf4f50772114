import { lookup as resolve } from 'node:dns';
import { BlockList, connect, isIP, type LookupFunction, type Socket } from 'node:net';

/** What must not be reached for somebody else: this machine, its network, and what clouds tell their machines. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

/** Whether an address of the internet may be connected to; IPv4 addresses in IPv6 clothes are judged as what they are. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

const refused = (): Error => Object.assign(new Error('not a public address'), { code: 'ECONNREFUSED' });

/** Resolves like the system and fails when any of the addresses is not public: what is checked is what is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, []);
    if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address)))
      return callback(refused(), []);
    const [first] = found;
    if (options.all === true || first === undefined) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};

/** Connects to a host of the internet, and to nothing inside: `ECONNREFUSED` then. Gives up after `timeoutMs`. */
export const connectPublic = (host: string, port: number, timeoutMs: number): Promise<Socket> =>
  new Promise((resolved, rejected) => {
    if (isIP(host) !== 0 && !isPublicAddress(host)) return rejected(refused());
    const socket = connect({ host, port, lookup: publicLookup });
    const late = setTimeout(
      () => socket.destroy(Object.assign(new Error('connecting took too long'), { code: 'ETIMEDOUT' })),
      timeoutMs,
    );
    socket.once('connect', () => {
      clearTimeout(late);
      socket.removeListener('error', rejected);
      resolved(socket);
    });
    socket.once('error', rejected);
    socket.once('close', () => clearTimeout(late));
  });
