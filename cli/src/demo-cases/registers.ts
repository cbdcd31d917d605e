import { randomUUID } from 'node:crypto';
import type { Input } from '@liuhen/contract';
import { type Desk, dayOf, hoursAgo } from './desk.ts';

type Entry = Input<'enterRegister'> extends infer R ? Omit<R, 'id'> : never;

/** A list of causes, and an entry of some of the registers that regulations ask for; one fault that is not put right. */
export async function layRegisters(desk: Desk): Promise<void> {
  const { custodian, reviewer, organ, now } = desk;
  for (const [at, { cause, basis }] of organ.demo.causes.entries()) {
    const code = `${organ.demo.code.toUpperCase()}-${String(at + 1).padStart(3, '0')}`;
    await custodian.call('enterCause', { code, name: cause, basis, active: true });
  }
  const [device] = await custodian.call('listDevices', {});
  // Phrases are said by whoever answers for the law; the rest is kept by the custodian.
  for (const entry of entriesOf(desk, device?.id ?? '', now))
    await (entry.kind === 'phrase' ? reviewer : custodian).call('enterRegister', {
      id: randomUUID(),
      ...entry,
    } as Input<'enterRegister'>);
}

function entriesOf({ organ }: Desk, deviceId: string, now: number): Entry[] {
  const { name, unit, officers } = organ.demo;
  const day = (days: number) => dayOf(hoursAgo(now, days * 24));
  const phrase = (occasion: string, text: string): Entry => ({
    kind: 'phrase',
    content: { occasion, text, level: 'ownOrgan', issuedBy: name, from: '2026-01-01' },
  });
  return [
    {
      kind: 'training',
      content: {
        ...{
          topic: '执法记录仪的使用和语音说明',
          standing: 'held',
          on: day(40),
          hours: 4,
          trainer: '法制审核员',
        },
        ...{ place: '本机关会议室', officerIds: organ.officerIds, result: '全部考核合格' },
      },
    },
    {
      kind: 'training',
      content: {
        ...{ topic: '新修订的全过程记录制度', standing: 'planned', on: day(-14), hours: 3 },
        ...{ officerIds: organ.officerIds },
      },
    },
    {
      kind: 'maintenance',
      content: { deviceId, on: day(25), work: '清洁镜头，校时，检测电池', doneBy: unit, nextOn: day(-65) },
    },
    {
      kind: 'fault',
      content: {
        ...{
          deviceId,
          foundAt: hoursAgo(now, 70),
          foundBy: officers[0]?.name ?? '',
          symptom: '录像中途自动关机',
        },
        ...{
          reportedTo: '专职保管员',
          reportedAt: hoursAgo(now, 69),
          repair: 'professional',
          repairer: '演示设备厂维修部',
        },
      },
    },
    {
      kind: 'regime',
      content: {
        ...{
          title: '音像记录收集、保管和使用办法',
          subject: 'film',
          documentNo: '〔2026〕2号',
          issuedBy: name,
        },
        ...{ from: '2026-01-01', text: '一、谁执法谁记录。二、当日上传。三、查阅登记。' },
      },
    },
    phrase('opening', `您好，我们是${name}执法人员，现依法对您（单位）进行检查，全程录音录像，请予配合。`),
    phrase('rights', '您有权陈述、申辩，认为执法人员与本案有利害关系的，可以申请回避。'),
    phrase('resuming', '刚才因故中断记录，现在恢复，此间没有进行其他执法活动。'),
  ];
}
