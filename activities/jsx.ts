import { readFileSync } from 'node:fs';
import { type LoadHookSync, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

// Node strips types by itself but knows no JSX. Only the mails' templates have any, so nothing else passes through a compiler.
const load: LoadHookSync = (url, context, nextLoad) => {
  if (!url.endsWith('.tsx')) return nextLoad(url, context);
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
    loader: 'tsx',
    jsx: 'automatic',
    sourcemap: 'inline',
    sourcefile: url,
  });
  return { format: 'module', source: code, shortCircuit: true };
};

registerHooks({ load });
