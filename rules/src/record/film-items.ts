import type { RuleKind } from '../act/obligation.ts';
import type { MergedSections } from '../pack/merged.ts';
import type { FilmItem, TextItem } from './completeness.ts';
import type { RecordRules } from './record.ts';

/** What duties of film are called where the pack has no words of its own for them. */
const names = {
  filming: { zh: '录音录像', en: 'filming' },
  preUseCheck: { zh: '使用前检查设备', en: 'check of the device before use' },
  recordingNotice: { zh: '告知正在录音录像', en: 'notice of recording' },
  openingStatement: { zh: '开场说明', en: 'opening statement' },
  coverage: { zh: '全程覆盖、不间断', en: 'coverage without a gap' },
  interruptionVoice: { zh: '中断后恢复时的语音说明', en: 'spoken explanation after an interruption' },
  interruptionReport: { zh: '中断的报告', en: 'report of an interruption' },
  interruptionNote: { zh: '中断的书面说明', en: 'written explanation of an interruption' },
  fallback: { zh: '不能全程录制时的补救', en: 'what stands in for film of the whole' },
  bystanders: { zh: '对他人拍摄的告知', en: 'telling those who film the officers' },
  evidenceNote: { zh: '音像证据的文字说明', en: 'explanatory note of film as evidence' },
  evidenceDisc: { zh: '音像证据刻录光盘附卷', en: 'disc of film as evidence in the volume' },
} as const satisfies Partial<Record<RuleKind, { zh: string; en: string }>>;

type Named = keyof typeof names;
type Referring = { article?: string | undefined };

/**
 * What the law of an organ asks of film: single items for what is to be filmed, one item for each other demand. The
 * articles are those of the parameters.
 */
export function filmItemsOf(merged: MergedSections | null): FilmItem[] {
  if (merged === null) return [];
  const item = (rule: Named, from: { article: string } | null | undefined): FilmItem[] =>
    from ? [{ id: rule, rule, part: null, article: from.article, ...names[rule] }] : [];
  const { interruption: stop, evidenceFilm, bystanders } = merged;
  const contents = merged.keyContents.value;
  const told = stop.value;
  const filmed = evidenceFilm.value;
  return [
    ...item('filming', merged.filming.value?.[0]),
    ...item('preUseCheck', merged.preUseCheck.value),
    ...item('recordingNotice', merged.recordingNotice.value),
    ...item('openingStatement', merged.openingStatement.value),
    ...(contents?.items ?? []).map(({ id, zh, en, article }) => ({
      ...{ id: `keyContents.${id}`, rule: 'keyContents', part: id, zh, en },
      article: article ?? contents?.article ?? '',
    })),
    ...item('coverage', merged.coverage.value),
    ...item('interruptionVoice', told?.voiceOnRestart ? told : null),
    ...item('interruptionReport', told?.reportTo ? told : null),
    ...item('interruptionNote', told?.writtenAfter ? told : null),
    ...item('fallback', merged.fallback.value),
    ...item('bystanders', bystanders.value?.rule === 'mustBeTold' ? bystanders.value : null),
    ...item('evidenceNote', filmed && filmed.note.length > 0 ? filmed : null),
    ...item('evidenceDisc', filmed?.disc ? filmed : null),
  ];
}

/** The items of the written record: those that the regulation names, else those of the frame. */
export function textItemsOf(
  merged: MergedSections | null,
  { frame }: Pick<RecordRules, 'frame'>,
): TextItem[] {
  const { article, items }: { article: string; items: readonly (Omit<TextItem, 'article'> & Referring)[] } =
    merged?.textRecord.value ?? frame;
  return items.map(({ id, zh, en, article: own }) => ({ id, zh, en, article: own ?? article }));
}
