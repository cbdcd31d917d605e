import type {
  Completeness,
  Duty,
  FilmItem,
  ProofLink,
  RecordLink,
  TextItem,
  VolumeFault,
} from '@liuhen/contract';
import {
  type CaseProof,
  type FilmFinding,
  figureOf,
  filmCompleteness,
  filmItemsOf,
  findingState,
  type ProofRef,
  type RecordRules,
  type TextFound,
  textCompleteness,
  textItemsOf,
} from '@liuhen/rules';
import { personOf, type Reading } from '../base/context.ts';
import { mayChangeCase, readCase } from '../cases/index.ts';
import { documentKind } from '../documents/index.ts';
import type { Law } from '../law/index.ts';
import { dutiesOfAll } from '../obligations/index.ts';
import { both, type CaseFrame, type Happening, joined, nameOf, names, plain } from './happening.ts';
import type { LawOfCase } from './law-of-case.ts';
import { frameOf, readHappenings } from './sources.ts';
import { type Stated, statedOf } from './stated.ts';

/** Lists in which the kinds of each type of proof have their names. */
const lists: Record<ProofRef['type'], string> = {
  ...{ case: 'volumes.proof', document: '', step: 'names.stepKind', act: 'names.actType' },
  ...{
    move: 'procedure.move',
    approval: 'names.approvalMatter',
    evidence: 'evidence.kind',
    goods: 'volumes.proof',
  },
  ...{ service: 'services.manner', volume: 'volumes.proof' },
};
const anyOf = (type: string) => nameOf('volumes.any', type);
const sayRef = ({ type, kind }: ProofRef) => {
  if (kind === '*') return anyOf(type);
  return type === 'document' ? (documentKind(kind)?.title ?? plain(kind)) : nameOf(lists[type], kind);
};

/** The page of a case on which each type of proof is entered. */
const places: Record<ProofRef['type'], Pick<RecordLink, 'type' | 'part'>> = {
  ...{ case: { type: 'case', part: 'facts' }, document: { type: 'case', part: 'documents' } },
  ...{ step: { type: 'case', part: 'acts' }, act: { type: 'case', part: 'acts' } },
  ...{ move: { type: 'case' }, approval: { type: 'case' }, volume: { type: 'volume' } },
  ...{ evidence: { type: 'evidence' }, goods: { type: 'goods' }, service: { type: 'service' } },
};
export const whereOf = ({ type }: Pick<ProofRef, 'type'>, caseId: string): RecordLink => ({
  ...places[type],
  id: caseId,
  seconds: null,
});

/** Everything that answers for the completeness of a case. */
export interface RecordOfCase {
  frame: CaseFrame;
  law: LawOfCase;
  found: readonly TextFound[];
  happenings: readonly Happening[];
  stated: readonly Stated[];
  procedure: string;
}

const proofsOf = (happenings: readonly Happening[], source: string): CaseProof[] => [
  ...happenings.flatMap(({ key, proof }) => (proof === null ? [] : [{ ...proof, id: key }])),
  ...(source === '' ? [] : [{ type: 'case' as const, kind: 'source', id: 'case:opened' }]),
];

/** What the case holds, and how each item of its written record stands by it. Throws notFound. */
export async function recordOfCase(
  ctx: Reading,
  law: Law,
  rules: RecordRules,
  id: string,
): Promise<RecordOfCase> {
  const frame = await frameOf(ctx, law, rules, id);
  const { procedure, source } = await readCaseRow(ctx, id);
  const { happenings } = await readHappenings(ctx, frame, ['duty', 'item']);
  const stated = await statedOf(ctx, id);
  const proofs = proofsOf(happenings, source);
  const items = textItemsOf(frame.law.merged, rules);
  const found = textCompleteness({ items, rules: rules.items, procedure, proofs, stated });
  return { frame, law: frame.law, found, happenings, stated, procedure };
}

async function readCaseRow(ctx: Reading, id: string): Promise<{ procedure: string; source: string }> {
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['procedure', 'source'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { procedure: row.procedure, source: row.source ?? '' };
}

const linkOf = ({ title, line, who, at, link }: Happening): ProofLink => ({
  title: joined(title, line, names(who)),
  at,
  link,
});

/** What could be said where nothing in the case tells of an item. */
function proposalOf(
  one: TextFound,
  rules: RecordRules,
  name: { zh: string; en: string },
): TextItem['proposal'] {
  const rule = rules.items.get(one.id);
  const silent = one.state === 'missing' && one.needs.every(({ proofs }) => proofs.length === 0);
  if (!silent || one.contradicted.length > 0 || !rule || rule.always || one.atFiling) return null;
  return both(({ t, pick }) => t('volumes.proposal', { what: pick(name) }));
}

function showText(record: RecordOfCase, rules: RecordRules): TextItem[] {
  const { found, law, happenings, stated } = record;
  const byKey = new Map(happenings.map((one) => [one.key, one]));
  const links = (proofs: readonly CaseProof[]) =>
    proofs.flatMap(({ id }) => {
      const one = byKey.get(id);
      return one === undefined ? [] : [linkOf(one)];
    });
  const named = new Map(textItemsOf(law.merged, rules).map((item) => [item.id, item]));
  return found.map((one): TextItem => {
    const { zh = one.id, en = one.id, article = rules.frame.article } = named.get(one.id) ?? {};
    const said = stated.find(({ id }) => id === one.stated?.id);
    return {
      ...{ id: one.id, zh, en, state: one.state, ground: one.ground, stage: one.stage },
      ...{ atFiling: one.atFiling, citation: law.cite(article) },
      needs: one.needs.map(({ by, met, proofs, ...name }) => ({
        ...{
          ...name,
          met,
          counts: by.map((ref) => ({ ...sayRef(ref), link: whereOf(ref, record.frame.id) })),
          proofs: links(proofs),
        },
      })),
      stated: said ? showStated(said) : null,
      contradicted: links(one.contradicted),
      proposal: proposalOf(one, rules, { zh, en }),
    };
  });
}

const showStated = ({ versionId, applicable, reason, by, at, link }: Stated): TextItem['stated'] => ({
  ...{ versionId, applicable, reason, by, at, link },
});

/** Steps that show on film what a duty asks for. */
const shownBy: Record<string, readonly string[]> = {
  preUseCheck: ['deviceChecked'],
  openingStatement: ['openingStated'],
  recordingNotice: ['recordingNotified'],
  keyContents: ['keyContentFilmed'],
  coverage: ['arrived', 'left'],
  interruptionVoice: ['interrupted'],
  interruptionReport: ['interruptionReported'],
  interruptionNote: ['interruptionExplained'],
  fallback: ['keyLinksFilmed', 'documentRecorded', 'fallbackExplained'],
  bystanders: ['bystandersTold', 'bystandersRestricted'],
  evidenceNote: ['evidenceNoted'],
  evidenceDisc: ['discFiled'],
};

function filmProofs(duty: Duty, part: string | null, happenings: readonly Happening[]): ProofLink[] {
  const steps = shownBy[duty.duty] ?? [];
  const ofAct = happenings.filter(({ actId }) => actId === duty.subject.id);
  const shown = ofAct.filter(
    ({ proof, item }) =>
      proof?.type === 'step' && steps.includes(proof.kind) && (part === null || item === part),
  );
  const film = duty.duty === 'filming' || duty.duty === 'coverage';
  return [...shown, ...(film ? ofAct.filter(({ kind }) => kind === 'film') : [])].map(linkOf);
}

function showFilm(record: RecordOfCase, duties: readonly Duty[]): FilmItem[] {
  const items = filmItemsOf(record.law.merged);
  const findings = duties.map(
    (duty): FilmFinding => ({
      ...{ rule: duty.duty, id: duty.id, state: findingState(duty.state), parts: duty.parts },
    }),
  );
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  return filmCompleteness(items, findings).map((found, place): FilmItem => {
    const { zh, en, article, part } = items[place] ?? { zh: found.id, en: found.id, article: '', part: null };
    return {
      ...{
        id: found.id,
        zh,
        en,
        state: found.state,
        ground: found.ground,
        citation: record.law.cite(article),
      },
      findings: found.findings.flatMap((finding) => {
        const duty = byId.get(finding.id);
        if (duty === undefined) return [];
        const own = part === null ? undefined : finding.parts.find(({ id }) => id === part);
        return {
          ...{ dutyId: duty.id, title: duty.subject.title, state: own?.state ?? finding.state },
          ...{ reason: own?.reason ?? null, proofs: filmProofs(duty, part, record.happenings) },
          link: { type: duty.subject.type, id: duty.subject.id, seconds: null },
        };
      }),
    };
  });
}

/** How whole the record of a case is: each item, what proves it, what is missing, and the figures that follow. Throws notFound. */
export async function readCompleteness(
  ctx: Reading,
  law: Law,
  rules: RecordRules,
  { id }: { id: string },
): Promise<Completeness> {
  const record = await recordOfCase(ctx, law, rules, id);
  const text = showText(record, rules);
  const film = showFilm(record, await dutiesOfAll(ctx, 'act', [...record.frame.acts.keys()]));
  const { officers, createdBy } = await readCase(ctx, id);
  const own = { officerIds: officers.map((one) => one.id), createdBy };
  return {
    ...{ on: record.law.on, regulation: record.law.title, all: figureOf([...text, ...film]) },
    text: { ...figureOf(text), items: text },
    film: { ...figureOf(film), items: film },
    handlers: officers.map(({ name }) => name),
    abilities: { state: mayChangeCase(personOf(ctx), own) === true },
  };
}

/** Names that are said of what stands against a statement. */
export const sayProofs = (record: RecordOfCase, proofs: readonly CaseProof[]) => {
  const keys = new Set(proofs.map(({ id }) => id));
  const titles = record.happenings.filter(({ key }) => keys.has(key)).map(({ title }) => title);
  const once = (language: 'zh' | 'en') => [...new Set(titles.map((title) => title[language]))];
  return titles.length === 0 ? plain('') : { zh: once('zh').join('、'), en: once('en').join(', ') };
};

/** Items of the written record that are missing before the volume can be closed. */
export function textToTell(record: RecordOfCase, rules: RecordRules): Omit<VolumeFault, 'link'>[] {
  const said = rules.volume.closing.itemMissing;
  const named = new Map(textItemsOf(record.law.merged, rules).map((item) => [item.id, item]));
  return record.found
    .filter(({ state, atFiling }) => state === 'missing' && !atFiling)
    .map(({ id, needs }) => {
      const { zh = id, en = id, article = rules.frame.article } = named.get(id) ?? {};
      const lacking = needs.filter(({ met }) => !met);
      const what = (name: string, language: 'zh' | 'en') => {
        const parts = lacking.map((one) => one[language]).filter((part) => part !== name);
        return parts.length === 0
          ? name
          : `${name}${language === 'zh' ? '：' : ': '}${parts.join(language === 'zh' ? '、' : ', ')}`;
      };
      const { title, titleEn, label } = record.law.cite(article);
      return {
        code: 'itemMissing',
        ...{ zh: `${said.zh}“${what(zh, 'zh')}”`, en: `${said.en} “${what(en, 'en')}”` },
        law: { zh: `《${title}》${label}`, en: `${titleEn}, ${article}` },
      };
    });
}

/** What film lacks: it cannot be made up for, so the note on the volume tells of it. */
export const filmToTell = (record: RecordOfCase, duties: readonly Duty[]): VolumeFault[] =>
  showFilm(record, duties)
    .filter(({ state }) => state === 'missing')
    .map(({ zh, en, citation: { title, titleEn, label, article } }) => ({
      ...{ code: 'filmMissing', zh: `音像缺少“${zh}”`, en: `Film lacks “${en}”` },
      ...{ law: { zh: `《${title}》${label}`, en: `${titleEn}, ${article}` }, link: null },
    }));
