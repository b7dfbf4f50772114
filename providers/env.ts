const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname === '::1' ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname);

/** Whether a connection without TLS to this host is meant: local counterparts, allowed by ALLOW_LOOPBACK_PROVIDERS. */
export const mayBePlain = (hostname: string, env: Readonly<Record<string, string | undefined>>): boolean =>
  isLoopback(hostname) && env['ALLOW_LOOPBACK_PROVIDERS'] === 'true';

/** Host and port of an address, as an operator looks for them; nothing else of it, which may hold secrets. */
export const serverOf = (address: string | URL): string | undefined => {
  const text = String(address);
  if (!URL.canParse(text)) return undefined;
  const { hostname, port, protocol } = new URL(text);
  return `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
};

/**
 * What is wrong with the address of a vendor, as a sentence that shows no value, or `null`. Only https is accepted, so
 * that a typing error never sends anything in the clear; plain http only where `mayBePlain` allows it.
 */
export function vendorUrlProblem(
  key: string,
  value: string,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return `${key} must be a plain URL`;
  if (url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain(url.hostname, env))) return null;
  return `${key} must be https (http only for a loopback host with ALLOW_LOOPBACK_PROVIDERS=true)`;
}
