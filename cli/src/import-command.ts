import { basename } from 'node:path';
import { type Saying, saySize } from '@liuhen/contract';
import { type CardFile, listCard } from './card-folder.ts';
import type { CliConfig } from './config.ts';
import { type ImportEvents, importCard } from './import-card.ts';
import { type ExitCode, sayOutcome, sumUp, writeReceipts } from './import-report.ts';
import { plain } from './plain.ts';
import { openBar } from './progress-bar.ts';
import { enter, type ProgramSession, sayRefusal } from './session.ts';
import { openUploadNotes } from './upload-notes.ts';

export interface ImportOptions {
  server: string;
  user?: string;
  dryRun: boolean;
  receipts?: string;
}

/** Shows one bar for the whole card on a terminal, and prints each outcome above it. */
function showProgress(files: readonly CardFile[], dryRun: boolean, saying: Saying) {
  const total = files.reduce((sum, file) => sum + file.size, 0) * (dryRun ? 1 : 2);
  const bar = openBar('{bar} {percentage}% · {step} {name}');
  bar.start(Math.max(1, total), 0, { step: '', name: '' });
  const events: ImportEvents = {
    step: (file, step) => bar.update({ step: saying.t(`cli.import.${step}`), name: plain(file.name) }),
    bytes: (count) => bar.increment(count),
    outcome: (outcome) => {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      process.stdout.write(`${sayOutcome(outcome, saying)}\n`);
    },
  };
  return { events, stop: () => bar.stop() };
}

/** `liuhen import <folder>`: prints a receipt for each file and a summary. */
export async function runImport(
  folder: string,
  options: ImportOptions,
  config: CliConfig,
  saying: Saying,
): Promise<ExitCode> {
  const { t } = saying;
  const complain = (sentence: string): ExitCode => {
    process.stderr.write(`${plain(sentence)}\n`);
    return 1;
  };
  const files = await listCard(folder).catch(() => null);
  if (files === null) return complain(t('cli.import.noFolder', { folder }));
  if (files.length === 0) return complain(t('cli.import.empty', { folder }));
  let session: ProgramSession;
  try {
    session = await enter(options, config, saying);
  } catch (error) {
    return complain(sayRefusal(error, options.server, saying));
  }
  const size = saySize(files.reduce((sum, file) => sum + file.size, 0));
  process.stdout.write(
    `${t('cli.import.found', { folder: plain(basename(folder)), n: files.length, size })}\n`,
  );
  const shown = showProgress(files, options.dryRun, saying);
  const outcomes = await importCard(files, {
    ...{ session, language: saying.language, dryRun: options.dryRun },
    notes: await openUploadNotes(config.stateFolder),
    events: shown.events,
    sentences: {
      tookTooLong: t('cli.import.took'),
      noServer: t('cli.enter.noServer', { server: options.server }),
      unreadable: t('uploads.unreadable'),
    },
  });
  shown.stop();
  if (options.receipts !== undefined) await writeReceipts(options.receipts, outcomes);
  const { text, code } = sumUp(outcomes, saying);
  process.stdout.write(`${text}\n`);
  return code;
}
