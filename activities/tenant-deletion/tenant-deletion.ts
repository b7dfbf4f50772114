import type { Database } from '#db/client.ts';
import type { TenantDeletionView } from '#domain/tenant-deletion/follow.ts';
import {
  type LeaveVendors,
  lookAtTenantDeletion,
  removeTenant,
  settleTenantDeletion,
  type TenantDeletionInput,
} from '#services/tenant-deletion/follow-deletion.ts';

/** The follower of a tenant's deletion. Each is safe to repeat. */
export const createTenantDeletionActivities = ({
  db,
  leaveVendors,
}: {
  db: Database;
  leaveVendors: LeaveVendors;
}) => ({
  lookAtTenantDeletion: (input: TenantDeletionInput): Promise<TenantDeletionView | null> =>
    lookAtTenantDeletion(db, input),
  settleTenantDeletion: (input: TenantDeletionInput): Promise<void> =>
    settleTenantDeletion(db, input, leaveVendors),
  removeTenant: (input: TenantDeletionInput): Promise<void> => removeTenant(db, input),
});
