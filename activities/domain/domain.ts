import type { Database } from '#db/client.ts';
import type { DomainView } from '#domain/domain/follow.ts';
import type { DomainSeen } from '#domain/domain/types.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Dns } from '#providers/dns/port.ts';
import { type DomainInput, lookAtDomain, readRecords, recordDomain } from '#services/domain/follow-domain.ts';
import { type SiteSettings, targetOf } from '#services/domain/sites.ts';

/** Aliases are followed so far. */
const mostAliases = 4;

/** Whether a name leads to the target: as an alias, or to the same machines. */
const leadsTo = async (dns: Dns, name: string, target: string): Promise<boolean> => {
  let [at, hops] = [name, 0];
  while (hops < mostAliases) {
    const [next] = await dns.aliases(at);
    if (next === undefined) break;
    if (next === target) return true;
    [at, hops] = [next, hops + 1];
  }
  const [own, wanted] = await Promise.all([dns.addresses(name), dns.addresses(target)]);
  return own.length > 0 && own.every((address) => wanted.includes(address));
};

const see = async (
  dns: Dns,
  { name, proof }: { name: string; proof: { name: string; text: string } },
  target: string,
): Promise<DomainSeen> => {
  try {
    if (!(await dns.texts(proof.name)).includes(proof.text)) return 'proof_missing';
    return (await leadsTo(dns, name, target)) ? 'good' : 'points_elsewhere';
  } catch (error) {
    if (error instanceof ProviderFailure) return 'unanswered';
    throw error;
  }
};

/** The follower of a domain: looks whether its records are there. Each is safe to repeat. */
export const createDomainActivities = (deps: {
  db: Database;
  dns: Dns;
  sites: { settings: SiteSettings };
}) => ({
  lookAtDomain: (input: DomainInput): Promise<DomainView | null> => lookAtDomain(deps.db, input),
  checkDomain: async (input: DomainInput): Promise<void> => {
    const records = await readRecords(deps.db, input);
    if (records === null) return;
    await recordDomain(deps.db, input, await see(deps.dns, records, targetOf(deps.sites.settings)));
  },
});
