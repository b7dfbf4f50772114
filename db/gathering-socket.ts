import { Socket } from 'node:net';

/**
 * A socket that sends what is written in one turn of the event loop by one call of the system: statements that do not wait for
 * each other's answers travel together.
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean {
    if (!this.#gathers) {
      this.#gathers = true;
      this.cork();
      process.nextTick(() => {
        this.#gathers = false;
        this.uncork();
      });
    }
    return typeof encoding === 'function' ? super.write(chunk, encoding) : super.write(chunk, encoding, done);
  }
}
