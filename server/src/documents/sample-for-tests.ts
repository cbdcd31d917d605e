import type { DocumentContent, DocumentField, DocumentValue } from '@liuhen/contract';
import type { CatalogueKind } from './catalogue/kind.ts';

const long =
  '2026年10月14日上午，执法人员在日常巡查中发现当事人在迅达路与建设街交叉口东侧人行道占用公共场地摆放货架三组，经营日用杂货，占用面积约6平方米，未取得城市道路占用许可。执法人员当场拍照取证，并对当事人进行了询问，当事人对上述事实没有异议。';

const byName: Record<string, DocumentValue> = {
  party: '晋中市迅达区顺达日用品商店',
  partyId: '92140702MA0ABCDE1W',
  partyAddress: '晋中市迅达区建设街18号',
  partyPhone: '0354-0000000',
  partyLegal: '张三',
  cause: '擅自占用城市道路经营',
  basis: '《城市道路管理条例》第二十七条、第四十二条',
  place: '迅达路与建设街交叉口东侧',
  asked: '张三',
  startedAt: '2026-10-14T01:30:00.000Z',
  endedAt: '2026-10-14T02:15:00.000Z',
  unit: '执法一大队',
  reviewOrgan: '晋中市迅达区人民政府',
  court: '晋中市迅达区人民法院',
  answerBy: '2026-10-20',
  deadline: '2026-11-12',
  payBy: '2026-11-05',
  closedOn: '2026-11-20',
  date: '2026-10-14',
  penalty: '罚款人民币伍佰元。',
};

function sampleOf(field: DocumentField): DocumentValue {
  switch (field.type) {
    case 'longText':
      return long;
    case 'date':
      return '2026-10-14';
    case 'instant':
      return '2026-10-14T02:00:00.000Z';
    case 'money':
      return '500';
    case 'choice':
      return field.options[0]?.id ?? '';
    case 'officers':
      return [
        { name: '王志强', certificateNo: '14090001' },
        { name: '李卫国', certificateNo: '14090002' },
      ];
    case 'dialogue':
      return Array.from({ length: 6 }, (_, i) => ({
        q: `第${i + 1}个问题：你在什么时间、什么地点摆放货架？`,
        a: long,
      }));
    case 'list':
      return Array.from({ length: 4 }, (_, i) =>
        Object.fromEntries(field.columns.map(({ id, zh }) => [id, `${zh}${i + 1}`])),
      );
    default:
      return `${field.label.zh}示例`;
  }
}

/** A content that fills each field of a kind and breaks no rule. */
export const sampleContent = (kind: CatalogueKind): DocumentContent =>
  Object.fromEntries(kind.fields.map((field) => [field.id, byName[field.id] ?? sampleOf(field)]));
