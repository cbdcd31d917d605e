import type { Bilingual } from './time/civil.ts';

/**
 * The closed lists that packs and facts draw from, each with its name for people. Names follow the glossary
 * (`docs/words.md`). A word that is missing here is a change of its own: packs cannot invent one.
 */
const named = <const T extends Record<string, readonly [zh: string, en: string]>>(entries: T) =>
  Object.fromEntries(Object.entries(entries).map(([key, [zh, en]]) => [key, { zh, en }])) as {
    readonly [K in keyof T]: Bilingual;
  };

/** What an act can be. */
export const activities = named({
  dailyPatrol: ['日常巡查', 'daily patrol'],
  onSiteInspection: ['现场检查（勘验）', 'on-site inspection'],
  evidenceCollection: ['调查取证', 'collection of evidence'],
  questioning: ['询问', 'questioning'],
  sampling: ['抽样取证', 'sampling'],
  advanceRegistration: ['先行登记保存', 'advance registration and preservation'],
  service: ['文书送达', 'service of documents'],
  retainedService: ['留置送达', 'retained service'],
  publicNoticeService: ['公告送达', 'service by public notice'],
  hearing: ['听证', 'hearing'],
  penalty: ['实施处罚', 'imposing a penalty'],
  caseProcedure: ['案件办理', 'handling of a case'],
  seal: ['查封', 'sealing'],
  detain: ['扣押', 'detaining property'],
  freezeFunds: ['冻结', 'freezing funds'],
  libertyRestriction: ['限制人身自由', 'restriction of liberty'],
  forcedDemolition: ['强制拆除', 'forced demolition'],
  substitutePerformance: ['代履行', 'substitute performance'],
  licence: ['行政许可', 'licensing'],
  other: ['其他执法活动', 'another enforcement act'],
});
export type Activity = keyof typeof activities;

/** The kinds of enforcement a regulation can say it covers. */
export const enforcementKinds = named({
  penalty: ['行政处罚', 'administrative penalty'],
  coercion: ['行政强制', 'administrative coercion'],
  inspection: ['行政检查', 'administrative inspection'],
  licence: ['行政许可', 'administrative licence'],
});
export type EnforcementKind = keyof typeof enforcementKinds;

const coercive: readonly EnforcementKind[] = ['coercion'];
const anyKind: readonly EnforcementKind[] = ['penalty', 'coercion', 'inspection', 'licence'];
/** Which kinds of enforcement an activity can belong to. */
export const kindsOf: Readonly<Record<Activity, readonly EnforcementKind[]>> = {
  dailyPatrol: ['inspection'],
  onSiteInspection: ['inspection', 'penalty', 'coercion', 'licence'],
  evidenceCollection: ['penalty', 'coercion', 'inspection'],
  questioning: ['penalty', 'coercion', 'inspection'],
  sampling: ['penalty', 'inspection'],
  advanceRegistration: ['penalty'],
  service: anyKind,
  retainedService: anyKind,
  publicNoticeService: anyKind,
  hearing: ['penalty', 'licence'],
  penalty: ['penalty'],
  caseProcedure: ['penalty'],
  seal: coercive,
  detain: coercive,
  freezeFunds: coercive,
  libertyRestriction: coercive,
  forcedDemolition: coercive,
  substitutePerformance: coercive,
  licence: ['licence'],
  other: anyKind,
};

/**
 * Whether it is paperwork as a whole: the procedure of a case, which happens at no place and is not filmed. Rules and lists
 * that speak of all activities mean those that can be.
 */
export const isPaperwork = (activity: Activity): boolean => activity === 'caseProcedure';

/** Whether an activity is coercion whatever else it is. */
export const isCoercive = (activity: Activity): boolean => kindsOf[activity] === coercive;

/** What can hold of an act beside its kind. */
export const circumstances = named({
  disputeProne: ['容易引发争议', 'prone to dispute'],
  lifeHealthProperty: ['直接涉及生命健康、重大财产权益', 'bears on life, health or major property'],
  personalLiberty: ['直接涉及人身自由', 'bears on personal liberty'],
  caseHandlingPlace: ['执法办案场所', 'at a case-handling place'],
});
export type Circumstance = keyof typeof circumstances;

/** How strictly film is asked for, weakest first. */
export const filmingDuties = named({
  situational: ['根据实际情况录制', 'according to circumstances'],
  whenFeasible: ['条件允许时全程录制', 'in full when feasible'],
  mandatory: ['应当录制', 'mandatory'],
  mandatoryContinuous: ['应当全程无间断录制', 'mandatory without interruption'],
});
export type FilmingDuty = keyof typeof filmingDuties;

export const deviceChecks = named({
  performance: ['设备性能', 'performance'],
  battery: ['电池容量', 'battery'],
  storage: ['存储空间', 'free storage'],
});

export const statementFields = named({
  time: ['时间', 'time'],
  place: ['地点', 'place'],
  officers: ['执法人员', 'officers'],
  cause: ['执法事由', 'cause'],
  subject: ['执法对象', 'whom it concerns'],
  links: ['需要记录的环节', 'links to be recorded'],
  acts: ['执法行为', 'what is done'],
});

/** Occasions on which people have to be told that they are recorded. */
export const noticeOccasions = named({
  penalty: ['实施处罚', 'imposing a penalty'],
  coercion: ['采取强制措施', 'taking a coercive measure'],
  questioning: ['询问', 'questioning'],
  filming: ['音像记录', 'any filming'],
});
export type NoticeOccasion = keyof typeof noticeOccasions;

export const interruptionCauses = named({
  deviceFault: ['设备故障', 'device fault'],
  damage: ['设备损坏', 'damage'],
  lowBattery: ['电量不足', 'low battery'],
  lowStorage: ['存储空间不足', 'low storage'],
  weather: ['天气恶劣', 'bad weather'],
  obstruction: ['现场人员阻挠', 'obstruction'],
  other: ['其他客观原因', 'another objective cause'],
});
export type InterruptionCause = keyof typeof interruptionCauses;

/** Why people who film were restricted; the texts allow it on the first two. */
export const restrictionGrounds = named({
  obstruction: ['妨碍执法活动', 'it hindered enforcement'],
  stateSecret: ['涉及国家秘密', 'a state secret was concerned'],
  other: ['其他原因', 'another reason'],
});
export type RestrictionGround = keyof typeof restrictionGrounds;

export const longTermTriggers = named({
  partyObjects: ['当事人有异议或者投诉、上访', 'the party objects, complains or petitions'],
  partyResists: [
    '当事人逃避、拒绝、阻碍或者辱骂、殴打执法人员',
    'the party evades, resists, or abuses officers',
  ],
  massIncident: ['处置群体性、突发事件', 'a mass or emergency incident is handled'],
  otherImportant: ['其他重要情况', 'another important situation'],
});
export type LongTermTrigger = keyof typeof longTermTriggers;

/** Cases whose evidence film is kept as long as the volume. */
export const evidenceScopes = named({
  ordinaryPenalty: ['普通程序处罚案件', 'penalties under the ordinary procedure'],
  coercion: ['行政强制案件', 'coercion cases'],
  anyEvidence: ['作为证据使用的音像记录', 'any film used as evidence'],
});
export type EvidenceScope = keyof typeof evidenceScopes;

export const noteFields = named({
  takenBy: ['取证人员', 'who obtained it'],
  takenAt: ['取证时间', 'when'],
  place: ['取证地点', 'where'],
});

/** The keys by which film has to be found. */
export const classificationKeys = named({
  unit: ['单位（科室）名称', 'unit'],
  device: ['设备编号', 'device number'],
  officer: ['执法人员', 'officer'],
  usedAt: ['使用时间', 'time of use'],
  partyAndCause: ['当事人和案由', 'party and cause'],
});

/** Who may be named to approve, provide, inspect or supervise. */
export const offices = named({
  organ: ['本机关', 'the organ'],
  organHead: ['行政机关负责人', 'head of the organ'],
  leaderInCharge: ['主管领导', 'leader in charge'],
  unitHead: ['业务机构负责人', 'head of the unit'],
  teamHead: ['执法队负责人', 'head of the enforcement team'],
  enforcementTeam: ['执法队（大队、支队）', 'enforcement team'],
  legalReviewer: ['法制审核人员', 'legal reviewer'],
  legalSection: ['法制（政策法规）机构', 'legal and policy section'],
  custodian: ['专门（专职）人员', 'custodian'],
  justiceBureau: ['司法行政机关', 'justice bureau'],
  superior: ['上级行政机关', 'superior organ'],
  supervision: ['监察机关', 'supervision organ'],
  judiciary: ['司法机关', 'judicial organ'],
  petition: ['信访部门', 'petition office'],
  police: ['公安机关', 'public security organ'],
});
export type Office = keyof typeof offices;

/**
 * What can be entered about an act: the words in which facts reach the engine. A pack's periods begin and end with
 * them; the duties on site are discharged by them.
 */
export const stepKinds = named({
  deviceChecked: ['使用前检查设备', 'device checked before use'],
  arrived: ['到达现场', 'arrived'],
  openingStated: ['开场语音说明', 'opening statement'],
  recordingNotified: ['告知正在录音录像', 'told of being recorded'],
  interrupted: ['中止记录', 'recording interrupted'],
  interruptionReported: ['向负责人报告中止', 'interruption reported'],
  interruptionExplained: ['书面说明中止', 'interruption explained in writing'],
  keyContentFilmed: ['摄录重点内容', 'key content filmed'],
  filmingInfeasible: ['条件不允许全程录制', 'full filming not feasible'],
  keyLinksFilmed: ['重要环节已录制', 'key links filmed'],
  documentRecorded: ['已作文书记录', 'recorded in a document'],
  fallbackExplained: ['已作书面说明', 'explained in writing'],
  textSuffices: ['文字记录足以反映，不录制', 'text suffices, not filmed'],
  bystandersFilmed: ['有人拍摄执法', 'people filmed the enforcement'],
  bystandersTold: ['告知拍摄者应守规定', 'people who film told of the rules'],
  bystandersRestricted: ['限制他人拍摄', 'people who film restricted'],
  left: ['离开现场', 'left'],
  breachFound: ['发现违反记录规定的行为', 'breach of the rules on records found'],
  breachHandled: ['处理违反记录规定的行为', 'breach of the rules on records dealt with'],
  textItemRecorded: ['文字记录内容', 'item of the text record'],
  evidenceNoted: ['证据文字说明', 'explanatory note of evidence'],
  discFiled: ['复制光盘附卷', 'disc copy filed'],
  longTermTriggered: ['出现长期保存情形', 'ground for long-term keeping'],
  volumePeriodSet: ['确定案卷保管期限', 'period of the volume set'],
  violationEnded: ['违法行为终了', 'violation ended'],
  violationFound: ['发现违法行为', 'violation discovered'],
  caseFiled: ['立案', 'case filed'],
  registrationStarted: ['先行登记保存', 'advance registration'],
  registrationDecided: ['对先行登记保存作出处理', 'advance registration decided on'],
  hearingRightNotified: ['告知听证权利', 'right to a hearing notified'],
  hearingRequested: ['当事人申请听证', 'hearing requested'],
  hearingNotified: ['通知听证时间地点', 'hearing notified'],
  hearingSet: ['确定听证日期', 'date of the hearing set'],
  decisionMade: ['作出决定', 'decision made'],
  decisionServed: ['送达决定', 'decision served'],
  decisionChanged: ['公开的决定变更、撤销', 'published decision changed or annulled'],
  publicationWithdrawn: ['撤回公开信息', 'publication withdrawn'],
  finePaid: ['缴纳罚款', 'fine paid'],
  fineCollected: ['当场收缴罚款', 'fine collected on the spot'],
  fineHandedIn: ['罚款交至机关', 'fine handed to the organ'],
  finePaidIn: ['罚款缴付银行', 'fine paid into the bank'],
  measureTaken: ['实施查封、扣押', 'property sealed or detained'],
  measureReported: ['报告并补办批准手续', 'measure reported and approved'],
  measureTakenUrgently: ['情况紧急当场实施强制措施', 'measure taken in urgency'],
  measureExtended: ['批准延长期限', 'extension approved'],
  testing: ['检测、检验、检疫、技术鉴定', 'testing or appraisal'],
  measureEnded: ['解除或者作出处理', 'measure lifted or decided on'],
  freezeImposed: ['实施冻结', 'funds frozen'],
  freezeNotified: ['交付冻结决定书', 'freezing decision delivered'],
  freezeEnded: ['解除冻结或者作出处理', 'freeze lifted or decided on'],
  demandServed: ['送达催告书', 'demand served'],
  performanceSet: ['确定代履行日期', 'date of substitute performance set'],
  enforcedUrgently: ['情况紧急，在夜间或者节假日强制执行', 'enforced at night or on a holiday in urgency'],
  lateFineImposed: ['加处罚款、滞纳金', 'late fine imposed'],
  remedyExpired: ['复议、诉讼期限届满', 'remedy period expired'],
  enforcementApplied: ['申请法院强制执行', 'enforcement applied for'],
  enforcementAccepted: ['法院受理执行申请', 'enforcement application accepted'],
  enforcementAcceptedForInquiry: [
    '法院受理执行申请（明显违法，听取意见）',
    'enforcement application accepted (obviously unlawful: inquiry)',
  ],
  enforcementRuled: ['法院作出执行裁定', 'court ruled on enforcement'],
  crimeReported: ['报告涉嫌犯罪', 'suspected crime reported'],
  transferDecided: ['决定是否移送', 'transfer decided on'],
  transferApproved: ['批准移送', 'transfer approved'],
  caseTransferred: ['移送公安机关', 'case transferred'],
  policeFiled: ['公安机关立案', 'police filed the case'],
  policeDeclined: ['公安机关不予立案', 'police declined to file'],
  refusalContested: ['对不予立案提请复议或者监督', 'refusal to file contested'],
  itemsHandedOver: ['移交涉案物品和材料', 'items and material handed over'],
  reviewReceived: ['收到复议申请书副本', 'copy of the application for review received'],
  simpleReviewReceived: ['收到复议申请书副本（简易程序）', 'copy received (simple procedure)'],
  reviewAnswered: ['提交复议答复和证据', 'reply and evidence given in review'],
  complaintReceived: ['收到起诉状副本', 'copy of the complaint received'],
  complaintAnswered: ['提交答辩状和证据', 'defence and evidence filed'],
  reviewApplied: ['申请行政复议', 'review applied for'],
  reviewAccepted: ['复议机关受理复议申请', 'application for review accepted'],
  simpleReviewAccepted: ['复议机关受理复议申请（简易程序）', 'application accepted (simple procedure)'],
  reviewExtended: ['复议机关批准延长复议期限', 'period of the review extended'],
  reviewConcluded: ['复议机关作出复议决定', 'review decision made'],
  reviewDecided: ['收到复议决定', 'review decision received'],
  sued: ['提起行政诉讼', 'action brought'],
  noticePosted: ['发布送达公告', 'public notice posted'],
  informationFormed: ['主动公开信息形成或者变更', 'information for publication formed or changed'],
  informationPublished: ['公开信息', 'information published'],
  informationRequested: ['收到信息公开申请', 'information request received'],
  unclearRequestReceived: ['收到内容不明确的公开申请', 'unclear information request received'],
  informationAnswered: ['答复信息公开申请', 'information request answered'],
  informationExtended: ['批准延长答复期限', 'extension of the answer approved'],
  correctionAsked: ['通知补正', 'correction asked for'],
  thirdPartyAsked: ['征求第三方意见', 'third party asked'],
  thirdPartyAnswered: ['第三方答复', 'third party answered'],
});
export type StepKind = keyof typeof stepKinds;

/** What somebody who keeps, or should keep, a record can do against the rules; packs say which of these they name. */
export const breaches = named({
  notRecorded: ['没有作全过程记录', 'the whole process was not recorded'],
  altered: ['删改、伪造记录', 'a record was cut, altered or forged'],
  privatelyKept: ['私自复制、留存记录', 'a record was privately copied or kept'],
  disclosed: ['擅自外传、公开记录', 'a record was passed on or published without approval'],
  misused: ['用设备记录与执法无关的事', 'a device was used for what is not enforcement'],
  destroyed: ['故意毁坏记录、设备、存储介质', 'a record, device or storage was wilfully destroyed'],
  notMaintained: ['设备没有维护，记录毁损或者丢失', 'a record was damaged or lost for want of maintenance'],
  notStored: ['没有按规定存储', 'a record was not stored as required'],
  other: ['其他违反记录规定的行为', 'another breach of the rules on records'],
});
export type Breach = keyof typeof breaches;

/** Steps that tell of a coercive measure being taken. */
export const coerciveSteps = [
  'measureTaken',
  'measureTakenUrgently',
  'freezeImposed',
] as const satisfies readonly StepKind[];

/** What a step can be about: it ends, extends or answers one of these, and says which where an act has several. */
export const stepsAbout: Partial<Record<StepKind, readonly StepKind[]>> = {
  breachHandled: ['breachFound'],
  registrationDecided: ['registrationStarted'],
  testing: ['measureTaken', 'measureTakenUrgently'],
  hearingRequested: ['hearingRightNotified'],
  hearingNotified: ['hearingSet'],
  decisionMade: ['caseFiled'],
  decisionServed: ['decisionMade'],
  publicationWithdrawn: ['decisionChanged'],
  measureReported: ['measureTakenUrgently'],
  measureExtended: ['measureTaken', 'measureTakenUrgently', 'freezeImposed'],
  measureEnded: ['measureTaken', 'measureTakenUrgently'],
  freezeNotified: ['freezeImposed'],
  freezeEnded: ['freezeImposed'],
  demandServed: ['performanceSet'],
  enforcementApplied: ['remedyExpired'],
  enforcementAccepted: ['enforcementApplied'],
  enforcementAcceptedForInquiry: ['enforcementApplied'],
  enforcementRuled: ['enforcementAccepted', 'enforcementAcceptedForInquiry'],
  fineHandedIn: ['fineCollected'],
  finePaidIn: ['fineHandedIn'],
  finePaid: ['decisionServed'],
  reviewApplied: ['decisionServed'],
  reviewAnswered: ['reviewReceived', 'simpleReviewReceived'],
  reviewExtended: ['reviewAccepted'],
  reviewConcluded: ['reviewAccepted', 'simpleReviewAccepted'],
  reviewDecided: ['reviewAccepted', 'simpleReviewAccepted'],
  sued: ['decisionServed', 'reviewDecided'],
  complaintAnswered: ['complaintReceived'],
  transferDecided: ['crimeReported'],
  transferApproved: ['crimeReported'],
  caseTransferred: ['transferApproved'],
  policeFiled: ['caseTransferred'],
  policeDeclined: ['caseTransferred'],
  refusalContested: ['policeDeclined'],
  itemsHandedOver: ['policeFiled'],
  informationPublished: ['informationFormed'],
  correctionAsked: ['unclearRequestReceived'],
  thirdPartyAsked: ['informationRequested'],
  thirdPartyAnswered: ['thirdPartyAsked'],
  informationExtended: ['informationRequested'],
  informationAnswered: ['informationRequested'],
};

/** Keys of a closed list, as zod wants them. */
export const keysOf = <T extends Record<string, unknown>>(list: T) =>
  Object.keys(list) as [keyof T & string, ...(keyof T & string)[]];
