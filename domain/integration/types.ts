/** What an account at a vendor can be for, and whose it is then: a person's or the whole tenant's. */
export const integrationOwners = {
  calendar: 'member',
  conference: 'tenant',
  crm: 'tenant',
  email: 'tenant',
  payment: 'tenant',
  sms: 'tenant',
} as const;
export type IntegrationCapability = keyof typeof integrationOwners;

/** Capabilities whose accounts are a person's. */
export const memberCapabilities = (Object.keys(integrationOwners) as IntegrationCapability[]).filter(
  (capability) => integrationOwners[capability] === 'member',
);

/** How an account is opened: by consent on the vendor's own page, by name and password, by a key, or by nothing at all. */
export const authKinds = ['oauth', 'basic', 'key', 'none'] as const;
export type AuthKind = (typeof authKinds)[number];

/** What may be typed to open an account without a page of consent; which of it a vendor asks for is in its manifest. */
export const accountFields = ['sender', 'server', 'port', 'username', 'password', 'key'] as const;
export type AccountField = (typeof accountFields)[number];
export type AccountInput = Readonly<Partial<Record<AccountField, string>>>;

export const integrationStatuses = [
  'connected',
  'needs_reconnection',
  'disconnecting',
  'disconnected',
] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];
