import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDocument, openDocumentHouse } from '../../test/documents.ts';
import { type EvidencePlace, openEvidencePlace, refusedBy } from '../../test/evidence-place.ts';
import { addressInput, evidenceInput, goodsInput, serviceInput } from '../../test/goods.ts';
import { testKeys } from '../../test/numbers.ts';
import { makeOrgan, readAs } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { openCase, readCase } from '../cases/cases.ts';
import { decideApproval } from '../cases/moves.ts';
import { askForApproval } from '../documents/approval.ts';
import { voidDocument } from '../documents/documents.ts';
import { finalizeDocument } from '../documents/finalize.ts';
import type { DocumentHouse } from '../documents/keep.ts';
import { loadLaw } from '../law/index.ts';
import { enterAddress } from './addresses.ts';
import { enterGoods, enterGoodsEvent } from './goods.ts';
import { goodsOfCase } from './goods-view.ts';
import { caseEvidence } from './item-view.ts';
import { changeEvidence, enterEvidence } from './items.ts';
import { enterService } from './serving.ts';
import { caseServices } from './serving-view.ts';

const law = await loadLaw();
let { house, organ, officer, now, by, as, newId, begin } = {} as EvidencePlace;
let documents: DocumentHouse;
beforeAll(async () => {
  ({ house, organ, officer, now, by, as, newId, begin } =
    await openEvidencePlace('2026-08-03T01:00:00.000Z'));
  documents = openDocumentHouse(house.ground);
});
afterAll(async () => {
  await documents.printer.close();
  await house.close();
});

const wait = () => house.ground.clock.advance(60_000);
/** Adds somebody to a case and tells under which id the register has them. */
async function addParty(caseId: string, name: string): Promise<string> {
  const who = { kind: 'person' as const, name, numberKind: null, number: null, phone: null, address: null };
  const line = { id: newId(), caseId, role: 'party' as const, represents: null, partyId: null, party: who };
  await by((ctx) => addCaseParty(ctx, testKeys, line));
  const { parties } = await readAs(house.ground, officer, (ctx) => readCase(ctx, caseId));
  return parties.find(({ party }) => party.name === name)?.party.id ?? '';
}
const write = (caseId: string, kind: string) => fillDocument(house.ground, officer, { caseId }, kind);
const finish = (id: string) => by((ctx) => finalizeDocument(ctx, documents, { id, revision: 2 }));
/** A document that was asked to be approved; the head has agreed where `given`. */
async function approve(caseId: string, kind: string, given = true): Promise<string> {
  wait();
  const [id, approvalId] = [await write(caseId, kind), newId()];
  await by((ctx) => askForApproval(ctx, documents, { id, approvalId, revision: 2, opinion: '' }));
  wait();
  const word = { id: approvalId, revision: 1, agrees: true, opinion: '' };
  if (given) await as(organ.people.head, (ctx) => decideApproval(ctx, law, word));
  wait();
  return approvalId;
}

describe('what serving names of the house', () => {
  it('is a party of the case by its name in the register, and a document of the case that is final', async () => {
    const place = await begin('service');
    const partyId = await addParty(place.caseId, '李四');
    const documentId = await write(place.caseId, 'penaltyDecision');
    const input = serviceInput(place, { documentId, partyId, party: '旧名' });
    const send = (change = {}) => by((ctx) => enterService(ctx, law, { ...input, ...change }));
    expect(await refusedBy(send())).toEqual(['document']);
    await finish(documentId);
    await send();
    await send();
    const { services } = await readAs(house.ground, officer, (ctx) =>
      caseServices(ctx, law, { id: place.caseId }),
    );
    expect(services).toMatchObject([{ documentId, partyId, party: '李四' }]);
    await by((ctx) => voidDocument(ctx, { id: documentId, reason: '写错' }));
    const elsewhere = await begin('service');
    const strange = await addParty(elsewhere.caseId, '王五');
    const wrong = { id: newId(), partyId: strange };
    expect(await refusedBy(send(wrong))).toEqual(['document', 'party']);
    const address = addressInput(place, { partyId: strange });
    expect(await refusedBy(by((ctx) => enterAddress(ctx, address)))).toEqual(['party']);
    await by((ctx) => enterAddress(ctx, { ...address, id: newId(), partyId, party: '李' }));
    const known = await readAs(house.ground, officer, (ctx) => caseServices(ctx, law, { id: place.caseId }));
    expect(known.addresses).toMatchObject([{ party: '李四', partyId }]);
  });

  it('may be in words, and never of another organ', async () => {
    const place = await begin('service');
    await by((ctx) => enterService(ctx, law, serviceInput(place, { document: '其他机关的函' })));
    const other = await makeOrgan(house.ground, 'hd', 'hd');
    const { officer: stranger } = other.people;
    const people = { unitId: other.unitId, officerIds: [other.officerId] };
    const { id: caseId } = await as(stranger, (ctx) =>
      openCase(ctx, {
        ...{ ...people, ownNumber: null, cause: '走私', party: null, procedure: 'ordinary', closedAt: null },
        openedAt: plusMillis(now(), -3_600_000),
      }),
    );
    const documentId = await fillDocument(house.ground, stranger, { caseId }, 'publicNotice');
    const input = serviceInput(place, { documentId, partyId: newId() });
    expect(await refusedBy(by((ctx) => enterService(ctx, law, input)))).toEqual(['document', 'party']);
  });
});

describe('an approval that a measure rests on', () => {
  it('says who approved and when; it is given, of the case, and of the matter', async () => {
    const place = await begin('seal');
    const open = await approve(place.caseId, 'measureApproval', false);
    const given = await approve(place.caseId, 'measureApproval');
    const approvedAt = plusMillis(now(), -60_000);
    const typed = { approvedBy: '某人', approvedAt: '2020-01-01T00:00:00.000Z' };
    const enter = (approvalId: string, change = {}) =>
      by((ctx) => enterGoods(ctx, goodsInput(place, { ...typed, approvalId, ...change })));
    const elsewhere = await approve((await begin('seal')).caseId, 'measureApproval');
    for (const wrong of [open, elsewhere, newId()])
      expect(await refusedBy(enter(wrong))).toEqual(['approvalId']);
    expect(await refusedBy(enter(given, { measure: 'advanceRegistration' }))).toEqual(['approvalId']);
    const partyId = await addParty(place.caseId, '顺达商店');
    const { id: listId } = await enter(given, { partyId });
    const [list] = await readAs(house.ground, officer, (ctx) => goodsOfCase(ctx, place.caseId));
    expect(list).toMatchObject({ approvedBy: 'ql.head', approvedAt, approvalId: given });
    expect(list).toMatchObject({ party: '顺达商店', partyId });
    const extension = await approve(place.caseId, 'measureExtension');
    const extend = (approvalId: string) => {
      const event = { id: newId(), listId, kind: 'extended' as const, at: now(), reason: '案情复杂' };
      return by((ctx) => enterGoodsEvent(ctx, { ...event, approvedBy: '某人', approvalId }));
    };
    expect(await refusedBy(extend(given))).toEqual(['approvalId']);
    await extend(extension);
    const [after] = await readAs(house.ground, officer, (ctx) => goodsOfCase(ctx, place.caseId));
    expect(after?.events).toMatchObject([{ kind: 'extended', approvedBy: 'ql.head', approvalId: extension }]);
  });
});

describe('a document that is evidence', () => {
  it('is one of the case, and not void', async () => {
    const place = await begin('seal');
    const documentId = await write(place.caseId, 'onSceneRecord');
    const strange = await write((await begin('seal')).caseId, 'onSceneRecord');
    const input = evidenceInput(place, { form: 'document', kind: 'onSceneRecord', documentId: strange });
    expect(await refusedBy(by((ctx) => enterEvidence(ctx, input)))).toEqual(['documentId']);
    await by((ctx) => enterEvidence(ctx, { ...input, documentId }));
    const { items } = await readAs(house.ground, officer, (ctx) => caseEvidence(ctx, { id: place.caseId }));
    expect(items).toMatchObject([{ documentId }]);
    await by((ctx) => voidDocument(ctx, { id: documentId, reason: '写错' }));
    const { caseId, ...said } = input;
    const change = { ...said, documentId, revision: 1 };
    expect(await refusedBy(by((ctx) => changeEvidence(ctx, change)))).toEqual(['documentId']);
    expect(caseId).toBe(place.caseId);
  });
});
