import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviousUpload, UrlStorage } from 'tus-js-client';

type Notes = Record<string, PreviousUpload>;

/** Where an unfinished upload of a file is remembered between runs; one writer at a time. */
export interface UploadNotes extends UrlStorage {
  findAllUploads(): Promise<PreviousUpload[]>;
}

/** Opens the notes of unfinished uploads in a folder. Notes that a crash spoilt are begun anew: they only save time. */
export async function openUploadNotes(folder: string): Promise<UploadNotes> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'uploads.json');
  const notes: Notes = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as Notes)
    .catch(() => ({}));
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    writing = writing.then(async () => {
      await writeFile(`${path}.next`, JSON.stringify(notes), { mode: 0o600 });
      await rename(`${path}.next`, path);
    });
    return writing;
  };
  return {
    findAllUploads: async () => Object.values(notes),
    findUploadsByFingerprint: async (fingerprint) => {
      const note = notes[fingerprint];
      return note ? [{ ...note, urlStorageKey: fingerprint }] : [];
    },
    addUpload: async (fingerprint, upload) => {
      notes[fingerprint] = upload;
      await save();
      return fingerprint;
    },
    removeUpload: async (fingerprint) => {
      delete notes[fingerprint];
      await save();
    },
  };
}
