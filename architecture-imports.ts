import type { Manifest } from '#providers/manifest.ts';
import { manifests } from '#providers/manifests.ts';
import { type Source, shipped, sourceAt } from './architecture-sources.ts';

/**
 * What a module may import. `files` and `types` are path prefixes (`types`: by `import type` alone), `packages` are names.
 * The first area whose pattern matches a path decides; the composition roots therefore stand before their layer.
 */
type Area = {
  name: string;
  pattern: RegExp;
  files: readonly string[];
  types?: readonly string[];
  packages: readonly string[];
};

const workflowParts = [
  'workflows/booking/',
  'workflows/calendar/',
  'workflows/notification/',
  'workflows/session/',
  'workflows/follow.ts',
  'workflows/policies.ts',
  'workflows/failures.ts',
];
const envParts = ['db/env.ts', 'services/env.ts', 'temporal-config/env.ts'];

/** What a vendor's folder may use of its capability and of what all vendors share. */
const providerArea = ({ capability, vendor, packages }: Manifest): Area[] => {
  const folder = `providers/${capability}/${vendor}/`;
  const shared = [
    folder,
    `providers/${capability}/port.ts`,
    `providers/${capability}/outgoing.ts`,
    'providers/auth.ts',
    'providers/manifest.ts',
    'providers/receive.ts',
    'providers/env.ts',
    'domain/',
  ];
  return [
    {
      name: `emulator of ${vendor}`,
      pattern: new RegExp(`^${folder}emulator/`),
      files: [...shared, 'providers/emulation/', `providers/${capability}/mailbox-page/`],
      packages: [...packages, 'hono', 'luxon', 'zod'],
    },
    {
      name: `adapter of ${vendor}`,
      pattern: new RegExp(`^${folder}`),
      files: shared,
      packages: [...packages, 'zod'],
    },
  ];
};

/** What both web apps are made of; it knows neither of them. */
const webParts = ['web/api/', 'web/time/', 'web/ui/', 'web/i18n/'];

const areas: readonly Area[] = [
  { name: 'domain', pattern: /^domain\//, files: ['domain/'], packages: ['luxon', 'rrule'] },
  { name: 'contracts', pattern: /^contracts\//, files: ['contracts/', 'domain/'], packages: ['zod'] },
  { name: 'db configuration', pattern: /^db\/drizzle\.config\.ts$/, files: [], packages: ['drizzle-kit'] },
  { name: 'db', pattern: /^db\//, files: ['db/', 'domain/'], packages: ['drizzle-orm', 'pg', 'zod'] },
  {
    name: 'identity',
    pattern: /^services\/account\/identity\.ts$/,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['drizzle-orm', 'zod', 'better-auth'],
  },
  {
    name: 'invitation files',
    pattern: /^services\/booking\/render-ics\.ts$/,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['ical-generator'],
  },
  {
    name: 'services',
    pattern: /^services\//,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['drizzle-orm', 'zod'],
  },
  {
    name: 'emulation',
    pattern: /^providers\/emulation\//,
    files: ['providers/emulation/'],
    packages: ['hono', '@hono/node-server', 'zod'],
  },
  {
    name: 'mailbox page',
    pattern: /^providers\/email\/mailbox-page\//,
    files: ['providers/email/mailbox-page/'],
    packages: ['hono'],
  },
  {
    name: 'ports and registries',
    pattern: /^providers\/([a-z-]+\/)?[a-z-]+\.ts$/,
    files: ['providers/', 'domain/'],
    packages: ['zod'],
  },
  {
    name: 'e-mail templates',
    pattern: /^providers\/email\/templates\//,
    files: ['providers/email/templates/', 'providers/email/port.ts', 'domain/'],
    packages: ['@react-email/components', '@react-email/render', 'react'],
  },
  ...manifests.flatMap(providerArea),
  {
    name: 'workflow client',
    pattern: /^workflows\/client\//,
    files: ['workflows/client/', 'workflows/policies.ts', 'domain/', 'contracts/', 'temporal-config/env.ts'],
    types: workflowParts,
    packages: ['@temporalio/client', '@temporalio/common', '@temporalio/proto'],
  },
  {
    name: 'workflows',
    pattern: /^workflows\//,
    files: [...workflowParts, 'domain/'],
    types: ['activities/index.ts', 'contracts/'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  {
    name: 'worker',
    pattern: /^activities\/worker\.ts$/,
    files: [
      'activities/',
      'services/',
      'domain/',
      'db/',
      'providers/',
      'workflows/policies.ts',
      'workflows/client/',
      'temporal-config/env.ts',
    ],
    packages: ['@temporalio/worker', 'pino'],
  },
  {
    name: 'environment of the worker',
    pattern: /^activities\/env\.ts$/,
    files: [...envParts, 'workflows/policies.ts'],
    packages: ['zod'],
  },
  {
    name: 'compiler of JSX for the worker',
    pattern: /^activities\/jsx\.ts$/,
    files: [],
    packages: ['esbuild'],
  },
  {
    name: 'activities',
    pattern: /^activities\//,
    files: ['activities/', 'services/', 'domain/', 'contracts/'],
    types: ['db/', 'providers/auth.ts', 'providers/calendar/port.ts', 'providers/email/port.ts'],
    packages: ['@temporalio/activity', '@temporalio/common', 'cockatiel'],
  },
  {
    name: 'API process',
    pattern: /^api\/main\.ts$/,
    files: ['api/', 'services/', 'domain/', 'contracts/', 'db/', 'providers/', 'workflows/client/'],
    packages: ['@hono/node-server', 'drizzle-orm'],
  },
  { name: 'environment of the API', pattern: /^api\/env\.ts$/, files: envParts, packages: ['zod'] },
  {
    name: 'api',
    pattern: /^api\//,
    files: ['api/', 'services/', 'domain/', 'contracts/', 'workflows/client/'],
    types: ['db/', 'providers/'],
    packages: [
      'hono',
      '@hono/node-server',
      '@scalar/hono-api-reference',
      'zod',
      'pino',
      'prom-client',
      'rate-limiter-flexible',
    ],
  },
  {
    name: 'web build',
    pattern: /^web\/[a-z]+\/(build|vite\.config)\.ts$/,
    files: ['web/'],
    packages: ['vite', '@tailwindcss/vite'],
  },
  {
    name: 'web client',
    pattern: /^web\/api\//,
    files: ['web/api/'],
    types: ['contracts/generated/'],
    packages: [],
  },
  {
    name: 'web time',
    pattern: /^web\/time\//,
    files: ['web/time/', 'web/ui/'],
    types: ['domain/', 'web/i18n/languages.ts'],
    packages: [],
  },
  { name: 'web parts', pattern: /^web\/ui\//, files: ['web/ui/'], packages: [] },
  { name: 'web texts', pattern: /^web\/i18n\//, files: ['web/i18n/', 'web/ui/'], packages: [] },
  {
    name: 'guest pages',
    pattern: /^web\/guest\//,
    files: ['web/guest/', ...webParts],
    packages: ['preact', 'preact-render-to-string', 'hono'],
  },
  {
    name: 'host app',
    pattern: /^web\/host\//,
    files: ['web/host/', ...webParts],
    packages: [
      'react',
      'react-dom',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'radix-ui',
      'react-hook-form',
      'sonner',
    ],
  },
  { name: 'temporal-config', pattern: /^temporal-config\//, files: ['temporal-config/'], packages: ['zod'] },
];

/** Commands of a developer or an operator, and the test equipment: they may use every layer, no layer uses them. */
const tooling = /^(scripts|bench|chaos)\/|^[a-z.-]+\.ts$/;

const startsWithAny = (path: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => path.startsWith(prefix));

/** Every import that no rule allows, as a sentence. */
export const forbiddenImports = (
  modules: readonly Pick<Source, 'path' | 'references'>[] = shipped,
): string[] =>
  modules
    .filter(({ path }) => !tooling.test(path))
    .flatMap((source) => {
      const area = areas.find(({ pattern }) => pattern.test(source.path));
      if (area === undefined) return [`${source.path} belongs to no area`];
      return source.references.flatMap(({ specifier, target, kind, typeOnly }) => {
        if (kind === 'node') return [];
        const allowed =
          kind === 'package'
            ? area.packages.includes(target)
            : startsWithAny(target, area.files) || (typeOnly && startsWithAny(target, area.types ?? []));
        return allowed
          ? []
          : [`${source.path} (${area.name}) imports ${specifier}${typeOnly ? ' as a type' : ''}`];
      });
    });

const isShippedTest = (path: string): boolean => sourceAt.get(path)?.isTest === true;

/** Delivered code that leans on tests, and layers that lean on commands. */
export const leaningOnTests = (): string[] =>
  shipped
    .filter(({ path }) => !tooling.test(path))
    .flatMap(({ path, references }) =>
      references
        .filter(({ target }) => isShippedTest(target))
        .map(({ target }) => `${path} imports ${target}`),
    );

/** References to files that do not exist. */
export const danglingImports = (exists: (path: string) => boolean): string[] =>
  shipped.flatMap(({ path, references }) =>
    references
      .filter(({ kind, target }) => kind === 'file' && !exists(target))
      .map(({ specifier }) => `${path} imports ${specifier}, which does not exist`),
  );

const runtimeTargets = (source: Source): string[] =>
  source.references.filter(({ kind, typeOnly }) => kind === 'file' && !typeOnly).map(({ target }) => target);

/** Everything a module loads when it runs, itself included. */
export const closure = (start: string): Set<string> => {
  const seen = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sourceAt.get(path);
    if (source === undefined || seen.has(path)) continue;
    seen.add(path);
    waiting.push(...runtimeTargets(source));
  }
  return seen;
};

/** Modules that load themselves by way of others. */
export const cycles = (): string[] =>
  shipped
    .filter((source) => runtimeTargets(source).some((target) => closure(target).has(source.path)))
    .map(({ path }) => path);

/** Modules among `from` that reach one of `forbidden` packages at run time, with the module that names it. */
export const reachesPackage = (from: RegExp, forbidden: RegExp): string[] =>
  shipped
    .filter(({ path }) => from.test(path))
    .flatMap(({ path }) =>
      [...closure(path)].flatMap((reached) =>
        (sourceAt.get(reached)?.references ?? [])
          .filter(({ kind, typeOnly, target }) => kind !== 'file' && !typeOnly && forbidden.test(target))
          .map(({ target }) => `${path} reaches ${target} through ${reached}`),
      ),
    );

/** Modules among `from` that run code matching `pattern`, with the module that holds it. */
export const reachesCode = (from: RegExp, pattern: RegExp): string[] =>
  shipped
    .filter(({ path }) => from.test(path))
    .flatMap(({ path }) =>
      [...closure(path)]
        .filter((reached) => pattern.test(sourceAt.get(reached)?.text ?? ''))
        .map((reached) => `${path} runs ${reached}`),
    );

/** Uses of another noun's `internal.ts`. */
export const foreignInternals = (): string[] =>
  shipped.flatMap(({ path, references }) =>
    references
      .filter(
        ({ target, typeOnly }) =>
          target.endsWith('/internal.ts') && !typeOnly && !path.startsWith(target.replace('internal.ts', '')),
      )
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );

/** Nouns of one layer that load each other in a circle. */
export const nounCycles = (layer: string): string[] => {
  const nounOf = (path: string): string | undefined => new RegExp(`^${layer}/([a-z-]+)/`).exec(path)?.[1];
  const uses = new Map<string, Set<string>>();
  for (const source of shipped) {
    const from = nounOf(source.path);
    if (from === undefined) continue;
    const known = uses.get(from) ?? new Set<string>();
    for (const target of runtimeTargets(source)) {
      const to = nounOf(target);
      if (to !== undefined && to !== from) known.add(to);
    }
    uses.set(from, known);
  }
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(uses.get(from) ?? [])].some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  return [...uses.keys()].filter((noun) => reaches(noun, noun)).map((noun) => `${layer}/${noun}`);
};

/** Packages used by delivered server code that are not in `dependencies`, and packages used anywhere but not declared. */
export const undeclaredPackages = (
  dependencies: ReadonlySet<string>,
  development: ReadonlySet<string>,
): string[] =>
  shipped.flatMap(({ path, references }) =>
    references
      .filter(({ kind, typeOnly, target }) => {
        if (kind !== 'package') return false;
        const mayBeDevelopment =
          typeOnly || tooling.test(path) || /^web\/|drizzle\.config\.ts$|^contracts\/generate/.test(path);
        return !dependencies.has(target) && !(mayBeDevelopment && development.has(target));
      })
      .map(({ target }) => `${path} needs ${target}`),
  );
