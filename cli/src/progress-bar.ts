import { SingleBar } from 'cli-progress';

/** A bar on the terminal; nothing where the output is none. */
export const openBar = (format: string): SingleBar =>
  new SingleBar({
    ...{ format, barCompleteChar: '█', barIncompleteChar: '░', barsize: 24 },
    ...{ clearOnComplete: true, hideCursor: true, linewrap: false },
    ...{ stream: process.stderr, noTTYOutput: false },
  });
