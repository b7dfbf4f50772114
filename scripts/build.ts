import { buildServer } from './build-server.ts';
import { buildWeb } from './build-web.ts';
import { reportToTerminal, runCommand } from './report.ts';

/** Makes all that a production image holds: `dist/server` and `dist/web`. */
await runCommand(async () => {
  await buildWeb(reportToTerminal);
  await buildServer(reportToTerminal);
  return 0;
});
