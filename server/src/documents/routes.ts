import { routes } from '@liuhen/contract';
import { transact } from '../base/database.ts';
import { type Binding, inputOf, mutate, query, requirePerson } from '../base/http.ts';
import { requirePassword } from '../roster/index.ts';
import { askForApproval } from './approval.ts';
import { draftDocument, saveDocument, voidDocument } from './documents.ts';
import { documentFiles } from './files.ts';
import { finalizeDocument } from './finalize.ts';
import type { DocumentHouse } from './keep.ts';
import { versionsOf } from './rows.ts';
import { assignScan, attachScan, prepareScan } from './scans.ts';
import { listDocuments, readDocument } from './show.ts';
import { acceptPaper, refuseToSign, signDocument, takeSignature } from './sign.ts';
import { changeSetting, listDocumentKinds, readSetting, readTemplate, saveTemplate } from './templates.ts';
import { tryTemplate } from './try-template.ts';

/** Ten megabytes of pages as base64, and what stands around them. */
const mostScanBytes = 15 << 20;

/** The password is asked for apart, as the house: a wrong one is noted though nothing else happens. */
const signing = (house: DocumentHouse): Binding => ({
  route: routes.signDocument,
  attach: (app, http) => {
    app.post(routes.signDocument.path, async (request) => {
      const actor = await requirePerson(http, request, routes.signDocument.permission);
      const { password, ...input } = inputOf(routes.signDocument, request);
      await requirePassword(http, request, actor, password);
      const sealed = await transact(http.database, actor, (tx) =>
        signDocument({ tx, actor, clock: http.clock, writing: true }, house, input),
      );
      http.wake();
      return routes.signDocument.output.parse(sealed.value);
    });
  },
});

/** A scan is larger than what else is sent, and is read before a transaction holds a connection. */
const attaching = (house: DocumentHouse): Binding => ({
  route: routes.attachScan,
  attach: (app, http) => {
    app.post(routes.attachScan.path, { bodyLimit: mostScanBytes }, async (request) => {
      const actor = await requirePerson(http, request, routes.attachScan.permission);
      const input = inputOf(routes.attachScan, request);
      const prepared = await prepareScan(house, input);
      const sealed = await transact(http.database, actor, (tx) =>
        attachScan({ tx, actor, clock: http.clock, writing: true }, house, input, prepared),
      );
      http.wake();
      return routes.attachScan.output.parse(sealed.value);
    });
  },
});

/** The room's routes, with the files of documents. */
export const documentRoutes = (house: DocumentHouse): Binding[] => [
  query(routes.listDocumentKinds, listDocumentKinds),
  query(routes.listDocuments, listDocuments),
  query(routes.getDocument, (ctx, { id }) => readDocument(ctx, house.keys, id, house.fillers)),
  query(routes.documentVersions, (ctx, { id }) => versionsOf(ctx, house.keys, id)),
  mutate(routes.draftDocument, (ctx, input) => draftDocument(ctx, house.keys, input, house.fillers)),
  mutate(routes.saveDocument, (ctx, input) => saveDocument(ctx, house.keys, input)),
  mutate(routes.finalizeDocument, (ctx, input) => finalizeDocument(ctx, house, input)),
  mutate(routes.askForApproval, (ctx, input) => askForApproval(ctx, house, input)),
  mutate(routes.voidDocument, voidDocument),
  signing(house),
  mutate(routes.takeSignature, (ctx, input) => takeSignature(ctx, house, input)),
  mutate(routes.refuseToSign, (ctx, input) => refuseToSign(ctx, house, input)),
  mutate(routes.acceptPaper, (ctx, input) => acceptPaper(ctx, house, input)),
  attaching(house),
  mutate(routes.assignScan, assignScan),
  query(routes.documentTemplate, readTemplate),
  query(routes.tryDocumentTemplate, (ctx, input) => tryTemplate(ctx, house, input)),
  mutate(routes.saveDocumentTemplate, saveTemplate),
  query(routes.documentSetting, readSetting),
  mutate(routes.changeDocumentSetting, changeSetting),
  documentFiles(house),
];
