import type { Database } from '#db/client.ts';
import type { AccountDeletionView } from '#domain/account-deletion/follow.ts';
import {
  type AccountDeletionInput,
  eraseAccount,
  leaveOrganisations,
  lookAtAccountDeletion,
} from '#services/account-deletion/follow-deletion.ts';

/** The follower of an account that is to be deleted. Each is safe to repeat. */
export const createAccountDeletionActivities = (deps: { db: Database }) => ({
  lookAtAccountDeletion: (input: AccountDeletionInput): Promise<AccountDeletionView | null> =>
    lookAtAccountDeletion(deps.db, input),
  leaveOrganisations: (input: AccountDeletionInput): Promise<void> => leaveOrganisations(deps.db, input),
  eraseAccount: (input: AccountDeletionInput): Promise<void> => eraseAccount(deps.db, input),
});
