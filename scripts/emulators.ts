import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startGoogleEmulator } from '#providers/calendar/google/emulator.ts';
import { startResendEmulator } from '#providers/email/resend/emulator.ts';
import { readPort } from './ports.ts';
import { stateFolder } from './project.ts';
import { runCommand } from './report.ts';
import { watchParent } from './watch-parent.ts';

// Stand-ins for the vendors, in one process of their own: they survive what happens to API and worker, and the other way round.
await runCommand(async () => {
  const folder = process.env['EVERSLOT_EMULATOR_STATE'] || join(stateFolder, 'emulators');
  await mkdir(folder, { recursive: true });
  const google = await startGoogleEmulator({
    port: readPort('EVERSLOT_GOOGLE_EMULATOR_PORT', 4010),
    stateFile: join(folder, 'google.json'),
  });
  const webhookUrl = process.env['RESEND_WEBHOOK_URL'];
  const webhookSecret = process.env['RESEND_WEBHOOK_SECRET'];
  const resend = await startResendEmulator({
    port: readPort('EVERSLOT_MAIL_EMULATOR_PORT', 4020),
    stateFile: join(folder, 'mail.json'),
    ...(webhookUrl && { webhookUrl }),
    ...(webhookSecret && { webhookSecret }),
  });
  console.log(`calendar ${google.url}, mail ${resend.url}`);
  console.log('emulators ready');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    watchParent(() => resolve());
  });
  await Promise.all([google.stop(), resend.stop()]);
  return 0;
});
