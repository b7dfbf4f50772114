/** The keys that the emulator issues by itself: two accounts that do not see each other, and a platform. */
export const emulatorKeys = {
  test: 'rk_test_EmulatorLotus',
  live: 'rk_live_EmulatorLotus',
  /** Opens everything in the account. */
  secret: 'sk_test_EmulatorLotus',
  /** May do all but make webhook endpoints. */
  withoutWebhooks: 'rk_test_EmulatorLotusNoWebhooks',
  otherAccount: 'rk_test_EmulatorBamboo',
  platform: 'sk_test_EmulatorPlatform',
} as const;

/** The account at the emulator that belongs to the first keys, and the one that is connected to the platform. */
export const emulatorAccounts = { own: 'acct_EmulatorLotus', other: 'acct_EmulatorBamboo' } as const;
