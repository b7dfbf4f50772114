/**
 * `pending` until the domain was proved, `verified` while it is ours to answer for, `failing` while its records are gone but its
 * pages still answer, `released` after that; `given_up` was never proved.
 */
export const domainStates = ['pending', 'verified', 'failing', 'given_up', 'released'] as const;
export type DomainState = (typeof domainStates)[number];

/** While pages of the organisation answer under the domain; no two organisations have the same one then. */
export const servedStates = ['verified', 'failing'] as const satisfies DomainState[];

/** What is wrong with a domain: its proof, where it points, who else has it, or that nobody answers for it. */
export const domainFindings = ['proof_missing', 'points_elsewhere', 'in_use', 'unanswered'] as const;
export type DomainFinding = (typeof domainFindings)[number];

/** What one look at a domain came to. */
export type DomainSeen = 'good' | DomainFinding;

export type DomainNotice = 'domain_verified' | 'domain_failing' | 'domain_released' | 'domain_given_up';

/** The record that proves whose a domain is stands below this label. */
export const proofLabel = '_everslot';
export const proofName = (name: string): string => `${proofLabel}.${name}`;
export const proofText = (token: string): string => `everslot-domain=${token}`;
