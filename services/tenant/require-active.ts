import { AppError } from '#domain/errors.ts';
import type { TenantState } from '#domain/tenant/types.ts';

/** Throws `tenant_suspended` for a tenant that is not active: nothing new is made in it. */
export const requireActive = (state: TenantState): void => {
  if (state !== 'active')
    throw new AppError('tenant_suspended', 'This organisation is suspended. What was booked still holds.');
};
