import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOnPath, run } from '#scripts/command.ts';
import { type Report, secondsSince } from '#scripts/report.ts';
import { buildIntoCache } from './cache.ts';
import { isAtLeast, parseVersion } from './versions.ts';

const CLI_VERSION = '1.5.1';
const TEST_SERVER_VERSION = '1.38.0';
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

const PRODUCTS = {
  cli: { tool: 'temporal', file: 'temporal', title: 'the Temporal CLI' },
  'test-server': {
    tool: 'temporal-test-server',
    file: 'temporal-test-server',
    title: "Temporal's time-skipping test server",
  },
} as const;

const sdkDownload = fileURLToPath(new URL('./sdk-download.ts', import.meta.url));

/** The SDK's own download of a server. Without internet it gives up within a second. */
export function downloadWithSdk(kind: keyof typeof PRODUCTS, report: Report): Promise<string | undefined> {
  const { tool, file, title } = PRODUCTS[kind];
  return buildIntoCache(
    tool,
    file,
    async (folder) => {
      report(`Looking for ${title} (official download) …`);
      const { code } = await run(process.execPath, [sdkDownload, kind, folder], {
        timeoutMs: 600_000,
        guarded: true,
      });
      if (code !== 0) throw new Error('the official download is not reachable from here');
      const [downloaded] = (await readdir(folder)).filter((name) => name.startsWith('temporal'));
      if (!downloaded) throw new Error('the official download left no executable');
      const path = join(folder, file);
      if (downloaded !== file) await copyFile(join(folder, downloaded), path);
      await chmod(path, 0o755);
      const { output } = await run(path, ['--version'], { timeoutMs: 15_000 });
      return {
        version: kind === 'cli' ? (parseVersion(output)?.join('.') ?? CLI_VERSION) : TEST_SERVER_VERSION,
      };
    },
    report,
    kind === 'cli' ? '1.5' : undefined,
  );
}

/** Builds the official CLI from its Go module; about four minutes on two cores, once per user. */
export async function buildTemporalWithGo(report: Report): Promise<string | undefined> {
  const go = await findOnPath('go');
  if (!go) return undefined;
  const build = async (folder: string) => {
    const started = performance.now();
    report(`Building the Temporal CLI ${CLI_VERSION} with Go; this takes about four minutes, once …`);
    let packages = 0;
    const timer = setInterval(
      () => report(`  … ${packages} packages compiled after ${secondsSince(started)} s`),
      15_000,
    );
    const env = { ...process.env, GOBIN: folder };
    const module = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;
    const onLine = (line: string) => {
      if (!line.startsWith('go: ')) packages += 1;
    };
    const { code, output } = await run(go, ['install', '-v', module], { env, onLine, guarded: true });
    clearInterval(timer);
    if (code !== 0) throw new Error(`go install failed: ${lastLine(output)}`);
    report(`Temporal CLI ${CLI_VERSION} built in ${secondsSince(started)} s.`);
    return { version: CLI_VERSION };
  };
  return buildIntoCache('temporal', 'temporal', build, report, '1.5');
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>everslot</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${TEST_SERVER_VERSION}</version>
  </dependency></dependencies>
</project>
`;

// Whoever starts the wrapper ends it by its process id, so it must become Java rather than have it as a child.
const WRAPPER = `#!/bin/sh
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** The test server's jars from Maven Central, with a start script. */
export async function fetchTestServerWithMaven(report: Report): Promise<string | undefined> {
  const maven = await findOnPath('mvn');
  const java = await findOnPath('java');
  if (!maven || !java) return undefined;
  const { output: version } = await run(java, ['-version'], { timeoutMs: 15_000 });
  if (!isAtLeast(version, '1.8')) throw new Error('the Java on PATH does not run');
  const build = async (folder: string) => {
    const started = performance.now();
    report(`Fetching Temporal's time-skipping test server ${TEST_SERVER_VERSION} with Maven …`);
    const lib = join(folder, 'lib');
    await mkdir(lib);
    await writeFile(join(folder, 'pom.xml'), POM);
    const goal = `${DEPENDENCY_PLUGIN}:copy-dependencies`;
    const args = [
      '-B',
      '-q',
      '-f',
      join(folder, 'pom.xml'),
      goal,
      `-DoutputDirectory=${lib}`,
      '-DincludeScope=runtime',
    ];
    const { code, output } = await run(maven, args, { guarded: true });
    if (code !== 0) throw new Error(`Maven could not fetch the test server: ${lastLine(output)}`);
    await writeFile(join(folder, 'temporal-test-server'), WRAPPER, { mode: 0o755 });
    report(`Time-skipping test server fetched in ${secondsSince(started)} s.`);
    return { version: TEST_SERVER_VERSION };
  };
  return buildIntoCache('temporal-test-server', 'temporal-test-server', build, report);
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
