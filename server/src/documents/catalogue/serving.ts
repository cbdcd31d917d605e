import {
  contactFields,
  contactLine,
  kindIn,
  letterFields,
  partyFields,
  partyLines,
  partyRows,
} from './build.ts';

const kind = kindIn('service');
const remedies =
  '?reviewOrgan 对本决定不服的，可以依法在法定期限内向{reviewOrgan}申请行政复议，或者向{court}提起行政诉讼。';

/** 送达执行: service, demand, enforcement. */
export const service = [
  kind('addressConfirmation', '送达地址确认书', 'Confirmation of the address for service', {
    ...{ form: 'table', signs: 'party' },
    fields: `cause! ${partyFields} receiverName!=收件人 postalAddress! eService! eAddress date!`,
    body: `
@row 案由 | {cause} | 日期 | {date}
${partyRows}
@row 收件人 | {receiverName} | 送达地址 | {postalAddress}
@row 电子送达 | {eService} | 电子送达地址 | {eAddress}
@row 告知事项 | 当事人应当提供准确的送达地址；地址变更的，应当及时书面告知。因地址不准确、未及时告知变更或者拒收，致使文书未能实际接收的，可能依法视为送达。
@box 当事人确认 | 以上内容已阅知，所填地址准确有效。 | party`,
  }),
  kind('serviceReceipt', '送达回证', 'Receipt of service', {
    ...{ form: 'table', signs: 'officer*2 receiver witness?' },
    rules: [
      ['officers', 'officers', 2],
      ['past', 'servedAt'],
    ],
    fields: `cause! receiverName! served! servedHow! servedAt! servedWhere! officers!=送达人 witnessName remarks=拒收理由和备注`,
    body: `
@row 案由 | {cause}
@row 受送达人 | {receiverName} | 送达方式 | {servedHow}
@row 送达文书名称及文号 | {served}
@row 送达时间 | {servedAt} | 送达地点 | {servedWhere}
@row 送达人 | {officers}
@row 见证人 | {witnessName}
@row 备注 | {remarks}
@box 送达人签名 | | officer
@box 受送达人（代收人）签收 | | receiver
@box 见证人签名 | | witness`,
  }),
  kind('demandNotice', '履行催告书', 'Demand to perform', {
    ...{ word: '催', outward: true, signs: 'head', rules: [['order', 'date', 'deadline']] },
    fields: `${letterFields} decisionNumber! duty! deadline! fine=应缴金额（元） basis! date! ${contactFields}`,
    body: `
${partyLines}
本机关以{decisionNumber}作出的决定已送达你（单位），你（单位）至今未履行下列义务：{duty}。
?fine 应缴金额：{fine}。
依据{basis}，现催告你（单位）于{deadline}前履行。你（单位）对本催告有权陈述和申辩。
逾期无正当理由仍不履行的，本机关将依法强制执行或者申请人民法院强制执行。
${contactLine}
@seal {date}`,
  }),
  kind('enforcementDecision', '行政强制执行决定书', 'Decision of compulsory enforcement', {
    ...{ word: '强执', outward: true, decides: true, signs: 'head', rules: [['order', 'date', 'startedAt']] },
    fields: `${letterFields} decisionNumber! duty! reasons! basis! enforcement! startedAt!=执行时间 reviewOrgan! court! date! ${contactFields}`,
    body: `
${partyLines}
你（单位）经催告，无正当理由逾期仍不履行{decisionNumber}确定的下列义务：{duty}。
{reasons}。依据{basis}，本机关决定强制执行。
执行方式：{enforcement}。
执行时间：{startedAt}。
${remedies}
${contactLine}
@seal {date}`,
  }),
  kind('substituteDecision', '代履行决定书', 'Decision of substitute performance', {
    ...{ word: '代履', outward: true, decides: true, signs: 'head', rules: [['order', 'date', 'startedAt']] },
    fields: `${letterFields} decisionNumber! duty! reasons! basis! enforcement!=代履行方式 startedAt!=代履行时间 performer! cost! reviewOrgan! court! date! ${contactFields}`,
    body: `
${partyLines}
你（单位）未履行{decisionNumber}确定的下列义务：{duty}。
{reasons}。依据{basis}，本机关决定代履行：
@left 方式：{enforcement}
@left 时间：{startedAt}
@left 代履行人：{performer}
@left 费用预算：{cost}
你（单位）在代履行之前履行的，停止代履行。费用按照成本合理确定，由当事人承担，法律另有规定的除外。
${remedies}
${contactLine}
@seal {date}`,
  }),
  kind('courtApplication', '强制执行申请书', 'Application for enforcement by the court', {
    ...{ word: '申执', outward: true, signs: 'head', rules: [['past', 'servedOn']] },
    fields: `court!=受理法院 organ! ${letterFields} decisionNumber! servedOn! facts!=申请事项和理由 duty!=被执行人未履行的义务 basis! attachments! date! ${contactFields}`,
    body: `
@to {court}
@left 申请人：{organ}
@left 被申请人：{party}　证件号码：{partyId}
@left 住所：{partyAddress}　法定代表人（负责人）：{partyLegal}
本机关以{decisionNumber}作出的决定已于{servedOn}送达被申请人。被申请人在法定期限内不申请行政复议、不提起行政诉讼，经催告仍未履行下列义务：{duty}。
# 申请事项和理由
{facts}
依据{basis}，特申请强制执行。
# 附件
{attachments}
${contactLine}
@seal {date}`,
  }),
  kind('publicNotice', '公告', 'Public notice', {
    ...{ word: '公', outward: true, signs: 'head' },
    fields: `noticeTitle! party content! posted=公告方式和地点 date! ${contactFields}`,
    body: `
@center {noticeTitle}
?party @to {party}
{content}
?posted 公告方式和地点：{posted}
${contactLine}
@seal {date}`,
  }),
];
