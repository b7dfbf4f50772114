import type { Node } from 'oxc-parser';
import { eachNode, resolveReference, type Source } from './tree.ts';

/** A function or constant at the top of a module, and what it names. */
export type Declared = {
  /** `path#name` */
  id: string;
  path: string;
  name: string;
  isExported: boolean;
  /** Parameters of a function as written, types included. */
  parameters: readonly string[];
  text: string;
  /** Ids of what it uses, in its own module and in others. */
  uses: ReadonlySet<string>;
};

type Named = { name: string; node: Node; isExported: boolean };

const named = (node: Node, isExported = false): Named[] => {
  if (node.type === 'ExportNamedDeclaration')
    return node.declaration === null ? [] : named(node.declaration, true);
  if (node.type === 'FunctionDeclaration')
    return node.id === null ? [] : [{ name: node.id.name, node, isExported }];
  if (node.type !== 'VariableDeclaration') return [];
  return node.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init !== null ? [{ name: id.name, node: init, isExported }] : [],
  );
};

/** Where the names that a module imports come from, by the name they have there. */
const importsOf = ({ path, program }: Source): Map<string, string> => {
  const found = new Map<string, string>();
  for (const node of program.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const { target } = resolveReference(path, node.source.value, false);
    for (const specifier of node.specifiers)
      if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier')
        found.set(specifier.local.name, `${target}#${specifier.imported.name}`);
  }
  return found;
};

/** Everything that modules declare at their top, by id. */
export const declaredIn = (modules: readonly Source[]): Map<string, Declared> => {
  const all = new Map<string, Declared>();
  for (const source of modules) {
    const { path, text, program } = source;
    const imports = importsOf(source);
    const declarations = program.body.flatMap((node) => named(node));
    const own = new Set(declarations.map(({ name }) => name));
    for (const { name, node, isExported } of declarations) {
      const uses = new Set<string>();
      eachNode(node, (each, key) => {
        if (each.type !== 'Identifier' || key === 'property' || key === 'key') return;
        const used = text.slice(each.start, each.end).split(/\W/)[0] ?? '';
        const id = imports.get(used) ?? (own.has(used) ? `${path}#${used}` : undefined);
        if (id !== undefined) uses.add(id);
      });
      const parameters =
        'params' in node && Array.isArray(node.params)
          ? node.params.map(({ start, end }) => text.slice(start, end))
          : [];
      const body = text.slice(node.start, node.end);
      all.set(`${path}#${name}`, {
        id: `${path}#${name}`,
        path,
        name,
        isExported,
        parameters,
        text: body,
        uses,
      });
    }
  }
  return all;
};

/** Whether a declaration, or anything it uses by whatever way, passes the test. */
export const reaches = (
  all: ReadonlyMap<string, Declared>,
  start: Declared,
  test: (declared: Declared) => boolean,
): boolean => {
  const seen = new Set<string>();
  const waiting = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    if (test(next)) return true;
    for (const id of next.uses) {
      const used = all.get(id);
      if (used !== undefined) waiting.push(used);
    }
  }
  return false;
};
