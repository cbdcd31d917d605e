/** The custody log, the badge of a record, checks in the browser. */
export const custody = {
  size: { zh: '日志长度', en: 'Entries in the log' },
  sizeValue: { zh: '{n} 条', en: '{n} entries' },
  waiting: { zh: '另有 {n} 条等待编入', en: '{n} more are waiting' },
  root: { zh: '根摘要', en: 'Root' },
  origin: { zh: '日志名称', en: 'Origin' },
  key: { zh: '验证公钥', en: 'Verifier key' },
  signedAt: { zh: '签署时间', en: 'Signed at' },
  checkpoint: { zh: '最新检查点', en: 'Latest checkpoint' },
  lastVerification: { zh: '最近一次全面核验', en: 'Last verification' },
  never: { zh: '还没有做过', en: 'never' },
  verificationOk: {
    zh: '{by}于 {at} 核验到第 {size} 条，没有发现问题',
    en: '{by} at {at}, up to entry {size}: nothing found',
  },
  verificationBad: {
    zh: '{by}于 {at} 核验到第 {size} 条，发现 {n} 个问题',
    en: '{by} at {at}, up to entry {size}: {n} findings',
  },
  emptyTitle: { zh: '日志还没有检查点', en: 'No checkpoint yet' },
  emptyLine: {
    zh: '有了第一条记录后，系统会自动编入日志并签署检查点。',
    en: 'With the first record the log grows and a checkpoint is signed.',
  },
  erasure: {
    title: { zh: '删除已存内容', en: 'Erasure of content' },
    line: {
      zh: '法律要求删除时（例如登记错了人的个人信息），由一人申请、另一人批准，删掉更正之前的内容。条目和证明都还在，仍然可以验证；已经出具的证据包不受影响。',
      en: 'Where the law wants it, as for personal data of somebody entered by mistake, one person proposes and another approves that what was sealed before a correction is erased. Entry and proof stay and verify; packages that went out are not changed.',
    },
    empty: { zh: '还没有人申请删除。', en: 'Nobody has proposed an erasure.' },
    ask: { zh: '申请删除内容', en: 'Propose erasure' },
    askTitle: { zh: '申请删除第 {index} 条的内容', en: 'Propose to erase the content of entry {index}' },
    askLine: {
      zh: '批准后内容无法恢复。请写明法律依据和原因，不要在这里写要删除的个人信息。',
      en: 'Once approved the content cannot be brought back. Give law and reason; do not write the personal data itself here.',
    },
    basis: { zh: '法律依据', en: 'Under' },
    basisHint: {
      zh: '例如：《个人信息保护法》第四十七条',
      en: 'e.g. Personal Information Protection Law, art. 47',
    },
    reason: { zh: '原因', en: 'Reason' },
    reasonHint: {
      zh: '例如：误登记为当事人，已更正',
      en: 'e.g. entered as a party by mistake, corrected since',
    },
    submit: { zh: '提出申请', en: 'Propose' },
    asked: { zh: '已提出，等另一人批准。', en: 'Proposed. Somebody else has to approve it.' },
    approve: { zh: '批准删除', en: 'Approve and erase' },
    approveAsk: { zh: '删除后无法恢复，确定批准？', en: 'It cannot be brought back. Approve?' },
    refuse: { zh: '不批准', en: 'Refuse' },
    whyNot: { zh: '不批准的理由', en: 'Why it was refused' },
    proposedBy: { zh: '申请人', en: 'Proposed by' },
    proposedAt: { zh: '申请时间', en: 'Proposed at' },
    decidedBy: { zh: '审批人', en: 'Decided by' },
    decidedAt: { zh: '审批时间', en: 'Decided at' },
    proposed: { zh: '{by}于 {at} 申请', en: 'proposed by {by} at {at}' },
    decided: { zh: '{by}于 {at} 审批', en: 'decided by {by} at {at}' },
    state: {
      proposed: { zh: '待审批', en: 'to be decided' },
      approved: { zh: '已删除', en: 'erased' },
      refused: { zh: '未批准', en: 'refused' },
    },
  },
  keys: {
    title: { zh: '签名密钥', en: 'Signing keys' },
    line: {
      zh: '检查点由排在最前的密钥签署。请当面或从公告核对指纹；对得上，才能信任它签署的内容。',
      en: 'The first key signs the checkpoints. Compare its fingerprint in person or with what was published: only then trust what it signs.',
    },
    algorithm: {
      ed25519: { zh: 'Ed25519', en: 'Ed25519' },
      sm2: { zh: 'SM2（配 SM3）', en: 'SM2 with SM3' },
    },
    current: { zh: '在用', en: 'in use' },
    replaced: { zh: '已更换', en: 'replaced' },
    revoked: { zh: '已撤销', en: 'revoked' },
    since: { zh: '{at} 起', en: 'since {at}' },
    because: { zh: '换用原因：{reason}', en: 'Taken because: {reason}' },
    fingerprint: { zh: '指纹', en: 'Fingerprint' },
    named: {
      zh: '前一把密钥（{fingerprint}）签署的检查点写明了这把密钥，本浏览器已核对。',
      en: 'The key before ({fingerprint}) signed a checkpoint that names this one; this browser verified it.',
    },
    notNamed: {
      zh: '前一把密钥没有为它作证（已撤销，或证明不成立）：只有当面或从别处核对过指纹，才能信任它。',
      en: 'The key before does not vouch for it (it was revoked, or the proof fails): trust it only once its fingerprint was compared elsewhere.',
    },
    receipt: { zh: '下载继任回执', en: 'Save the receipt of succession' },
  },
  stamps: {
    title: { zh: '时间戳', en: 'Time stamps' },
    line: {
      zh: '外部时间戳机构证明检查点在盖戳时刻已经存在，所以其中的记录不会更晚。日志有增加时，每家机构每 {n} 分钟盖一次。下载两个文件，用 {command} 就能离线验证。',
      en: 'Authorities outside attest that a checkpoint existed at the time stamped, so nothing in it is later. While the log grows, each stamps every {n} minutes. With both files, {command} verifies a stamp offline.',
    },
    noneSet: {
      zh: '没有设置时间戳机构，记录的时间只有本系统自己的时钟作证。请运维人员按 docs/operating/time-stamps.md 设置。',
      en: 'No time authority is set: only the clock of this system says when. The operator sets one (docs/operating/time-stamps.md).',
    },
    state: {
      well: { zh: '正常', en: 'working' },
      waiting: { zh: '等待第一次盖戳', en: 'first stamp awaited' },
      failing: { zh: '没有盖成', en: 'failing' },
    },
    last: { zh: '最近一次 {at}', en: 'last at {at}' },
    failing: {
      zh: '连续 {n} 次没有盖成：{reason}。{at} 后再试，其他工作不受影响；一直不成请运维人员检查网络和机构地址。',
      en: 'Failed {n} times in a row: {reason}. Tried again after {at}; nothing else is held up. If it goes on, the operator should check the network and the address.',
    },
    said: { zh: '前 {n} 条不晚于 {at}', en: 'the first {n} entries: not later than {at}' },
    text: { zh: '检查点原文', en: 'Checkpoint text' },
    token: { zh: '时间戳文件', en: 'Time stamp' },
  },
  witnesses: {
    title: { zh: '见证', en: 'Witnesses' },
    line: {
      zh: '外部见证把每个检查点与上次所见核对后联署；至少 {n} 个（共 {m} 个）联署，就能排除本日志对不同的人出示不同的内容。见证失联或拒绝不影响办案和存证。',
      en: 'Witnesses outside compare each checkpoint with what they saw before and cosign it. With {n} of {m} cosignatures nobody can be shown another log than everybody else. A witness that fails holds up nothing.',
    },
    noneSet: {
      zh: '没有设置见证：外人无从知道本日志对所有人是否一致。请运维人员按 docs/operating/witness.md 设置。',
      en: 'No witness is set: nobody outside can tell whether this log is the same for all. The operator sets one (docs/operating/witness.md).',
    },
    held: {
      zh: '到第 {size} 条已有 {n} 个见证联署，符合要求。',
      en: 'Up to entry {size}, {n} witnesses cosigned: enough.',
    },
    state: {
      well: { zh: '正常', en: 'working' },
      waiting: { zh: '等待第一次联署', en: 'first cosignature awaited' },
      silent: { zh: '失联', en: 'silent' },
      refused: { zh: '拒绝联署', en: 'refused' },
    },
    last: { zh: '联署到第 {n} 条，见证的时间 {at}', en: 'cosigned {n} entries at {at} by its clock' },
    itself: { zh: '自己来查看日志', en: 'looks at the log by itself' },
    refused: {
      larger: {
        zh: '见证联署过 {theirs} 条，本系统现在只有 {size} 条：本系统被退回到了旧状态，多半是恢复了旧备份。请立即停止使用，从最新备份恢复；此后封存的内容在这里缺失。两份检查点见下。',
        en: 'The witness has cosigned {theirs} entries; this house has {size} now: it was taken back to an older state, mostly by an old backup. Stop using it and restore the newest backup; what was sealed since is missing here. Both checkpoints are below.',
      },
      fork: {
        zh: '见证见过另一个同为 {theirs} 条的日志（本系统 {size} 条）：同一把密钥签了两段历史，可能另有一套副本在运行，或日志被改写。请停掉副本，保留下面两份检查点并报告。',
        en: 'The witness saw another log of {theirs} entries (here: {size}): one key signed two histories. A copy of this house may be running, or the log was rewritten. Stop the copy, keep both checkpoints below and report it.',
      },
      unproven: {
        zh: '没有证明本系统的 {size} 条是从见证联署过的 {theirs} 条延续而来：日志可能被改写，或恢复旧备份后又有增加。请用“由服务器全面核验”和 liuhen doctor 查明，保留下面两份检查点并报告。',
        en: 'Nothing shows that the {size} entries here continue the {theirs} that the witness cosigned: the log may have been rewritten, or have grown after an old backup was restored. Verify everything, run liuhen doctor, keep both checkpoints below and report it.',
      },
    },
    silent: {
      zh: '自 {at} 起的检查点都没有联署：请联系见证方。日志照常增加，恢复后会补上最新的。',
      en: 'Nothing signed since {at} was cosigned: ask who runs it. The log goes on; the newest is cosigned once it is back.',
    },
    failing: {
      zh: '连续 {n} 次没有联署成：{reason}。稍后自动再试；HTTP 403 或 404 说明见证方还没有登记本日志的公钥。',
      en: 'Failed {n} times in a row: {reason}. Tried again by itself; HTTP 403 or 404 means that the witness does not have the key of this log yet.',
    },
    ahead: {
      zh: '见证的时钟比本机快 {n} 秒，联署时间以见证为准：请双方核对时钟。',
      en: 'Its clock is {n} s ahead of this one; the cosignature carries its own time: both sides should check their clocks.',
    },
    behind: {
      zh: '见证的时钟比本机慢 {n} 秒，联署时间以见证为准：请双方核对时钟。',
      en: 'Its clock is {n} s behind this one; the cosignature carries its own time: both sides should check their clocks.',
    },
    evidence: { zh: '被拒的检查点（证据，已封存）', en: 'Refused checkpoints (evidence, sealed)' },
    kind: {
      larger: { zh: '见证已见更大的日志', en: 'the witness saw a larger log' },
      fork: { zh: '分叉', en: 'fork' },
      unproven: { zh: '不连续', en: 'not continued' },
    },
    sizes: {
      zh: '{name}：本系统 {size} 条，见证 {theirs} 条',
      en: '{name}: {size} entries here, {theirs} at the witness',
    },
    ours: { zh: '被拒的检查点', en: 'refused checkpoint' },
    theirs: { zh: '此前联署的检查点', en: 'checkpoint cosigned before' },
    alarmRefused: {
      zh: '见证 {names} 拒绝联署存证日志：日志可能被退回或改写，请立即查看。',
      en: 'Witness {names} refused to cosign the custody log: it may have been taken back or rewritten. Look at once.',
    },
    alarmSilent: {
      zh: '见证 {names} 失联，存证日志没有新的联署，请查看。',
      en: 'Witness {names} is silent: the custody log gets no new cosignature.',
    },
    toLog: { zh: '查看存证日志', en: 'To the custody log' },
  },
  inBrowser: {
    button: { zh: '在我的浏览器里验证', en: 'Verify in my browser' },
    line: {
      zh: '用本机记住的公钥和上次的检查点，核对最新检查点的签名，以及日志只增不改。',
      en: 'With the key and checkpoint that this browser remembers: the signature of the newest checkpoint, and that the log only grew.',
    },
    first: {
      zh: '本浏览器第一次看到这个日志：签名有效，已记住公钥和第 {size} 条的检查点，以后每次与它核对。这一次还不能证明以前没有改动。',
      en: 'This browser sees the log for the first time: the signature is valid; key and checkpoint at {size} are now remembered. It cannot yet prove that nothing changed before.',
    },
    grown: {
      zh: '本浏览器刚刚核对：签名有效，日志从上次记住的第 {from} 条到第 {size} 条只有增加，没有改动。',
      en: 'Checked just now by this browser: the signature is valid and the log only grew from {from} to {size} entries.',
    },
    followed: {
      zh: '本浏览器刚刚核对：签名密钥已更换，新密钥由本浏览器记住的旧密钥签署的检查点写明，已改记新密钥；日志从第 {from} 条到第 {size} 条只有增加，没有改动。',
      en: 'Checked just now by this browser: the signing key was replaced. The key remembered here signed the checkpoint that names the new one, which is now remembered; the log only grew from {from} to {size} entries.',
    },
    same: {
      zh: '本浏览器刚刚核对：签名有效，与上次记住的检查点（第 {size} 条）完全一致。',
      en: 'Checked just now by this browser: the signature is valid and the checkpoint at {size} is the remembered one.',
    },
    keyChanged: {
      zh: '警告：日志的公钥与本浏览器记住的不同。没有继续核对。请先向管理员当面核实公钥指纹，再决定是否信任。',
      en: 'Warning: the key of the log is not the one this browser remembers. Nothing further was checked. Ask the administrator in person before you trust it.',
    },
    shrunk: {
      zh: '警告：日志比本浏览器记住的更短（记住 {from} 条，现在 {size} 条）。请保存此页并报告。',
      en: 'Warning: the log is shorter than this browser remembers ({from}, now {size}). Keep this page and report it.',
    },
    rewritten: {
      zh: '核对没有通过：现在的日志不是本浏览器记住的那一份的延续，已有的条目被改写，或者对不同的人出示了不同的日志。请保存此页并报告。',
      en: 'The check failed: the log of now does not continue the one this browser remembers. Entries were rewritten, or others are shown another log. Keep this page and report it.',
    },
    badCheckpoint: {
      zh: '核对没有通过：最新检查点不合格式，或者不是日志的密钥签署的。请保存此页并报告。',
      en: 'The check failed: the newest checkpoint is not in its form, or the key of the log did not sign it. Keep this page and report it.',
    },
    forget: { zh: '已核实，改为信任新公钥', en: 'Confirmed: trust the new key' },
    remembered: {
      zh: '本浏览器自 {at} 起记住公钥，检查点为第 {size} 条',
      en: 'This browser remembers the key since {at}; checkpoint at {size}',
    },
  },
  server: {
    button: { zh: '由服务器全面核验', en: 'Verify everything on the server' },
    line: {
      zh: '重新核对日志、登记和每个文件的字节，文件多时需要较长时间，可以离开此页。',
      en: 'Checks log, rows and the bytes of each file again. It may take long; you may leave this page.',
    },
    running: { zh: '正在核验，可以离开此页', en: 'Verifying; you may leave this page' },
    stage: {
      idle: { zh: '未开始', en: 'Not started' },
      log: { zh: '核对日志', en: 'Log' },
      rows: { zh: '核对登记', en: 'Rows' },
      bytes: { zh: '核对文件字节', en: 'Bytes' },
      done: { zh: '已完成', en: 'Done' },
    },
    progress: { zh: '{stage}：{done} / {total}', en: '{stage}: {done} of {total}' },
    clean: { zh: '核验完成，没有发现问题。', en: 'Done: nothing was found.' },
    findings: { zh: '发现 {n} 个问题', en: '{n} findings' },
  },
  checkpoints: { zh: '检查点', en: 'Checkpoints' },
  entries: { zh: '日志条目', en: 'Entries' },
  allEntries: { zh: '从最新的条目看起', en: 'Show the newest entries' },
  entriesLine: {
    zh: '只列本机关的条目；序号中间缺的，是同一套系统里其他机关的条目。',
    en: 'Entries of your organ only; the numbers between are those of other organs of this installation.',
  },
  index: { zh: '序号', en: 'Index' },
  kind: { zh: '事项', en: 'What' },
  at: { zh: '时间', en: 'When' },
  actor: { zh: '经办', en: 'Who' },
  system: { zh: '系统', en: 'System' },
  another: { zh: '其他机关的人员', en: 'somebody of another organ' },
  subject: { zh: '对象', en: 'Subject' },
  subjectName: { zh: '{kind}（编号末位 {id}）', en: '{kind} (id ending in {id})' },
  earlier: { zh: '显示较早的 {n} 条', en: 'Show the {n} earlier ones' },
  pending: { zh: '待编入', en: 'waiting' },
  verify: { zh: '验证', en: 'Verify' },
  note: { zh: '签名原文', en: 'Signed note' },
  badge: {
    checking: { zh: '正在您的浏览器里核对…', en: 'Checking in your browser…' },
    proven: {
      zh: '您的浏览器刚刚核对：登记内容与存证日志第 {index} 条一致，该日志由“{by}”签署。',
      en: 'Your browser just checked: the entry agrees with no. {index} of the custody log signed by “{by}”.',
    },
    provenFile: {
      zh: '登记的文件摘要在日志内；文件字节本身这里没有重新计算，请用“由服务器全面核验”或 liuhen doctor 核对。',
      en: 'The digest of the file is in the log; the bytes were not recomputed here. “Verify everything on the server” or liuhen doctor checks them.',
    },
    withheld: {
      zh: '第 {index} 条在由“{by}”签署的存证日志里；登记内容不对您公开，没有核对内容。',
      en: 'Entry no. {index} is in the custody log signed by “{by}”; its content is withheld from you and was not compared.',
    },
    withheldLine: {
      zh: '登记内容不对您公开：只核对了条目、签名和是否在日志之内。',
      en: 'The content is withheld from you: only entry, signature and inclusion were checked.',
    },
    erasedLine: {
      zh: '内容已于 {at} 依 {basis} 删除（{reason}）：只核对了条目、签名和是否在日志之内。',
      en: 'The content was erased at {at} under {basis} ({reason}): only entry, signature and inclusion were checked.',
    },
    failed: {
      zh: '核对没有通过，不成立的是：{check}。请不要据此作证，并报告管理员。',
      en: 'The check failed. This does not hold: {check}. Do not rely on it; tell the administrator.',
    },
    waiting: {
      zh: '已存证，正在编入日志，稍后即可核对。',
      en: 'Sealed; it is entering the log and can be checked shortly.',
    },
    unavailable: {
      zh: '暂时取不到证明，没有核对。',
      en: 'The proof is not available now; nothing was checked.',
    },
    receipt: { zh: '下载回执', en: 'Save the receipt' },
    details: { zh: '核对了什么', en: 'What was checked' },
    again: { zh: '再核对一次', en: 'Check again' },
    signedBy: { zh: '签署者', en: 'Signed by' },
    position: { zh: '日志第 {index} 条（共 {size} 条）', en: 'No. {index} of {size}' },
    notChecked: {
      zh: '这里没有核对：设备、人员、拍摄时间和期限（各有自己的存证条目，由服务器全面核验），文件字节，时间戳服务和其他见证人。',
      en: 'Not checked here: device, officer, time of filming and deadlines (each has an entry of its own; the server verifies them), the bytes of the file, a time-stamp service, other witnesses.',
    },
  },
  since: {
    own: { zh: '封存于 {at}（本系统的时钟）', en: 'sealed at {at}, by the clock of this system' },
    outside: {
      zh: '不晚于 {at}：{as}“{by}”为当时的前 {size} 条作证',
      en: 'not later than {at}: {as} “{by}” attested the first {size} entries of then',
    },
    as: {
      witness: { zh: '外部见证', en: 'the witness' },
      authority: { zh: '时间戳机构', en: 'the time authority' },
    },
    nobody: {
      zh: '还没有外部见证或时间戳作证：时间只有本系统自己的时钟。',
      en: 'Nobody outside has attested it yet: only the clock of this system says when.',
    },
    told: {
      zh: '外部的签名由服务器列出，这里没有验证；出具证据包后可以离线验证。',
      en: 'The server tells these; their signatures are not verified here. In an evidence package they are, offline.',
    },
  },
  rowNotChecked: {
    document: {
      zh: '这里没有核对：PDF 的字节（下载后比对 SHA-256，或由服务器全面核验），签名和扫描件各有自己的存证条目。',
      en: 'Not checked here: the bytes of the PDF (compare the SHA-256 of the download, or have the server verify everything); signatures and scans have entries of their own.',
    },
    enforcement_case: {
      zh: '这里核对的是案件登记本身；当事人、活动、文书、证据和期限各有自己的存证条目，在各自的页面核对，或由服务器全面核验。',
      en: 'This is about the entry of the case itself; parties, acts, documents, evidence and deadlines have entries of their own, to be checked on their pages or by the server.',
    },
    act: {
      zh: '这里核对的是活动登记本身；步骤、音像、文书和期限各有自己的存证条目，在各自的页面核对，或由服务器全面核验。',
      en: 'This is about the entry of the act itself; steps, film, documents and deadlines have entries of their own, to be checked on their pages or by the server.',
    },
  },
  check: {
    entry: { zh: '条目格式规范', en: 'The entry is well formed' },
    subject: { zh: '条目与本页所示的对象、事项和位置一致', en: 'The entry is of what this page shows' },
    payload: { zh: '登记内容就是存证时的内容', en: 'The content is what was sealed' },
    signature: { zh: '检查点由可信公钥签署', en: 'The checkpoint is signed by the trusted key' },
    inclusion: { zh: '条目确在日志之内', en: 'The entry is in the log' },
    consistency: { zh: '日志自上次以来只增不改', en: 'The log only grew since last time' },
    shown: {
      zh: '页面显示的编号、事项、时间和摘要就是存证的',
      en: 'Numbers, subject, times and digests are shown as sealed',
    },
    row: {
      zh: '页面显示的名称、格式、大小、时长、摘要和存入时间就是存证的',
      en: 'Name, format, size, length, digests and time of storing are shown as sealed',
    },
  },
} as const;
