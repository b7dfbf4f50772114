/** Type of a Temporal search attribute, as the command line spells it. */
export type SearchAttributeKind = 'Keyword' | 'Datetime';

/**
 * Custom search attributes of the namespace, registered at deployment and by `npm start`. They hold ids, a status and an instant, never
 * personal data: Temporal stores them unencrypted.
 */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, SearchAttributeKind>> = {
  TenantId: 'Keyword',
  HostId: 'Keyword',
  BookingStatus: 'Keyword',
  IntegrationId: 'Keyword',
  StartsAt: 'Datetime',
};
