/** What the witness and the monitor say on a terminal: those who watch a log from outside. */
export const watch = {
  about: {
    witness: {
      zh: '见证别处的存证日志：核对每个检查点与上次所见一致后联署',
      en: 'Witness logs of others: cosign each checkpoint that continues what was seen before',
    },
    monitor: {
      zh: '从外部跟踪一个日志，把每一条重新核对一遍',
      en: 'Follow a log from outside and verify every entry again',
    },
  },
  option: {
    state: { zh: '记忆所见的文件', en: 'file that remembers what was seen' },
    once: { zh: '只看一次', en: 'look once' },
    home: { zh: '见证的文件夹：密钥、记忆、证据', en: 'folder of the witness: key, memory, evidence' },
    name: {
      zh: '见证的名称，第一次启动时给出，如 witness.example.gov.cn/w1',
      en: 'name of the witness, given at the first start, e.g. witness.example.gov.cn/w1',
    },
    log: {
      zh: '所见证日志的公钥，可多次给出；记下后不必再给',
      en: 'verifier key of a log that is served; may be repeated; kept, so it is given once',
    },
    follow: {
      zh: '主动查看的日志地址，可多次给出；记下后不必再给',
      en: 'address of a log to look at by itself; may be repeated; kept, so it is given once',
    },
    listen: { zh: '接收检查点的地址和端口', en: 'address and port where checkpoints are taken' },
    every: { zh: '两次查看相隔几秒', en: 'seconds between two looks' },
    show: { zh: '显示所见和被拒的检查点，然后结束', en: 'show what was seen and refused, and end' },
  },
  witness: {
    key: {
      zh: '见证公钥   {key}\n请把它交给被见证的机关和核对证据包的人。',
      en: 'witness key  {key}\nGive it to those who are witnessed and to those who check packages.',
    },
    serving: { zh: '正在接收检查点：{url}', en: 'Checkpoints are taken at {url}' },
    log: { zh: '见证的日志：{log}', en: 'log served: {log}' },
    noName: {
      zh: '第一次启动要用 --name 给见证起名，例如 --name witness.example.gov.cn/w1（不能有空格和加号），以后不能改。',
      en: 'The first start needs a name: --name witness.example.gov.cn/w1, without spaces and plus signs. It is never changed.',
    },
    noLogs: {
      zh: '还没有要见证的日志：请向对方要日志公钥，用 --log 给出后再启动。',
      en: 'There is no log to witness yet: ask the other side for the verifier key of its log and give it with --log.',
    },
    badKey: {
      zh: '--log 给出的公钥抄错了或不完整：{key}。请逐字核对，完整的样子是“名称+8 位编号+公钥”。',
      en: 'A key given with --log is miscopied or incomplete: {key}. Compare it letter by letter; a whole one reads name+id+key.',
    },
    inUse: {
      zh: '{folder} 正由另一个见证进程使用，没有启动：一个文件夹只能有一个见证。',
      en: 'Another witness uses {folder}, so this one did not start: a folder has one witness.',
    },
    nothing: {
      zh: '{folder} 里没有见证：请检查 --home。',
      en: 'There is no witness in {folder}: check --home.',
    },
    failed: { zh: '一个请求没有办成：{why}', en: 'A request failed: {why}' },
    silent: {
      zh: '取不到 {log}：{why}。稍后再取；长时间如此请问对方。',
      en: '{log} cannot be reached: {why}. It is tried again; if that lasts, ask the other side.',
    },
    unreadable: {
      zh: '{log} 给出的内容不合格式，没有联署：{why}。请检查地址，并告知对方。',
      en: 'What {log} gave is not in its form, so nothing was cosigned: {why}. Check the address and tell the other side.',
    },
    unsigned: {
      zh: '{log} 的检查点不是由所给日志公钥签名的，没有联署：请核对地址和公钥；如都无误，日志可能被替换，请保留现场并报告。',
      en: 'The checkpoint of {log} is not signed by a key that was given, so it was not cosigned: compare address and key; if both are right, the log may have been replaced: leave all as it is and report it.',
    },
    notCosigned: {
      zh: '{log} 的新检查点没有联署（{status}）：用 --show 看留下的证据。',
      en: 'The new checkpoint of {log} was not cosigned ({status}): see the evidence with --show.',
    },
    clockAhead: {
      zh: '{log} 的时钟比本机快 {seconds} 秒：联署写的是本机时间；请双方核对时钟。',
      en: 'The clock of {log} is {seconds} s ahead of this one: cosignatures carry the time of this one; both sides should check their clocks.',
    },
    clockBehind: {
      zh: '{log} 的时钟比本机慢 {seconds} 秒：联署写的是本机时间；请双方核对时钟。',
      en: 'The clock of {log} is {seconds} s behind this one: cosignatures carry the time of this one; both sides should check their clocks.',
    },
    succeeded: {
      zh: '{origin} 换了密钥：旧密钥在第 {size} 条的检查点里为新密钥作了证，此后只认新公钥 {key}。',
      en: '{origin} has a new key: the old one vouched for it in its checkpoint of {size} entries. From now on only the new one counts: {key}',
    },
    clockBack: {
      zh: '本机时钟往回走了 {seconds} 秒，{origin} 的联署时间因此早于上一次：请检查本机校时。',
      en: 'The clock of this machine went back by {seconds} s, so a cosignature of {origin} is earlier than the one before: check how this machine keeps time.',
    },
    refused: {
      fork: {
        zh: '分叉：{origin} 对同一规模（{size} 条）出示了两个不同的日志。没有联署，两份检查点都已留作证据（--show）。请保留并报告。',
        en: 'Fork: {origin} showed two different logs of {size} entries. It was not cosigned; both checkpoints are kept (--show). Keep them and report it.',
      },
      older: {
        zh: '回退：{origin} 出示了 {size} 条的旧日志，而这里已联署过 {known} 条。没有联署，两份检查点都已留作证据（--show）。如对方恢复过旧备份，请其从最新备份恢复。',
        en: 'Rollback: {origin} showed a log of {size} entries, but {known} were cosigned here. It was not cosigned; both checkpoints are kept (--show). If the other side restored an old backup, it should restore the newest.',
      },
      unproven: {
        zh: '不连续：没有证明 {origin} 的 {size} 条是从已联署的 {known} 条延续而来。没有联署，两份检查点都已留作证据（--show）。如一再出现，日志可能被改写，请保留并报告。',
        en: 'Not continued: nothing shows that the {size} entries of {origin} continue the {known} that were cosigned. It was not cosigned; both checkpoints are kept (--show). If it happens again, the log may have been rewritten: keep them and report it.',
      },
    },
    unseen: { zh: '{log}：还没有联署过', en: '{log}: nothing cosigned yet' },
    seen: { zh: '{log}：已联署到 {size} 条', en: '{log}: cosigned up to {size} entries' },
    shown: {
      fork: { zh: '{at} 分叉：{log}', en: '{at} fork: {log}' },
      older: { zh: '{at} 回退：{log}', en: '{at} rollback: {log}' },
      unproven: { zh: '{at} 不连续：{log}', en: '{at} not continued: {log}' },
    },
    shownCosigned: { zh: '当时已联署的检查点：\n{note}', en: 'checkpoint that was cosigned then:\n{note}' },
    shownRefused: { zh: '被拒的检查点：\n{note}', en: 'checkpoint that was refused:\n{note}' },
    refusals: { zh: '被拒 {count} 次', en: 'refused: {count}' },
  },
  monitor: {
    badKey: {
      zh: '--key 给出的公钥抄错了或不完整：请与日志所在机关公布的公钥逐字核对，完整的样子是“名称+8 位编号+公钥”。',
      en: 'The key given with --key is miscopied or incomplete: compare it letter by letter with the one that the keeper of the log published; a whole one reads name+id+key.',
    },
    otherKey: {
      zh: '{path} 里记的是另一个日志：请换一个 --state。',
      en: '{path} remembers another log: give another --state.',
    },
    same: {
      zh: '{log}：没有增加，{size} 条与上次核对的一致。',
      en: '{log}: not grown; its {size} entries are those checked before.',
    },
    grown: {
      zh: '{log}：到第 {size} 条全部相符。这次逐条核对 {entries} 条（每秒 {rate} 条），最近一条记于 {latest}；以前核对过的原样在前。',
      en: '{log}: all fits up to entry {size}. {entries} entries checked one by one ({rate} a second), the latest of {latest}; what was checked before stands unchanged before them.',
    },
    unknown: {
      zh: '其中 {count} 条的事项本程序不认识（对方版本较新）；证明仍然成立。',
      en: '{count} of them are of kinds that this program does not know (the other side is newer); their proofs hold.',
    },
    silent: {
      zh: '取不到 {log}：{why}。没有核对；请检查网络和地址，稍后再试。',
      en: '{log} cannot be reached: {why}. Nothing was checked; check network and address, and try again.',
    },
    unreadable: {
      zh: '{log} 给出的不是检查点{why}：请检查地址；地址无误请告知对方。',
      en: 'What {log} gave is no checkpoint{why}: check the address; if it is right, tell the other side.',
    },
    unsigned: {
      zh: '{log} 的检查点不是由所给公钥签名的{why}：请核对地址和公钥；如都无误，日志可能被替换，请保留现场并报告。',
      en: 'The checkpoint of {log} is not signed by the key that was given{why}: compare address and key; if both are right, the log may have been replaced: leave all as it is and report it.',
    },
    fork: {
      zh: '分叉：{log} 对同样的 {size} 条（上次 {known} 条）签了两个不同的日志，下面是两份检查点。请保留并报告。',
      en: 'Fork: {log} signed two different logs of {size} entries (before: {known}); both checkpoints follow. Keep them and report it.',
    },
    older: {
      zh: '回退：{log} 现在只有 {size} 条，而上次核对时是 {known} 条，下面是两份检查点。请保留并报告；对方可能恢复了旧备份。',
      en: 'Rollback: {log} has {size} entries now and had {known} when it was checked; both checkpoints follow. Keep them and report it; the other side may have restored an old backup.',
    },
    rewritten: {
      zh: '改写：{log} 现有 {size} 条的开头不再是上次核对的 {known} 条，下面是两份检查点。请保留并报告。',
      en: 'Rewritten: the {size} entries of {log} no longer begin with the {known} that were checked; both checkpoints follow. Keep them and report it.',
    },
    misfit: {
      entryForm: {
        zh: '{log} 第 {index} 条不合格式：{why}。请保留并告知对方。',
        en: 'Entry {index} of {log} is not in its form: {why}. Keep this and tell the other side.',
      },
      entryHash: {
        zh: '{log} 第 {index} 条与公布的摘要不符{why}：内容被改过或损坏。请保留并报告。',
        en: 'Entry {index} of {log} does not fit its published hash{why}: it was changed or damaged. Keep this and report it.',
      },
      tile: {
        zh: '{log} 从第 {index} 条起的条目或摘要读不出：{why}。请检查地址；地址无误请告知对方。',
        en: 'Entries or hashes of {log} from {index} on cannot be read: {why}. Check the address; if it is right, tell the other side.',
      },
      root: {
        zh: '{log} 公布的条目算不出它签名的根摘要（到第 {index} 条）{why}：有条目被改、被删或被加。请保留并报告。',
        en: 'The published entries of {log} do not lead to the root that it signed (up to {index}){why}: entries were changed, removed or added. Keep this and report it.',
      },
      upperTile: {
        zh: '{log} 公布的上层摘要（从第 {index} 条起）与条目不符{why}：别人用它做的证明不会成立。请告知对方。',
        en: 'The upper hashes that {log} published (from {index} on) do not fit its entries{why}: proofs made with them will not hold. Tell the other side.',
      },
    },
    evidence: {
      zh: '证据已存：{file}',
      en: 'evidence kept: {file}',
    },
  },
} as const;
