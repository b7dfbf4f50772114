import { totalmem } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { findOnPath, run } from '#scripts/command.ts';
import { runCommand } from '#scripts/report.ts';
import { isPortFree } from '#scripts/stack/ports.ts';
import { configuredPorts, PORTS } from '#scripts/stack/stack-ports.ts';
import { cacheRoot } from '#scripts/tools/cache.ts';
import { inspectTools } from '#scripts/tools/tools.ts';

const OK = 'ok     ';
const INFO = '-      ';
const MISSING = 'MISSING';

async function versionOf(command: string, ...args: string[]): Promise<string | undefined> {
  const path = await findOnPath(command);
  if (!path) return undefined;
  const { output } = await run(path, args, { timeoutMs: 15_000 });
  return stripVTControlCharacters(output).trim().split('\n')[0];
}

async function printMachine(): Promise<void> {
  console.log(`${OK} Node ${process.versions.node} for the project (npm package "node")`);
  console.log(`${INFO} memory ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}-${process.arch}`);
  const optional = [
    ['npm', '--version'],
    ['go', 'version'],
    ['java', '-version'],
    ['mvn', '--version'],
  ] as const;
  for (const [command, flag] of optional) {
    const version = await versionOf(command, flag);
    console.log(`${INFO} ${command}: ${version ?? 'not on PATH'}`);
  }
}

async function printTools(): Promise<boolean> {
  let complete = true;
  for (const { tool, found, means, advice } of await inspectTools()) {
    if (found) console.log(`${OK} ${tool}: ${found}`);
    else if (means.length > 0) console.log(`${INFO} ${tool}: not here yet; can be ${means.join(' or ')}`);
    else {
      complete = false;
      console.log(`${MISSING} ${tool}: ${advice.join(', or ')}`);
    }
  }
  return complete;
}

async function printPorts(): Promise<boolean> {
  let complete = true;
  const ports = configuredPorts();
  for (const { variable, purpose } of PORTS) {
    const port = ports[variable] ?? 0;
    if (port === 0 || (await isPortFree(port))) continue;
    complete = false;
    console.log(`${MISSING} port ${port} (${purpose}) is in use: free it or set ${variable} to another port`);
  }
  if (complete) console.log(`${OK} every port of npm start is free`);
  return complete;
}

await runCommand(async () => {
  await printMachine();
  const tools = await printTools();
  const ports = await printPorts();
  console.log(`${INFO} fetched tools are kept in ${cacheRoot()}`);
  console.log(
    tools && ports ? 'Everything npm start and npm test need is here or can be fetched.' : 'See above.',
  );
  return tools && ports ? 0 : 1;
});
