#!/usr/bin/env bash
# Renders the demonstration cards in media/cards/ as body cameras, phones and recorders would give them.
# Needs (Debian): ffmpeg espeak-ng fonts-noto-cjk libimage-exiftool-perl. Usage: media/render.sh [folder]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/cards}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=Asia/Shanghai LC_ALL=C.UTF-8
font=$(fc-match -f '%{file}' 'Noto Sans CJK SC:style=Regular')

ff() { ffmpeg -v error -nostdin -y "$@"; }
exact=(-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact)

# say NAME SPEED TEXT: a spoken statement, over the quiet hiss of a small microphone.
say() {
  espeak-ng -v cmn -s "$2" -p 42 -w "$work/voice.wav" "$3"
  ff -i "$work/voice.wav" -f lavfi -i 'anoisesrc=colour=pink:amplitude=0.006:sample_rate=16000:seed=7' \
    -filter_complex '[0]aresample=16000,adelay=500,apad=pad_dur=1.2[v];[v][1]amix=inputs=2:duration=first:normalize=0,highpass=f=120,lowpass=f=6500' \
    -ac 1 -bitexact "$work/$1.wav"
}

# draw SCENE: one drawing of scenes/ as a picture.
draw() { ff -i "$here/scenes/$1.svg" -frames:v 1 "$work/$1.png"; }
for drawing in office street venue shop gate officer party form; do draw "$drawing"; done

# film NAME SCENE DEVICE "YYYY-MM-DD HH:MM:SS" "x of officer" "x of party": silent picture of the length of NAME.wav.
# The camera sways as on a chest; the officer steps in; number, clock and the red mark are burnt in.
film() {
  local name=$1 scene=$2 device=$3 clock=$4 officer=$5 party=$6 start seconds
  start=$(date -d "$clock" +%s)
  seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$work/$name.wav")
  local write="fontfile=$font:fontcolor=white:borderw=1.5:bordercolor=black@0.75"
  ff -loop 1 -framerate 12 -i "$work/$scene.png" -loop 1 -framerate 12 -i "$work/officer.png" -loop 1 -framerate 12 -i "$work/party.png" \
    -filter_complex "
      [1]scale=-1:236[officer];[2]scale=-1:228[party];
      [0][party]overlay=x=$party+2*sin(t*1.7):y=172+sin(t*2.3)[a];
      [a][officer]overlay=x='$officer-90*max(0,1-t/2.5)':y='170+2*abs(sin(t*4))*lt(t,2.5)'[b];
      [b]crop=640:360:x='80+22*sin(t*0.9)+9*sin(t*2.1)':y='46+10*sin(t*1.3)+4*sin(t*3.1)',
      noise=alls=5:allf=t:all_seed=11,vignette=PI/7,eq=saturation=0.86:contrast=1.04,
      drawtext=$write:fontsize=17:x=14:y=12:text='$device',
      drawtext=$write:fontsize=17:x=w-tw-14:y=12:text='%{pts\\:localtime\\:$start\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}',
      drawtext=$write:fontsize=15:x=34:y=h-30:text='执法记录 演示',
      drawbox=x=14:y=ih-28:w=12:h=12:color=red@0.9:t=fill:enable='lt(mod(t,1),0.6)',
      drawbox=x=iw-50:y=ih-28:w=32:h=13:color=white@0.85:t=1,drawbox=x=iw-48:y=ih-26:w=20:h=9:color=white@0.85:t=fill,
      format=yuv420p" \
    -t "$seconds" -c:v ffv1 -threads 1 "$work/$name.mkv"
}

utc() { date -u -d "@$(date -d "$1" +%s)" +%Y-%m-%dT%H:%M:%SZ; }
h264=(-c:v libx264 -preset slow -crf 31 -g 48 -threads 1 -c:a aac -b:a 32k)

# put NAME FILE CREATION_TIME codec and container options …: joins picture and sound into the file on the card.
put() {
  local name=$1 file=$2 created=$3
  shift 3
  mkdir -p "$(dirname "$out/$file")"
  ff -i "$work/$name.mkv" -i "$work/$name.wav" "${exact[@]}" ${created:+-metadata creation_time="$created"} "$@" -shortest "$out/$file"
}

# photo SCENE FILE "YYYY:MM:DD HH:MM:SS" MAKE MODEL LAT LON: a photograph with EXIF.
photo() {
  mkdir -p "$(dirname "$out/$2")"
  ff -i "$work/$1.png" -i "$work/party.png" -filter_complex \
    '[1]scale=-1:190[p];[0][p]overlay=x=470:y=196,scale=1280:720:flags=lanczos,noise=alls=6:all_seed=5,vignette=PI/8' \
    -frames:v 1 -q:v 7 "${exact[@]}" "$out/$2"
  exiftool -q -overwrite_original -DateTimeOriginal="$3" -CreateDate="$3" -OffsetTimeOriginal=+08:00 -Make="$4" -Model="$5" \
    -GPSLatitude="$6" -GPSLatitudeRef=N -GPSLongitude="$7" -GPSLongitudeRef=E "$out/$2"
}

# scan FILE: a filled form as an office scanner gives it: one slightly turned grey picture in a PDF 1.4.
scan() {
  local jpeg=$work/scan.jpg pdf=$out/$1 page='q 595 0 0 842 0 0 cm /S Do Q' at=() text
  ff -i "$work/form.png" -vf 'rotate=0.006:fillcolor=0xf4f3ee,noise=alls=7:all_seed=3,hue=s=0.35,scale=992:1403' -frames:v 1 -q:v 9 "${exact[@]}" "$jpeg"
  mkdir -p "$(dirname "$pdf")"
  printf '%%PDF-1.4\n' >"$pdf"
  add() { at+=("$(stat -c %s "$pdf")"); printf '%s\n' "$1" >>"$pdf"; }
  add '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj'
  add '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj'
  add '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</S 5 0 R>>>>>>endobj'
  add "4 0 obj<</Length ${#page}>>stream
$page
endstream endobj"
  add "5 0 obj<</Type/XObject/Subtype/Image/Width 992/Height 1403/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length $(stat -c %s "$jpeg")>>stream"
  cat "$jpeg" >>"$pdf"
  printf '\nendstream endobj\n' >>"$pdf"
  local xref
  xref=$(stat -c %s "$pdf")
  printf 'xref\n0 6\n0000000000 65535 f \n' >>"$pdf"
  for text in "${at[@]}"; do printf '%010d 00000 n \n' "$text" >>"$pdf"; done
  printf 'trailer<</Size 6/Root 1 0 R>>\nstartxref\n%s\n%%%%EOF\n' "$xref" >>"$pdf"
}

# --- 忻州市财政局: one inspection, two pieces with a gap, a photograph, a scanned form
say xz1 310 '现在是二零二六年九月十五日十时零二分，地点，示范路六十六号，五台商贸公司。执法人员李明远，证号零零一七一，张若兰，证号零零一七二。事由，会计信息质量检查。当事人，五台商贸。环节，现场检查。全程录音录像。'
film xz1 office 'XZ260017 140901' '2026-09-15 10:02:00' 250 560
put xz1 xz/DCAM_XZ260017_140901_20260915_100200.mp4 "$(utc '2026-09-15 10:02:00')" "${h264[@]}" -movflags +faststart
say xz2 260 '现在是十时四十四分，恢复记录。十时三十一分，记录仪电量不足，中止记录，已更换电池。继续检查，执法人员和当事人不变。'
film xz2 office 'XZ260017 140901' '2026-09-15 10:44:00' 300 520
put xz2 xz/DCAM_XZ260017_140901_20260915_104400.mp4 "$(utc '2026-09-15 10:44:00')" "${h264[@]}" -movflags +faststart
photo office xz/IMG_20260915_101512.jpg '2026:09:15 10:15:12' 'Liuhen Demo' 'Pocket Camera 2' 38.4167 112.7333
scan xz/现场检查记录.pdf

# --- 昌黎县大蒲河镇综合行政执法队: a marked film, MJPEG in AVI, a sound note, a photograph
say dph1 310 '现在是二零二六年十月十二日十五时二十分，地点，海滨路便民商店门前。执法人员周海，证号一三零五一，赵敏，证号一三零五二。事由，占道经营。当事人，店主孙某。环节，现场检查，责令改正。正在录音录像。'
film dph1 street 'DPH00032 130322' '2026-10-12 15:20:06' 240 430
put dph1 dph/DCAM_DPH00032_130322_20261012_152006_IMP.mp4 "$(utc '2026-10-12 15:20:06')" "${h264[@]}"
say dph2 250 '十五时三十五分，当事人已将摊位移回店内，现场改正完毕。'
film dph2 street 'DPH00032 130322' '2026-10-12 15:35:00' 260 150
put dph2 dph/DCAM_DPH00032_130322_20261012_153500.avi '' -r 8 -c:v mjpeg -pix_fmt yuvj420p -q:v 12 -c:a pcm_s16le -ar 8000
photo street dph/IMG_20261012_152833.jpg '2026:10:12 15:28:33' 'Liuhen Demo' 'Pocket Camera 2' 39.7058 119.3056
say dph3 240 '询问录音说明。二零二六年十月十二日十六时零二分，在大蒲河镇执法队询问室。询问人周海，记录人赵敏，被询问人孙某。'
ff -i "$work/dph3.wav" "${exact[@]}" -ar 8000 -c:a pcm_s16le -write_bext 1 -metadata originator='REC-8 DPH' \
  -metadata origination_date=2026-10-12 -metadata origination_time=16:02:10 "$out/dph/REC_20261012_160210.wav"

# --- 曲靖市麒麟区文化和旅游局: HEVC that no browser plays, a phone's film with its place, a phone's photograph
say ql1 310 '现在是二零二六年十一月八日十九时三十分，地点，星光歌舞娱乐场所门前。执法人员段云，证号五三零六一，杨静，证号五三零六二。事由，娱乐场所日常检查。当事人，星光公司。环节，现场检查。'
film ql1 venue 'QL530011 530302' '2026-11-08 19:30:05' 230 480
put ql1 ql/DCAM_QL530011_530302_20261108_193005.mp4 "$(utc '2026-11-08 19:30:05')" \
  -c:v libx265 -preset medium -crf 32 -x265-params log-level=none:pools=none:frame-threads=1 -tag:v hvc1 -c:a aac -b:a 32k -movflags +faststart
say ql2 250 '十九时四十五分，入口处未成年人禁入标志清晰，消防通道畅通。'
film ql2 venue 'PHONE-QL' '2026-11-08 19:45:12' 300 520
# Phones write the time at which the film ended.
put ql2 ql/VID_20261108_194512.mp4 "$(utc '2026-11-08 19:45:20')" "${h264[@]}" -movflags +faststart
exiftool -q -overwrite_original -Keys:GPSCoordinates='25.4952, 103.7983, 1880' -Keys:Make='Liuhen Demo' -Keys:Model='Phone 5' "$out/ql/VID_20261108_194512.mp4"
photo venue ql/IMG_20261108_195003.jpg '2026:11:08 19:50:03' 'Liuhen Demo' 'Phone 5' 25.4952 103.7983

# --- 邯郸市商务局: an MPEG program stream; a film whose own metadata is eight minutes off, on purpose
say hd1 310 '现在是二零二六年十月二十日九时十五分，地点，丛台路便民超市服务台。执法人员冯立，证号一三零四一，韩雪，证号一三零四二。事由，单用途预付卡检查。当事人，便民超市。环节，现场检查。'
film hd1 shop 'HD040006 130406' '2026-10-20 09:15:30' 200 500
put hd1 hd/DCAM_HD040006_130406_20261020_091530.mpg '' -r 25 -c:v mpeg2video -b:v 300k -maxrate 1500k -bufsize 1835k -muxpreload 0.8 -muxdelay 1.2 -g 50 -c:a mp2 -ar 32000 -b:a 48k -f vob
say hd2 260 '九时三十分，当事人出示备案登记表，执法人员核对发卡台账，予以复印取证。'
film hd2 shop 'HD040006 130406' '2026-10-20 09:30:01' 230 470
put hd2 hd/DCAM_HD040006_130406_20261020_093001.mp4 "$(utc '2026-10-20 09:38:01')" "${h264[@]}" -movflags +faststart
photo shop hd/IMG_20261020_092455.jpg '2026:10:20 09:24:55' 'Liuhen Demo' 'Pocket Camera 2' 36.6256 114.5389

# --- 山西省 (a provincial team): a device whose clock is 95 s fast and that writes local time as if it were UTC
say sx1 310 '现在是二零二六年十一月三日十四时三十分，地点，汾东建材厂门前。执法人员郝刚，证号一四零零八，任秋，证号一四零零九。事由，涉企行政检查。当事人，汾东建材厂。环节，现场检查。检查码已出示。'
film sx1 gate 'SX990008 140008' '2026-11-03 14:31:35' 260 470
put sx1 sx/DCAM_SX990008_140008_20261103_143135.mp4 2026-11-03T14:31:35Z "${h264[@]}" -movflags +faststart
say sx2 250 '十五时零六分，检查结束，当事人核对笔录无误后签字。'
film sx2 gate 'SX990008 140008' '2026-11-03 15:07:40' 290 430
put sx2 sx/DCAM_SX990008_140008_20261103_150740.mp4 2026-11-03T15:07:40Z "${h264[@]}" -movflags +faststart
photo gate sx/IMG_20261103_144210.jpg '2026:11:03 14:42:10' 'Liuhen Demo' 'Pocket Camera 2' 37.7333 112.5667

find "$out" -type f -exec touch -d '2026-11-21 08:00:00' {} +
du -cb "$out"/*/* | tail -n 1
