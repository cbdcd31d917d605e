/** What the operator's tool says on a terminal. */
export const cli = {
  about: {
    tool: { zh: '留痕：行政执法全过程记录', en: 'Liuhen: the full-process record of enforcement' },
    start: { zh: '启动服务器', en: 'Start the server' },
    demo: { zh: '启动演示：五个机关、人员、设备和样片', en: 'Start the demonstration with five organs' },
    import: { zh: '导入存储卡或采集工作站的文件夹', en: 'Import the folder of a card or a station' },
    package: {
      zh: '把证据包取到文件夹、压缩包或光盘映像，并逐个文件核对',
      en: 'Bring an evidence package to a folder, an archive or the image of a disc, and compare every file',
    },
    doctor: {
      zh: '重新核验整个日志、登记和每个文件',
      en: 'Verify the whole log, the rows and every file again',
    },
    rotateKey: {
      zh: '更换日志的签名密钥（服务须先停止）',
      en: 'Replace the key that signs the log (the server must be stopped)',
    },
    reindex: { zh: '从日志重建搜索索引', en: 'Build the index of the search again from the log' },
    packs: { zh: '检查规则包', en: 'Check the rule packs' },
    checkpoint: {
      zh: '取回并验证一个服务器的日志检查点',
      en: 'Fetch and verify the checkpoint of a server',
    },
  },
  option: {
    server: { zh: '服务器地址', en: 'address of the server' },
    user: { zh: '登录名', en: 'sign-in name' },
    dryRun: { zh: '只看会做什么，不传送', en: 'say what would be done, send nothing' },
    package: {
      zh: '证据包的编号，或摘要的前 8 位以上；不写则列出可取的',
      en: 'id of the package or at least 8 digits of its digest; without it, those that are ready are listed',
    },
    to: {
      zh: '放到哪里：已有的文件夹，或新的路径',
      en: 'where to: a folder that is there, or a new path',
    },
    as: {
      zh: '形式：folder 文件夹，zip 压缩包，iso 光盘映像（须装有 xorriso）',
      en: 'form: folder, zip, or iso, the image of a disc (needs xorriso)',
    },
    receipts: {
      zh: '把回执写入这个 JSON 文件；其中 logIndex 从 0 起计，存证日志第 1 条为 0',
      en: 'write the receipts to this JSON file; its logIndex counts from 0: custody log entry 1 is 0',
    },
    port: { zh: '端口；被占用时演示另找一个', en: 'port; the demonstration takes another when it is in use' },
    fresh: { zh: '清空演示数据，重新开始', en: 'wipe the demonstration and begin anew' },
    exit: { zh: '准备好后即退出', en: 'end as soon as it is ready' },
    checkpoint: {
      zh: '另处保存的检查点文件，可多次给出',
      en: 'a checkpoint file kept elsewhere; may be repeated',
    },
    all: { zh: '同类问题也逐条列出', en: 'tell every finding, also where many are alike' },
    key: { zh: '验证公钥', en: 'verifier key' },
    packs: { zh: '规则包所在的文件夹', en: 'folder of the packs' },
    reason: { zh: '更换的原因，写入存证日志', en: 'why; goes into the custody log' },
    algorithm: {
      zh: '新密钥的算法：ed25519 或 sm2；不写则与现在相同',
      en: 'how the new key signs: ed25519 or sm2; otherwise as the present one',
    },
    revoke: { zh: '旧密钥已不可信，一并撤销', en: 'the present key is no longer to be trusted' },
  },
  start: {
    building: { zh: '正在准备页面（只在第一次或更新后）…', en: 'Building the pages (only once)…' },
    ready: { zh: '留痕已就绪：{url}', en: 'Liuhen is ready: {url}' },
    first: {
      zh: '第一次启动：已建立日志密钥和管理员。下面的密码只显示这一次，登录后须立即修改。',
      en: 'First start: log key and administrator were created. The password is shown only now and must be changed.',
    },
    name: { zh: '登录名    {name}', en: 'sign-in name  {name}' },
    password: { zh: '一次性密码  {password}', en: 'one-time password  {password}' },
    key: {
      zh: '日志公钥   {key}\n请把公钥抄录并存放到别处：以后靠它发现日志被替换。',
      en: 'verifier key  {key}\nKeep the key elsewhere: it will tell a replaced log.',
    },
    stop: { zh: '按 Ctrl-C 停止。', en: 'Ctrl-C stops it.' },
    ended: {
      zh: '服务没有启动，原因见上；按所说的处理后再启动。',
      en: 'The server did not start; the reason stands above. Mend it and start again.',
    },
  },
  /** Why the house cannot stand, told by the server program. */
  rotate: {
    done: {
      zh: '✓ 密钥已更换。新的验证公钥：{key}',
      en: '✓ The key was replaced. The new verifier key: {key}',
    },
    replaced: {
      zh: '旧密钥签署了最后一个检查点，其中写明新密钥；信任旧密钥的人可以据此转为信任新密钥。请公布新公钥的指纹。',
      en: 'The old key signed a last checkpoint that names the new one, so that whoever trusts the old can follow. Publish the fingerprint of the new key.',
    },
    revoked: {
      zh: '旧密钥已撤销，不再为新密钥作证。请当面或用其他渠道把新公钥的指纹告诉每一个信任旧密钥的人和见证人。',
      en: 'The old key is revoked and vouches for nothing. Tell the fingerprint of the new one to all who trusted the old, witnesses too, in person or by another way.',
    },
  },
  fault: {
    portTaken: {
      zh: '端口 {port} 已被占用，没有启动：请停止占用它的程序，或用 LIUHEN_PORT 指定另一个端口。',
      en: 'Port {port} is in use, nothing was started: stop the program that has it, or set LIUHEN_PORT to another.',
    },
    portForbidden: {
      zh: '没有使用端口 {port} 的权限，没有启动：请用 LIUHEN_PORT 指定 1024 以上的端口。',
      en: 'Port {port} may not be used by this account, nothing was started: set LIUHEN_PORT to one above 1024.',
    },
    keyLocked: {
      zh: '日志密钥 {file} 有口令保护，没有启动：请用 LIUHEN_KEY_PASSPHRASE_FILE 指定口令文件。',
      en: 'The key of the log, {file}, is under a passphrase, nothing was started: set LIUHEN_KEY_PASSPHRASE_FILE.',
    },
    keyPassphraseWrong: {
      zh: '口令打不开日志密钥 {file}，没有启动：请核对 LIUHEN_KEY_PASSPHRASE_FILE 的第一行；文件也可能已损坏，请用备份恢复。',
      en: 'The passphrase does not open the key of the log, {file}, nothing was started: check the first line of LIUHEN_KEY_PASSPHRASE_FILE; the key may also be damaged, then restore it from the backup.',
    },
    keyPassphraseMissing: {
      zh: '读不到口令文件 {file}，没有启动：请检查 LIUHEN_KEY_PASSPHRASE_FILE 的路径和权限，第一行要写口令。',
      en: 'No passphrase can be read in {file}, nothing was started: check the path and rights of LIUHEN_KEY_PASSPHRASE_FILE; its first line is the passphrase.',
    },
    keyForeign: {
      zh: '{folder} 里的日志密钥不是这个数据库的，没有启动：请把原来的密钥恢复到位。换一把新密钥会另起一段历史。',
      en: 'The key of the log in {folder} is not that of this database, nothing was started: put the former one back. A new key would begin a second history.',
    },
    rotateReason: {
      zh: '请用 --reason 写明更换密钥的原因，它会写入存证日志。',
      en: 'Say with --reason why the key is replaced; it goes into the custody log.',
    },
    rotateAlgorithm: {
      zh: '不认识算法 {given}：请写 ed25519 或 sm2。',
      en: 'Unknown algorithm {given}: write ed25519 or sm2.',
    },
    nothingStarted: {
      zh: '{home} 里没有日志密钥，这里还没有启动过。',
      en: 'There is no key of the log in {home}: nothing was ever started here.',
    },
    hostForeign: {
      zh: '{host} 不是本机的地址，没有启动：请改正 LIUHEN_HOST，0.0.0.0 表示本机的所有地址。',
      en: '{host} is no address of this machine, nothing was started: correct LIUHEN_HOST; 0.0.0.0 is all of its addresses.',
    },
    databaseAddress: {
      zh: 'LIUHEN_DATABASE_URL 不是数据库地址：请写成 postgres://用户:密码@主机:端口/数据库名，密码里的特殊字符要用百分号编码。',
      en: 'LIUHEN_DATABASE_URL is no address of a database: write postgres://user:password@host:port/database, with the special characters of the password percent-encoded.',
    },
    databaseAway: {
      zh: '连不上 LIUHEN_DATABASE_URL 所指的数据库 {where}：请检查地址、端口和网络，以及数据库是否已启动。',
      en: 'The database of LIUHEN_DATABASE_URL, {where}, cannot be reached: check address, port and network, and whether it runs.',
    },
    databaseBusy: {
      zh: '数据库 {where} 正在启动、停止，或者连接已满：请稍等一分钟再试。',
      en: 'The database {where} is starting or stopping, or has no connection left: wait a minute and try again.',
    },
    databasePassword: {
      zh: '数据库 {where} 没有接受用户 {user} 的登录：请核对 LIUHEN_DATABASE_URL 里的用户名和密码，以及数据库是否允许从本机登录。',
      en: 'The database {where} did not let the user {user} in: check user and password in LIUHEN_DATABASE_URL, and whether the database lets this machine in.',
    },
    databaseUnknown: {
      zh: '{where} 这个数据库不存在：请先建立它，或改正 LIUHEN_DATABASE_URL 里的数据库名。',
      en: 'There is no database {where}: create it first, or correct the name in LIUHEN_DATABASE_URL.',
    },
    databaseRights: {
      zh: '数据库用户 {user} 的权限不够：请让它拥有数据库 {name} 并允许它建立角色，或由数据库管理员先建立角色 liuhen_app 和 liuhen_system，并带 with admin option 授予它。数据库说的是：{reason}',
      en: 'The database user {user} lacks rights: let it own the database {name} and create roles, or have the roles liuhen_app and liuhen_system created and granted to it with admin option. The database said: {reason}',
    },
    databaseEmpty: {
      zh: '数据库 {where} 里没有留痕的数据，没有可核验的：请核对 LIUHEN_DATABASE_URL；新装的请先运行 liuhen start。',
      en: 'The database {where} holds nothing of Liuhen, so there is nothing to verify: check LIUHEN_DATABASE_URL; run liuhen start first where it is new.',
    },
    numberKeysUnreadable: {
      zh: '当事人号码的密钥文件 {file} 读不出来或者不完整：请检查它的权限，或者从备份恢复原来的文件；不要新建，新的密钥打不开已有的号码。',
      en: 'The key file of party numbers, {file}, cannot be read or is not whole: check its permissions or bring the original back from the backup. Make no new one: it opens none of the numbers that are kept.',
    },
    numberKeysMissing: {
      zh: '数据库里有加密的当事人号码，但密钥文件 {file} 不在，或者不是加密时用的那一份：请从备份恢复原来的文件，或用 LIUHEN_NUMBER_KEYS 指出它在哪里，再启动。',
      en: 'The database holds encrypted numbers of parties, but the key file {file} is not there or is not the one that they were encrypted with: bring the original back from the backup, or say with LIUHEN_NUMBER_KEYS where it is, and start again.',
    },
    databaseRefused: {
      zh: '数据库 {where} 没有接受连接：请检查 LIUHEN_DATABASE_URL。数据库说的是：{reason}',
      en: 'The database {where} took no connection: check LIUHEN_DATABASE_URL. It said: {reason}',
    },
  },
  demo: {
    seeding: {
      zh: '正在准备演示：建立五个机关并导入样片…',
      en: 'Preparing: five organs and their film…',
    },
    organ: { zh: '  {name}：{n} 个文件已存入', en: '  {name}: {n} files stored' },
    again: {
      zh: '演示数据已在 {home}，沿用原密码（--fresh 可重新开始）。',
      en: 'The demonstration is in {home}; its password stays (--fresh begins anew).',
    },
    password: {
      zh: '所有演示账号的密码：{password}',
      en: 'Password of all demonstration accounts: {password}',
    },
    accounts: { zh: '演示账号（登录名）：', en: 'Accounts (sign-in names):' },
    account: { zh: '    {login}　{role} {name}', en: '    {login}  {role} {name}' },
    platform: { zh: '  平台管理员（建立机关）：{login}', en: '  Administrator of the platform: {login}' },
    own: {
      zh: '用自己的文件试：在“上传”页拖入，或运行\n  LIUHEN_PASSWORD={password} npm run --silent liuhen -- import <文件夹> --server {url} --user {login}\n或放入 {drop}/<机关代码>/',
      en: 'Try your own files: drop them on the upload page, or run\n  LIUHEN_PASSWORD={password} npm run --silent liuhen -- import <folder> --server {url} --user {login}\nor put them into {drop}/<organ code>/',
    },
    notOurs: {
      zh: '{home} 里有不属于演示的内容，没有动它。请用 LIUHEN_DEMO_HOME 指定一个空文件夹。',
      en: '{home} holds something that is not of the demonstration; it was left alone. Set LIUHEN_DEMO_HOME to an empty folder.',
    },
    running: {
      zh: '{home} 的演示正在运行（数据库进程 {pid}），没有动它。请先在运行它的终端按 Ctrl-C 停止，再重新准备。',
      en: 'The demonstration in {home} is running (database process {pid}); it was left alone. Stop it with Ctrl-C in its terminal, then lay it anew.',
    },
    notStarted: {
      zh: '服务没有启动成功。它最后说的是：\n{last}\n全部记录在 {log}',
      en: 'The server did not start. The last it said:\n{last}\nAll of it is in {log}',
    },
    stale: {
      zh: '{home} 里是以前留下的演示数据。如果它是旧版本留下的，请运行 npm run demo -- --fresh 重新准备（旧的演示数据会被删除）。',
      en: '{home} holds a demonstration laid before. If an older version laid it, run npm run demo -- --fresh to lay it anew (the old one is deleted).',
    },
    home: {
      zh: '数据在 {home}，与正式系统互不相干。全面核验这些数据：\n  LIUHEN_HOME={home} npm run --silent liuhen -- doctor',
      en: 'Its data lie in {home}, apart from any real house. To verify them as a whole:\n  LIUHEN_HOME={home} npm run --silent liuhen -- doctor',
    },
    portTaken: {
      zh: '端口 {port} 已被占用，演示改用另一个端口，见下面的地址。',
      en: 'Port {port} is in use; the demonstration takes another, see the address below.',
    },
    badPort: {
      zh: '--port {port} 不是端口：请写 0 至 65535 的整数，0 表示任取一个空闲端口。',
      en: '--port {port} is no port: give a whole number from 0 to 65535; 0 takes any that is free.',
    },
    failed: {
      zh: '演示没有准备好：{reason}\n请运行 npm run demo -- --fresh 重新开始。',
      en: 'The demonstration is not ready: {reason}\nRun npm run demo -- --fresh to begin anew.',
    },
  },
  /** Signing in to a server. */
  enter: {
    askName: { zh: '登录名：', en: 'Sign-in name: ' },
    askPassword: { zh: '密码：', en: 'Password: ' },
    noServer: {
      zh: '连不上 {server}：请检查地址、网络，或服务器是否已启动。',
      en: '{server} cannot be reached: check the address, the network, or whether it runs.',
    },
    mustChange: {
      zh: '这个账号还在用一次性密码：请先在网页上登录并设置自己的密码。',
      en: 'This account still has its one-time password: sign in on the page and set your own first.',
    },
  },
  import: {
    empty: { zh: '{folder} 里没有文件。', en: 'There are no files in {folder}.' },
    noFolder: {
      zh: '打不开文件夹 {folder}：请检查路径，或存储卡是否已插好。',
      en: 'The folder {folder} cannot be opened: check the path or the card.',
    },
    found: { zh: '{folder}：{n} 个文件，{size}', en: '{folder}: {n} files, {size}' },
    reading: { zh: '读取并计算摘要', en: 'reading' },
    sending: { zh: '传送', en: 'sending' },
    wouldSend: { zh: '  将传送  {name}（{size}）', en: '  would send  {name} ({size})' },
    wouldSkip: { zh: '  已在库  {name}', en: '  is stored  {name}' },
    stored: { zh: '✓ 已存入  {name}', en: '✓ stored  {name}' },
    known: { zh: '✓ 早已存入  {name}', en: '✓ stored before  {name}' },
    refused: { zh: '✗ 未存入  {name}：{reason}', en: '✗ refused  {name}: {reason}' },
    failed: { zh: '… 没有传成  {name}：{reason}', en: '… not sent  {name}: {reason}' },
    digests: { zh: '    SHA-256 {sha256}\n    SM3     {sm3}', en: '    SHA-256 {sha256}\n    SM3     {sm3}' },
    logIndex: { zh: '    存证日志第 {n} 条', en: '    custody log entry {n}' },
    verdict: {
      zh: '    {duty}：{state}，截止 {due}，依据{label}',
      en: '    {duty}: {state}, due {due}, {label}',
    },
    noVerdict: {
      zh: '    期限：{state}（{duty}，{label}）',
      en: '    deadline: {state} ({duty}, {label})',
    },
    summary: {
      zh: '共 {n} 个文件：{stored} 个已存入，{known} 个早已存入，{refused} 个被拒，{failed} 个没有传成。',
      en: '{n} files: {stored} stored, {known} stored before, {refused} refused, {failed} not sent.',
    },
    wipe: {
      zh: '可以清空存储卡：每个文件的字节、登记和存证都已落盘。',
      en: 'The card may be wiped: bytes, row and seal of every file are durable.',
    },
    keep: {
      zh: '不要清空存储卡：还有文件没有回执。再运行一次会接着传。',
      en: 'Do not wipe the card: some files have no receipt. Run it again to go on.',
    },
    keepRefused: {
      zh: '不要清空存储卡：被拒的文件只在卡上。请按上面的说明处理。',
      en: 'Do not wipe the card: refused files are only on it. See the reasons above.',
    },
    dry: { zh: '以上只是预演，没有传送。', en: 'This was a rehearsal; nothing was sent.' },
    took: {
      zh: '等候超过 10 分钟仍未登记，请在网页“上传”中查看。',
      en: 'not registered after 10 minutes; see the upload page',
    },
  },
  packs: {
    ok: {
      zh: '✓ {id} 第 {version} 版　{title}　示例 {n} 个全部相符　指纹 {fingerprint}',
      en: '✓ {id} version {version}  {title}  examples as expected: {n}  fingerprint {fingerprint}',
    },
    bare: {
      zh: '✓ {id} 第 {version} 版　{title}　没有示例，算得对不对没有核对：请写 {file}（见 docs/new-regulation.md 第四节）　指纹 {fingerprint}',
      en: '✓ {id} version {version}  {title}  without examples, so nothing it counts was checked: write {file} (docs/new-regulation.md, part 4)  fingerprint {fingerprint}',
    },
    example: { zh: '✗ {file}“{name}”：{told}', en: '✗ {file} "{name}": {told}' },
    came: {
      zh: '{duty} 的 {member} 手算是 {wanted}，算出来是 {came}',
      en: '{member} of {duty} is {wanted} by hand, but came to {came}',
    },
    notCame: {
      zh: '没有算出 {duty}；算出来的有：{found}',
      en: '{duty} did not come out; what did: {found}',
    },
    alsoCame: {
      zh: '还算出 {duty}（{values}），示例没有列出；存储的示例要把每一级的每项义务都列出',
      en: '{duty} came out as well ({values}); an example of storing lists every duty of every level',
    },
    unwanted: { zh: 'absent 里的 {duty} 算出来了', en: '{duty} came out, which stands under absent' },
    nothing: { zh: '没有', en: 'nothing' },
    silent: { zh: '没有写', en: 'not given' },
    line: { zh: '{file} 第 {line} 行', en: '{file}:{line}' },
    article: { zh: '（{article}）', en: ' ({article})' },
    fault: { zh: '✗ {where}　{path}{article}：{message}', en: '✗ {where}  {path}{article}: {message}' },
    refused: {
      zh: '共 {n} 处问题。没有采用任何规则包；改好后再检查一次。',
      en: 'Faults: {n}. None of the packs was taken; correct them and check again.',
    },
    noFolder: {
      zh: '打不开文件夹 {folder}：请检查路径。',
      en: 'The folder {folder} cannot be opened: check the path.',
    },
    notFolder: {
      zh: '{file} 是文件：请给出它所在的文件夹，例如 {folder}',
      en: '{file} is a file: give the folder it lies in, such as {folder}',
    },
    noFile: { zh: '✗ {file}：没有这个文件', en: '✗ {file}: there is no such file' },
    notFile: {
      zh: '✗ {file}：这是文件夹，pack.yaml 应当是文件',
      en: '✗ {file}: this is a folder; pack.yaml has to be a file',
    },
    empty: {
      zh: '{folder} 里没有规则包：每个规则包是一个文件夹，里面有 pack.yaml。',
      en: 'There is no pack in {folder}: a pack is a folder with a pack.yaml in it.',
    },
  },
  checkpoint: {
    ok: {
      zh: '签名有效：{origin}，共 {size} 条\n根摘要 {root}',
      en: 'The signature is valid: {origin}, {size} entries\nroot {root}',
    },
    noKey: {
      zh: '没有给出 --key，只取回，没有验证签名。',
      en: 'Without --key it was fetched and not verified.',
    },
    badKey: {
      zh: '--key 给出的公钥抄错了或不完整，没有验证：请与启动时显示的日志公钥逐字核对，完整的样子是“名称+8 位编号+公钥”。',
      en: 'The key given with --key is miscopied or incomplete, so nothing was verified: compare it letter by letter with the one shown at the first start; a whole one reads name+id+key.',
    },
    otherKey: {
      zh: '签名不是这个公钥的，检查点不可信：请确认公钥属于这个服务器；如确实属于它，日志可能被替换过，请保留现场并报告。',
      en: 'The signature is not of this key, so the checkpoint cannot be trusted: make sure the key belongs to this server; if it does, the log may have been replaced: leave all as it is and report it.',
    },
    unsound: {
      zh: '{server} 给出的不是完整的检查点，没有验证：请检查这是不是留痕服务器的地址，再取一次。',
      en: 'What {server} gave is no whole checkpoint, so nothing was verified: check whether this is the address of a Liuhen server, and fetch it again.',
    },
    notThere: {
      zh: '{server} 没有给出检查点（HTTP {status}）：请检查这是不是留痕服务器的地址。',
      en: '{server} gave no checkpoint (HTTP {status}): check whether this is the address of a Liuhen server.',
    },
  },
} as const;
