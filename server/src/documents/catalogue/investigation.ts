import {
  contactFields,
  contactLine,
  kindIn,
  letterFields,
  partyFields,
  partyLines,
  partyRows,
} from './build.ts';
import type { Rule } from './kind.ts';

const kind = kindIn('investigation');
const sceneTimes: Rule[] = [
  ['order', 'startedAt', 'endedAt'],
  ['past', 'endedAt'],
];

/** 调查取证: records of what was seen and said, samples, evidence kept, what has to be put right. */
export const investigation = [
  kind('onSceneRecord', '现场检查（勘验）笔录', 'Record of an on-site inspection', {
    ...{ form: 'record', signs: 'officer*2 party witness? recorder?', eachPage: ['party'] },
    rules: [...sceneTimes, ['officers', 'officers', 2]],
    fields: `startedAt! endedAt! place! party! partyId partyPhone onSitePerson! officers! recorderName witnessName certificateShown! situation! attachments`,
    body: `
@left 检查（勘验）时间：{startedAt}至{endedAt}
@left 检查（勘验）地点：{place}
@left 当事人：{party}　证件号码：{partyId}　电话：{partyPhone}
@left 在场人：{onSitePerson}　见证人：{witnessName}
@left 执法人员：{officers}　记录人：{recorderName}
# 出示证件和告知
{certificateShown}
# 现场情况
{situation}
?attachments 附：{attachments}
@left 以上笔录已交在场人核对（无阅读能力的已当场宣读），与现场情况一致。
@sign party officer recorder witness`,
  }),
  kind('questioningNotice', '询问通知书', 'Notice of questioning', {
    ...{ word: '询', outward: true, signs: 'head' },
    rules: [
      ['onePerson', 'asked'],
      ['order', 'date', 'startedAt'],
    ],
    fields: `asked! cause! startedAt!=接受询问的时间 place!=接受询问的地点 attachments=应携带的材料 basis! date! ${contactFields}`,
    body: `
@to {asked}
为调查{cause}一案，依据{basis}，请你于{startedAt}到{place}接受询问。
?attachments 请携带：{attachments}。
你有权申请有利害关系的执法人员回避，并应当如实回答询问。
${contactLine}
@seal {date}`,
  }),
  kind('interviewRecord', '询问笔录', 'Record of questioning', {
    ...{ form: 'record', signs: 'officer*2 party recorder?', eachPage: ['party'] },
    rules: [
      ...sceneTimes,
      ['officers', 'officers', 2],
      ['onePerson', 'asked'],
      ['answered', 'dialogue'],
      ['some', 'dialogue'],
    ],
    fields: `startedAt! endedAt! place! asked! askedGender askedAge askedId! askedWork askedAddress askedPhone relation! officers! recorderName certificateShown! dialogue!`,
    body: `
@left 询问时间：{startedAt}至{endedAt}
@left 询问地点：{place}
@left 被询问人：{asked}　性别：{askedGender}　年龄：{askedAge}　与本案关系：{relation}
@left 身份证件号码：{askedId}　电话：{askedPhone}
@left 工作单位和职务：{askedWork}　住址：{askedAddress}
@left 询问人：{officers}　记录人：{recorderName}
{certificateShown}
@qa {dialogue}
@left 以上笔录已交被询问人核对（无阅读能力的已当场宣读），与所述一致。
@sign party officer recorder`,
  }),
  kind('samplingNotice', '抽样取证通知书', 'Notice of sampling', {
    ...{ word: '样', outward: true, signs: 'officer*2 party witness?' },
    rules: [
      ['officers', 'officers', 2],
      ['some', 'samples'],
    ],
    fields: `${letterFields} cause! basis! startedAt!=抽样时间 place!=抽样地点 samples! storage officers! date! ${contactFields}`,
    body: `
${partyLines}
为查明{cause}一案的事实，依据{basis}，本机关执法人员{officers}于{startedAt}在{place}抽取下列样品作为证据：
@table {samples}
?storage 样品的封存和保存：{storage}。
抽样的结果将另行告知。
${contactLine}
@sign party officer witness
@seal {date}`,
  }),
  kind('sampleHandlingNotice', '抽样物品处理通知书', 'Notice of what becomes of samples', {
    ...{ word: '样处', outward: true, signs: 'head', rules: [['some', 'samples']] },
    fields: `${letterFields} measureNumber=抽样通知书文号 samples! result!=检验（鉴定）结果 disposal! date! ${contactFields}`,
    body: `
${partyLines}
本机关以{measureNumber}抽样取证的物品，检验（鉴定）结果如下：
{result}
对下列物品作如下处理：{disposal}。
@table {samples}
${contactLine}
@seal {date}`,
  }),
  kind('registrationApproval', '先行登记保存证据审批表', 'Approval of advance registration of evidence', {
    ...{
      approval: 'registration',
      form: 'table',
      signs: 'handler*2 head',
      rules: [['officers', 'handlers', 2]],
    },
    fields: `cause! ${partyFields} facts!=案情摘要 goods!=拟先行登记保存的证据 reasons! basis! handlers! opinion! date!`,
    body: `
@row 案由 | {cause} | 日期 | {date}
${partyRows}
@row 案情摘要 | {facts}
@row 理由 | {reasons}
@row 依据 | {basis}
@table {goods}
@row 承办人 | {handlers}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('registrationNotice', '先行登记保存证据通知书', 'Notice of advance registration of evidence', {
    ...{ word: '登存', outward: true, signs: 'officer*2 party witness?' },
    rules: [
      ['officers', 'officers', 2],
      ['some', 'goods'],
      ['afterOpening', 'startedAt'],
      ['order', 'startedAt', 'deadline'],
    ],
    fields: `${letterFields} cause! basis! startedAt!=登记保存时间 place! storage! deadline!=作出处理决定的期限 goods! officers! date! ${contactFields}`,
    body: `
${partyLines}
你（单位）涉嫌{cause}。因证据可能灭失或者以后难以取得，经本机关负责人批准，依据{basis}，由执法人员{officers}在{place}对下列证据自{startedAt}起先行登记保存，保存地点和方式：{storage}。
@table {goods}
本机关将在{deadline}前对上列证据作出处理决定。在此期间，当事人和有关人员不得销毁、转移。
${contactLine}
@sign party officer witness
@seal {date}`,
  }),
  kind('registrationDecision', '先行登记保存证据处理决定书', 'Decision on registered evidence', {
    ...{ approval: 'registration', word: '登处', outward: true, signs: 'head', rules: [['some', 'goods']] },
    fields: `${letterFields} measureNumber!=登记保存通知书文号 basis! disposal! goods! date! ${contactFields}`,
    body: `
${partyLines}
本机关以{measureNumber}对你（单位）的有关证据先行登记保存。现依据{basis}，对下列证据作如下处理：{disposal}。
@table {goods}
${contactLine}
@seal {date}`,
  }),
  kind('goodsList', '财物清单', 'List of goods', {
    ...{ form: 'record', signs: 'officer*2 party witness?', eachPage: ['party'] },
    rules: [
      ['officers', 'officers', 2],
      ['some', 'goods'],
    ],
    fields: `party! measureNumber=所附文书文号 place startedAt=清点时间 goods! officers! witnessName`,
    body: `
@left 当事人：{party}　所附文书：{measureNumber}
@left 清点时间：{startedAt}　地点：{place}
@left 执法人员：{officers}　见证人：{witnessName}
@table {goods}
@left 上列财物经当场清点，品名、数量、特征属实。
@sign party officer witness`,
  }),
  kind('testCommission', '检验（鉴定）委托书', 'Commission of a test or appraisal', {
    ...{ word: '检', outward: true, signs: 'head' },
    rules: [
      ['some', 'samples'],
      ['order', 'date', 'deadline'],
    ],
    fields: `recipient!=受委托机构 cause! samples! testItems! basis! deadline=出具报告的期限 date! ${contactFields}`,
    body: `
@to {recipient}
本机关因办理{cause}一案需要，依据{basis}，委托你单位对下列物品进行检验（鉴定）：
@table {samples}
# 检验（鉴定）事项
{testItems}
?deadline 请于{deadline}前出具书面报告，由检验（鉴定）人员签名并加盖机构印章。
${contactLine}
@seal {date}`,
  }),
  kind('rectificationOrder', '责令（限期）改正通知书', 'Order to correct', {
    ...{ word: '改', outward: true, signs: 'head', rules: [['order', 'date', 'deadline']] },
    fields: `${letterFields} facts!=违法事实 basis! demand! deadline reviewOrgan court date! ${contactFields}`,
    body: `
${partyLines}
经查，你（单位）{facts}。
上述行为违反了有关规定。依据{basis}，现责令你（单位）：{demand}。
?deadline 改正期限：{deadline}前。
逾期不改正的，本机关将依法处理。
?reviewOrgan 对本决定不服的，可以依法在法定期限内向{reviewOrgan}申请行政复议，或者向{court}提起行政诉讼。
${contactLine}
@seal {date}`,
  }),
  kind('investigationReport', '案件调查终结报告', 'Report at the end of the investigation', {
    ...{ form: 'record', signs: 'handler*2 head' },
    rules: [['officers', 'handlers', 2]],
    fields: `cause! ${partyFields} caseSource facts!=查明的事实 evidence! reasons!=定性和裁量 basis! proposal! handlers! date!`,
    body: `
@left 案由：{cause}　案件来源：{caseSource}
@left 当事人：{party}　证件号码：{partyId}
@left 住所：{partyAddress}　法定代表人（负责人）：{partyLegal}　电话：{partyPhone}
# 查明的事实
{facts}
# 证据
{evidence}
# 案件定性和裁量
{reasons}
# 法律依据
{basis}
# 处理建议
{proposal}
@left 承办人：{handlers}　报告日期：{date}
@sign handler head`,
  }),
];
