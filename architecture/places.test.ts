import { describe, expect, test } from 'vitest';
import { manifests } from '#providers/manifests.ts';
import { files, readText, type Source, shipped, sources } from './tree.ts';

const none: string[] = [];
const unique = (names: readonly string[]): string[] => [...new Set(names)];

const capabilities = manifests.map(({ capability }) => capability);

/** What the product talks about: whatever has rules, a contract, tables or a port of its own. */
const nouns = unique([
  ...capabilities,
  ...files.flatMap((path) => {
    const [, folder, file] =
      /^(?:domain\/([a-z-]+)\/|(?:contracts|db\/schema)\/([a-z-]+)\.ts$)/.exec(path) ?? [];
    return folder ?? file ?? [];
  }),
]);

/** Folders below a layer that are not nouns but parts of its machinery. */
const machinery: Readonly<Record<string, readonly string[]>> = {
  api: ['middleware', 'routes', 'sse', 'testing', 'web', 'webhooks'],
  contracts: [...nouns, 'generated', 'generator', 'operation'],
  db: ['migrations', 'schema', 'testing'],
  providers: [...capabilities, 'dns', 'emulation'],
  scripts: ['commands', 'stack', 'testing', 'tools'],
  services: nouns,
  web: ['api', 'e2e', 'guest', 'host', 'i18n', 'time', 'ui'],
  workflows: [...nouns, 'client', 'histories', 'testing'],
  activities: [...nouns, 'process'],
  'temporal-config': [],
};

const saysNothing = /^(utils?|common|helpers?|shared|lib|misc)$/;
const saysNothingFile = /^(utils?|common|helpers?|shared|lib|misc|internal)\.(ts|tsx|mjs)$/;

/** Folders outside the vocabulary, and names that say nothing. */
const strangePlaces = (paths: readonly string[] = files): string[] =>
  unique(
    paths.flatMap((path) => {
      const folders = path.split('/');
      const file = folders.pop() ?? '';
      if (folders.some((part) => saysNothing.test(part)) || saysNothingFile.test(file)) return [path];
      const [layer = '', second] = folders;
      const known = machinery[layer];
      return known === undefined || second === undefined || known.includes(second)
        ? []
        : [`${layer}/${second}`];
    }),
  );

const importPath = /^(\.\.?|#)\//;
const barrels = new Set(['workflows/index.ts', 'activities/index.ts']);

/** Modules that only pass on what other modules export. */
const strayBarrels = (): string[] =>
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
const longFiles = (limit: number): string[] => {
  const styles = files
    .filter((path) => path.endsWith('.css'))
    .map((path) => ({ path, lines: readText(path).split('\n').length - 1 }));
  return [...shipped, ...styles]
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
};

/** Folders with more code than can be taken in at a glance; tests stand beside what they test and are not counted. */
const fullFolders = (limit: number, paths: readonly string[] = shipped.map(({ path }) => path)): string[] => {
  const byFolder = Map.groupBy(paths, (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  return [...byFolder].filter(([, held]) => held.length > limit).map(([folder]) => folder);
};

/** `../..` leaves a folder behind that `#layer/` names. */
const climbingImports = (modules: readonly Pick<Source, 'path' | 'references'>[] = sources): string[] =>
  modules.flatMap(({ path, references }) =>
    references
      .filter(({ specifier }) => specifier.startsWith('../..'))
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );

/** Workflows without a recorded history to replay. */
const workflowsWithoutHistory = (): string[] =>
  shipped
    .flatMap(({ path }) => /^workflows\/.+\/([a-z-]+)\.workflow\.ts$/.exec(path)?.[1] ?? [])
    .filter(
      (name) =>
        !files.some((path) => path.startsWith(`workflows/histories/${name}-`) && path.endsWith('.json')),
    );

describe('names and places', () => {
  test('folders are nouns of the product or known machinery, and no name says nothing', () => {
    expect(strangePlaces()).toEqual(none);
  });

  test.each([
    'services/utils/dates.ts',
    'services/gadget/make-gadget.ts',
    'services/link/internal.ts',
    'domain/misc.ts',
    'web/host/shared/list.tsx',
  ])('%s would be noticed', (path) => {
    expect(strangePlaces([path])).toHaveLength(1);
  });

  test('only workflows and activities have a barrel', () => {
    expect(strayBarrels()).toEqual(none);
  });

  test('no file is longer than 400 lines', () => {
    expect(longFiles(400)).toEqual(none);
  });

  test('no folder holds more than 16 files of code', () => {
    expect(fullFolders(16)).toEqual(none);
    expect(fullFolders(1, ['a/b/c.ts', 'a/b/d.ts', 'a/e.ts'])).toEqual(['a/b']);
  });

  test('no import climbs out of two folders', () => {
    expect(climbingImports()).toEqual(none);
  });

  test('every workflow has a recorded history', () => {
    expect(workflowsWithoutHistory()).toEqual(none);
  });
});
