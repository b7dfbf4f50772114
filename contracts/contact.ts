import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import {
  Email,
  InstantOutput,
  idOf,
  Locale,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
} from './fields.ts';
import { GuestDataFile, GuestErasure } from './guest-data/guest-data.ts';

export const Contact = z
  .object({
    id: idOf('contact'),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    timeZone: z.string(),
    locale: Locale,
    bookingCount: z.int(),
    /** Start of the latest booking, past or to come. */
    lastBookingAt: InstantOutput.nullable(),
    createdAt: InstantOutput,
    /** Null unless they are being erased, or were. */
    erasure: GuestErasure.nullable(),
  })
  .meta({ id: 'Contact' });

const tag = 'Contacts';

export const listContacts = defineEndpoint({
  operation: 'listContacts',
  method: 'get',
  path: '/contacts',
  tag,
  summary: 'Guests over all bookings, the newest first; hosts see the guests they host',
  access: { kind: 'member', permission: 'contacts.read', keys: 'all' },
  params: noParams,
  query: z.object({
    ...PageQuery,
    /** Part of the name or e-mail. */
    search: z.string().trim().max(100).optional(),
  }),
  body: nothing,
  response: pageOf(Contact).meta({ id: 'ContactPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const getContact = defineEndpoint({
  operation: 'getContact',
  method: 'get',
  path: '/contacts/{contactId}',
  tag,
  summary: 'One guest; their bookings are those with this contact',
  access: { kind: 'member', permission: 'contacts.read', keys: 'all' },
  params: z.object({ contactId: idOf('contact') }),
  query: noQuery,
  body: nothing,
  response: Contact,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const exportContact = defineEndpoint({
  operation: 'exportContact',
  method: 'get',
  path: '/contacts/{contactId}/data',
  tag,
  summary: 'All that is kept of a guest, as a file',
  access: { kind: 'member', permission: 'contacts.erase' },
  params: z.object({ contactId: idOf('contact') }),
  query: noQuery,
  body: nothing,
  response: GuestDataFile,
  status: 200,
  produces: 'application/json',
  limit: 'read',
  problems: ['not_found'],
});

export const eraseContact = defineEndpoint({
  operation: 'eraseContact',
  method: 'post',
  path: '/contacts/{contactId}/erasure',
  tag,
  summary: 'Cancels the upcoming bookings of a guest and erases what is kept of them',
  description:
    "Cannot be called off. Takes the guest's address, so that nobody is erased by a slip. That there were bookings stays, without whose they were.",
  access: { kind: 'member', permission: 'contacts.erase' },
  fresh: true,
  params: z.object({ contactId: idOf('contact') }),
  query: noQuery,
  body: z.object({ email: Email }).meta({ id: 'EraseContactInput' }),
  response: GuestErasure,
  status: 202,
  limit: 'write',
  problems: ['not_found', 'invalid_request'],
});
