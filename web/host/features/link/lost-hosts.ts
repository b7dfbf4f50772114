type Member = { id: string; name: string; needsReconnection: boolean };

/** The hosts of a link whose calendar is no longer read, so that guests may be offered times they do not have; by name. */
export const lostHostsOf = (
  { hostIds }: { hostIds: readonly string[] },
  members: readonly Member[],
): string[] =>
  members
    .filter(({ id, needsReconnection }) => needsReconnection && hostIds.includes(id))
    .map(({ name }) => name);
