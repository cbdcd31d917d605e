import { writeFile } from 'node:fs/promises';
import type { Duty } from '@liuhen/contract';
import { type Saying, sayDue, saySize } from '@liuhen/contract';
import type { Outcome } from './import-card.ts';
import { plain } from './plain.ts';

/** 0: everything is stored. 1: nothing could be begun. 2: files were refused. 3: files were not sent. */
export type ExitCode = 0 | 1 | 2 | 3;

function sayDuty(duty: Duty, saying: Saying): string {
  const { t, nameOf } = saying;
  const values = {
    duty: nameOf('duties.duty', duty.duty),
    state: nameOf('duties.state', duty.state),
    label: `《${duty.citation.title}》${duty.citation.label}`,
  };
  return duty.dueBefore === null
    ? t('cli.import.noVerdict', values)
    : t('cli.import.verdict', { ...values, due: sayDue(duty.dueBefore, saying) });
}

/** The lines that are printed of one file. */
export function sayOutcome(outcome: Outcome, saying: Saying): string {
  const { t } = saying;
  const { file, state } = outcome;
  const name = plain(file.relativePath);
  if ('reason' in outcome) return t(`cli.import.${outcome.state}`, { name, reason: plain(outcome.reason) });
  if (!('receipt' in outcome))
    return state === 'wouldSkip'
      ? t('cli.import.wouldSkip', { name })
      : t('cli.import.wouldSend', { name, size: saySize(file.size) });
  const { sha256, sm3, logIndex, duties } = outcome.receipt;
  return [
    t(`cli.import.${outcome.state}`, { name }),
    t('cli.import.digests', { sha256, sm3 }),
    ...(logIndex === null ? [] : [t('cli.import.logIndex', { n: logIndex + 1 })]),
    ...duties.map((duty) => sayDuty(duty, saying)),
  ].join('\n');
}

/** The last lines, with what may happen to the card now, and the exit code. */
export function sumUp(outcomes: readonly Outcome[], { t }: Saying): { text: string; code: ExitCode } {
  const count = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const [stored, known, refused, failed] = [
    count('stored'),
    count('known'),
    count('refused'),
    count('failed'),
  ];
  const rehearsal = count('wouldSend') + count('wouldSkip') > 0;
  if (rehearsal && refused + failed === 0) return { text: t('cli.import.dry'), code: 0 };
  const summary = t('cli.import.summary', { n: outcomes.length, stored, known, refused, failed });
  if (failed > 0) return { text: `${summary}\n${t('cli.import.keep')}`, code: 3 };
  if (refused > 0) return { text: `${summary}\n${t('cli.import.keepRefused')}`, code: 2 };
  return { text: `${summary}\n${t('cli.import.wipe')}`, code: 0 };
}

/** Writes the receipts for a program or a drawer: one JSON array, paths as a person reads them. */
export async function writeReceipts(file: string, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map(({ file: { relativePath, size, modifiedAt }, ...rest }) => ({
    ...{ path: relativePath, size, modifiedAt },
    ...rest,
  }));
  await writeFile(file, `${JSON.stringify(rows, null, 2)}\n`);
}
