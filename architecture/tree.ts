import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Node, type Program, parseSync, Visitor } from 'oxc-parser';

/** One reference of a module to another. `target` is a path inside the project or the name of a package. */
export type Reference = {
  specifier: string;
  target: string;
  kind: 'file' | 'package' | 'node';
  typeOnly: boolean;
};

export type Source = {
  path: string;
  text: string;
  lines: number;
  /** Tests and what only they use: may wire anything, may be used by nothing else. */
  isTest: boolean;
  references: readonly Reference[];
  /** Those of them that are loaded only when they are needed. */
  late: readonly Reference[];
  program: Program;
};

export const root = dirname(import.meta.dirname);

const skipped = new Set(['node_modules', '.git', '.everslot', 'dist']);
const skippedPaths = new Set(['contracts/generator', 'contracts/generated']);

/** Every file of the project, as a path with slashes relative to its root, sorted. */
export const listFiles = (folder = ''): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return skipped.has(entry.name) || skippedPaths.has(path) ? [] : listFiles(path);
      return entry.isFile() ? [path] : [];
    })
    .toSorted();

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

const isTestPath = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) ||
  /(^|\/)(testing|e2e)\//.test(path) ||
  path.endsWith('contract-harness.ts') ||
  path.startsWith('architecture/');

const packageName = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** What `specifier` in the module `from` leads to. */
export const resolveReference = (from: string, specifier: string, typeOnly: boolean): Reference => {
  const plain = specifier.split('?')[0] ?? specifier;
  if (plain.startsWith('#')) return { specifier, target: plain.slice(1), kind: 'file', typeOnly };
  if (plain.startsWith('.')) return { specifier, target: join(dirname(from), plain), kind: 'file', typeOnly };
  if (plain.startsWith('node:')) return { specifier, target: plain, kind: 'node', typeOnly };
  return { specifier, target: packageName(plain), kind: 'package', typeOnly };
};

/** `import { type T }` leaves an import behind when types are stripped; only `import type` and `export type` do not. */
const staticReference = (path: string, node: Node): Reference[] => {
  if (node.type === 'ImportDeclaration')
    return [resolveReference(path, node.source.value, node.importKind === 'type')];
  if (node.type === 'ExportAllDeclaration')
    return [resolveReference(path, node.source.value, node.exportKind === 'type')];
  if (node.type === 'ExportNamedDeclaration' && node.source !== null)
    return [resolveReference(path, node.source.value, node.exportKind === 'type')];
  return [];
};

/** A module as its text stands. Throws when it does not parse. */
export const parseSource = (path: string, text: string): Source => {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const late = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^['"](.+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    return literal === undefined ? [] : [resolveReference(path, literal, false)];
  });
  const references = [...program.body.flatMap((node) => staticReference(path, node)), ...late];
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    isTest: isTestPath(path),
    references,
    late,
    program,
  };
};

export const files: readonly string[] = listFiles();

export const sources: readonly Source[] = files
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts') && !path.endsWith('.d.mts'))
  .map((path) => parseSource(path, readText(path)));

export const sourceAt: ReadonlyMap<string, Source> = new Map(sources.map((source) => [source.path, source]));

/** What is delivered: neither tests nor their equipment. */
export const shipped: readonly Source[] = sources.filter(({ isTest }) => !isTest);

/** `a.b(…)` or `new a(…)`, the callee as written. */
type Call = { callee: string; count: number; start: number };

const calls = new WeakMap<Source, readonly Call[]>();

const callsOf = (source: Source): readonly Call[] => {
  const known = calls.get(source);
  if (known !== undefined) return known;
  const found: Call[] = [];
  const written = (node: { start: number; end: number }): string => source.text.slice(node.start, node.end);
  new Visitor({
    CallExpression: ({ callee, arguments: given, start }) =>
      void found.push({ callee: written(callee), count: given.length, start }),
    NewExpression: ({ callee, arguments: given, start }) =>
      void found.push({ callee: `new ${written(callee)}`, count: given.length, start }),
  }).visit(source.program);
  calls.set(source, found);
  return found;
};

/** Calls of a module that match, each with its place. */
export const callsIn = (source: Source, matches: (callee: string, count: number) => boolean): string[] =>
  callsOf(source)
    .filter(({ callee, count }) => matches(callee, count))
    .map(
      ({ callee, start }) => `${source.path}:${source.text.slice(0, start).split('\n').length} ${callee}()`,
    );

/** Text of every string literal, template chunk and identifier: code without its comments. */
export const words = (source: Source): string[] => {
  const found: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') found.push(value);
    },
    TemplateElement: ({ value }) => {
      found.push(value.raw);
    },
    Identifier: ({ name }) => {
      found.push(name);
    },
    JSXText: ({ value }) => {
      found.push(value);
    },
  }).visit(source.program);
  return found;
};

type AnyNode = { type: string; start: number; end: number };

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Calls `onNode` for a node and all below it, each with the key it stands under in its parent. */
export const eachNode = (node: AnyNode, onNode: (node: AnyNode, key: string) => void, key = ''): void => {
  onNode(node, key);
  for (const [name, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) eachNode(child, onNode, name);
};
