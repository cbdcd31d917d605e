import { join } from 'node:path';
import { build } from 'vite';

const root = import.meta.dirname;

/** verify.mjs: one file for Node, its code left readable. */
export async function buildProgram(outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, 'src/program.ts'),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'verify.mjs', codeSplitting: false, format: 'es' } },
    },
  });
}

if (import.meta.main) await buildProgram(join(root, 'dist'));
