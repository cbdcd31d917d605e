/** What a field of a register holds; the form, the table and the exported sheet follow from it. */
export type FieldType =
  | 'line'
  | 'text'
  | 'date'
  | 'instant'
  | 'number'
  | 'count'
  | 'money'
  | 'year'
  | 'choice'
  | 'device'
  | 'officers'
  | 'recording'
  | 'creditCode';

export interface RegisterField {
  type: FieldType;
  required?: true;
  /** Of a choice. */
  choices?: readonly string[];
  /** A column of the list; the others stand on the entry alone. */
  listed?: true;
}

/** What has to hold between the fields of one entry, beside each field's own shape. */
export interface RegisterRules {
  /** Pairs of times of which the second is never the earlier one. */
  order?: readonly (readonly [string, string])[];
  /** When the first is there, so are the others. */
  together?: readonly (readonly [string, ...string[]])[];
  /** One of these at least. */
  oneOf?: readonly string[];
  /** Times that cannot lie ahead. */
  past?: readonly string[];
}

export interface RegisterKindOf extends RegisterRules {
  fields: Readonly<Record<string, RegisterField>>;
  /** The date by which it is listed. */
  day: string;
  /** What it is called in a line. */
  title: string;
}

/** For what occasion a phrase is (规范用语). */
export const occasions = [
  'opening',
  'identity',
  'recordingNotice',
  'rights',
  'questioning',
  'sampling',
  'coercion',
  'service',
  'refusal',
  'resuming',
  'closing',
  'otherOccasion',
] as const;

/**
 * The registers (登记簿) that regulations ask for, beside those of people and devices. What each asks is data: a further
 * field is a line here and its name among the terms.
 */
export const registerKinds = {
  training: {
    fields: {
      topic: { type: 'line', required: true, listed: true },
      standing: { type: 'choice', required: true, choices: ['planned', 'held'], listed: true },
      on: { type: 'date', required: true, listed: true },
      until: { type: 'date' },
      hours: { type: 'number', required: true, listed: true },
      trainer: { type: 'line' },
      place: { type: 'line' },
      officerIds: { type: 'officers', required: true, listed: true },
      material: { type: 'text' },
      recordingId: { type: 'recording' },
      result: { type: 'text' },
    },
    day: 'on',
    title: 'topic',
    order: [['on', 'until']],
  },
  budget: {
    fields: {
      item: { type: 'line', required: true, listed: true },
      year: { type: 'year', required: true, listed: true },
      on: { type: 'date', required: true, listed: true },
      amount: { type: 'money', required: true, listed: true },
      spent: { type: 'money', listed: true },
      documentNo: { type: 'line', listed: true },
      note: { type: 'text' },
    },
    day: 'on',
    title: 'item',
  },
  procurement: {
    fields: {
      item: { type: 'line', required: true, listed: true },
      quantity: { type: 'count', required: true, listed: true },
      amount: { type: 'money', required: true, listed: true },
      year: { type: 'year' },
      supplier: { type: 'line', required: true, listed: true },
      contractNo: { type: 'line' },
      on: { type: 'date', required: true, listed: true },
      acceptedOn: { type: 'date', listed: true },
      acceptedBy: { type: 'line' },
      note: { type: 'text' },
    },
    day: 'on',
    title: 'item',
    order: [['on', 'acceptedOn']],
    together: [
      ['acceptedOn', 'acceptedBy'],
      ['acceptedBy', 'acceptedOn'],
    ],
    past: ['acceptedOn'],
  },
  maintenance: {
    fields: {
      deviceId: { type: 'device', required: true, listed: true },
      on: { type: 'date', required: true, listed: true },
      work: { type: 'text', required: true, listed: true },
      doneBy: { type: 'line', required: true, listed: true },
      nextOn: { type: 'date', listed: true },
      note: { type: 'text' },
    },
    day: 'on',
    title: 'work',
    order: [['on', 'nextOn']],
    past: ['on'],
  },
  fault: {
    fields: {
      deviceId: { type: 'device', required: true, listed: true },
      foundAt: { type: 'instant', required: true, listed: true },
      foundBy: { type: 'line', required: true },
      symptom: { type: 'text', required: true, listed: true },
      reportedTo: { type: 'line', required: true, listed: true },
      reportedAt: { type: 'instant', required: true },
      repair: { type: 'choice', required: true, choices: ['none', 'professional', 'self'], listed: true },
      repairer: { type: 'line' },
      repairedOn: { type: 'date' },
      cost: { type: 'money' },
      reimbursed: { type: 'money' },
      check: { type: 'text' },
      returnedBy: { type: 'line' },
      returnedAt: { type: 'instant', listed: true },
    },
    day: 'foundAt',
    title: 'symptom',
    order: [
      ['foundAt', 'reportedAt'],
      ['foundAt', 'repairedOn'],
      ['foundAt', 'returnedAt'],
      ['repairedOn', 'returnedAt'],
    ],
    together: [
      ['returnedAt', 'returnedBy', 'check'],
      ['returnedBy', 'returnedAt', 'check'],
      ['check', 'returnedAt', 'returnedBy'],
      ['repairedOn', 'repairer'],
    ],
    past: ['foundAt', 'reportedAt', 'repairedOn', 'returnedAt'],
  },
  regime: {
    fields: {
      title: { type: 'line', required: true, listed: true },
      subject: {
        type: 'choice',
        required: true,
        choices: ['collecting', 'keeping', 'managing', 'using', 'filing', 'film', 'otherRegime'],
        listed: true,
      },
      documentNo: { type: 'line', listed: true },
      issuedBy: { type: 'line', required: true, listed: true },
      from: { type: 'date', required: true, listed: true },
      until: { type: 'date', listed: true },
      text: { type: 'text' },
      recordingId: { type: 'recording' },
    },
    day: 'from',
    title: 'title',
    order: [['from', 'until']],
    oneOf: ['text', 'recordingId'],
  },
  phrase: {
    fields: {
      occasion: { type: 'choice', required: true, choices: occasions, listed: true },
      text: { type: 'text', required: true, listed: true },
      level: {
        type: 'choice',
        required: true,
        choices: ['province', 'city', 'county', 'ownOrgan'],
        listed: true,
      },
      issuedBy: { type: 'line' },
      from: { type: 'date', required: true, listed: true },
      until: { type: 'date', listed: true },
    },
    day: 'from',
    title: 'text',
    order: [['from', 'until']],
  },
  entrusted: {
    fields: {
      name: { type: 'line', required: true, listed: true },
      creditCode: { type: 'creditCode' },
      documentNo: { type: 'line', required: true, listed: true },
      matters: { type: 'text', required: true, listed: true },
      powers: { type: 'text', required: true },
      from: { type: 'date', required: true, listed: true },
      until: { type: 'date', required: true, listed: true },
      people: { type: 'text' },
      contact: { type: 'line' },
      recordingId: { type: 'recording' },
    },
    day: 'from',
    title: 'name',
    order: [['from', 'until']],
  },
} as const satisfies Record<string, RegisterKindOf>;

export type RegisterKind = keyof typeof registerKinds;
export const registerKindNames = Object.keys(registerKinds) as [RegisterKind, ...RegisterKind[]];

/** A kind as the engine reads it, whichever it is. */
export const registerOf = (kind: RegisterKind): RegisterKindOf => registerKinds[kind];
