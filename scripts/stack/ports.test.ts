import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { freePort, isPortFree, readPort, requirePort } from './ports.ts';

describe('ports', () => {
  test('an unset or blank variable gives the default', () => {
    expect(readPort('PORT', 3000, {})).toBe(3000);
    expect(readPort('PORT', 3000, { PORT: '  ' })).toBe(3000);
  });

  test('a port number is read as written', () => {
    expect(readPort('PORT', 3000, { PORT: '8080' })).toBe(8080);
    expect(readPort('PORT', 3000, { PORT: '0' })).toBe(0);
  });

  test.each(['80a', '-1', '65536', '3000.5', '0x50', '1e3'])('"%s" is refused by name', (text) => {
    expect(() => readPort('PORT', 3000, { PORT: text })).toThrow(/^PORT is ".+", which is not a port number/);
  });

  test('a free port is given once, and is none the system lends to outgoing connections', async () => {
    const ports = await Promise.all(Array.from({ length: 300 }, () => freePort()));
    expect(new Set(ports).size).toBe(300);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  test('a port in use is reported with the setting that changes it', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
    await expect(requirePort(port, 'the web pages', 'PORT')).rejects.toThrow(
      `Port ${port} for the web pages is in use by another program; free it or set PORT to another port.`,
    );
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    await requirePort(port, 'the web pages', 'PORT');
    expect(await isPortFree(port)).toBe(true);
  });
});
