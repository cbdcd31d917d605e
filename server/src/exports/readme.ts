/** README.txt of a package: what it is and how to check it, Chinese then English. */
export const readme = (digest: string): string => `留痕证据包
==========

这个文件夹是一份行政执法证据包。“data”里是原件、文书、元数据、日志证明和报告（report.pdf）。
核验不需要网络，也不需要信任出具它的机关：

1. 用 Chromium 内核的浏览器打开 verify.html，把整个文件夹或者压缩包拖进去；
   或者在装有 Node.js 20 以上的电脑上运行： node verify.mjs <文件夹或压缩包>
2. 核对报告上的公钥指纹是否与机关公布的一致，再选择信任。
3. 也可以用任何支持 BagIt（RFC 8493）的程序检查文件是否完整，例如 python3 的 bagit。

证据包摘要（data/package.json 的 SHA-256）：
${digest}

为防有人替换核验程序，请尽量使用另行取得的 verify.html 或 verify.mjs。


Liuhen evidence package
=======================

This folder is a package of evidence of an administrative enforcement act. "data" holds originals, documents, metadata,
the proofs of the log and a report (report.pdf). Checking it needs no network and no trust in the organ that made it:

1. Open verify.html in a browser built on Chromium and drop the folder or the archive into it; or run, where Node.js 20
   or newer is installed:  node verify.mjs <folder or archive>
2. Compare the fingerprint of the key in the report with the one that the organ has published, then trust it.
3. Any program for BagIt (RFC 8493) checks whether the files are whole, e.g. bagit for Python 3.

Digest of the package (SHA-256 of data/package.json):
${digest}

Where you can, use a verify.html or verify.mjs that came to you by another way: somebody might have replaced these.
`;
