import type { Database } from '#db/client.ts';
import type { TenantDeletionView } from '#domain/tenant-deletion/follow.ts';
import {
  lookAtTenantDeletion,
  removeTenant,
  settleTenantDeletion,
  type TenantDeletionInput,
} from '#services/tenant-deletion/follow-deletion.ts';

/** The follower of a tenant's deletion. Each is safe to repeat. */
export const createTenantDeletionActivities = ({ db }: { db: Database }) => ({
  lookAtTenantDeletion: (input: TenantDeletionInput): Promise<TenantDeletionView | null> =>
    lookAtTenantDeletion(db, input),
  settleTenantDeletion: (input: TenantDeletionInput): Promise<void> => settleTenantDeletion(db, input),
  removeTenant: (input: TenantDeletionInput): Promise<void> => removeTenant(db, input),
});
