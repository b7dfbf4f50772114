/**
 * Origins whose pages may act with a member's cookie. An installation on loopback is reached by either of its names.
 */
export const trustedOrigins = (publicUrl: string, listed: readonly string[]): string[] => {
  const own = new URL(publicUrl);
  const twin = new URL(publicUrl);
  if (own.hostname === 'localhost') twin.hostname = '127.0.0.1';
  else if (own.hostname === '127.0.0.1') twin.hostname = 'localhost';
  return [...new Set([own.origin, twin.origin, ...listed])];
};
