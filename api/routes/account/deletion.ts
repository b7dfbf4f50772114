import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/account/deletion.ts';
import { askAccountDeletion } from '#services/account-deletion/ask-deletion.ts';
import { callOffAccountDeletion } from '#services/account-deletion/call-off-deletion.ts';
import { readDeletion } from '#services/account-deletion/read-deletion.ts';

/** The end of a person's account. */
export const accountDeletionRoutes = (router: Router): void => {
  bindMember(router, contract.readAccountDeletion, async ({ ctx }) => ({ body: await readDeletion(ctx) }));
  bindMember(router, contract.askAccountDeletion, async ({ ctx, body }) => ({
    body: await askAccountDeletion(ctx, body),
  }));
  bindMember(router, contract.callOffAccountDeletion, async ({ ctx }) => {
    await callOffAccountDeletion(ctx);
    return { body: undefined };
  });
};
