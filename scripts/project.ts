import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the project. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder of everything the project keeps on this machine: databases, logs, build results, secrets. */
export const stateFolder = join(projectRoot, '.everslot');
