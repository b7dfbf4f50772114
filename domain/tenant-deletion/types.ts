/**
 * `waiting` until its day, when it can still be called off; `settling` while guests are told and accounts disconnected, `removing`
 * while rows go. What is done has no row any more.
 */
export const tenantDeletionStates = ['waiting', 'settling', 'removing'] as const;
export type TenantDeletionState = (typeof tenantDeletionStates)[number];
