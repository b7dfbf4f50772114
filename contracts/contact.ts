import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { InstantOutput, idOf, Locale, noParams, noQuery, nothing, PageQuery, pageOf } from './fields.ts';

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
