import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Two builds: the island for browsers (`vite build`) and the pages for Node (`vite build --ssr`). */
// Whoever builds from within a test run has another one, and would get a development build.
process.env['NODE_ENV'] = 'production';

export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  base: '/_guest/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  publicDir: false,
  build: {
    target: isSsrBuild ? 'node24' : 'es2022',
    emptyOutDir: !isSsrBuild,
    modulePreload: false,
    reportCompressedSize: false,
    ...(isSsrBuild
      ? {
          ssr: true,
          rolldownOptions: {
            input: here('./server.tsx'),
            output: { entryFileNames: 'server.js' },
            // The server needs at once what a browser fetches when it is asked for.
            onwarn: (warning, report) => {
              if (warning.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') report(warning);
            },
          },
        }
      : { manifest: true, rolldownOptions: { input: { booking: here('./island/main.tsx') } } }),
  },
}));
