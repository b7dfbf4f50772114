import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What is loaded late has no styles of its own, and the page's head names the texts: there is nothing to fetch ahead, and
 * what Vite brings for that would be a fortieth of the script.
 */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** Two builds: the island for browsers (`vite build`) and the pages for Node (`vite build --ssr`). */
// Whoever builds from within a test run has another one, and would get a development build.
process.env['NODE_ENV'] = 'production';

export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  base: '/_guest/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [withoutPreloading],
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
      : {
          manifest: true,
          rolldownOptions: {
            input: { booking: here('./island/main.tsx'), waiting: here('./island/waiting.ts') },
          },
        }),
  },
}));
