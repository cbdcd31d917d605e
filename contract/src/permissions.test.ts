import { describe, expect, it } from 'vitest';
import {
  type Permission,
  permissions,
  permissionsOf,
  type Role,
  rolePermissions,
  roles,
} from './permissions.ts';
import { routes } from './routes.ts';

/** Who may do what, one line for each permission: officer, assistant, custodian, head, legal reviewer, administrator. */
const matrix: [Permission, string][] = [
  ['public', '● ● ● ● ● ●'],
  ['any', '● ● ● ● ● ●'],
  ['recording.upload', '● ● ● · · ·'],
  ['recording.readOwn', '● ● ● ● ● ·'],
  ['recording.readAll', '· · ● ● ● ·'],
  ['recording.attribute', '● · ● · · ·'],
  ['handover.receive', '· · ● · · ·'],
  ['return.claim', '● ● ● · · ·'],
  ['act.read', '● ● ● ● ● ·'],
  ['act.manage', '● · ● · · ·'],
  ['case.read', '● ● ● ● ● ·'],
  ['case.manage', '● · ● · · ·'],
  ['case.review', '· · · · ● ·'],
  ['chain.manage', '· · · ● · ·'],
  ['cause.manage', '· · ● ● ● ·'],
  ['party.reveal', '● · ● ● ● ·'],
  ['recusal.raise', '● · ● ● · ·'],
  ['recusal.decide', '· · · ● · ·'],
  ['document.read', '● ● ● ● ● ·'],
  ['document.write', '● · ● ● ● ·'],
  ['document.template', '· · ● · ● ·'],
  ['evidence.link', '● · ● · · ·'],
  ['evidence.package', '· · ● ● ● ·'],
  ['erasure.propose', '· · ● · ● ·'],
  ['erasure.decide', '· · · ● · ·'],
  ['excuse.state', '● · ● · · ·'],
  ['excuse.decide', '· · ● ● ● ·'],
  ['roster.read', '● ● ● ● ● ●'],
  ['roster.manage', '· · · · · ●'],
  ['device.manage', '· · ● · · ●'],
  ['register.read', '● ● ● ● ● ●'],
  ['register.keep', '● ● ● ● ● ●'],
  ['calendar.propose', '· · · · · ●'],
  ['calendar.decide', '· · · ● · ●'],
  ['law.manage', '· · · · ● ●'],
  ['matter.draft', '· · ● · ● ·'],
  ['matter.review', '· · · · ● ·'],
  ['matter.approve', '· · · ● · ·'],
  ['matter.withdraw', '· · ● ● ● ·'],
  ['log.read', '● ● ● ● ● ●'],
  ['log.verify', '· · ● ● ● ●'],
];
/** Who may import which kind is told by the kind. */
const keeping = [
  ...['previewImport', 'importFaults', 'startImport'],
  'enterRegister',
  'correctRegister',
  'withdrawRegister',
];
const mayOf = (role: Role, permission: Permission) =>
  matrix.find(([one]) => one === permission)?.[1].split(' ')[roles.indexOf(role)] === '●';

describe('the table of roles', () => {
  it('has a line for every permission, in the order of the list', () => {
    expect(matrix.map(([permission]) => permission)).toEqual([...permissions]);
    for (const [, line] of matrix) expect(line.split(' ')).toHaveLength(roles.length);
  });

  it.each(roles)('%s may exactly what the table says', (role) => {
    const expected = permissions.filter((permission) => mayOf(role, permission));
    expect([...permissionsOf([role])].sort()).toEqual([...expected].sort());
  });
});

const writing = [
  ...[
    'acceptPaper',
    'askForApproval',
    'assignScan',
    'attachScan',
    'draftDocument',
    'finalizeDocument',
    'refuseToSign',
  ],
  ...['saveDocument', 'signDocument', 'takeSignature', 'voidDocument'],
];
const templates = ['changeDocumentSetting', 'saveDocumentTemplate', 'tryDocumentTemplate'];

describe('the routes that change the record', () => {
  /** Whose it is decides: things are received in person, evidence is left out by reviewers and heads. */
  const anybodyInACase = ['judgeEvidence', 'transferEvidence', 'answerTransfer'];
  const forRole: Record<Role, string[]> = {
    officer: [
      ...keeping,
      ...writing,
      ...[
        'signOut',
        'changePassword',
        'markNoticeRead',
        'markAllNoticesRead',
        'findKnown',
        'attributeRecording',
        'claimReturn',
      ],
      ...[
        'createAct',
        'drawSignature',
        'enterField',
        'changeAct',
        'openCase',
        'changeCase',
        'linkEvidence',
        'unlinkEvidence',
        'raiseRecusal',
      ],
      ...['enterActStep', 'correctActStep', 'withdrawActStep'],
      ...['findParties', 'changeParty', 'revealParty', 'addCaseParty', 'removeCaseParty'],
      ...['moveCase', 'decideApproval', 'withdrawApproval'],
      ...['enterEvidence', 'changeEvidence', 'withdrawEvidence', 'noteEvidence'],
      ...[...anybodyInACase, 'enterGoods', 'enterGoodsEvent', 'withdrawGoods'],
      ...['enterAddress', 'enterService', 'concludeService', 'withdrawService'],
      ...['stateCaseItems', 'withdrawCaseItem', 'closeVolume', 'checkVolume'],
      ...['stateExcuse', 'withdrawExcuse'],
    ],
    assistant: [
      ...['moveCase', 'decideApproval', 'withdrawApproval'],
      ...keeping,
      ...anybodyInACase,
      'signOut',
      'changePassword',
      'markNoticeRead',
      'markAllNoticesRead',
      'findKnown',
      'claimReturn',
    ],
    custodian: [
      'orderPackage',
      'proposeErasure',
      ...keeping,
      ...writing,
      ...templates,
      ...[
        'signOut',
        'changePassword',
        'markNoticeRead',
        'markAllNoticesRead',
        'registerDeviceModel',
        'changeDeviceModel',
        'registerDevice',
      ],
      ...['changeDevice', 'findKnown', 'attributeRecording', 'claimReturn', 'receiveHandover'],
      ...[
        'createAct',
        'drawSignature',
        'enterField',
        'changeAct',
        'linkEvidence',
        'unlinkEvidence',
        'startVerification',
        'raiseRecusal',
      ],
      ...['openCase', 'changeCase', 'enterCause', 'changeCause'],
      ...['enterActStep', 'correctActStep', 'withdrawActStep'],
      ...['findParties', 'changeParty', 'revealParty', 'addCaseParty', 'removeCaseParty'],
      ...['moveCase', 'decideApproval', 'withdrawApproval'],
      ...['stateCaseItems', 'withdrawCaseItem', 'closeVolume', 'checkVolume'],
      ...['draftMatterList', 'changeMatterList', 'submitMatterList', 'withdrawMatterList'],
      ...['enterEvidence', 'changeEvidence', 'withdrawEvidence', 'noteEvidence'],
      ...[...anybodyInACase, 'enterGoods', 'enterGoodsEvent', 'withdrawGoods'],
      ...['enterAddress', 'enterService', 'concludeService', 'withdrawService'],
      ...['stateExcuse', 'decideExcuse', 'withdrawExcuse'],
    ],
    head: [
      'orderPackage',
      'decideErasure',
      ...keeping,
      ...anybodyInACase,
      ...writing,
      'decideExcuse',
      'raiseRecusal',
      'decideRecusal',
      ...[
        'signOut',
        'changePassword',
        'markNoticeRead',
        'markAllNoticesRead',
        'decideCalendarChange',
        'startVerification',
      ],
      ...['approveMatterList', 'withdrawMatterList', 'enterCause', 'changeCause', 'revealParty'],
      ...['moveCase', 'decideApproval', 'withdrawApproval', 'setApprovalChain'],
    ],
    legalReviewer: [
      'orderPackage',
      'proposeErasure',
      ...keeping,
      ...anybodyInACase,
      ...writing,
      ...templates,
      ...[
        'signOut',
        'changePassword',
        'markNoticeRead',
        'markAllNoticesRead',
        'previewRegulation',
        'importRegulation',
        'startVerification',
        'draftMatterList',
        'changeMatterList',
      ],
      ...['decideExcuse', 'submitMatterList', 'reviewMatterList', 'withdrawMatterList'],
      ...['enterCause', 'changeCause', 'revealParty'],
      ...['moveCase', 'decideApproval', 'withdrawApproval'],
    ],
    administrator: [
      ...keeping,
      ...[
        'signOut',
        'changePassword',
        'markNoticeRead',
        'markAllNoticesRead',
        'createUnit',
        'registerOfficer',
        'changeOfficer',
        'openAccount',
      ],
      ...['changeAccount', 'resetPassword', 'createOrgan', 'registerDeviceModel', 'changeDeviceModel'],
      ...['registerDevice', 'changeDevice', 'startVerification'],
      ...['proposeCalendarChange', 'decideCalendarChange'],
      ...['previewRegulation', 'importRegulation'],
    ],
  };
  /** By POST, and change nothing: what is sent is to stand in no address. */
  const asked = ['signIn', 'search'];
  it.each(roles)('%s may ask exactly these', (role) => {
    const held = permissionsOf([role]);
    const open = Object.entries(routes).filter(
      ([name, route]) => route.method !== 'GET' && !asked.includes(name) && held.has(route.permission),
    );
    expect(open.map(([name]) => name).sort()).toEqual([...forRole[role]].sort());
  });

  it('an administrator cannot even ask for film, an act, a case or a proof of these', () => {
    const held = permissionsOf(['administrator']);
    const film = Object.values(routes).filter(({ path }) =>
      /^\/api\/(recordings|uploads|acts|cases|evidence|handovers)/.test(path),
    );
    expect(film.length).toBeGreaterThan(10);
    expect(film.filter(({ permission }) => held.has(permission)).map(({ path }) => path)).toEqual([]);
  });
});

describe('several roles', () => {
  it.each<[Role, Role, Permission, boolean]>([
    ['head', 'custodian', 'handover.receive', true],
    ['officer', 'head', 'recording.readAll', true],
    ['assistant', 'legalReviewer', 'act.manage', false],
    ['head', 'legalReviewer', 'recording.upload', false],
    ['administrator', 'head', 'recording.readAll', true],
  ])('%s and %s together may %s: %s', (one, other, permission, may) => {
    expect(permissionsOf([one, other]).has(permission)).toBe(may);
    expect(permissionsOf([other, one])).toEqual(permissionsOf([one, other]));
  });

  it('never give more than their sum, and a role twice gives what it gives once', () => {
    for (const one of roles) {
      expect(permissionsOf([one, one])).toEqual(permissionsOf([one]));
      for (const other of roles) {
        const sum = new Set([...rolePermissions[one], ...rolePermissions[other]]);
        expect(permissionsOf([one, other])).toEqual(sum);
      }
    }
  });

  it('are a new set each time: who changes theirs changes nobody else’s', () => {
    permissionsOf(['assistant']).add('roster.manage');
    expect(permissionsOf(['assistant']).has('roster.manage')).toBe(false);
  });
});
