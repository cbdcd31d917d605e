import {
  type Account,
  type CaseRow,
  type Device,
  type Duty,
  type ExportList,
  type MatterListSummary,
  type Officer,
  type RecordingRow,
  routes,
} from '@liuhen/contract';
import { listActs, listCases } from '../cases/index.ts';
import { listDevices } from '../devices/index.ts';
import { listMatterLists } from '../law/index.ts';
import { listDuties } from '../obligations/index.ts';
import { listRecordings } from '../recordings/index.ts';
import { listAccounts, listOfficers } from '../roster/index.ts';
import { actColumns, actSteps } from './export-acts.ts';
import { found } from './export-found.ts';
import { goods } from './export-goods.ts';
import { listsOfHouse } from './export-house.ts';
import { listsOfCase } from './export-of-case.ts';
import { registerTable } from './export-register.ts';
import { cited, columnOf, named, paged, type WrittenList, whole, yes } from './written-list.ts';

const acts = paged('shell.page.acts', routes.listActs, listActs, actColumns);

const ofCaseRow = columnOf<CaseRow>();
const cases = paged(
  'shell.page.cases',
  routes.listCases,
  (ctx, filter, { numberKeys }) => listCases(ctx, numberKeys, filter),
  [
    ofCaseRow('cases.number', 'text', ({ number }) => number),
    ofCaseRow('cases.ownNumber', 'text', ({ ownNumber }) => ownNumber),
    ofCaseRow('cases.cause', 'text', ({ cause }) => cause),
    ofCaseRow('cases.party', 'text', ({ party }) => party),
    ofCaseRow('cases.unit', 'text', ({ unit }) => unit),
    ofCaseRow('cases.officers', 'text', ({ officers }, saying) => named(officers, saying)),
    ofCaseRow('cases.procedure', 'text', ({ procedure }, { nameOf }) => nameOf('names.procedure', procedure)),
    ofCaseRow('cases.openedAt', 'instant', ({ openedAt }) => openedAt),
    ofCaseRow('cases.closedAt', 'instant', ({ closedAt }) => closedAt),
    ofCaseRow('cases.acts', 'number', ({ actCount }) => actCount),
    ofCaseRow('cases.state', 'text', ({ state }, { nameOf }) => nameOf('procedure.state', state)),
  ],
);

const ofRecordingRow = columnOf<RecordingRow>();
const recordings = paged(
  'shell.page.recordings',
  routes.listRecordings,
  (ctx, filter) => listRecordings(ctx, filter),
  [
    ofRecordingRow('recordings.key.unit', 'text', ({ unit }) => unit),
    ofRecordingRow('recordings.key.deviceNo', 'text', ({ deviceNo }) => deviceNo),
    ofRecordingRow('recordings.key.officer', 'text', ({ officer }) => officer),
    ofRecordingRow('recordings.key.startedAt', 'instant', ({ startedAt }) => startedAt),
    ofRecordingRow('sheets.head.party', 'text', ({ party }) => party),
    ofRecordingRow('sheets.head.cause', 'text', ({ cause }) => cause),
    ofRecordingRow('recordings.column.name', 'text', ({ name }) => name),
    ofRecordingRow('sheets.head.kind', 'text', ({ kind }, { nameOf }) => nameOf('names.mediaKind', kind)),
    ofRecordingRow('sheets.head.bytes', 'number', ({ size }) => size),
    ofRecordingRow('sheets.head.seconds', 'number', ({ durationMs }) =>
      durationMs === null ? null : durationMs / 1000,
    ),
    ofRecordingRow('sheets.head.registeredAt', 'instant', ({ registeredAt }) => registeredAt),
    ofRecordingRow('sheets.head.state', 'text', ({ storage }, { nameOf }) =>
      storage === null ? null : nameOf('duties.state', storage.state),
    ),
    ofRecordingRow('sheets.head.dueBefore', 'instant', ({ storage }) => storage?.dueBefore ?? null),
  ],
);

const ofDuty = columnOf<Duty>();
const duties = paged('shell.page.obligations', routes.listDuties, listDuties, [
  ofDuty('duties.page.duty', 'text', ({ duty, what }, { nameOf, language }) =>
    what === null ? nameOf('duties.duty', duty) : what[language],
  ),
  ofDuty('sheets.head.about', 'text', ({ subject }) => subject.title),
  ofDuty('sheets.head.state', 'text', ({ state }, { nameOf }) => nameOf('duties.state', state)),
  ofDuty('sheets.head.countedFrom', 'instant', ({ countedFrom }) => countedFrom),
  ofDuty('sheets.head.dueBefore', 'instant', ({ dueBefore }) => dueBefore),
  ofDuty('sheets.head.provisional', 'text', ({ provisional }, saying) => yes(provisional, saying)),
  ofDuty('sheets.head.dischargedAt', 'instant', ({ dischargedAt }) => dischargedAt),
  ofDuty('duties.tierLabel', 'text', ({ tier }, { nameOf }) => nameOf('duties.tier', tier)),
  ofDuty('sheets.head.article', 'text', ({ citation }, saying) => cited(citation, saying)),
]);

const ofOfficer = columnOf<Officer>();
const people = whole('registers.officers', routes.listOfficers, listOfficers, [
  ofOfficer('registers.personName', 'text', ({ name }) => name),
  ofOfficer('registers.kind', 'text', ({ kind }, { nameOf }) => nameOf('names.officerKind', kind)),
  ofOfficer('registers.unit', 'text', ({ unitName }) => unitName),
  ofOfficer('registers.certificateNo', 'text', ({ certificateNo }) => certificateNo),
  ofOfficer('registers.certificateValidUntil', 'date', ({ certificateValidUntil }) => certificateValidUntil),
  ofOfficer('registers.deviceUserId', 'text', ({ deviceUserId }) => deviceUserId),
]);

const ofAccount = columnOf<Account>();
const accounts = whole('registers.accounts', routes.listAccounts, listAccounts, [
  ofAccount('registers.loginName', 'text', ({ loginName }) => loginName),
  ofAccount('registers.displayName', 'text', ({ displayName }) => displayName),
  ofAccount('registers.roles', 'text', ({ roles }, { nameOf, t }) =>
    roles.map((role) => nameOf('names.role', role)).join(t('shell.word.comma')),
  ),
  ofAccount('registers.active', 'text', ({ active }, saying) => yes(active, saying)),
]);

const ofDevice = columnOf<Device>();
const devices = whole('registers.devices', routes.listDevices, listDevices, [
  ofDevice('registers.deviceNo', 'text', ({ deviceNo }) => deviceNo),
  ofDevice('registers.model', 'text', ({ modelName }) => modelName),
  ofDevice('registers.unit', 'text', ({ unitName }) => unitName),
  ofDevice('registers.holder', 'text', ({ holderName }) => holderName),
  ofDevice('registers.clockOffset', 'number', ({ clockOffsetSeconds }) => clockOffsetSeconds),
  ofDevice('registers.inUse', 'text', ({ inUse }, saying) => yes(inUse, saying)),
]);

const ofMatterListSummary = columnOf<MatterListSummary>();
const matters = whole(
  'shell.page.matters',
  routes.listMatterLists,
  async (ctx, { law }): Promise<MatterListSummary[]> => (await listMatterLists(ctx, law)).lists,
  [
    ofMatterListSummary('matters.title', 'text', ({ title }) => title),
    ofMatterListSummary('sheets.head.version', 'number', ({ version }) => version),
    ofMatterListSummary('sheets.head.state', 'text', ({ standing }, { nameOf }) =>
      nameOf('matters.standing', standing),
    ),
    ofMatterListSummary('sheets.head.matters', 'number', ({ matters }) => matters),
    ofMatterListSummary('sheets.head.from', 'date', ({ effectiveFrom }) => effectiveFrom),
    ofMatterListSummary('sheets.head.until', 'date', ({ effectiveUntil }) => effectiveUntil),
    ofMatterListSummary('sheets.head.published', 'text', ({ published }, saying) => yes(published, saying)),
  ],
);

/** Every list that has a button to write it out. A further one is a row here and its name in the contract. */
export const writtenLists: Record<ExportList, WrittenList> = {
  found,
  acts,
  actSteps,
  cases,
  recordings,
  duties,
  people,
  accounts,
  devices,
  matters,
  register: registerTable,
  goods,
  ...listsOfCase,
  ...listsOfHouse,
};
