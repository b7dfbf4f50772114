import { reportToTerminal, runCommand } from '#scripts/report.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { buildWeb } from '#scripts/tools/build-web.ts';

/** Makes all that a production image holds: the releases to which `dist/server` and `dist/web` lead. */
await runCommand(async () => {
  await buildWeb(reportToTerminal);
  await buildServer(reportToTerminal);
  return 0;
});
