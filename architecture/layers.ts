import type { Manifest } from '#providers/manifest.ts';
import { manifests } from '#providers/manifests.ts';
import { files, type Source, shipped } from './tree.ts';

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

/** What runs inside a workflow: the folders of nouns and what they share. */
const workflowParts = [
  ...new Set(
    files.flatMap((path) => /^workflows\/(?!client\/|histories\/|testing\/)[a-z-]+\//.exec(path)?.[0] ?? []),
  ),
  'workflows/follow.ts',
  'workflows/line.ts',
  'workflows/policies.ts',
  'workflows/failures.ts',
];
/** The port of every capability, which callers know by its types. */
const ports = [
  ...new Set(manifests.map(({ capability }) => `providers/${capability}/port.ts`)),
  // No vendor's: every machine has name servers.
  'providers/dns/port.ts',
];
const envParts = ['db/env.ts', 'services/env.ts', 'temporal-config/env.ts'];

/** What a vendor's folder may use of its capability and of what all vendors share. */
const providerArea = ({ capability, vendor, packages }: Manifest): Area[] => {
  const folder = `providers/${capability}/${vendor}/`;
  const shared = [
    // One vendor's SDK, keys and signatures are the same for whatever it is asked for.
    ...manifests.flatMap((each) => (each.vendor === vendor ? `providers/${each.capability}/${vendor}/` : [])),
    `providers/${capability}/port.ts`,
    `providers/${capability}/outgoing.ts`,
    `providers/${capability}/openid/`,
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

/** Rules and lists that both web apps have from the server: they need nothing, so that a browser can load them. */
const webRules = [
  'domain/money/',
  'domain/payment/types.ts',
  'domain/payment/refund',
  'domain/audit/types.ts',
  'domain/audit/recorded-instant.ts',
  'domain/plan/types.ts',
  'domain/tenant/types.ts',
  'domain/stuck/kinds.ts',
  'domain/vendor-health/backlog.ts',
];

const areas: readonly Area[] = [
  {
    name: 'rules of the web',
    pattern: new RegExp(`^(${webRules.map((path) => RegExp.escape(path)).join('|')})`),
    files: webRules,
    types: ['domain/'],
    packages: [],
  },
  { name: 'domain', pattern: /^domain\//, files: ['domain/'], packages: ['luxon', 'rrule'] },
  { name: 'contracts', pattern: /^contracts\//, files: ['contracts/', 'domain/'], packages: ['zod'] },
  { name: 'db configuration', pattern: /^db\/drizzle\.config\.ts$/, files: [], packages: ['drizzle-kit'] },
  { name: 'db', pattern: /^db\//, files: ['db/', 'domain/'], packages: ['drizzle-orm', 'pg', 'zod'] },
  {
    name: 'identity',
    pattern: /^services\/account\/(identity|sign-in\/library)\.ts$/,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['drizzle-orm', 'zod', 'better-auth'],
  },
  {
    name: 'invitation files',
    pattern: /^services\/booking\/entry\/render-ics\.ts$/,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['ical-generator'],
  },
  {
    name: 'archives',
    pattern: /^services\/export\/(zip-into(\.test)?|testing\/archives)\.ts$/,
    files: ['services/export/', 'db/'],
    packages: ['drizzle-orm', 'fflate'],
  },
  {
    name: 'log',
    pattern: /^services\/log\.ts$/,
    files: ['services/redact.ts'],
    packages: ['pino'],
  },
  {
    name: 'devices',
    pattern: /^services\/account\/sign-in\/device\.ts$/,
    files: [],
    packages: ['bowser'],
  },
  {
    name: 'one-time codes',
    pattern: /^services\/account\/second-factor\/codes(\.test)?\.ts$/,
    files: ['services/account/second-factor/'],
    packages: ['otpauth'],
  },
  {
    name: 'passkeys',
    pattern: /^services\/account\/passkey\//,
    files: ['services/', 'domain/', 'contracts/', 'db/'],
    packages: ['@simplewebauthn/server', 'drizzle-orm', 'zod'],
  },
  {
    name: 'passwords',
    pattern: /^services\/account\/(weak-password|password-judge)(\.test)?\.ts$/,
    files: ['services/account/weak-password.ts', 'services/account/password-judge.ts'],
    packages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
  },
  {
    name: 'images',
    pattern:
      /^services\/(account\/photo\/(codecs|decode-image|encode-photo)|tenant\/branding\/encode-logo)(\.test)?\.ts$/,
    files: ['services/account/photo/', 'services/tenant/branding/', 'domain/'],
    packages: ['@jimp/core', '@jimp/js-jpeg', '@jimp/js-png', '@jimp/plugin-cover'],
  },
  {
    name: 'names of domains',
    pattern: /^services\/domain\/domain-name(\.test)?\.ts$/,
    files: ['services/domain/'],
    packages: ['tldts'],
  },
  {
    name: 'telephone numbers',
    pattern: /^services\/contact\/phone(\.test)?\.ts$/,
    files: ['services/', 'domain/'],
    packages: ['libphonenumber-js'],
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
    name: 'emulator of OpenID Connect',
    pattern: /^providers\/identity\/openid\/emulator\//,
    files: ['providers/identity/openid/emulator/', 'providers/emulation/'],
    packages: ['hono', 'jose', 'zod'],
  },
  {
    name: 'OpenID Connect',
    pattern: /^providers\/identity\/openid\//,
    files: ['providers/identity/', 'providers/env.ts', 'providers/manifest.ts', 'domain/'],
    packages: ['jose', 'zod'],
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
    files: ['workflows/client/', 'workflows/policies.ts', 'domain/', 'contracts/', 'temporal-config/'],
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
      'temporal-config/',
    ],
    packages: ['@temporalio/worker'],
  },
  {
    name: 'parts of the worker',
    pattern: /^activities\/process\/(runtime|preflight)\.ts$/,
    files: [
      'activities/process/env.ts',
      'activities/process/runtime-log.ts',
      'services/',
      'domain/',
      'temporal-config/',
      'workflows/policies.ts',
    ],
    types: ['providers/'],
    packages: ['@temporalio/worker', '@temporalio/common'],
  },
  {
    name: 'environment of the worker',
    pattern: /^activities\/process\/env\.ts$/,
    files: [...envParts, 'domain/', 'workflows/policies.ts'],
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
    types: ['db/', 'providers/auth.ts', ...ports],
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
  {
    name: 'web texts',
    pattern: /^web\/i18n\//,
    files: ['web/i18n/', 'web/ui/'],
    types: ['domain/'],
    packages: [],
  },
  {
    name: 'guest pages',
    pattern: /^web\/guest\//,
    files: ['web/guest/', ...webParts, ...webRules],
    packages: ['preact', 'preact-render-to-string', 'hono'],
  },
  {
    name: 'host app',
    pattern: /^web\/host\//,
    files: ['web/host/', ...webParts, ...webRules],
    packages: [
      '@simplewebauthn/browser',
      'uqr',
      'react',
      'react-dom',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'radix-ui',
      'react-hook-form',
      'sonner',
    ],
  },
  {
    name: 'temporal-config',
    pattern: /^temporal-config\//,
    files: ['temporal-config/'],
    packages: ['zod', '@temporalio/proto'],
  },
];

/** Commands of a developer or an operator, and the test equipment: they may use every layer, no layer uses them. */
export const tooling = /^(scripts|bench|chaos)\/|^[a-z.-]+\.ts$/;

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
