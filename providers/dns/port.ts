/**
 * What the world's name servers say. An absent record is an empty answer; a `ProviderFailure` of kind `unavailable` says that nobody
 * has answered and nothing is known.
 */
export type Dns = {
  /** Texts of TXT records, each put together from its parts. */
  texts: (name: string) => Promise<readonly string[]>;
  /** What a name is another one for (CNAME). */
  aliases: (name: string) => Promise<readonly string[]>;
  /** IPv4 and IPv6 addresses, aliases followed. */
  addresses: (name: string) => Promise<readonly string[]>;
};
