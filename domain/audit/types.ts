/** Who can have done what is recorded. */
export const actorKinds = ['guest', 'member', 'key', 'operator', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Stands where the id of a tenant does in records of what concerns the installation and no tenant. */
export const installationId = 'installation';
