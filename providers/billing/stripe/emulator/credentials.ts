/** The installation's account at the emulator, and what it sells. */
export const emulatorBilling = {
  key: 'rk_test_EmulatorInstallation',
  webhookSecret: 'whsec_EmulatorInstallation',
  trialDays: 14,
} as const;

/** Prices of one seat, in the vendor's unit. */
export const emulatorPrices = [
  { id: 'price_EmulatorProMonthly', name: 'Pro', interval: 'month', amount: 1_200 },
  { id: 'price_EmulatorProYearly', name: 'Pro', interval: 'year', amount: 12_000 },
  { id: 'price_EmulatorTeamMonthly', name: 'Team', interval: 'month', amount: 1_800 },
  { id: 'price_EmulatorTeamYearly', name: 'Team', interval: 'year', amount: 18_000 },
] as const;
