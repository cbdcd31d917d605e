import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** verify.html: page, style and code in one file that loads nothing and may run nothing but this code. */
export async function buildPage(outDir: string): Promise<void> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'chrome120',
      modulePreload: false,
      lib: { entry: join(root, 'src/page/main.ts'), formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  const code = output.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  if (code.length !== 1) throw new Error('the page is of one piece');
  // Inside an element of the page, the code must not hold what ends it.
  const script = (code[0] ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = readFileSync(join(root, 'src/page/page.css'), 'utf8');
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)} 'wasm-unsafe-eval'`,
    `style-src ${sourceHash(style)}`,
    'media-src blob:',
    'img-src blob:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const page = readFileSync(join(root, 'src/page/page.html'), 'utf8');
  const parts: Record<string, string> = { POLICY: policy, '/*STYLE*/': style, '/*SCRIPT*/': script };
  mkdirSync(outDir, { recursive: true });
  writeFileSync(
    join(outDir, 'verify.html'),
    page.replace(/POLICY|\/\*STYLE\*\/|\/\*SCRIPT\*\//g, (part) => parts[part] ?? part),
  );
}

if (import.meta.main) {
  await buildProgram(join(root, 'dist'));
  await buildPage(join(root, 'dist'));
}
