/** What `liuhen package` says on a terminal. */
export const takeOut = {
  none: {
    zh: '还没有做好的证据包：请在网页的案件、执法活动或录像页上“出具证据包”。',
    en: 'No package is ready: order one on the page of a case, an act or a recording.',
  },
  how: {
    zh: '取出：liuhen package <摘要的前几位> --to <位置> [--as folder|zip|iso]',
    en: 'To take one out: liuhen package <first digits> --to <place> [--as folder|zip|iso]',
  },
  unknown: {
    zh: '没有可取的证据包叫 {name}，或不止一个：请写编号，或摘要的前 8 位以上；不写名称可列出全部。',
    en: 'No package that is ready, or more than one, is called {name}: write its id or at least 8 digits of its digest; without a name all are listed.',
  },
  exists: {
    zh: '{path} 已经存在，没有覆盖：请换一个位置，或先移走它。',
    en: '{path} is there already and was left alone: choose another place or move it away.',
  },
  noFolder: {
    zh: '没有文件夹 {path}：请先建好，或检查路径和 U 盘。',
    en: 'There is no folder {path}: make it, or check the path and the stick.',
  },
  busy: {
    zh: '另一个程序正在取这个包（{path}）：请等它结束。',
    en: 'Another program is fetching this package ({path}): wait until it has ended.',
  },
  fetching: { zh: '取回', en: 'fetching' },
  checking: { zh: '从存储介质读回核对', en: 'reading back and comparing' },
  burning: { zh: '制作光盘映像', en: 'writing the image' },
  done: {
    zh: '✓ 已取出并逐个文件核对：{path}\n  包的摘要 {digest}\n  请用另行取得的 verify.html 或 verify.mjs 核验它的证明。',
    en: '✓ Taken out, every file compared: {path}\n  digest of the package {digest}\n  Verify its proof with a verify.html or verify.mjs that you got elsewhere.',
  },
  damaged: {
    zh: '取到的文件与清单不符，已删除：请再运行一次；如再出现，存储介质可能坏了，请换一个。',
    en: 'What was written differs from the lists and was deleted: run it again; if it happens again the medium may be failing, take another.',
  },
  full: {
    zh: '存储介质已满：请腾出空间再运行一次，会从断处接着取。光盘映像需要两倍的空间。',
    en: 'The medium is full: make room and run it again, it goes on from there. The image of a disc needs twice the room.',
  },
  tooLarge: {
    zh: '文件超过了这个存储介质的上限（FAT32 为 4 GiB）：请改用 exFAT 或其他格式的介质，或用 --as folder。',
    en: 'A file is larger than this medium allows (FAT32: 4 GiB): use one formatted as exFAT, or --as folder.',
  },
  forbidden: {
    zh: '这个位置不能写入：请检查权限，或介质是否写保护。',
    en: 'Nothing may be written there: check the rights, or whether the medium is write-protected.',
  },
  goesOn: { zh: '再运行一次会从断处接着取。', en: 'Run it again, and it goes on from there.' },
  noImageProgram: {
    zh: '没有安装 xorriso，做不了光盘映像：管理员可运行 apt-get install -y xorriso。已取回的文件留着，装好后再运行一次即可。',
    en: 'xorriso is not installed, so no image can be written: an administrator runs apt-get install -y xorriso. What was fetched stays; run this again then.',
  },
} as const;
