import { kindIn, partyFields, partyRows } from './build.ts';

const kind = kindIn('archive');

/** 归档: closing a case and the sheets of its volume. */
export const archive = [
  kind('closingReport', '结案报告', 'Closing report', {
    ...{ approval: 'closing', form: 'table', signs: 'handler*2 head' },
    rules: [
      ['officers', 'handlers', 2],
      ['order', 'openedAt', 'decidedOn'],
      ['order', 'decidedOn', 'servedOn'],
      ['order', 'openedAt', 'closedOn'],
      ['order', 'servedOn', 'closedOn'],
      ['past', 'decidedOn'],
      ['past', 'servedOn'],
    ],
    fields: `cause! openedAt! ${partyFields} decisionNumber decidedOn servedOn facts!=案情摘要 penalty=处理结果 execution! closedAs! closedOn! handlers! opinion!`,
    body: `
@row 案由 | {cause} | 立案时间 | {openedAt}
${partyRows}
@row 决定书文号 | {decisionNumber} | 决定日期 | {decidedOn}
@row 送达日期 | {servedOn} | 结案日期 | {closedOn}
@row 案情摘要 | {facts}
@row 处理结果 | {penalty}
@row 执行情况 | {execution}
@row 结案方式 | {closedAs}
@row 承办人 | {handlers}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('volumeCover', '案卷封面', 'Cover of the volume', {
    ...{ form: 'cover', unnumbered: true },
    rules: [['order', 'openedAt', 'closedOn']],
    fields: `volumeName! volumeNumber decisionNumber unit! openedAt! closedOn! retention! items pageCount handlers!`,
    body: `
@row 案卷名称 | {volumeName}
@row 处理决定文号 | {decisionNumber} | 案卷号 | {volumeNumber}
@row 承办机构 | {unit}
@row 立案时间 | {openedAt} | 结案日期 | {closedOn}
@row 承办人 | {handlers}
@row 件数 | {items} | 页数 | {pageCount}
@row 保管期限 | {retention}`,
  }),
  kind('volumeCatalogue', '卷内文件目录', 'Catalogue of the volume', {
    ...{ form: 'record', unnumbered: true, rules: [['some', 'catalogue']] },
    fields: 'volumeName! volumeNumber catalogue!',
    body: `
@left 案卷名称：{volumeName}　案卷号：{volumeNumber}
@table {catalogue}`,
  }),
  kind('volumeNote', '卷内备考表', 'Note on the volume', {
    ...{ form: 'table', unnumbered: true },
    fields: 'volumeName! volumeNumber items! pageCount! volumeState! filer! checker! date!',
    body: `
@row 案卷名称 | {volumeName} | 案卷号 | {volumeNumber}
@row 件数 | {items} | 页数 | {pageCount}
@row 本卷情况说明 | {volumeState}
@row 立卷人 | {filer} | 检查人 | {checker}
@row 立卷日期 | {date}`,
  }),
];
