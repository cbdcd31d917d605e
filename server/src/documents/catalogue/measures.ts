import {
  contactFields,
  contactLine,
  kindIn,
  letterFields,
  partyFields,
  partyLines,
  partyRows,
} from './build.ts';

const kind = kindIn('investigation');
const remedies =
  '?reviewOrgan 对本决定不服的，可以依法在法定期限内向{reviewOrgan}申请行政复议，或者向{court}提起行政诉讼；复议、诉讼期间本决定不停止执行，法律另有规定的除外。';

/** 查封、扣押: approval, decision, extension, lifting. */
export const measures = [
  kind('measureApproval', '查封（扣押）审批表', 'Approval of sealing or detaining', {
    ...{ approval: 'measure', form: 'table', signs: 'handler*2 head' },
    rules: [
      ['officers', 'handlers', 2],
      ['order', 'date', 'deadline'],
    ],
    fields: `measure! cause! ${partyFields} facts! reasons! basis! goods deadline=拟定期限至 handlers! opinion! date!`,
    body: `
@row 措施种类 | {measure} | 期限至 | {deadline}
@row 案由 | {cause} | 日期 | {date}
${partyRows}
@row 事实 | {facts}
@row 理由 | {reasons}
@row 依据 | {basis}
?goods @table {goods}
@row 承办人 | {handlers}
@box 承办人意见 | {opinion} | handler
@box 负责人审批意见 | | head`,
  }),
  kind('measureDecision', '查封（扣押）决定书', 'Decision to seal or detain', {
    ...{ approval: 'measure', word: '封', outward: true, signs: 'head officer*2 party' },
    rules: [
      ['officers', 'officers', 2],
      ['some', 'goods'],
      ['order', 'date', 'deadline'],
    ],
    fields: `${letterFields} measure! facts!=违法事实 reasons! basis! goods! place! storage! deadline! officers! reviewOrgan! court! date! ${contactFields}`,
    body: `
${partyLines}
经查，你（单位）{facts}。
{reasons}。依据{basis}，本机关决定对下列场所、设施或者财物予以{measure}，期限至{deadline}止：
@table {goods}
执行本措施的执法人员：{officers}；所在地点：{place}；保管地点和方式：{storage}。
查封、扣押期间，任何单位和个人不得动用、转移、损毁；需要检验、检测、检疫或者鉴定的，所需期间另行书面告知，不计入上述期限。
当事人有权陈述和申辩。
${remedies}
${contactLine}
@sign officer party
@seal {date}`,
  }),
  kind('measureExtension', '延长查封（扣押）期限决定书', 'Decision to extend sealing or detaining', {
    ...{
      approval: 'measureExtension',
      word: '延封',
      outward: true,
      signs: 'head',
      rules: [['order', 'date', 'deadline']],
    },
    fields: `${letterFields} measure! measureNumber! extendReason! basis! deadline!=延长至 reviewOrgan court date! ${contactFields}`,
    body: `
${partyLines}
本机关以{measureNumber}对你（单位）的有关财物予以{measure}。因{extendReason}，经本机关负责人批准，依据{basis}，决定将{measure}期限延长至{deadline}。
${remedies}
${contactLine}
@seal {date}`,
  }),
  kind('measureLifting', '解除查封（扣押）决定书', 'Decision to lift sealing or detaining', {
    ...{
      approval: 'measure',
      word: '解封',
      outward: true,
      signs: 'head officer*2 party',
      rules: [['officers', 'officers', 2]],
    },
    fields: `${letterFields} measure! measureNumber! liftReason! basis! goods! officers! date! ${contactFields}`,
    body: `
${partyLines}
本机关以{measureNumber}对你（单位）的有关财物予以{measure}。因{liftReason}，依据{basis}，决定自即日起解除对下列财物的{measure}，予以退还：
@table {goods}
由执法人员{officers}当场退还，请清点核对，并在下方签收。
${contactLine}
@sign officer party
@seal {date}`,
  }),
];
