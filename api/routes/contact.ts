import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/contact.ts';
import { getContact, listContacts } from '#services/contact/list-contacts.ts';

/** Serves hosts: the guests of their tenant. */
export const contactRoutes = (router: Router): void => {
  bindMember(router, contract.listContacts, async ({ ctx, query }) => ({
    body: await listContacts(ctx, query),
  }));
  bindMember(router, contract.getContact, async ({ ctx, params }) => ({
    body: await getContact(ctx, params),
  }));
};
