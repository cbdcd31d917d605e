import { causes, firmName, type MadeOrgan, personName, pick, pickSkewed, places } from './queries-rows.ts';

/** Kinds of written documents with what each says first; the first come up most. */
const documents: readonly [name: string, mark: string, opening: string][] = [
  [
    '现场检查笔录',
    '检',
    '检查时间：{day}。检查地点：{address}。被检查人：{party}。执法人员{officer}、{officer2}出示执法证件，告知当事人依法享有申请回避和陈述申辩的权利，当事人在场配合检查，现场全程音像记录。',
  ],
  [
    '询问笔录',
    '询',
    '询问时间：{day}。询问地点：{address}。被询问人：{person}，身份证号{identity}，电话{phone}。问：我们是{unit}的执法人员{officer}、{officer2}，这是我们的执法证件，请你过目确认。答：看清楚了，没有异议。问：是否申请回避？答：不申请。',
  ],
  [
    '送达回证',
    '送',
    '受送达人：{party}。送达地点：{address}。送达方式：直接送达。收件人签名或者盖章：{person}。送达人：{officer}、{officer2}。',
  ],
  [
    '立案审批表',
    '立',
    '案由：{cause}。当事人：{party}。案件来源：{source}。承办人意见：经核查，当事人涉嫌{cause}，符合立案条件，建议立案调查，由{officer}、{officer2}承办。负责人审批意见：同意立案。',
  ],
  [
    '行政处罚决定书',
    '罚',
    '当事人：{party}，住所：{address}，统一社会信用代码{code}。经查，{day}，本机关执法人员对当事人进行检查，发现当事人有{cause}的违法行为。以上事实有现场检查笔录、询问笔录、现场照片、音像记录等证据证实。',
  ],
  [
    '行政处罚事先告知书',
    '告',
    '{party}：经调查，你（单位）于{day}在{address}实施了{cause}的行为，本机关拟作出罚款人民币{money}元的行政处罚。你（单位）有权进行陈述和申辩，逾期视为放弃。',
  ],
  [
    '责令改正通知书',
    '改',
    '{party}：经查，你（单位）在{address}存在{cause}的行为，现责令你（单位）于{day}前改正，并将改正情况书面报告本机关。逾期不改正的，将依法处理。',
  ],
  [
    '先行登记保存证据通知书',
    '存',
    '{party}：因你（单位）涉嫌{cause}，为防止证据灭失，经本机关负责人批准，对下列物品先行登记保存：{goods}{count}件，{goods}{count}箱，存放于{address}，保存期间不得销毁或者转移。',
  ],
  [
    '案件调查终结报告',
    '终',
    '案由：{cause}。当事人基本情况：{party}，联系人{person}，电话{phone}。调查经过：{day}立案，先后询问{person}、{person}，调取{goods}进货票据{count}份。',
  ],
  [
    '听证笔录',
    '听',
    '听证时间：{day}。听证地点：{unit}会议室。案由：{cause}。听证申请人：{party}，委托代理人{person}。听证主持人宣布听证纪律，核对听证参加人身份，告知权利义务。',
  ],
];

/** What documents go on with. Few sentences come up often, most seldom. */
const sentences: readonly string[] = [
  '当事人对上述事实没有异议，签字确认。',
  '执法人员对现场进行了拍照和录像，并制作了笔录。',
  '以上笔录已阅，记录与本人所述一致。',
  '依据《中华人民共和国行政处罚法》的有关规定，应当依法处理。',
  '当事人现场未能提供相关许可证件。',
  '执法人员当场责令其停止违法行为。',
  '现场负责人{person}陪同检查。',
  '问：请你介绍一下基本情况。答：我是{party}的负责人，主要从事{goods}经营。',
  '问：这些{goods}从哪里购进？答：从{firm}购进，共{count}件，进价每件{money}元，有送货单。',
  '问：你知道这样做是违法的吗？答：以前不清楚，现在知道了，愿意接受处理。',
  '经清点，现场共有{goods}{count}箱，货值金额{money}元。',
  '当事人在{day}以前曾因{cause}被予以警告。',
  '该店位于{address}，门头标注“{firm}”，营业面积约{count}平方米。',
  '执法记录仪编号{device}，录制时间{day}。',
  '车辆号牌为{plate}，驾驶人{person}，装载{goods}。',
  '经称重，车货总重{count}.{count}吨，超过核定载质量。',
  '当事人申请延期缴纳罚款，理由是资金周转困难。',
  '复查时，当事人已经拆除占道设施并清理场地。',
  '举报人称该处夜间施工噪声扰民，影响附近居民休息。',
  '检测报告（编号{number}）显示该批次{goods}不合格。',
  '抽样人员在当事人见证下抽取{goods}样品两份，一份备查。',
  '因当事人拒绝签收，由{person}见证，采用留置送达。',
  '经集体讨论，认为当事人积极改正，社会危害较小，可以从轻处罚。',
  '当事人主张其系首次违法且已及时改正，请求不予处罚。',
  '本机关复核认为，当事人提出的理由部分成立，予以采纳。',
  '罚款应当自收到本决定书之日起十五日内缴至指定银行账户。',
  '如不服本决定，可以在六十日内申请行政复议，或者在六个月内提起行政诉讼。',
  '办案人员调取了{firm}的监控录像，时长{count}分钟。',
  '证人{person}证实，{day}看到该车在{address}卸货。',
  '会计账簿显示，{day}至今销售{goods}{count}件。',
  '当事人提供了{firm}出具的情况说明。',
  '现场发现过期{goods}{count}袋，生产日期为{day}。',
  '灭火器压力不足，疏散通道被{goods}堵塞。',
  '污水经雨水管网直接排放，现场采集水样三瓶。',
  '林木权属证书记载面积{count}亩，采伐许可证已经过期。',
  '当事人委托{person}代为接受调查，提交了授权委托书。',
  '执法人员再次告知当事人如实陈述的义务和作伪证的法律后果。',
  '鉴定机构出具意见：送检{goods}不符合标准要求。',
  '经比对，{plate}与道路运输证登记车辆不一致。',
  '网络订餐平台显示该店当日接单{count}单。',
];
const goods = [
  '食品',
  '白酒',
  '药品',
  '砂石',
  '钢材',
  '烟花爆竹',
  '化肥',
  '种子',
  '医疗器械',
  '口罩',
  '轮胎',
  '柴油',
  '木材',
  '猪肉',
  '奶粉',
  '化妆品',
  '电缆',
  '水泥',
  '煤炭',
  '农药',
  '牛奶',
  '面粉',
  '大米',
  '服装',
  '玩具',
  '电动车',
  '燃气灶',
  '食用油',
  '茶叶',
  '饮料',
];
const sources = ['日常检查', '群众举报', '上级交办', '部门移送', '媒体曝光'];
const roads = [
  '七一北路',
  '和平东街',
  '长征西街',
  '建设南路',
  '新建路',
  '公园街',
  '云中路',
  '慕山北路',
  '开发区一号路',
  '健康街',
  '九原东街',
  '牧马路',
];

/** An address of the city. */
export const placeName = (random: () => number): string =>
  `${pick(places, random)}区${pick(roads, random)}${1 + Math.floor(random() * 300)}号`;

const upTo = (most: number, random: () => number): string => String(1 + Math.floor(random() * most));
const digits = (length: number, random: () => number): string =>
  String(Math.floor(random() * 10 ** length)).padStart(length, '0');

/** A moment in the weeks before, as a record says it. */
function dayBefore(at: string, random: () => number): string {
  const then = new Date(Date.parse(at) - random() * 40 * 86_400_000);
  const date = `${then.getUTCFullYear()}年${then.getUTCMonth() + 1}月${then.getUTCDate()}日`;
  return `${date}${8 + Math.floor(random() * 10)}时${Math.floor(random() * 60)}分`;
}

/** A document of the organ: 40 units, 600 officers, ten kinds of documents, 330 signs on the average. */
export function makeText(organ: MadeOrgan, at: string, random: () => number) {
  const officer = pickSkewed(organ.officers, random);
  const unit = organ.units[officer.unit];
  const [name, mark, opening] = pickSkewed(documents, random);
  const party = random() < 0.6 ? personName(random) : firmName(random);
  const cause = pickSkewed(causes, random);
  const year = at.slice(0, 4);
  const words: Record<string, () => string> = {
    ...{ party: () => party, cause: () => cause, officer: () => officer.name, unit: () => unit?.name ?? '' },
    ...{ officer2: () => pick(organ.officers, random).name, person: () => personName(random) },
    ...{
      firm: () => firmName(random),
      goods: () => pick(goods, random),
      source: () => pick(sources, random),
    },
    ...{ address: () => placeName(random), day: () => dayBefore(at, random) },
    ...{ money: () => `${upTo(300, random)}00`, count: () => upTo(90, random) },
    phone: () => `1${3 + Math.floor(random() * 6)}${digits(9, random)}`,
    identity: () =>
      `140902${1950 + Math.floor(random() * 55)}0${1 + Math.floor(random() * 9)}1${digits(5, random)}`,
    code: () => `91140900MA${digits(8, random)}`,
    plate: () => `晋${pick([...'ABCDEFGHJK'], random)}${digits(5, random)}`,
    device: () => pick(organ.devices, random).no,
    number: () => `JC${year}${digits(6, random)}`,
  };
  const length = 3 + Math.floor(random() ** 2 * 20);
  const said = [opening, ...Array.from({ length }, () => pickSkewed(sentences, random))].join('');
  const body = said.replace(/\{(\w+)\}/g, (_, key: string) => words[key]?.() ?? '');
  return {
    ...{ at, unitId: unit?.id ?? null, parentId: null, seenBy: null },
    number: `忻综执${mark}〔${year}〕${upTo(40_000, random)}号`,
    title: `${name}（${cause}）`,
    body: [party, body],
  };
}
