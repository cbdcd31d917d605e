import type { ErrorRow } from './error-row.ts';

/** What can go wrong with documents, their templates and scans. */
export const documentErrors = {
  'document.faulty': {
    status: 422,
    zh: '文书有 {n} 处不能定稿，请按各项提示改正；您填写的内容没有丢失。',
    en: 'The document cannot be made final in {n} places. Correct what is marked; nothing you typed is lost.',
    retry: false,
  },
  'document.unprintable': {
    status: 422,
    zh: '服务器上没有能印出这些字的字体：{signs}。请核对用字，确系生僻字的，请系统管理员把含有这些字的字体文件放入数据目录下的 fonts 文件夹并重启服务，然后重试。',
    en: 'No font on the server can print these signs: {signs}. Check them; if they are right, ask the operator to put a font that has them into the folder fonts of the data folder, restart, and try again.',
    retry: false,
  },
  'document.notApproved': {
    status: 422,
    zh: '{standing}本机关规定这类文书先经“{matter}”审批，请在批准后再定稿。',
    en: '{standing} Your organ has documents of this kind approved first ({matter}); make it final once it is.',
    retry: false,
  },
  'document.approved': {
    status: 409,
    zh: '这一版已经批准，不必再提请。请直接定稿。',
    en: 'This version has been approved already. Make it final; there is nothing to ask for again.',
    retry: false,
  },
  'document.noCase': {
    status: 422,
    zh: '文书不属于任何案件，而审批随案件办理。请先把执法活动归入案件，再提请审批。',
    en: 'The document belongs to no case, and approvals are dealt with in cases. Assign its act to a case first.',
    retry: false,
  },
  'document.notWanted': {
    status: 422,
    zh: '这份文书不需要这一签名，或者已经签齐。请刷新后核对。',
    en: 'This signature is not wanted here, or has been given. Reload and check.',
    retry: false,
  },
  'document.signedBefore': {
    status: 409,
    zh: '您已经以这一身份签署过这份文书，请由另一名人员用本人的账号签署。',
    en: 'You have signed this document in this role already. Ask the other person to sign with their own account.',
    retry: false,
  },
  'document.pagesMissing': {
    status: 422,
    zh: '还缺第 {pages} 页的扫描件，请补齐后再确认纸质签署。',
    en: 'Scans of pages {pages} are missing. Choose them to be attached, then confirm the signatures on paper.',
    retry: false,
  },
  'document.noSuchPage': {
    status: 422,
    zh: '这份文书只有 {pages} 页，请核对页号。',
    en: 'The document has {pages} pages only. Check the page number.',
    retry: false,
  },
  'template.faulty': {
    status: 422,
    zh: '模板有 {n} 处不能使用，请按提示改正后再保存；您写的内容没有丢失。',
    en: 'The template cannot be used in {n} places. Correct them and save again; nothing you wrote is lost.',
    retry: false,
  },
  'scan.unreadable': {
    status: 422,
    zh: '读不出这份扫描件：应为 JPEG、PNG 照片或者扫描生成的 PDF。什么也没有附上，请换一份文件。',
    en: 'This scan cannot be read: a JPEG or PNG picture or a scanned PDF is wanted. Nothing was attached; choose another file.',
    retry: false,
  },
} as const satisfies Record<string, ErrorRow>;
