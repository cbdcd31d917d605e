import { articleOf } from '../citation.ts';
import type { Bilingual } from '../time/civil.ts';
import * as words from '../vocabulary.ts';
import { type Pack, referencesIn, type SectionName, type Sections, sectionNames } from './pack.ts';
import { sayFilming } from './say-filming.ts';
import { sayTime } from './say-time.ts';
import { clauses, join, named, required, two } from './say-words.ts';

/** One parameter of a pack in words. `key` is the same for the same parameter of every pack. */
export type Said = {
  key: string;
  section: SectionName;
  name: Bilingual;
  value: Bilingual;
  /** Every place of the text that it rests on, `SX-17`, `XZ-12.2`. */
  articles: string[];
};

type Value<K extends SectionName> = NonNullable<Sections[K]>;
/** A row before its section and references are added; `from` holds the references when not the whole section does. */
type Row = { part?: string; name: Bilingual; value: Bilingual; from?: unknown };

const only = (zh: string, en: string, value: Bilingual): Row[] => [{ name: two(zh, en), value }];

const anchors = {
  recordingEnd: two('音像记录制作完成后', 'after the film is made'),
  activityEnd: two('执法工作结束后', 'after the work ends'),
  workdayEnd: two('每天工作结束后', 'after the day’s work ends'),
};
const handovers = {
  none: two('不要求移交', 'no handover'),
  alternative: two('存储或者移交，择一', 'store or hand over, either'),
  required: two('存储并且移交', 'store and hand over'),
  isTheDuty: two('移交即为义务', 'handing over is the duty'),
};

function sayStorage(rule: Value<'storage'>): Row[] {
  const { exception } = rule;
  const within = sayTime(rule.time);
  const from = anchors[rule.anchor];
  const excepted = exception && sayTime(exception.time);
  return [
    {
      part: 'time',
      name: two('存储期限', 'Time to store'),
      value: two(
        rule.time.rule === 'sameDay' ? `${from.zh}，${within.zh}` : `${from.zh} ${within.zh}内`,
        `${within.en} ${from.en}`,
      ),
    },
    {
      part: 'exception',
      name: two('存储期限的例外', 'Exception to it'),
      value:
        exception && excepted
          ? two(
              `${named(grounds, exception.grounds).zh}：返回后 ${excepted.zh}内`,
              `${named(grounds, exception.grounds).en}: ${excepted.en} after return`,
            )
          : two('没有', 'none'),
      from: exception ?? { article: rule.article },
    },
    {
      part: 'recipient',
      name: two('存到哪里、交给谁', 'Stored where, handed to whom'),
      value: clauses(rule.place, rule.recipient, handovers[rule.handover]),
    },
    {
      part: 'selfKeeping',
      name: two('自行保管', 'Keeping it oneself'),
      value: rule.selfKeepingForbidden ? two('禁止', 'forbidden') : two('未禁止', 'not forbidden'),
    },
  ];
}

const grounds = {
  continuous: two('连续工作', 'continuous work'),
  offsite: two('异地执法', 'work away from the seat'),
  remote: two('边远、交通不便地区', 'remote areas'),
};

const approval =
  (zh: string, en: string) =>
  ({ steps }: { steps: readonly words.Office[] }): Row[] =>
    only(
      zh,
      en,
      steps.length === 0
        ? two('须经批准，未写明批准人', 'approval needed, by whom is not said')
        : join(
            steps.map((step) => words.offices[step]),
            '，再经',
            ', then ',
          ),
    );

const whoOf = {
  organ: two('机关', 'organ'),
  party: two('当事人', 'party'),
  court: two('法院', 'court'),
  police: two('公安机关', 'police'),
  reviewOrgan: two('复议机关', 'review organ'),
};

function sayPeriods(periods: Value<'periods'>): Row[] {
  return periods.map((one) => {
    const time = sayTime(one.time);
    const from = named(words.stepKinds, [one.from, ...(one.orFrom?.steps ?? [])]);
    const roll = one.roll === 'forward' && two('末日非工作日的顺延', 'rolls over days of rest');
    const more = one.extension && sayTime(one.extension.time);
    return {
      part: one.id,
      name: one.what,
      value: clauses(
        one.direction === 'before'
          ? two(`${from.zh}前至少 ${time.zh}`, `at least ${time.en} before: ${from.en}`)
          : two(`${from.zh}后 ${time.zh}内`, `${time.en} after: ${from.en}`),
        one.whose !== 'organ' && two(`义务人：${whoOf[one.whose].zh}`, `owed by the ${whoOf[one.whose].en}`),
        roll,
        more && two(`经批准可延长 ${more.zh}`, `extensible by ${more.en} with approval`),
        one.excluded.length > 0 &&
          two(
            `不计：${named(words.stepKinds, one.excluded).zh}`,
            `not counted: ${named(words.stepKinds, one.excluded).en}`,
          ),
        one.excludedWhenTold.length > 0 &&
          two(
            `书面告知后不计：${named(words.stepKinds, one.excludedWhenTold).zh}`,
            `not counted once told in writing: ${named(words.stepKinds, one.excludedWhenTold).en}`,
          ),
        one.overrides &&
          two(
            `取代上级的同一期限：${one.overrides.reason.zh}`,
            `takes the place of the one above: ${one.overrides.reason.en}`,
          ),
      ),
      from: one,
    };
  });
}

const sayings: { [K in SectionName]: (value: Value<K>) => Row[] } = {
  scope: ({ kinds }) => only('适用的执法种类', 'Kinds of enforcement', named(words.enforcementKinds, kinds)),
  officers: ({ who, minimum, of, established, exam }) =>
    only(
      '执法人员',
      'Officers',
      clauses(
        who,
        minimum !== null && two(`不少于 ${minimum} 人`, `at least ${minimum}`),
        of.length > 0 &&
          two(
            `用于${
              named(
                words.enforcementKinds,
                of.flatMap(({ kinds }) => kinds),
              ).zh
            }`,
            `in ${
              named(
                words.enforcementKinds,
                of.flatMap(({ kinds }) => kinds),
              ).en
            }`,
          ),
        established && two('在编', 'established posts'),
        exam,
      ),
    ),
  assistants: ({ needs }) =>
    only(
      '协助人员',
      'Assistants',
      needs === 'nothing'
        ? two('可以协助，不要求考试', 'may help, no examination needed')
        : two('须有协助执法资格', 'need the qualification to assist'),
    ),
  enforcementDays: ({ activities }) =>
    only(
      '法定节假日不强制执行',
      'No enforcement on statutory holidays',
      clauses(named(words.activities, activities), two('情况紧急的除外', 'urgency excepted')),
    ),
  storage: sayStorage,
  filming: sayFilming,
  textSuffices: ({ reasonRequired }) =>
    only(
      '文字足以记录时',
      'Where text suffices',
      clauses(
        two('可以不录音录像', 'film may be left out'),
        reasonRequired && two('须说明理由', 'with the reason'),
      ),
    ),
  preUseCheck: ({ items }) => only('使用前检查', 'Check before use', named(words.deviceChecks, items)),
  openingStatement: ({ manner, fields }) =>
    only(
      '开场说明',
      'Opening statement',
      clauses(
        manner === 'spoken' ? two('语音说明', 'spoken') : two('重点摄录', 'to be filmed above all'),
        named(words.statementFields, fields),
      ),
    ),
  recordingNotice: ({ when, occasions }) =>
    only(
      '告知正在录音录像',
      'Notice of recording',
      clauses(
        {
          before: two('事先', 'before'),
          atStart: two('开始时', 'at the start'),
          during: two('过程中', 'during'),
        }[when],
        named(words.noticeOccasions, occasions),
      ),
    ),
  coverage: ({ from, to, continuous, mandatoryContinuousOnly }) =>
    only(
      '起止',
      'Coverage',
      clauses(
        two(
          `${from === 'arrival' ? '到达现场' : '活动开始'}至${to === 'leaving' ? '离开现场' : '活动结束'}`,
          `from ${from === 'arrival' ? 'arrival' : 'the start'} to ${to === 'leaving' ? 'leaving' : 'the end of the act'}`,
        ),
        continuous && two('不间断', 'without a break'),
        mandatoryContinuousOnly &&
          two('限须全程不间断录制的活动', 'of acts that are filmed without interruption only'),
      ),
    ),
  interruption: ({ causes, voiceOnRestart, reportTo, writtenAfter }) =>
    only(
      '中止记录',
      'Interruption',
      clauses(
        named(words.interruptionCauses, causes),
        voiceOnRestart && two('恢复时语音说明', 'explained aloud on restart'),
        reportTo &&
          two(
            `立即报告${words.offices[reportTo].zh}`,
            `reported at once to the ${words.offices[reportTo].en}`,
          ),
        writtenAfter && two('事后书面说明', 'explained in writing afterwards'),
      ),
    ),
  keyContents: ({ items }) => only('重点内容', 'Key contents', join(items)),
  fallback: ({ keyLinks, document, explanation }) =>
    only(
      '不能全程录制时',
      'Where the whole cannot be filmed',
      clauses(
        keyLinks && two('录制重要环节', 'key links are filmed'),
        document && two('作文书记录', 'a document records it'),
        explanation && two('作出说明', 'an explanation is given'),
      ),
    ),
  bystanders: ({ rule }) =>
    only(
      '他人拍摄',
      'Filming by others',
      rule === 'mustBeTold'
        ? two('应当告知规定', 'they must be told the rules')
        : two('不得限制', 'not restricted'),
    ),
  textRecord: ({ items }) =>
    only(
      '文字记录',
      'Text record',
      two(`${items.length} 项：${join(items).zh}`, `${items.length} items: ${join(items).en}`),
    ),
  evidenceFilm: ({ note, disc }) =>
    only(
      '作为证据的音像',
      'Film as evidence',
      clauses(
        two(`文字说明：${named(words.noteFields, note).zh}`, `note: ${named(words.noteFields, note).en}`),
        disc && two('复制光盘附卷', 'disc copy in the volume'),
      ),
    ),
  routineKeeping: ({ time, activities }) =>
    only(
      '日常音像保存',
      'Keeping of everyday film',
      clauses(
        two(`不少于 ${sayTime(time).zh}`, `at least ${sayTime(time).en}`),
        activities === 'all' ? null : named(words.activities, activities),
      ),
    ),
  evidenceKeeping: ({ scopes }) =>
    only('与案卷同期保存', 'Kept as long as the volume', named(words.evidenceScopes, scopes)),
  longTermKeeping: ({ triggers, time }) =>
    only(
      '长期保存',
      'Long-term keeping',
      clauses(
        named(words.longTermTriggers, triggers),
        time ? sayTime(time) : two('未写明年限', 'for how long is not said'),
      ),
    ),
  noDestruction: () => only('保存期内销毁', 'Destruction inside the period', two('禁止', 'forbidden')),
  viewing: approval('查阅的批准', 'Approval to view'),
  disclosure: approval('公开的批准', 'Approval to publish'),
  externalProvision: ({ provider, retainCopy, approval: needed }) =>
    only(
      '对外提供',
      'Giving out',
      clauses(
        provider && two(`由${words.offices[provider].zh}提供`, `by ${words.offices[provider].en}`),
        retainCopy && two('复制留存', 'a copy is kept'),
        needed && two('须经批准', 'approval needed'),
      ),
    ),
  retrieval: ({ by }) => only('依法调取', 'Lawful retrieval', named(words.offices, by)),
  partyAccess: () => only('相对人查阅', 'Access of the party', two('依规定办理', 'handled under the rules')),
  excuses: approval('逾期说明的审批', 'Decision on explanations'),
  keeper: ({ office, name }) => only('保管责任', 'Accountable keeper', name ?? words.offices[office]),
  classification: ({ keys }) => only('分类存储', 'Classification', named(words.classificationKeys, keys)),
  inspection: ({ by }) =>
    only('检查', 'Inspection', by ? words.offices[by] : two('未写明由谁检查', 'by whom is not said')),
  bulletin: ({ appraisal }) =>
    only(
      '通报与考核',
      'Bulletin and appraisal',
      clauses(two('定期通报', 'regular bulletin'), appraisal && two('纳入考核', 'counts in appraisal')),
    ),
  supervision: ({ by }) => only('监督', 'Supervision', words.offices[by]),
  obstruction: ({ to }) => only('妨碍记录的移送', 'Transfer of obstruction', named(words.offices, to)),
  budget: () => only('经费', 'Budget', required),
  matterList: ({ kind, publish, contents }) =>
    only(
      '清单',
      'List to draw up',
      clauses(
        kind === 'avMatters'
          ? two('音像记录事项清单', 'list of matters to be filmed')
          : two('全过程记录清单', 'list of the whole process'),
        named(listContents, contents),
        publish && two('向社会公开', 'published'),
      ),
    ),
  violations: ({ grounds: breaches, consequences }) => [
    ...breaches.map((one) => ({
      part: one.id,
      name: two(`责任情形 ${one.id}`, `Breach ${one.id}`),
      value: clauses(one, one.seriousConsequence && two('造成严重后果的', 'with serious consequences')),
      from: { article: one.article },
    })),
    { part: 'consequences', name: two('责任后果', 'Consequences'), value: consequences },
  ],
  periods: sayPeriods,
};

const listContents = {
  matter: two('事项', 'matter'),
  content: two('内容', 'content'),
  link: two('环节', 'link'),
  method: two('方式', 'method'),
};

function saySection<K extends SectionName>(pack: Pack, section: K): Said[] {
  const value = pack[section];
  if (value === null) return [];
  return sayings[section](value as Value<K>).map(({ part, name, value: said, from = value }) => ({
    key: part === undefined ? section : `${section}.${part}`,
    ...{ section, name, value: said },
    articles: [...new Set([...referencesIn(from, [])].map(([, reference]) => reference))],
  }));
}

/** Everything a pack says, in words, each with its articles, in the order in which packs are written. */
export const sayPack = (pack: Pack): Said[] => sectionNames.flatMap((section) => saySection(pack, section));

/** What of `said` rests on an article, its paragraphs and items included. */
export const saidBy = (said: readonly Said[], article: string): Said[] =>
  said.filter(({ articles }) => articles.some((reference) => articleOf(reference) === article));
