/** One row of the closed list of errors: HTTP status, sentence for people, and whether trying again can help. */
interface ErrorRow {
  status: number;
  zh: string;
  en: string;
  retry: boolean;
}

/**
 * Every error the product can answer with. A sentence says what happened and what to do;
 * `{name}` is replaced by the detail of that name.
 */
export const errorTable = {
  'input.invalid': {
    status: 400,
    zh: '填写的内容有误，请按各项提示改正后再提交。',
    en: 'Some fields are not valid. Correct the marked ones and send again.',
    retry: false,
  },
  'request.tooLarge': {
    status: 413,
    zh: '一次发送的内容过大，请分段发送。',
    en: 'The request is too large. Send it in smaller parts.',
    retry: false,
  },
  'request.unreadable': {
    status: 400,
    zh: '网址有误，无法识别。请检查链接是否完整，或从首页重新进入。',
    en: 'This address cannot be read. Check that the link is complete, or start again from the first page.',
    retry: false,
  },
  'request.headTooLarge': {
    status: 431,
    zh: '网址或浏览器附带的信息过长，无法处理。请从首页重新进入；仍不行时请清除本站的 Cookie。',
    en: 'The address or what the browser sends with it is too long. Start again from the first page; if that does not help, clear the cookies of this site.',
    retry: false,
  },
  'request.tooOften': {
    status: 429,
    zh: '访问过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
    retry: true,
  },
  'request.tooSlow': {
    status: 408,
    zh: '等待请求超时，连接已关闭。请检查网络后再试。',
    en: 'The request took too long to arrive and the line was closed. Check the network and try again.',
    retry: true,
  },
  'signIn.required': {
    status: 401,
    zh: '尚未登录或登录已过期，请重新登录，已填写的内容会保留。',
    en: 'You are not signed in or your session has expired. Sign in again; what you typed is kept.',
    retry: false,
  },
  'signIn.wrong': {
    status: 401,
    zh: '用户名或密码不正确，请核对后再试。',
    en: 'The sign-in name or the password is wrong.',
    retry: false,
  },
  'signIn.tooOften': {
    status: 429,
    zh: '尝试过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Try again in {seconds} seconds.',
    retry: true,
  },
  'signIn.locked': {
    status: 423,
    zh: '连续输错密码，账号已锁定至 {until}。如需提前解锁，请联系系统管理员。',
    en: 'The account is locked until {until} after repeated wrong passwords. An administrator can unlock it.',
    retry: true,
  },
  'signIn.csrf': {
    status: 403,
    zh: '页面已过期，请刷新后再操作。',
    en: 'This page is out of date. Reload it and try again.',
    retry: true,
  },
  'password.weak': {
    status: 400,
    zh: '密码至少 10 个字符，且不能与登录名相同或过于常见。',
    en: 'A password needs at least 10 characters and must not be the sign-in name or a common one.',
    retry: false,
  },
  'password.mustChange': {
    status: 403,
    zh: '这是一次性密码，请先设置自己的密码。',
    en: 'This is a one-time password. Set your own first.',
    retry: false,
  },
  'permission.denied': {
    status: 403,
    zh: '您的角色不能进行此操作：{reason}。如确有需要，请联系本单位管理员。',
    en: 'Your role may not do this: {reason}. Ask your administrator if you need it.',
    retry: false,
  },
  notFound: {
    status: 404,
    zh: '没有找到所要的内容，可能不属于本单位，或链接有误。',
    en: 'Nothing was found here. It may belong to another organ, or the link is wrong.',
    retry: false,
  },
  'conflict.exists': {
    status: 409,
    zh: '“{value}”已经存在，请换一个或查看已有的记录。',
    en: '“{value}” exists already. Choose another or open the existing record.',
    retry: false,
  },
  'conflict.changed': {
    status: 409,
    zh: '这条记录刚刚被别人改动，请刷新后核对再改。',
    en: 'Somebody changed this record meanwhile. Reload, compare and change again.',
    retry: true,
  },
  'conflict.edited': {
    status: 409,
    zh: '您编辑期间，{name}在 {at} 保存了修改。您填写的内容仍保留在本页，请对照最新内容后再保存。',
    en: 'While you were editing, {name} saved changes at {at}. What you typed is kept on this page; compare it with the latest and save again.',
    retry: false,
  },
  'officer.kindStands': {
    status: 409,
    zh: '{name}已以现在的身份记入执法活动，身份不能更改，否则这些活动的执法人员人数会随之改变。请按新的身份另行登记一人，原登记保留。',
    en: '{name} is in acts as registered, so the kind cannot change: the number of officers of those acts would. Register the person once again under the other kind; this line stays.',
    retry: false,
  },
  'upload.checksum': {
    status: 460,
    zh: '这一段在传输中出错（校验值不符），没有写入；会自动重传这一段。',
    en: 'This part was damaged on the way (checksum mismatch) and was not written. It will be sent again.',
    retry: true,
  },
  'upload.checksumUnknown': {
    status: 400,
    zh: '不支持校验算法“{algorithm}”，可用：sha1、sha256、md5、sm3。',
    en: 'Checksum algorithm “{algorithm}” is not supported. Use sha1, sha256, md5 or sm3.',
    retry: false,
  },
  'upload.offset': {
    status: 409,
    zh: '续传位置不一致，请先查询已收到的位置再续传。',
    en: 'The offset does not match what has been received. Ask for the offset and continue from there.',
    retry: true,
  },
  'upload.gone': {
    status: 410,
    zh: '这次上传已结束或已取消，请重新选择文件。',
    en: 'This upload has ended or was cancelled. Choose the file again.',
    retry: false,
  },
  'upload.tooLarge': {
    status: 413,
    zh: '文件超过单个文件上限（{limit}），请联系管理员调整。',
    en: 'The file is over the limit for one file ({limit}). Ask the administrator.',
    retry: false,
  },
  'upload.empty': {
    status: 422,
    zh: '不能存储：文件是空的（0 字节）。请检查设备上的原文件，不要清空设备。',
    en: 'Not stored: the file is empty (0 bytes). Check the original on the device and do not wipe it.',
    retry: false,
  },
  'upload.truncated': {
    status: 422,
    zh: '不能存储：文件不完整，影像在中途断开。设备上的原文件还在，请重新插卡再传；如原文件也不完整，请作书面说明。',
    en: 'Not stored: the film breaks off before its end. The original is still on the device: insert the card and send it again. If the original is broken too, explain it in writing.',
    retry: false,
  },
  'upload.notWhatItsNameSays': {
    status: 422,
    zh: '不能存储：文件内容与扩展名不符（{detail}）。请确认选对了文件。',
    en: 'Not stored: the content is not what the file name says ({detail}). Check that you chose the right file.',
    retry: false,
  },
  'upload.unreadable': {
    status: 422,
    zh: '不能存储：无法识别的文件类型。音像、照片、PDF 和办公文档可以存储，其他请先转换或咨询管理员。',
    en: 'Not stored: unknown kind of file. Film, sound, pictures, PDF and office documents can be stored.',
    retry: false,
  },
  'upload.lost': {
    status: 422,
    zh: '不能存储：服务器上暂存的内容不完整（应为 {size} 字节，实有 {staged} 字节）。设备上的原文件还在，请不要清空设备，重新选择文件再传。',
    en: 'Not stored: what the server had received is not whole ({staged} of {size} bytes). Do not wipe the device; choose the file and send it again.',
    retry: true,
  },
  'upload.faulty': {
    status: 422,
    zh: '不能存储：服务器处理这个文件时反复出错（已试 {times} 次），没有入库。设备上的原文件还在，请不要清空设备，并告知系统管理员。',
    en: 'Not stored: the server failed at this file again and again ({times} times). The original is still on the device: do not wipe it and tell the administrator.',
    retry: false,
  },
  'upload.digestMismatch': {
    status: 422,
    zh: '不能存储：收到的内容与申报的 {algorithm} 校验值不符，文件在传输或读卡时出错。请重新插卡再传。',
    en: 'Not stored: what arrived does not match the declared {algorithm} digest. Insert the card and send it again.',
    retry: true,
  },
  'upload.noDigestToDeclare': {
    status: 400,
    zh: '申报的校验值格式不对，应为 64 位十六进制。',
    en: 'A declared digest must be 64 hexadecimal digits.',
    retry: false,
  },
  'storage.full': {
    status: 507,
    zh: '服务器磁盘空间不足，已暂停接收；已收到的部分保留，腾出空间后会从断点继续。请通知系统管理员，不要清空设备。',
    en: 'The server disk is full. What has arrived is kept and the upload continues once there is room. Tell the administrator and do not wipe the device.',
    retry: true,
  },
  'attribution.deviceUnknown': {
    status: 422,
    zh: '登记中没有这台设备，请先登记设备。',
    en: 'No such device is registered. Register it first.',
    retry: false,
  },
  'handover.nothing': {
    status: 422,
    zh: '没有可以接收的音像：所选记录都已办理交接。',
    en: 'Nothing to receive: all chosen recordings have been handed over already.',
    retry: false,
  },
  'returnClaim.invalid': {
    status: 422,
    zh: '返回日期不能早于记录结束的日期，也不能晚于今天。',
    en: 'The day of return can be neither before the recording ended nor after today.',
    retry: false,
  },
  'excuse.notLate': {
    status: 422,
    zh: '这项义务没有逾期，不需要说明；如页面显示有误，请刷新后核对。',
    en: 'This duty was not missed; there is nothing to explain. If the page says otherwise, reload it and check.',
    retry: false,
  },
  'excuse.notOfOrgan': {
    status: 422,
    zh: '这是当事人或其他机关的期限，本机关不为它作说明，请核对所选的义务。',
    en: 'This time binds a party or another authority; the organ does not explain it. Check which duty you chose.',
    retry: false,
  },
  'excuse.higherTime': {
    status: 422,
    zh: '超过上级规定或者法律规定的期限，不能因说明免责（依据：《{title}》{label}）。请尽快补办，并按规定报告。',
    en: 'A missed time of the regulation above or of a statute cannot be excused (《{title}》{label}). It must still be done; report it as the rules ask.',
    retry: false,
  },
  'excuse.noGround': {
    status: 422,
    zh: '目前没有可以免责的情形（依据：《{title}》{label}）。如属连续工作、异地或者边远地区执法，请先说明返回情况。',
    en: 'No ground that can excuse it holds at present (《{title}》{label}). After continuous, off-site or remote work, the return must be stated first.',
    retry: false,
  },
  'conflict.explained': {
    status: 409,
    zh: '这项义务已有说明，正在审批或者已经获准，请刷新查看。',
    en: 'This duty has been explained already; it is being decided or was accepted. Reload and check.',
    retry: false,
  },
  'act.timesReversed': {
    status: 422,
    zh: '结束时间早于开始时间，请核对。',
    en: 'The end is before the start. Check the times.',
    retry: false,
  },
  'matterList.open': {
    status: 409,
    zh: '已有一份清单正在办理，请先办完或者撤回，再起草新的版本。',
    en: 'A list is being worked on already. Finish or withdraw it first, then draft another version.',
    retry: false,
  },
  'matterList.noLaw': {
    status: 422,
    zh: '本机关适用的规定今天没有生效，或没有列明要录制的事项，无法据此生成。请从空白起草。',
    en: 'The regulation of your organ is not in force today or names nothing to film, so no draft can be made from it. Choose to begin with an empty list.',
    retry: false,
  },
  'matterList.faulty': {
    status: 422,
    zh: '清单有 {n} 处不符合要求，请按各项提示改正后再试；您填写的内容没有丢失。',
    en: 'The list falls short in {n} places. Correct what is marked and try again; nothing you typed is lost.',
    retry: false,
  },
  'media.notAvailable': {
    status: 404,
    zh: '没有可播放的版本：{reason}。',
    en: 'There is no playable version: {reason}.',
    retry: false,
  },
  'media.missing': {
    status: 500,
    zh: '这条记录登记在案，但存储中找不到它的文件。请立即通知系统管理员用 liuhen doctor 核对，不要清空还留有原件的设备。',
    en: 'This record is registered but its file is missing from the vault. Tell the administrator at once to run liuhen doctor, and wipe no device that still holds the original.',
    retry: false,
  },
  'calendar.ownProposal': {
    status: 403,
    zh: '这项变更由您本人提出，请由另一位管理员或负责人审批。',
    en: 'You proposed this change yourself. Ask another administrator or the head to decide it.',
    retry: false,
  },
  'conflict.decided': {
    status: 409,
    zh: '{by} 已经审批过这项变更，请刷新查看结果。',
    en: '{by} has already decided this change. Load the page again to see the outcome.',
    retry: false,
  },
  'range.unsatisfiable': {
    status: 416,
    zh: '请求的片段超出文件范围。',
    en: 'The requested range lies outside the file.',
    retry: false,
  },
  'log.unknownSize': {
    status: 404,
    zh: '日志在这个长度没有签署的检查点，或还没有这么长。',
    en: 'The log has no signed checkpoint of this size, or has not reached it.',
    retry: true,
  },
  'regulation.tooLarge': {
    status: 413,
    zh: '制度文本超过 1 MB，请只导入条文本身，去掉图片和附件。',
    en: 'The file is over 1 MB. Choose one with the articles alone, without pictures and attachments.',
    retry: false,
  },
  'regulation.unreadable': {
    status: 422,
    zh: '读不出这个文件：{reason}。什么也没有导入，请换一份文件，或者另存为 docx、txt 再试。',
    en: 'This file cannot be read ({reason}). Nothing was imported; choose another, or save it as docx or txt first.',
    retry: false,
  },
  'regulation.noArticles': {
    status: 422,
    zh: '没有找到以“第…条”开头的条文，什么也没有导入。请确认选对了文件；如条号是 Word 自动编号，请先转为普通文字。',
    en: 'No line begins with the number of an article, so nothing was imported. Check the file; if Word numbers the articles by itself, turn the numbers into text first.',
    retry: false,
  },
  'regulation.known': {
    status: 409,
    zh: '这份文件已经导入，是第 {version} 版，没有重复导入；如要导入新版本，请选择新的文件。',
    en: 'This very file was imported already as version {version}; it was not imported twice. Choose the file of a newer text to import one.',
    retry: false,
  },
  'regulation.notPreviewed': {
    status: 409,
    zh: '提交的文件与预览的不是同一份，请重新选择文件并核对预览。',
    en: 'The file is not the one that was previewed. Choose it again and read the preview.',
    retry: false,
  },
  'regulation.altered': {
    status: 500,
    zh: '存储的文件与导入时登记的摘要不符，没有提供下载。请立即通知系统管理员用 liuhen doctor 核对。',
    en: 'The file that is kept is not the one that was imported, so it is not given out. Tell the administrator at once to run liuhen doctor.',
    retry: false,
  },
  'server.fault': {
    status: 500,
    zh: '服务器出现故障，您的操作没有生效，数据未受影响。请稍后再试；编号 {id}，可告知管理员。',
    en: 'The server failed. Nothing was changed. Try again later and tell the administrator this number: {id}.',
    retry: true,
  },
} as const satisfies Record<string, ErrorRow>;
