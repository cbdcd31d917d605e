import { type RegisterContent, type RegisterKind, refusals, type Term } from '@liuhen/contract';
import { personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, isRefusedBy, permit } from '../base/errors.ts';
import { holdDevice, setInUse } from '../devices/index.ts';
import { mayReturnDevice } from './policy.ts';

/** An entry that is about to be written, with the version it replaces. */
export interface Change {
  kind: RegisterKind;
  /** Null for a withdrawal. */
  after: RegisterContent | null;
  before: RegisterContent | null;
  /** Articles of the organ's law that ask for this register. */
  articles: readonly string[];
}

const wrong = (field: string, said: Term) => faultAt(`content.${field}`, said);
const refuse = (field: string, said: Term) => new DomainError('input.invalid', {}, [wrong(field, said)]);

const unpaid: Term = {
  zh: '私自修理的费用不予报销，请填 0 或者留空',
  en: 'Costs of a repair of one’s own are not reimbursed; state 0 or leave it empty',
};
const noRepair: Term = {
  zh: '尚未维修时没有费用，请先选择维修方式',
  en: 'There are no costs before a repair; say how it was repaired first',
};
const whoRepaired: Term = {
  zh: '请填写维修单位或者维修人',
  en: 'State who repaired it',
};
const otherDevice: Term = {
  zh: '故障登记的设备不能更换，登记错了请撤回后另行登记',
  en: 'The device of a fault stays; withdraw this entry and enter another if it was the wrong one',
};

/** What is wrong with a fault beside its form. */
export function faultsOfFault({ after, before, articles }: Change): ReturnType<typeof faultAt>[] {
  if (after === null) return [];
  const { repair, cost, reimbursed, repairer } = after;
  return [
    ...(before !== null && before.deviceId !== after.deviceId ? [wrong('deviceId', otherDevice)] : []),
    ...(repair === 'self' && typeof reimbursed === 'number' && reimbursed > 0 && articles.length > 0
      ? [wrong('reimbursed', unpaid)]
      : []),
    ...(repair === 'none' && cost !== undefined ? [wrong('cost', noRepair)] : []),
    ...(repair !== 'none' && repairer === undefined ? [wrong('repairer', whoRepaired)] : []),
    ...(typeof cost === 'number' && typeof reimbursed === 'number' && reimbursed > cost
      ? [wrong('reimbursed', refusals.moreThanCost)]
      : []),
  ];
}

/** What an entry does beside being kept: `before` it is written and `after`, in the same transaction. */
export interface Behaviour {
  check?: (change: Change) => ReturnType<typeof faultAt>[];
  before?: (ctx: Writing, change: Change) => Promise<unknown>;
  after?: (ctx: Writing, change: Change) => Promise<unknown>;
}

const deviceOf = ({ after, before }: Change): string => String((after ?? before)?.deviceId);
const isOpen = (content: RegisterContent | null) => content !== null && content.returnedAt === undefined;

/** A faulty device is stopped with the entry, and used again only with a check and a name, once no other fault is open. */
const fault: Behaviour = {
  check: faultsOfFault,
  before: async (ctx, change) => {
    const returned = change.after?.returnedAt !== undefined;
    if (returned !== (change.before?.returnedAt !== undefined)) permit(mayReturnDevice(personOf(ctx)));
    await holdDevice(ctx, deviceOf(change));
  },
  after: async (ctx, change) => {
    const device = await holdDevice(ctx, deviceOf(change));
    if (isOpen(change.after)) return setInUse(ctx, device, false);
    if (change.after === null || !isOpen(change.before)) return;
    return (await hasOpenFault(ctx, device.id)) ? undefined : setInUse(ctx, device, true);
  },
};

const behaviours: Partial<Record<RegisterKind, Behaviour>> = {
  fault,
  maintenance: { before: (ctx, change) => holdDevice(ctx, deviceOf(change)) },
};

export const behaviourOf = (kind: RegisterKind): Behaviour => behaviours[kind] ?? {};

async function hasOpenFault(ctx: Writing, deviceId: string): Promise<boolean> {
  const open = await ctx.tx
    .selectFrom('register_entry as e')
    .select('e.id')
    .where('e.kind', '=', 'fault')
    .where('e.device_id', '=', deviceId)
    .where('e.withdrawn', '=', false)
    .where((eb) =>
      eb(eb.fn<string | null>('jsonb_extract_path_text', ['e.content', eb.val('returnedAt')]), 'is', null),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('register_entry as n').select('n.id').whereRef('n.replaces', '=', 'e.id'))),
    )
    .executeTakeFirst();
  return open !== undefined;
}

/** Says which field names what is not there. */
export function explainUnknown(error: unknown): unknown {
  const missing: Term = { zh: '没有找到，可能不属于本单位', en: 'Not found; it may belong to another organ' };
  if (isRefusedBy(error, 'register_entry_device_id_fkey')) return refuse('deviceId', missing);
  if (isRefusedBy(error, 'register_entry_recording_id_fkey')) return refuse('recordingId', missing);
  return error;
}
