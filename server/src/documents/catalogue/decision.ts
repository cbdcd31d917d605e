import {
  contactFields,
  contactLine,
  kindIn,
  letterFields,
  partyFields,
  partyLines,
  partyRows,
} from './build.ts';

const kind = kindIn('decision');
const payment = `
?payBy 罚款请于{payBy}前缴至：{bank}，账号：{account}。逾期不缴纳的，本机关可以依法加处罚款，或者依法采取其他执行措施。`;
const remedies =
  '?reviewOrgan 对本决定不服的，可以自收到本决定书之日起在法定期限内向{reviewOrgan}申请行政复议，或者向{court}提起行政诉讼。复议、诉讼期间，本决定不停止执行，法律另有规定的除外。';

/** 审查决定: legal review, notice, defence, decision. */
export const decision = [
  kind('legalReviewOpinion', '法制审核意见书', 'Opinion of the legal review', {
    ...{ word: '审', form: 'table', signs: 'reviewer' },
    fields: `cause! party! unit! proposal!=送审的处理意见 reviewItems! reviewResult! content!=审核意见 reviewerName! date!`,
    body: `
@row 案由 | {cause} | 当事人 | {party}
@row 送审机构 | {unit} | 审核日期 | {date}
@row 送审的处理意见 | {proposal}
@row 审核内容 | {reviewItems}
@row 审核结论 | {reviewResult} | 审核人员 | {reviewerName}
@box 审核意见 | {content} | reviewer`,
  }),
  kind('priorNotice', '行政处罚事先告知书', 'Notice of an intended penalty', {
    ...{ word: '告', outward: true, signs: 'head', rules: [['order', 'date', 'answerBy']] },
    fields: `${letterFields} facts! evidence! reasons! basis! intendedPenalty! answerBy! date! ${contactFields}`,
    body: `
${partyLines}
你（单位）涉嫌违法一案，本机关已调查终结。现将拟作出的行政处罚内容及事实、理由、依据告知如下：
# 事实和证据
{facts}
证据：{evidence}。
# 理由和依据
{reasons}。依据{basis}。
# 拟作出的处罚
{intendedPenalty}
依据《中华人民共和国行政处罚法》第四十四条、第四十五条，你（单位）有权陈述和申辩，请在{answerBy}前提出；逾期未提出的，视为放弃。本机关不因陈述、申辩而给予更重的处罚。
${contactLine}
@seal {date}`,
  }),
  kind('defenceRecord', '陈述、申辩笔录', 'Record of statement and defence', {
    ...{ form: 'record', signs: 'officer*2 party recorder?', eachPage: ['party'] },
    rules: [
      ['order', 'startedAt', 'endedAt'],
      ['past', 'endedAt'],
      ['officers', 'officers', 2],
    ],
    fields: `cause! startedAt! endedAt! place! party! partyId partyPhone officers! recorderName statement!`,
    body: `
@left 案由：{cause}
@left 时间：{startedAt}至{endedAt}　地点：{place}
@left 陈述、申辩人：{party}　证件号码：{partyId}　电话：{partyPhone}
@left 听取人：{officers}　记录人：{recorderName}
# 陈述、申辩的内容
{statement}
@left 以上笔录经本人核对，与所述一致。
@sign party officer recorder`,
  }),
  kind('defenceReview', '陈述、申辩复核意见书', 'Review of statement and defence', {
    ...{ form: 'table', signs: 'handler*2 head', rules: [['officers', 'handlers', 2]] },
    fields: `cause! party! statement! facts!=复核的事实、理由和证据 accepted! reviewOpinion! handlers! date!`,
    body: `
@row 案由 | {cause} | 当事人 | {party}
@row 陈述、申辩内容 | {statement}
@row 复核的事实、理由和证据 | {facts}
@row 是否采纳 | {accepted} | 日期 | {date}
@row 承办人 | {handlers}
@box 复核意见 | {reviewOpinion} | handler
@box 负责人意见 | | head`,
  }),
  kind('collectiveDiscussion', '案件集体讨论记录', 'Minutes of the collective discussion', {
    ...{ form: 'record', signs: 'presider member*2 recorder' },
    rules: [
      ['order', 'startedAt', 'endedAt'],
      ['past', 'endedAt'],
      ['some', 'opinions'],
    ],
    fields: `cause! party! startedAt! endedAt! place! presiderName!=主持人 members! recorderName! facts!=案情介绍 opinions! conclusion!`,
    body: `
@left 案由：{cause}　当事人：{party}
@left 时间：{startedAt}至{endedAt}　地点：{place}
@left 主持人：{presiderName}　记录人：{recorderName}
@left 出席人员及职务：{members}
# 案情介绍
{facts}
# 讨论意见
@qa {opinions}
# 结论
{conclusion}
@left 以上记录经出席人员核对无误。
@sign presider member recorder`,
  }),
  kind('penaltyApproval', '行政处罚决定审批表', 'Approval of a penalty decision', {
    ...{ approval: 'decision', form: 'table', signs: 'handler*2 head', rules: [['officers', 'handlers', 2]] },
    fields: `cause! ${partyFields} facts! evidence! basis! defence! discretion penalty! fine handlers! opinion! date!`,
    body: `
@row 案由 | {cause} | 日期 | {date}
${partyRows}
@row 违法事实 | {facts}
@row 证据 | {evidence}
@row 依据 | {basis}
@row 陈述、申辩及采纳情况 | {defence}
@row 裁量说明 | {discretion}
@row 拟处罚内容 | {penalty}
@row 罚款金额 | {fine}
@row 承办人 | {handlers}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('penaltyDecision', '行政处罚决定书', 'Penalty decision', {
    ...{ approval: 'decision', word: '罚', outward: true, decides: true, signs: 'head' },
    rules: [['order', 'date', 'payBy']],
    fields: `${letterFields} facts! evidence! defence! discretion basis! penalty! fine payBy bank account reviewOrgan! court! date! ${contactFields}`,
    body: `
${partyLines}
# 违法事实和证据
{facts}
证据：{evidence}。
# 陈述、申辩及采纳情况
{defence}
# 处罚的依据和理由
?discretion {discretion}
依据{basis}，本机关决定对你（单位）作出如下行政处罚：
# 处罚决定
{penalty}
?fine 罚款金额：{fine}。
${payment}
${remedies}
逾期不申请行政复议，也不提起行政诉讼，又不履行本决定的，本机关将依法强制执行或者申请人民法院强制执行。
${contactLine}
@seal {date}`,
  }),
  kind('noPenaltyDecision', '不予行政处罚决定书', 'Decision not to penalise', {
    ...{ approval: 'decision', word: '不罚', outward: true, decides: true, signs: 'head' },
    fields: `${letterFields} facts! evidence! reasons!=不予处罚的理由 basis! demand=教育和改正要求 reviewOrgan! court! date! ${contactFields}`,
    body: `
${partyLines}
# 事实和证据
{facts}
证据：{evidence}。
# 理由和依据
{reasons}。依据{basis}，本机关决定对你（单位）不予行政处罚。
?demand 同时对你（单位）予以教育，并要求：{demand}。
${remedies}
${contactLine}
@seal {date}`,
  }),
  kind('onTheSpotPenalty', '当场行政处罚决定书', 'On-the-spot penalty decision', {
    ...{ word: '当罚', outward: true, signs: 'officer*2 party' },
    rules: [
      ['officers', 'officers', 2],
      ['past', 'startedAt'],
      ['order', 'date', 'payBy'],
    ],
    fields: `${letterFields} startedAt!=违法行为时间 place!=违法行为地点 facts! basis! defence! penalty! fine collection! payBy bank account officers! reviewOrgan! court! date!`,
    body: `
${partyLines}
你（单位）于{startedAt}在{place}{facts}。
执法人员{officers}已当场出示执法证件，告知拟处罚的内容及事实、理由、依据和陈述、申辩的权利。当事人陈述、申辩及采纳情况：{defence}。
依据{basis}和《中华人民共和国行政处罚法》第五十一条、第五十二条，本机关决定当场作出如下处罚：{penalty}。
?fine 罚款金额：{fine}。
罚款缴纳方式：{collection}。
${payment}
${remedies}
@left 本决定书已当场交付当事人。
@sign party officer
@seal {date}`,
  }),
  kind('confiscationDisposal', '没收物品处理审批表', 'Approval of the disposal of confiscated goods', {
    ...{ form: 'table', signs: 'handler*2 head' },
    rules: [
      ['officers', 'handlers', 2],
      ['some', 'goods'],
    ],
    fields: `cause! party! decisionNumber! goods! storage disposal! basis! handlers! opinion! date!`,
    body: `
@row 案由 | {cause} | 当事人 | {party}
@row 处罚决定书文号 | {decisionNumber} | 日期 | {date}
@table {goods}
@row 保存地点和方式 | {storage}
@row 处理方式 | {disposal}
@row 依据 | {basis}
@row 承办人 | {handlers}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
];
