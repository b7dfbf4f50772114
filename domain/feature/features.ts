/** What an operator can switch off, for the installation or for one organisation. */
export const featureNames = [
  'api_keys',
  'calendar_accounts',
  'csv_exports',
  'group_links',
  'mail_accounts',
] as const;
export type FeatureName = (typeof featureNames)[number];

type Feature = {
  /** Whether it is on where nobody has said otherwise. */
  isOn: boolean;
  /** What stops when it is off, and what goes on: nothing that exists is lost. For the operator, in the API's documentation. */
  off: string;
};

/** Every switch: the only declaration of it. */
export const features: Readonly<Record<FeatureName, Feature>> = {
  api_keys: {
    isOn: true,
    off: 'No API key is made or renewed, and none is accepted. Those that exist stay and work again afterwards.',
  },
  calendar_accounts: {
    isOn: true,
    off: 'No calendar account is connected that was not before. Those that are connected stay in step and are renewed.',
  },
  csv_exports: { isOn: true, off: 'Bookings and the audit log are not downloaded as files.' },
  group_links: {
    isOn: true,
    off: 'No link is made for groups or turned into one. Those that exist are booked and edited as before.',
  },
  mail_accounts: {
    isOn: true,
    off: 'No mail account of an organisation is connected. One that is connected goes on sending.',
  },
};

/** What somebody has said of a switch; null: nothing. */
export type Said = { tenant: boolean | null; installation: boolean | null };

/** Whether something is on in an organisation: what was said of the organisation counts before what was said of the installation. */
export const isOn = (name: FeatureName, { tenant, installation }: Said): boolean =>
  tenant ?? installation ?? features[name].isOn;
