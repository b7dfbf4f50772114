import { Zip, ZipDeflate } from 'fflate';

/** A file of the archive: its text is made while it is written. */
export type ArchiveFile = { path: string; parts: AsyncIterable<string> };

const pieceBytes = 512 * 1024;

/**
 * Writes files into a ZIP archive and hands it on in pieces of about half a mebibyte, each once the one before was taken; no
 * more than that and one part of a file is held at a time. Answers the length of the archive.
 */
export const zipInto = async (
  files: AsyncIterable<ArchiveFile>,
  { at, take }: { at: number; take: (piece: Uint8Array, position: number) => Promise<void> },
): Promise<number> => {
  let pending: Uint8Array[] = [];
  let waiting = 0;
  let total = 0;
  let position = 0;
  let failure: Error | null = null;
  const zip = new Zip((error, data) => {
    failure ??= error;
    pending.push(data);
    waiting += data.length;
  });
  const flush = async (least: number): Promise<void> => {
    if (failure !== null) throw failure;
    if (waiting === 0 || waiting < least) return;
    const piece = Buffer.concat(pending);
    pending = [];
    waiting = 0;
    total += piece.length;
    await take(piece, position);
    position += 1;
  };
  const encoder = new TextEncoder();
  for await (const { path, parts } of files) {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const part of parts) {
      file.push(encoder.encode(part));
      await flush(pieceBytes);
    }
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  await flush(0);
  return total;
};
