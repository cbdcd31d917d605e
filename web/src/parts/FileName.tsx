import { sayFileName } from './file-name.ts';

/** The name of a file, apart from the words around it and broken anywhere rather than wider than its place. */
export function FileName({ name }: { name: string }) {
  return <bdi style={{ overflowWrap: 'anywhere' }}>{sayFileName(name)}</bdi>;
}
