import { contactFields, contactLine, kindIn, letterFields, partyLines } from './build.ts';

const kind = kindIn('decision');

/** 听证: telling the right, the notice, the record and the report. */
export const hearing = [
  kind('hearingRightNotice', '听证告知书', 'Notice of the right to a hearing', {
    ...{ word: '听告', outward: true, signs: 'head', rules: [['order', 'date', 'answerBy']] },
    fields: `${letterFields} facts! evidence! basis! intendedPenalty! answerBy!=提出听证要求的截止日期 date! ${contactFields}`,
    body: `
${partyLines}
# 事实和证据
{facts}
证据：{evidence}。
# 拟作出的处罚
依据{basis}，本机关拟作出如下行政处罚：{intendedPenalty}。
依据《中华人民共和国行政处罚法》第六十三条、第六十四条，你（单位）有权要求听证。如要求听证，请在{answerBy}前向本机关提出；逾期未提出的，视为放弃。你（单位）不承担组织听证的费用，也可以直接陈述和申辩。
${contactLine}
@seal {date}`,
  }),
  kind('hearingNotice', '听证通知书', 'Notice of the hearing', {
    ...{ word: '听', outward: true, signs: 'head', rules: [['order', 'date', 'hearingAt']] },
    fields: `${letterFields} cause! hearingAt! hearingPlace! openHearing! presiderName! recorderName attachments=应携带的材料 date! ${contactFields}`,
    body: `
${partyLines}
应你（单位）的要求，本机关定于{hearingAt}在{hearingPlace}就{cause}一案{openHearing}举行听证。
主持人：{presiderName}。
?recorderName 记录人：{recorderName}。
你（单位）认为主持人与本案有直接利害关系的，有权申请回避。
你（单位）可以亲自参加听证，也可以委托代理人参加；无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。
?attachments 请携带：{attachments}。
${contactLine}
@seal {date}`,
  }),
  kind('hearingRecord', '听证笔录', 'Record of the hearing', {
    ...{ form: 'record', signs: 'presider party handler*2 recorder', eachPage: ['party'] },
    rules: [
      ['order', 'startedAt', 'endedAt'],
      ['past', 'endedAt'],
      ['some', 'minutes'],
    ],
    fields: `cause! startedAt! endedAt! place! openHearing! presiderName! recorderName! party! attendants! handlers! minutes!`,
    body: `
@left 案由：{cause}　是否公开：{openHearing}
@left 时间：{startedAt}至{endedAt}　地点：{place}
@left 主持人：{presiderName}　记录人：{recorderName}
@left 当事人：{party}　案件调查人员：{handlers}
@left 参加人员：{attendants}
# 听证记录
@qa {minutes}
@left 以上笔录经听证参加人核对无误。
@sign party handler presider recorder`,
  }),
  kind('hearingReport', '听证报告', 'Report on the hearing', {
    ...{ form: 'record', signs: 'presider head', rules: [['past', 'hearingAt']] },
    fields: `cause! party! hearingAt! hearingPlace! presiderName! attendants facts!=听证的基本情况 statement!=双方的主要意见 conclusion!=听证认定的事实和证据 proposal!=处理意见 date!`,
    body: `
@left 案由：{cause}　当事人：{party}
@left 听证时间：{hearingAt}　地点：{hearingPlace}　主持人：{presiderName}
?attendants 参加人员：{attendants}
# 听证的基本情况
{facts}
# 双方的主要意见
{statement}
# 认定的事实和证据
{conclusion}
# 处理意见
{proposal}
@left 报告日期：{date}
@sign presider head`,
  }),
];
