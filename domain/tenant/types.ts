/** `suspended`: guests book nothing new and members change nothing, until an operator resumes it. */
export const tenantStates = ['active', 'suspended'] as const;
export type TenantState = (typeof tenantStates)[number];
