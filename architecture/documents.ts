import { files, readText } from './tree.ts';

const documents = ['README.md', 'AGENTS.md', ...files.filter((path) => /^docs\/.*\.md$/.test(path))];

const isMentioned = (word: string): boolean =>
  /^[\w.#-]+(\/[\w.[\]-]+)+\/?$/.test(word) &&
  !word.includes('…') &&
  !word.startsWith('#') &&
  /^[a-z.]/.test(word);

/** Paths that the documents name in code spans or link to and that do not exist. `<name>` and `*` stand for anything. */
export const missingPaths = (exists: (path: string) => boolean, topFolders: readonly string[]): string[] =>
  documents.flatMap((document) => {
    const text = readText(document);
    const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => span ?? []);
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(
      ([, link]) => link ?? [],
    );
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/') + 1) : '';
    const missing = [
      ...spans
        .flatMap((span) => span.split(/[\s,]+/))
        .filter((word) => isMentioned(word) && topFolders.includes(word.split('/')[0] ?? ''))
        .filter((word) => !exists(word)),
      ...links.filter((link) => !exists(folder + link)),
    ];
    return missing.map((word) => `${document}: ${word}`);
  });

/** Commands the documents tell people to run that `package.json` does not know. */
export const missingCommands = (scripts: readonly string[]): string[] =>
  documents.flatMap((document) =>
    [...readText(document).matchAll(/npm run ([a-z][a-z:-]*)/g)]
      .flatMap(([, name]) => name ?? [])
      .filter((name) => !scripts.includes(name))
      .map((name) => `${document}: npm run ${name}`),
  );

/** Texts that belong to a particular machine or to the making of the project, not to the project. */
export const privateMentions = (): string[] =>
  documents.flatMap((document) =>
    [...readText(document).matchAll(/(?<![\w.])\/(?:work|root|tmp)\/\S*/g)].map(
      ([word]) => `${document}: ${word}`,
    ),
  );
