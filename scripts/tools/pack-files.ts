import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const texts = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);
/** Below this a packed answer saves nothing. */
const smallestBytes = 1024;

async function pack(path: string): Promise<void> {
  const plain = await readFile(path);
  if (plain.length < smallestBytes) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

/**
 * Puts `<file>.br` and `<file>.gz` beside every text below a folder, so that the process which serves them spends neither time nor
 * memory on packing. Hidden folders stay as they are.
 */
export async function packFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const isHidden = path
      .slice(folder.length + 1)
      .split('/')
      .some((part) => part.startsWith('.'));
    if (entry.isFile() && !isHidden && texts.has(extname(entry.name))) await pack(path);
  }
}
