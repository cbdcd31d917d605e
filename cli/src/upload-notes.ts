import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviousUpload, UrlStorage } from 'tus-js-client';

type Notes = Record<string, PreviousUpload>;

/** Where an unfinished upload of a file is remembered between runs; one writer at a time. */
export interface UploadNotes extends UrlStorage {
  findAllUploads(): Promise<PreviousUpload[]>;
}

function readNotes(text: string): Notes {
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Notes) : {};
}

/** Opens the notes of unfinished uploads in a folder. Notes that a crash spoilt are begun anew: they only save time. */
export async function openUploadNotes(folder: string): Promise<UploadNotes> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'uploads.json');
  const notes = await readFile(path, 'utf8')
    .then(readNotes)
    .catch((): Notes => ({}));
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    // A write that failed must not keep the later ones from the disk.
    const last = writing.catch(() => undefined);
    writing = last.then(async () => {
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
