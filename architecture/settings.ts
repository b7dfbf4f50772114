import { parseEnv } from 'node:util';
import { Visitor } from 'oxc-parser';
import { manifests } from '#providers/manifests.ts';
import { readText, type Source, shipped } from './tree.ts';

const keyPattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names of environment variables a module declares as schema keys, reads as `env['X']` or asks for by a call such as `readPort('X')`. */
const keysOf = (source: Source, from: { schemas: boolean; calls: boolean }): string[] => {
  const keys: string[] = [];
  const add = (name: unknown): void => {
    if (typeof name === 'string' && name.length > 3 && keyPattern.test(name)) keys.push(name);
  };
  new Visitor({
    Property: ({ key, value }) => {
      if (from.schemas && key.type === 'Identifier') add(key.name);
      if (from.calls && key.type === 'Identifier' && key.name === 'variable' && value.type === 'Literal')
        add(value.value);
    },
    MemberExpression: ({ object, property }) => {
      const owner = object.type === 'Identifier' ? object.name : source.text.slice(object.start, object.end);
      if (owner !== 'env' && owner !== 'process.env') return;
      if (property.type === 'Literal') add(property.value);
      if (property.type === 'Identifier') add(property.name);
    },
    CallExpression: ({ callee, arguments: given }) => {
      const [first] = given;
      if (!from.calls || callee.type !== 'Identifier' || !/^(readPort|fromVariable)$/.test(callee.name))
        return;
      if (first?.type === 'Literal') add(first.value);
    },
  }).visit(source.program);
  return keys;
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

/** Given by the system or set by one of our processes for another, never by a person. */
const ambient = new Set([
  'PATH',
  'XDG_CACHE_HOME',
  'EVERSLOT_EMULATORS',
  'EVERSLOT_EMULATOR_STATE',
  'EVERSLOT_EMULATOR_NOTIFIES',
  'SEARCH',
]);

/** Every variable that API, worker and the migration read, and those that docker-compose.yml fills in. */
export const productKeys = (): string[] => {
  const readers = shipped.filter(({ path }) => path.endsWith('/env.ts'));
  const compose = [...readText('docker-compose.yml').matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return unique([
    ...readers.flatMap((source) => keysOf(source, { schemas: true, calls: false })),
    ...manifests.flatMap(({ environment }) => environment.map(({ name }) => name)),
    ...compose,
  ]);
};

/** Further variables that the commands of a developer read. */
export const commandKeys = (): string[] => {
  const known = new Set(productKeys());
  const commands = shipped.filter(({ path }) => /^(scripts|bench|chaos)\//.test(path));
  const ports = manifests.flatMap(({ emulator }) => emulator?.port.variable ?? []);
  const read = commands.flatMap((source) => keysOf(source, { schemas: false, calls: true }));
  return unique([...read, ...ports]).filter(
    (name) => !known.has(name) && !ambient.has(name) && !name.startsWith('npm_'),
  );
};

export const exampleKeys = (): string[] => unique(Object.keys(parseEnv(readText('.env.example'))));

/** Variables in the first column of the README's tables. */
export const readmeKeys = (): string[] =>
  unique([...readText('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].flatMap(([, name]) => name ?? []));

/** Rows of the README's table that say of a vendor's variable something else than its manifest. */
export const wrongVendorRows = (): string[] =>
  manifests.flatMap(({ environment }) =>
    environment
      .map(
        ({ name, standard, meaning }) =>
          `| \`${name}\` | ${standard} | ${meaning === '' ? '' : `${meaning} `}|`,
      )
      .filter((row) => !readText('README.md').includes(`${row}\n`)),
  );
