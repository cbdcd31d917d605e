import { contactFields, contactLine, kindIn, partyFields, partyRows } from './build.ts';

const kind = kindIn('initiation');

/** 程序启动: where a case comes from, whether it is filed, and who has it. */
export const initiation = [
  kind('caseSourceRegister', '案件来源登记表', 'Register of the source of a case', {
    ...{ word: '源', form: 'table', signs: 'recorder head', rules: [['past', 'receivedAt']] },
    fields: `caseSource! receivedAt! reporter reporterPhone party partyPhone partyId partyAddress partyLegal facts!=线索内容 attachments recorderName! proposal!`,
    body: `
@row 案件来源 | {caseSource} | 登记时间 | {receivedAt}
@row 举报（投诉）人 | {reporter} | 联系方式 | {reporterPhone}
${partyRows}
@row 线索内容 | {facts}
@row 附件 | {attachments}
@row 登记人 | {recorderName}
@box 处理建议 | {proposal} | recorder
@box 负责人意见 | | head`,
  }),
  kind('caseFilingApproval', '立案审批表', 'Approval to file a case', {
    ...{ approval: 'filing', word: '立', form: 'table', signs: 'handler*2 head' },
    rules: [['officers', 'handlers', 2]],
    fields: `cause! caseSource! ${partyFields} facts!=案情摘要 basis!=立案依据 handlers! opinion! date!`,
    body: `
@row 案由 | {cause} | 案件来源 | {caseSource}
${partyRows}
@row 案情摘要 | {facts}
@row 立案依据 | {basis}
@row 承办人 | {handlers}
@row 日期 | {date}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('nonFilingApproval', '不予立案审批表', 'Approval not to file a case', {
    ...{ approval: 'nonFiling', word: '不立', form: 'table', signs: 'handler*2 head' },
    rules: [['officers', 'handlers', 2]],
    fields: `cause! caseSource! ${partyFields} facts!=核查情况 reasons!=不予立案理由 basis! handlers! opinion! date!`,
    body: `
@row 案由 | {cause} | 案件来源 | {caseSource}
${partyRows}
@row 核查情况 | {facts}
@row 不予立案理由 | {reasons}
@row 依据 | {basis}
@row 承办人 | {handlers}
@row 日期 | {date}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('jurisdictionNotice', '指定管辖通知书', 'Notice of the organ in charge', {
    ...{ word: '指', outward: true, signs: 'head' },
    fields: `assignee! recipient=报请（争议）单位 cause! party reasons! basis! date! ${contactFields}`,
    body: `
@to {assignee}
关于{cause}一案的管辖问题，本机关经审查认为：{reasons}。
依据{basis}，指定你单位管辖本案。请自收到本通知之日起依法办理，并将办理结果告知本机关。
?party 本案当事人：{party}。
?recipient 抄送：{recipient}。
${contactLine}
@seal {date}`,
  }),
  kind('assignmentNotice', '案件交办通知书', 'Notice assigning a case', {
    ...{ word: '交', outward: true, signs: 'head', rules: [['order', 'date', 'deadline']] },
    fields: `assignee! cause! facts!=案情摘要 demand=办理要求 deadline=报告期限 basis! date! ${contactFields}`,
    body: `
@to {assignee}
现将{cause}一案交由你单位办理。
# 案情摘要
{facts}
# 办理要求
?demand {demand}
请依据{basis}依法办理。
?deadline 请于{deadline}前向本机关书面报告办理情况。
${contactLine}
@seal {date}`,
  }),
  kind('caseTransferLetter', '案件移送函', 'Letter transferring a case', {
    ...{ word: '移', outward: true, signs: 'head' },
    fields: `recipient! cause! party! facts! reasons!=移送理由 basis! attachments date! ${contactFields}`,
    body: `
@to {recipient}
本机关在办理{party}{cause}一案中查明：
{facts}
本机关认为：{reasons}。依据{basis}，现将本案移送你单位处理，请在收到后将受理情况函告本机关。
?attachments 附：{attachments}
${contactLine}
@seal {date}`,
  }),
  kind('crimeTransferLetter', '涉嫌犯罪案件移送书', 'Letter transferring a suspected crime', {
    ...{
      approval: 'transfer',
      word: '罪移',
      outward: true,
      signs: 'head',
      rules: [['officers', 'handlers', 2]],
    },
    fields: `recipient! cause! party! facts! evidence! reasons!=涉嫌罪名和移送理由 basis! handlers! attachments! date! ${contactFields}`,
    body: `
@to {recipient}
本机关办理的{party}{cause}一案，经{handlers}核实情况并报经本机关正职负责人批准，认为涉嫌犯罪，现予移送。
# 案件基本情况
{facts}
# 主要证据
{evidence}
# 移送的理由和依据
{reasons}。依据{basis}移送。
请依法审查，并将是否立案的决定书面告知本机关。
# 附件
{attachments}
${contactLine}
@seal {date}`,
  }),
];
