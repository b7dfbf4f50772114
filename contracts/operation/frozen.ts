import { isOfAccount } from '#domain/member/permissions.ts';
import type { Endpoint } from '../endpoint.ts';

/** Whether members whom the plan has frozen are refused: they read, settle what is booked and have their own account. */
export const refusesFrozen = ({ access, method, whileFrozen }: Endpoint): boolean =>
  access.kind === 'member' && method !== 'get' && whileFrozen !== true && !isOfAccount(access.permission);
