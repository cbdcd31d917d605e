import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const page = 'src/pages/field/FieldGate.tsx';
const always = ['/field', '/mark.svg', '/field.webmanifest', '/field-192.png', '/field-512.png'];

type Bundle = Rolldown.OutputBundle;

/** The files that a part of the pages needs to be drawn: its own and those it imports, and what it imports when shown. */
function filesOf(bundle: Bundle, first: string[]): Set<string> {
  const found = new Set<string>();
  const open = [...first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || found.has(name)) continue;
    found.add(name);
    open.push(...chunk.imports);
    const shown = chunk.facadeModuleId?.includes('/pages/field/') ? chunk.dynamicImports : [];
    open.push(...shown);
  }
  return found;
}

/**
 * Writes the worker of the phone page beside the pages, with the list of the files that it keeps. Its version is their
 * names, which are by content, so an unchanged page is not fetched again.
 */
export function fieldShell(): Plugin {
  return {
    name: 'field-shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const entries = chunks.filter((one) => one.isEntry || one.facadeModuleId?.endsWith(page));
      if (entries.length < 2) throw new Error(`${page} is not a part of its own`);
      const code = filesOf(
        bundle,
        entries.map(({ fileName }) => fileName),
      );
      const styles = Object.keys(bundle).filter((name) => name.endsWith('.css'));
      const files = [...always, ...[...code, ...styles].sort().map((name) => `/${name}`)];
      const worker = readFileSync(join(import.meta.dirname, 'sw', 'field-worker.ts'), 'utf8');
      const pageText = readFileSync(join(import.meta.dirname, 'index.html'), 'utf8');
      const hash = createHash('sha256').update(worker).update(pageText).update(files.join('\n'));
      const version = hash.digest('hex').slice(0, 16);
      const shell = JSON.stringify({ version, files });
      const source = `const shell = ${shell};\n${stripTypeScriptTypes(worker)}`;
      this.emitFile({ type: 'asset', fileName: 'field-worker.js', source });
    },
  };
}
