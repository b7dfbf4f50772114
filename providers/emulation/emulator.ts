export type EmulatorOptions = {
  /** 0 takes a free port. */
  port: number;
  /** Loopback unless given. */
  host?: string;
  /** What people and clients did survives a restart, in a file or folder of the emulator's own below it. */
  stateFolder?: string;
  /** Where notifications go; none are sent without it. */
  notifyUrl?: string;
  /** The vendor's settings as the product has them, for what both sides must know. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Same seed and same requests: same ids and same chances. */
  seed?: number;
};

export type Emulator = { url: string; port: number; stop(): Promise<void> };

/** How `npm start` and the tests run a vendor's local counterpart. */
export type EmulatorManifest = {
  /** What its page is called where people are told the addresses. */
  label: string;
  port: { variable: string; standard: number; purpose: string };
  /** Settings that point the product at the counterpart. */
  environment: (at: { url: string; stateFolder: string }) => Record<string, string>;
  load: () => Promise<{ startEmulator: (options: EmulatorOptions) => Promise<Emulator> }>;
};
