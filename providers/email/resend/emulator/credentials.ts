/** The key that the emulator issues by itself. */
export const emulatorApiKey = 're_emulator_local_key';
