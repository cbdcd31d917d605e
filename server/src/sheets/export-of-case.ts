import {
  type ActRow,
  type Approval,
  type CaseParty,
  type DocumentRowShown,
  type EvidenceItem,
  type ExportList,
  type Recusal,
  routes,
  type ServiceAddress,
  type ServiceRow,
  type TimelineRow,
  type VolumeLine,
} from '@liuhen/contract';
import { listRecusals, readCase, readCourse } from '../cases/index.ts';
import { listDocuments } from '../documents/index.ts';
import { caseEvidence, caseServices } from '../evidence/index.ts';
import { readTimeline, readVolume } from '../volumes/index.ts';
import { coverDigits } from './cell-texts.ts';
import { actColumns } from './export-acts.ts';
import { completeness } from './export-completeness.ts';
import { caseGoods } from './export-goods.ts';
import { cited, columnOf, joined, named, paged, type WrittenList, whole, yes } from './written-list.ts';

const ofParty = columnOf<CaseParty & { actsFor: string | null }>();
const parties = whole(
  'parties.title',
  routes.getCase,
  async (ctx, _, { id }) => {
    const { parties: all } = await readCase(ctx, id);
    const nameOf = new Map(all.map((one) => [one.id, one.party.name]));
    return all.map((one) => ({ ...one, actsFor: nameOf.get(one.represents ?? '') ?? null }));
  },
  [
    ofParty('parties.role', 'text', ({ role }, { nameOf }) => nameOf('names.partyRole', role)),
    ofParty('parties.name', 'text', ({ party }) => party.name),
    ofParty('sheets.head.kind', 'text', ({ party }, { nameOf }) => nameOf('names.partyKind', party.kind)),
    ofParty('sheets.head.actsFor', 'text', ({ actsFor }) => actsFor),
    ofParty('parties.numberKind', 'text', ({ party }, { nameOf }) =>
      party.numberKind === null ? null : nameOf('names.numberKind', party.numberKind),
    ),
    // As the page shows them: with their middle covered.
    ofParty('parties.number', 'text', ({ party }) => party.number),
    ofParty('parties.phone', 'text', ({ party }) => party.phone),
    ofParty('parties.address', 'text', ({ party }) => party.address),
  ],
);

const caseActs = whole(
  'shell.page.acts',
  routes.getCase,
  async (ctx, _, { id }): Promise<ActRow[]> => (await readCase(ctx, id)).acts,
  actColumns,
);

const ofDocument = columnOf<DocumentRowShown>();
const documents = whole(
  'documents.title',
  routes.listDocuments,
  async (ctx, _, asked) => (await listDocuments(ctx, asked)).rows,
  [
    ofDocument('documents.number', 'text', ({ number }) => number),
    ofDocument('documents.page', 'text', ({ title }, { pick }) => pick(title)),
    ofDocument('volumes.stageLabel', 'text', ({ stage }, { nameOf }) => nameOf('documents.stage', stage)),
    ofDocument('sheets.head.state', 'text', ({ state }, { nameOf }) => nameOf('documents.state', state)),
    ofDocument('documents.pages', 'number', ({ pages }) => pages),
    ofDocument('sheets.head.madeBy', 'text', ({ by }) => by),
    ofDocument('sheets.head.madeAt', 'instant', ({ createdAt }) => createdAt),
    ofDocument('documents.finalizedAt', 'instant', ({ finalizedAt }) => finalizedAt),
    ofDocument('sheets.head.signedAt', 'instant', ({ signedAt }) => signedAt),
    ofDocument('documents.voidReason', 'text', ({ voidReason }) => voidReason),
  ],
);

const ofItem = columnOf<EvidenceItem>();
const evidence = whole(
  'evidence.page',
  routes.caseEvidence,
  async (ctx, _, asked) => (await caseEvidence(ctx, asked)).items,
  [
    ofItem('evidence.no', 'number', ({ number }) => number),
    ofItem('evidence.title', 'text', ({ title }) => title),
    ofItem('evidence.kindLabel', 'text', ({ kind }, { nameOf }) => nameOf('evidence.kind', kind)),
    ofItem('evidence.formLabel', 'text', ({ form }, { nameOf }) => nameOf('evidence.form', form)),
    ofItem('evidence.recording', 'text', ({ recording }) => recording?.name ?? null),
    ofItem('evidence.fromSeconds', 'number', ({ fromSeconds }) => fromSeconds),
    ofItem('evidence.toSeconds', 'number', ({ toSeconds }) => toSeconds),
    ofItem('evidence.quantity', 'text', ({ quantity }) => quantity),
    ofItem('evidence.source', 'text', ({ source }) => source),
    ofItem('evidence.providedBy', 'text', ({ providedBy }) => providedBy),
    ofItem('evidence.officers', 'text', ({ officers }, saying) => named(officers, saying)),
    ofItem('evidence.obtainedAt', 'instant', ({ obtainedAt }) => obtainedAt),
    ofItem('evidence.place', 'text', ({ place }) => place),
    ofItem('evidence.proves', 'text', ({ proves }) => proves),
    ofItem('evidence.note.title', 'text', ({ note }) => note?.proves ?? null),
    ofItem('evidence.storagePlace', 'text', ({ storagePlace }) => storagePlace),
    ofItem('evidence.holder', 'text', ({ holder }) => holder),
    ofItem('sheets.head.state', 'text', ({ withdrawn, excluded }, { t }) => {
      if (withdrawn) return t('evidence.withdrawn', { reason: withdrawn.reason });
      return excluded ? t('evidence.excluded', { reason: excluded.reason }) : null;
    }),
  ],
);

const ofService = columnOf<ServiceRow>();
const services = whole(
  'services.page',
  routes.caseServices,
  async (ctx, { law }, asked) => (await caseServices(ctx, law, asked)).services,
  [
    ofService('evidence.no', 'number', ({ number }) => number),
    ofService('services.document', 'text', ({ document }) => document),
    ofService('services.subjectLabel', 'text', ({ subject }, { nameOf }) =>
      nameOf('services.subject', subject),
    ),
    ofService('services.party', 'text', ({ party }) => party),
    ofService('services.mannerLabel', 'text', ({ manner }, { nameOf }) => nameOf('services.manner', manner)),
    ofService('services.at', 'instant', ({ at }) => at),
    ofService('services.place', 'text', ({ place }) => place),
    ofService('services.officers', 'text', ({ officers }, saying) => named(officers, saying)),
    ofService('services.witnesses', 'text', ({ witnesses }, saying) => joined(witnesses, saying)),
    ofService('sheets.head.carrier', 'text', ({ carrier }) => carrier),
    ofService('sheets.head.state', 'text', ({ standing }, { nameOf }) =>
      nameOf('services.standing', standing),
    ),
    ofService('services.receiver', 'text', ({ receipts }) => receipts.at(-1)?.receiver ?? null),
    ofService('sheets.head.servedAt', 'instant', ({ served }) => served.at),
    ofService('sheets.head.article', 'text', ({ served }, { pick }) => pick(served.article)),
  ],
);

const ofAddress = columnOf<ServiceAddress>();
const addresses = whole(
  'services.addresses',
  routes.caseServices,
  async (ctx, { law }, asked) => (await caseServices(ctx, law, asked)).addresses,
  [
    ofAddress('goods.party', 'text', ({ party }) => party),
    ofAddress('services.address', 'text', ({ address }) => address),
    ofAddress('services.addressReceiver', 'text', ({ receiver }) => receiver),
    ofAddress('services.phone', 'text', ({ phone }) => coverDigits(phone)),
    ofAddress('services.consents', 'text', ({ consents }, saying) => yes(consents, saying)),
    ofAddress('services.channelLabel', 'text', ({ channel }, { nameOf }) =>
      channel === null ? null : nameOf('services.channel', channel),
    ),
    ofAddress('services.account', 'text', ({ account }) => coverDigits(account)),
    ofAddress('services.signedAt', 'instant', ({ signedAt }) => signedAt),
  ],
);

const ofApproval = columnOf<Approval>();
const approvals = whole(
  'procedure.approval.title',
  routes.getCaseCourse,
  async (ctx, { law }, asked) => (await readCourse(ctx, law, asked)).approvals,
  [
    ofApproval('procedure.chain.matter', 'text', ({ matter }, { nameOf }) =>
      nameOf('names.approvalMatter', matter),
    ),
    ofApproval('sheets.head.about', 'text', ({ title }) => title),
    ofApproval('sheets.head.state', 'text', ({ state }, { nameOf }) =>
      nameOf('procedure.approval.state', state),
    ),
    ofApproval('procedure.field.opinion', 'text', ({ opinion }) => opinion),
    ofApproval('sheets.head.askedBy', 'text', ({ requestedBy }) => requestedBy),
    ofApproval('sheets.head.askedAt', 'instant', ({ requestedAt }) => requestedAt),
    ofApproval('procedure.chain.steps', 'text', ({ steps }, saying) =>
      joined(
        steps.map(({ who }) => who),
        saying,
      ),
    ),
    ofApproval('sheets.head.words', 'text', ({ words }, { t }) =>
      words
        .map(({ by, agrees, opinion }) => {
          const said = t(agrees ? 'procedure.approval.agreed' : 'procedure.approval.refused', { by });
          return opinion === '' ? said : `${said}: ${opinion}`;
        })
        .join('\n'),
    ),
    ofApproval('sheets.head.endedAt', 'instant', ({ state, words }) =>
      state === 'open' ? null : (words.at(-1)?.at ?? null),
    ),
  ],
);

const ofRecusal = columnOf<Recusal>();
const recusals = whole(
  'onSite.recusal.title',
  routes.listRecusals,
  async (ctx, _, asked) => (await listRecusals(ctx, asked)).rows,
  [
    ofRecusal('onSite.recusal.officer', 'text', ({ officer }) => officer),
    ofRecusal('onSite.recusal.raisedBy', 'text', ({ raisedBy }, { nameOf }) =>
      nameOf('onSite.recusal.by', raisedBy),
    ),
    ofRecusal('onSite.recusal.applicant', 'text', ({ applicant }) => applicant),
    ofRecusal('onSite.recusal.ground', 'text', ({ ground }, { nameOf }) =>
      nameOf('onSite.recusal.grounds', ground),
    ),
    ofRecusal('onSite.recusal.reason', 'text', ({ reason }) => reason),
    ofRecusal('onSite.recusal.raisedAt', 'instant', ({ raisedAt }) => raisedAt),
    ofRecusal('onSite.recusal.decision', 'text', ({ decision }, { nameOf }) =>
      decision === null ? null : nameOf('onSite.recusal.decisions', decision),
    ),
    ofRecusal('sheets.head.decidedBy', 'text', ({ decidedBy }) => decidedBy),
    ofRecusal('onSite.recusal.decidedAt', 'instant', ({ decidedAt }) => decidedAt),
    ofRecusal('sheets.head.decisionReason', 'text', ({ decisionReason }) => decisionReason),
  ],
);

const ofTime = columnOf<TimelineRow>();
const timeline = paged(
  'volumes.timeline',
  routes.caseTimeline,
  (ctx, filter, { law, rules }) => readTimeline(ctx, law, rules, filter),
  [
    ofTime('sheets.head.at', 'instant', ({ at }) => at),
    ofTime('sheets.head.endedAt', 'instant', ({ until }) => until),
    ofTime('sheets.head.kind', 'text', ({ kind }, { nameOf }) => nameOf('volumes.kind', kind)),
    ofTime('volumes.stageLabel', 'text', ({ stage }, { nameOf }) => nameOf('volumes.stage', stage)),
    ofTime('volumes.column.title', 'text', ({ title }, { pick }) => pick(title)),
    ofTime('sheets.head.content', 'text', ({ line }, { pick }) => line && pick(line)),
    ofTime('volumes.who', 'text', ({ who }, saying) => joined(who, saying)),
    ofTime('sheets.head.state', 'text', ({ state }, { pick }) => state && pick(state.said)),
    ofTime('sheets.head.article', 'text', ({ citation }, saying) => citation && cited(citation, saying)),
    ofTime('custody.index', 'number', ({ entry }) =>
      entry === null || entry.logIndex === null ? null : entry.logIndex + 1,
    ),
  ],
);

const ofLine = columnOf<VolumeLine>();
const volume = whole(
  'volumes.catalogue',
  routes.caseVolume,
  async (ctx, { law, rules }, asked) => (await readVolume(ctx, law, rules, asked)).lines,
  [
    ofLine('sheets.head.part', 'text', ({ part }, { nameOf }) => nameOf('volumes.part', part)),
    ofLine('sheets.head.section', 'text', ({ section }, { pick }) => pick(section)),
    ofLine('volumes.column.place', 'number', ({ place }) => place),
    ofLine('volumes.column.number', 'text', ({ number }) => number),
    ofLine('volumes.column.responsible', 'text', ({ responsible }) => responsible),
    ofLine('volumes.column.title', 'text', ({ title }, { pick }) => pick(title)),
    ofLine('volumes.column.on', 'date', ({ on }) => on),
    ofLine('sheets.head.pageCount', 'number', ({ pages }) => pages),
    ofLine('sheets.head.firstPage', 'number', ({ from }) => from),
    ofLine('sheets.head.lastPage', 'number', ({ to }) => to),
    ofLine('volumes.column.remark', 'text', ({ remark }, { pick }) => remark && pick(remark)),
    ofLine('sheets.import.digest', 'text', ({ sha256 }) => sha256),
  ],
);

/** What stands on the pages of a case, each a list of its own. */
export const listsOfCase = {
  caseActs,
  parties,
  documents,
  evidence,
  services,
  addresses,
  caseGoods,
  approvals,
  recusals,
  timeline,
  completeness,
  volume,
} satisfies Partial<Record<ExportList, WrittenList>>;
