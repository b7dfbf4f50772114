import { tooling } from './layers.ts';
import { type Source, shipped, sourceAt } from './tree.ts';

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

/** Packages that what an image runs loads late by their own names. */
export const latePackages = (): string[] =>
  shipped
    .filter(({ path }) => !tooling.test(path) && !path.startsWith('web/'))
    .flatMap(({ path, late }) =>
      late.filter(({ kind }) => kind === 'package').map(({ target }) => `${path} loads ${target}`),
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
const closure = (start: string): Set<string> => {
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
