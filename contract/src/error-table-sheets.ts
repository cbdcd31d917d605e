/** What goes wrong when lists are written out or read in. */
export const sheetErrors = {
  'package.notReady': {
    status: 409,
    zh: '证据包还没有出好，请等状态变为“可以下载”再试。',
    en: 'The package is not ready yet. Try again once its state says so.',
    retry: true,
  },
  'erasure.last': {
    status: 409,
    zh: '这一条说的是现在的内容，不能删除。请先更正这项记录，再删除更正之前的内容。',
    en: 'This entry says what the record is now and cannot be erased. Correct the record first, then erase what it said before.',
    retry: false,
  },
  'erasure.kept': {
    status: 409,
    zh: '这一条的内容是别的证明的依据（密钥、证据包或者删除本身），里面没有个人信息，不能删除。请核对序号，另选一条。',
    en: 'Other proofs rest on this content: keys, packages or an erasure itself. It cannot be erased; choose another entry.',
    retry: false,
  },
  'erasure.known': {
    status: 409,
    zh: '这一条已经有人申请删除，请在“删除已存内容”里查看。',
    en: 'Somebody has already proposed to erase this one: wait for the decision under “Erasure of content”.',
    retry: false,
  },
  'erasure.waits': {
    status: 409,
    zh: '这一条还在排队写入日志，请过几秒再申请。',
    en: 'This entry still waits to enter the log. Propose it again in a few seconds.',
    retry: true,
  },
  'erasure.ownProposal': {
    status: 403,
    zh: '这项删除由您本人提出，请由另一位有权审批的人决定。',
    en: 'You proposed this erasure yourself. Ask somebody else who may decide it.',
    retry: false,
  },
  'sheet.tooLarge': {
    status: 413,
    zh: '文件超过 1.4 MB，请拆成几个文件，或者去掉图片和多余的表。',
    en: 'The file is over 1.4 MB. Take out pictures and other sheets, or split it, and choose it again.',
    retry: false,
  },
  'sheet.unreadable': {
    status: 422,
    zh: '读不出这个文件：{reason}。什么也没有导入，请换一份文件。',
    en: 'This file cannot be read: {reason}. Nothing was imported. Choose another file.',
    retry: false,
  },
  'sheet.notPreviewed': {
    status: 409,
    zh: '提交的文件与核对过的不是同一份，请重新选择文件并核对。',
    en: 'The file is not the one that was checked. Choose it again.',
    retry: false,
  },
  'sheet.faulty': {
    status: 422,
    zh: '文件有 {n} 处不对，没有导入任何一行。请重新选择文件，按提示改正后再导入。',
    en: '{n} cells of the file are wrong, so not one row was imported. Choose the file again and mend what is marked.',
    retry: false,
  },
  'sheet.known': {
    status: 409,
    zh: '这份文件已经由{by}导入，没有重复导入。还有新内容的，请另存为新文件再导入。',
    en: 'This very file was imported already by {by}; it was not imported twice. Use a new file for what is new.',
    retry: false,
  },
} as const;
