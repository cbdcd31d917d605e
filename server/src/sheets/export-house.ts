import {
  type ApprovalChain,
  type CalendarChange,
  type CalendarDay,
  type Cause,
  type DeviceModel,
  type DocumentKind,
  type ExportList,
  type ImportState,
  type Output,
  type PackageRow,
  type PayloadErasure,
  type RegisterSummary,
  type Regulation,
  routes,
  type ShownMatter,
} from '@liuhen/contract';
import { listCauses, listChains } from '../cases/index.ts';
import { listCheckpoints, listEntries, listErasures } from '../custody/index.ts';
import { listDeviceModels } from '../devices/index.ts';
import { listDocumentKinds } from '../documents/index.ts';
import { listPackages } from '../exports/index.ts';
import { listRegulations, readMatterList } from '../law/index.ts';
import { readCalendar } from '../obligations/index.ts';
import { listRegisters } from '../registers/index.ts';
import { listUnits } from '../roster/index.ts';
import { listImports } from './import.ts';
import { cited, columnOf, joined, paged, type WrittenList, whole, yes } from './written-list.ts';

const ofCause = columnOf<Cause>();
const causes = whole(
  'parties.causes.title',
  routes.listCauses,
  async (ctx) => (await listCauses(ctx)).causes,
  [
    ofCause('parties.causes.code', 'text', ({ code }) => code),
    ofCause('parties.causes.name', 'text', ({ name }) => name),
    ofCause('parties.causes.basis', 'text', ({ basis }) => basis),
    ofCause('parties.causes.active', 'text', ({ active }, saying) => yes(active, saying)),
  ],
);

const ofChain = columnOf<ApprovalChain>();
const chains = whole(
  'procedure.chain.title',
  routes.listApprovalChains,
  async (ctx): Promise<ApprovalChain[]> => (await listChains(ctx)).chains,
  [
    ofChain('procedure.chain.matter', 'text', ({ matter }, { nameOf }) =>
      nameOf('names.approvalMatter', matter),
    ),
    ofChain('procedure.chain.steps', 'text', ({ steps }) => steps.map(({ who }) => who).join(' → ')),
    ofChain('procedure.chain.reviewAlways', 'text', ({ reviewAlways }, saying) => yes(reviewAlways, saying)),
  ],
);

const ofModel = columnOf<DeviceModel>();
const deviceModels = whole('registers.models', routes.listDeviceModels, listDeviceModels, [
  ofModel('registers.modelName', 'text', ({ name }) => name),
  ofModel('registers.maker', 'text', ({ maker }) => maker),
  ofModel('registers.namePatterns', 'text', ({ namePatterns }) => namePatterns.join('\n')),
]);

const ofUnit = columnOf<Output<'listUnits'>[number]>();
const units = whole('registers.units', routes.listUnits, listUnits, [
  ofUnit('registers.unitName', 'text', ({ name }) => name),
]);

const ofKind = columnOf<DocumentKind>();
const documentKinds = whole('documents.templates.page', routes.listDocumentKinds, listDocumentKinds, [
  ofKind('documents.page', 'text', ({ title }, { pick }) => pick(title)),
  ofKind('volumes.stageLabel', 'text', ({ stage }, { nameOf }) => nameOf('documents.stage', stage)),
  ofKind('sheets.head.outward', 'text', ({ outward }, saying) => yes(outward, saying)),
  ofKind('sheets.head.codeWord', 'text', ({ word }) => word),
  ofKind('sheets.head.fields', 'number', ({ fields }) => fields.length),
  ofKind('sheets.head.signers', 'text', ({ signatures }, saying) =>
    joined(
      signatures.map(({ role }) => saying.nameOf('documents.signer', role)),
      saying,
    ),
  ),
]);

const ofRegulation = columnOf<Regulation>();
const regulations = whole(
  'shell.page.regulations',
  routes.listRegulations,
  (ctx, { law }) => listRegulations(ctx, law),
  [
    ofRegulation('regulations.name', 'text', ({ title }, { pick }) => pick(title)),
    ofRegulation('regulations.issuer', 'text', ({ issuer }, { pick }) => pick(issuer)),
    ofRegulation('regulations.relationLabel', 'text', ({ relation }, { nameOf }) =>
      nameOf('regulations.relation', relation),
    ),
    ofRegulation('regulations.forceLabel', 'text', ({ force }, { nameOf }) =>
      nameOf('regulations.force', force.state),
    ),
    ofRegulation('sheets.head.from', 'date', ({ force }) => force.date),
    ofRegulation('sheets.head.text', 'text', ({ text }) => text?.fileName ?? null),
    ofRegulation('regulations.fingerprint', 'text', ({ fingerprint }) => fingerprint),
  ],
);

const ofDay = columnOf<CalendarDay>();
const calendarDays = whole(
  'shell.page.calendar',
  routes.readCalendar,
  async (ctx, { law }, asked) => (await readCalendar(ctx, law, asked)).days,
  [
    ofDay('calendar.form.date', 'date', ({ date }) => date),
    ofDay('calendar.form.working', 'text', ({ working }, { t }) =>
      t(working ? 'calendar.form.on' : 'calendar.form.off'),
    ),
    ofDay('sheets.head.kind', 'text', ({ kind }, { nameOf }) => nameOf('calendar.kind', kind)),
    ofDay('calendar.form.name', 'text', ({ name }, { pick }) => name && pick(name)),
    ofDay('calendar.changed', 'text', ({ changed }, saying) => yes(changed, saying)),
  ],
);

const ofChange = columnOf<CalendarChange>();
const calendarChanges = whole(
  'calendar.history',
  routes.readCalendar,
  async (ctx, { law }, asked) => (await readCalendar(ctx, law, asked)).changes,
  [
    ofChange('calendar.documentNo', 'text', ({ documentNo }) => documentNo),
    ofChange('calendar.title', 'text', ({ title }) => title),
    ofChange('calendar.source', 'text', ({ source }) => source),
    ofChange('sheets.head.state', 'text', ({ state }, { nameOf }) => nameOf('calendar.state', state)),
    ofChange('onSite.recusal.scope', 'text', ({ scope }, { nameOf }) => nameOf('calendar.scope', scope)),
    ofChange('sheets.head.askedBy', 'text', ({ proposed }) => proposed.by),
    ofChange('sheets.head.askedAt', 'instant', ({ proposed }) => proposed.at),
    ofChange('sheets.head.decidedBy', 'text', ({ decided }) => decided?.by ?? null),
    ofChange('onSite.recusal.decidedAt', 'instant', ({ decided }) => decided?.at ?? null),
    ofChange('sheets.head.decisionReason', 'text', ({ decided }) => decided?.reason ?? null),
  ],
);

const ofMatter = columnOf<ShownMatter & { place: number }>();
const matterRows = whole(
  'shell.page.matterList',
  routes.getMatterList,
  async (ctx, { law }, { id }) =>
    (await readMatterList(ctx, law, id)).rows.map((row, i) => ({ ...row, place: i + 1 })),
  [
    ofMatter('matters.column.no', 'number', ({ place }) => place),
    ofMatter('matters.column.matter', 'text', ({ matter }) => matter),
    ofMatter('matters.column.subject', 'text', ({ activities, circumstances }, saying) =>
      joined(
        [
          ...(activities === 'all'
            ? [saying.t('matters.everyActivity')]
            : activities.map((one) => saying.nameOf('matters.activity', one))),
          ...circumstances.map((one) => saying.nameOf('matters.circumstance', one)),
        ],
        saying,
      ),
    ),
    ofMatter('matters.column.content', 'text', ({ content }) => content),
    ofMatter('matters.column.link', 'text', ({ link }) => link),
    ofMatter('matters.column.methods', 'text', ({ methods }, saying) =>
      joined(
        methods.map((one) => saying.nameOf('matters.method', one)),
        saying,
      ),
    ),
    ofMatter('matters.column.duty', 'text', ({ duty }, { nameOf }) => nameOf('matters.duty', duty)),
    ofMatter('matters.column.articles', 'text', ({ citations }, saying) =>
      joined(
        citations.map((one) => cited(one, saying)),
        saying,
      ),
    ),
  ],
);

const ofRegister = columnOf<RegisterSummary>();
const registers = whole(
  'shell.page.registers',
  routes.listRegisters,
  (ctx, { law }) => listRegisters(ctx, law),
  [
    ofRegister('sheets.head.register', 'text', ({ kind }, { nameOf }) => nameOf('books.kind', kind)),
    ofRegister('sheets.head.entries', 'number', ({ entries }) => entries),
    ofRegister('books.page.needsAttention', 'number', ({ attention }) => attention),
    ofRegister('sheets.head.article', 'text', ({ citations }, saying) =>
      joined(
        citations.map((one) => cited(one, saying)),
        saying,
      ),
    ),
  ],
);

const ofImport = columnOf<ImportState>();
const imports = whole('sheets.import.former', routes.listImports, listImports, [
  ofImport('sheets.import.file', 'text', ({ fileName }) => fileName),
  ofImport('sheets.head.kind', 'text', ({ kind }, { nameOf }) => nameOf('sheets.import', kind)),
  ofImport('sheets.head.state', 'text', ({ state }, { nameOf }) => nameOf('sheets.import', state)),
  ofImport('sheets.head.rows', 'number', ({ rows }) => rows),
  ofImport('sheets.import.faults', 'number', ({ faults }) => faults.length),
  ofImport('sheets.import.by', 'text', ({ by }) => by),
  ofImport('sheets.import.startedAt', 'instant', ({ startedAt }) => startedAt),
  ofImport('sheets.import.endedAt', 'instant', ({ endedAt }) => endedAt),
  ofImport('sheets.import.digest', 'text', ({ sha256 }) => sha256),
]);

const ofPackage = columnOf<PackageRow>();
const packages = paged('packages.title', routes.listPackages, listPackages, [
  ofPackage(
    'packages.subject',
    'text',
    ({ kind, title }, { nameOf }) => `${nameOf('packages.kind', kind)} ${title}`,
  ),
  ofPackage('packages.recipient', 'text', ({ recipient }) => recipient),
  ofPackage('packages.purpose', 'text', ({ purpose }) => purpose),
  ofPackage('packages.stateLabel', 'text', ({ state }, { nameOf }) => nameOf('packages.state', state)),
  ofPackage('packages.digest', 'text', ({ digest }) => digest),
  ofPackage('packages.size', 'number', ({ size }) => size),
  ofPackage('packages.handedOutHead', 'number', ({ handedOut }) => handedOut),
  ofPackage('packages.orderedBy', 'text', ({ orderedBy }) => orderedBy),
  ofPackage('packages.orderedAt', 'instant', ({ orderedAt }) => orderedAt),
]);

const ofErasure = columnOf<PayloadErasure>();
const erasures = paged('custody.erasure.title', routes.listErasures, listErasures, [
  ofErasure('custody.index', 'number', ({ logIndex }) => logIndex + 1),
  ofErasure('custody.kind', 'text', ({ kind }, { nameOf }) => nameOf('names.entryKind', kind)),
  ofErasure('custody.subject', 'text', ({ subject }, { nameOf }) =>
    nameOf('names.subject', subject.split('/')[0] ?? ''),
  ),
  ofErasure('custody.erasure.basis', 'text', ({ basis }) => basis),
  ofErasure('custody.erasure.reason', 'text', ({ reason }) => reason),
  ofErasure('sheets.head.state', 'text', ({ state }, { nameOf }) => nameOf('custody.erasure.state', state)),
  ofErasure('custody.erasure.proposedBy', 'text', ({ proposedBy }) => proposedBy),
  ofErasure('custody.erasure.proposedAt', 'instant', ({ proposedAt }) => proposedAt),
  ofErasure('custody.erasure.decidedBy', 'text', ({ decidedBy }) => decidedBy),
  ofErasure('custody.erasure.decidedAt', 'instant', ({ decidedAt }) => decidedAt),
  ofErasure('custody.erasure.whyNot', 'text', ({ decisionReason }) => decisionReason),
]);

const ofEntry = columnOf<Output<'listEntries'>['rows'][number]>();
const entries = paged('custody.entries', routes.listEntries, listEntries, [
  ofEntry('custody.index', 'number', ({ logIndex }) => (logIndex === null ? null : logIndex + 1)),
  ofEntry('custody.kind', 'text', ({ kind }, { nameOf }) => nameOf('names.entryKind', kind)),
  ofEntry('custody.at', 'instant', ({ at }) => at),
  ofEntry('custody.actor', 'text', ({ actor }, { t }) => (actor === 'system' ? t('custody.system') : actor)),
  ofEntry('custody.subject', 'text', ({ subject }, { nameOf }) =>
    nameOf('names.subject', subject.split('/')[0] ?? ''),
  ),
  ofEntry('sheets.head.id', 'text', ({ subject }) =>
    subject.startsWith('session/') ? null : (subject.split('/')[1] ?? null),
  ),
]);

const ofCheckpoint = columnOf<Output<'listCheckpoints'>['rows'][number]>();
const checkpoints = paged('custody.checkpoints', routes.listCheckpoints, listCheckpoints, [
  ofCheckpoint('custody.size', 'number', ({ size }) => size),
  ofCheckpoint('custody.root', 'text', ({ root }) => root),
  ofCheckpoint('custody.signedAt', 'instant', ({ signedAt }) => signedAt),
  ofCheckpoint('custody.note', 'text', ({ note }) => note),
]);

/** Lists of what the organ and the house set, and of what was kept about that. */
export const listsOfHouse = {
  causes,
  chains,
  deviceModels,
  units,
  documentKinds,
  regulations,
  calendarDays,
  calendarChanges,
  matterRows,
  registers,
  imports,
  packages,
  erasures,
  entries,
  checkpoints,
} satisfies Partial<Record<ExportList, WrittenList>>;
