#!/usr/bin/env bash
# Installs what the tests and the conveniences of the product use from Debian, when it may; otherwise says what is missing.
# Usage: scripts/install-debian-packages.sh [--for-tests | --with-ocr]
set -u
declare -A needs=(
  [ffmpeg]="ffmpeg"
  [chromium-headless-shell]="chromium-headless-shell"
  [fonts-noto-cjk]="file:/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
  [poppler-utils]="pdftoppm"
  [tesseract-ocr]="tesseract"
  [tesseract-ocr-chi-sim]="file:/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata"
  [openssl]="openssl"
  [python3]="python3"
  [golang-go]="go"
  [golang-golang-x-mod-dev]="file:/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go"
  [xorriso]="xorriso"
  [postgresql-15]="file:/usr/lib/postgresql/15/bin/postgres"
)
scans=(poppler-utils tesseract-ocr tesseract-ocr-chi-sim)
packages=(ffmpeg)
[ "${1:-}" = "--with-ocr" ] && packages=(ffmpeg "${scans[@]}")
[ "${1:-}" = "--for-tests" ] && packages=(ffmpeg chromium-headless-shell fonts-noto-cjk openssl postgresql-15 python3 golang-go golang-golang-x-mod-dev xorriso "${scans[@]}")

missing=()
for package in "${packages[@]}"; do
  need=${needs[$package]}
  case $need in
    file:*) [ -e "${need#file:}" ] || missing+=("$package") ;;
    *) command -v "$need" >/dev/null 2>&1 || missing+=("$package") ;;
  esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

say_missing() {
  # The whole browser does the same work, slower.
  if [ "${missing[*]}" = chromium-headless-shell ] && command -v chromium >/dev/null 2>&1; then exit 0; fi
  echo "缺少 Debian 软件包 (missing Debian packages): ${missing[*]}" >&2
  echo "请以管理员身份运行 (run as administrator): apt-get update && apt-get install -y ${missing[*]}" >&2
  exit 1
}
command -v apt-get >/dev/null 2>&1 || say_missing
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || say_missing
  as_root=(sudo -n)
fi
echo "正在安装 (installing): ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
# A database server of the package must not start by itself: the tests start their own.
"${as_root[@]}" mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
{ "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/tmp/liuhen-apt.log 2>&1 || {
  tail -5 /tmp/liuhen-apt.log >&2
  say_missing
}
