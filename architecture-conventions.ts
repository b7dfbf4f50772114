import { manifests } from '#providers/manifests.ts';
import { eachCall, files, readText, type Source, shipped, sources, words } from './architecture-sources.ts';

/** What the product talks about. A folder named otherwise needs a line here, and so a reason. */
const nouns = [
  'account',
  'assignment',
  'attention',
  'availability',
  'booking',
  'calendar',
  'connection',
  'effect',
  'link',
  'notification',
  'recurrence',
  'schedule',
  'sync',
];

/** Folders below a layer that are not nouns but parts of its machinery. */
const machinery: Readonly<Record<string, readonly string[]>> = {
  api: ['middleware', 'routes', 'sse', 'testing', 'web', 'webhooks'],
  contracts: ['generated', 'generator'],
  db: ['migrations', 'schema', 'testing'],
  domain: nouns,
  providers: [...new Set(manifests.map(({ capability }) => capability)), 'emulation'],
  services: nouns,
  web: ['api', 'e2e', 'guest', 'host', 'i18n', 'time', 'ui'],
  workflows: [...nouns, 'client', 'histories', 'testing'],
  activities: [],
  'temporal-config': [],
};

const forbiddenNames = new Set(['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'lib', 'misc']);
const forbiddenFiles = /(^|\/)(utils?|helpers?|common|misc)\.(ts|tsx)$/;
const barrels = new Set(['workflows/index.ts', 'activities/index.ts']);

const folderParts = (path: string): string[] => path.split('/').slice(0, -1);

/** Folders outside the vocabulary, and names that say nothing. */
export const strangeFolders = (): string[] => {
  const strange = files.flatMap((path) => {
    const parts = folderParts(path);
    if (parts.some((part) => forbiddenNames.has(part)) || forbiddenFiles.test(path)) return [path];
    const [layer, second] = parts;
    const known = layer === undefined ? undefined : machinery[layer];
    return known === undefined || second === undefined || known.includes(second)
      ? []
      : [`${layer}/${second}`];
  });
  return [...new Set(strange)];
};

const importPath = /^(\.\.?|#)\//;

/** Modules that only pass on what other modules export, and modules named like one. */
export const strayBarrels = (): string[] =>
  sources
    .filter(({ path, program }) => {
      if (barrels.has(path)) return false;
      const passesOn = program.body.some(
        (node) =>
          node.type === 'ExportAllDeclaration' ||
          (node.type === 'ExportNamedDeclaration' &&
            node.source !== null &&
            importPath.test(node.source.value)),
      );
      return (
        passesOn &&
        program.body.every((node) => node.type.startsWith('Export') || node.type === 'ImportDeclaration')
      );
    })
    .map(({ path }) => path);

/** Code files that are too long to be read in one go. Tests, generated files and migrations are free. */
export const longFiles = (limit: number): string[] => {
  const styles = files
    .filter((path) => path.endsWith('.css'))
    .map((path) => ({ path, lines: readText(path).split('\n').length - 1 }));
  return [...shipped, ...styles]
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
};

/** `../..` leaves a folder behind that `#layer/` names. */
export const climbingImports = (): string[] =>
  sources.flatMap(({ path, references }) =>
    references
      .filter(({ specifier }) => specifier.startsWith('../..'))
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );

const callsIn = (source: Source, matches: (callee: string, count: number) => boolean): string[] => {
  const found: string[] = [];
  eachCall(source, (callee, count, line) => {
    if (matches(callee, count)) found.push(`${source.path}:${line} ${callee}()`);
  });
  return found;
};

const clocks = (callee: string, count: number): boolean =>
  callee === 'Date.now' || callee === 'performance.now' || (callee === 'new Date' && count === 0);

/** Reads of the clock, of chance or of the world in code that must give the same answer everywhere. */
export const impureCalls = (layer: string): string[] =>
  shipped
    .filter(({ path }) => path.startsWith(`${layer}/`))
    .flatMap((source) =>
      callsIn(
        source,
        (callee, count) => clocks(callee, count) || /^(Math\.random|fetch|crypto\.\w+)$/.test(callee),
      ),
    );

/** Where the environment may be read: once, at the edge. */
const environmentReaders =
  /(^|\/)env\.ts$|^(scripts|bench|chaos)\/|^architecture|(^|\/)(vite|vitest|drizzle)\.config\.ts$/;

export const environmentReads = (): string[] =>
  shipped
    .filter(({ path, text }) => !environmentReaders.test(path) && /\bprocess\.env\b/.test(text))
    .map(({ path }) => path);

/** Use of console outside what a person runs in a terminal. */
export const consoleUses = (): string[] =>
  shipped
    .filter(({ path }) => !/^(scripts|bench|chaos)\//.test(path))
    .flatMap((source) => callsIn(source, (callee) => callee.startsWith('console.')));

const evasion = /^(vi\.(mock|doMock)$|(test|it|describe)\.(\w+\.)*(skip|only|todo|skipIf|runIf)\b)/;

/** Tests that replace a module of ours, are skipped, or keep others from running. */
export const evasiveTests = (modules: readonly Source[] = sources.filter(({ isTest }) => isTest)): string[] =>
  modules.flatMap((source) => callsIn(source, (callee) => evasion.test(callee)));

/** Any vendor's name, however it is spelt as an identifier. */
const vendors = new RegExp(manifests.map(({ vendor }) => vendor.replaceAll('-', '.?')).join('|'), 'i');

/**
 * Where the names of vendors may stand besides their own folders. Each exemption says why: anything else that knows a
 * vendor would have to change with the vendor.
 */
const vendorPlaces: readonly { pattern: RegExp; why: string }[] = [
  ...manifests.map(({ capability, vendor }) => ({
    pattern: new RegExp(`^providers/${capability}/${vendor}/`),
    why: "the vendor's own folder",
  })),
  { pattern: /^providers\/manifests\.ts$/, why: 'the one list of manifests' },
  { pattern: /^domain\/vendors\.ts$/, why: 'the one list of names' },
  { pattern: /^scripts\/tools\.ts$/, why: 'the name of a browser' },
  { pattern: /^web\/i18n\/host\/(en|vi)\/connections\.ts$/, why: 'what people call the vendor' },
  {
    pattern: /^web\/guest\/page\/add-to-calendar\.ts$/,
    why: "address of a public page, used without the vendor's API",
  },
];

export const strayVendorNames = (): string[] =>
  shipped
    .filter(
      ({ path }) =>
        !path.startsWith('architecture') && !vendorPlaces.some(({ pattern }) => pattern.test(path)),
    )
    .flatMap((source) =>
      words(source)
        .filter((word) => vendors.test(word))
        .map((word) => `${source.path}: ${word.trim().slice(0, 60)}`),
    );

/** Exemptions that exempt nothing any more. */
export const idleVendorPlaces = (): string[] =>
  vendorPlaces
    .filter(
      ({ pattern }) =>
        !sources.some(
          (source) => pattern.test(source.path) && words(source).some((word) => vendors.test(word)),
        ),
    )
    .map(({ pattern }) => String(pattern));

/** Workflows without a recorded history to replay. */
export const workflowsWithoutHistory = (): string[] =>
  shipped
    .flatMap(({ path }) => /^workflows\/.+\/([a-z-]+)\.workflow\.ts$/.exec(path)?.[1] ?? [])
    .filter(
      (name) =>
        !files.some((path) => path.startsWith(`workflows/histories/${name}-`) && path.endsWith('.json')),
    );
