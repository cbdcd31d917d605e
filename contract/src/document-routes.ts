import { z } from 'zod';
import { inclusionReceipt } from './custody.ts';
import * as documents from './documents.ts';
import { route } from './route.ts';
import { nothing, withId } from './shapes.ts';

/** Documents, their signatures, scans and templates. */
export const documentRoutes = {
  listDocumentKinds: route(
    'GET /api/document-kinds',
    'document.read',
    nothing,
    z.array(documents.documentKind),
  ),
  listDocuments: route(
    'GET /api/documents',
    'document.read',
    documents.documentQuery,
    documents.documentList,
  ),
  getDocument: route('GET /api/documents/:id', 'document.read', withId, documents.shownDocument),
  proveDocument: route('GET /api/documents/:id/proof', 'document.read', withId, inclusionReceipt),
  documentVersions: route(
    'GET /api/documents/:id/versions',
    'document.read',
    withId,
    documents.documentVersions,
  ),
  draftDocument: route('POST /api/documents', 'document.write', documents.documentInput, withId),
  saveDocument: route(
    'PUT /api/documents/:id',
    'document.write',
    documents.documentSave,
    documents.documentSaved,
  ),
  finalizeDocument: route(
    'POST /api/documents/:id/finalization',
    'document.write',
    documents.documentStep,
    withId,
  ),
  askForApproval: route('POST /api/documents/:id/approvals', 'document.write', documents.documentAsk, withId),
  voidDocument: route('POST /api/documents/:id/voiding', 'document.write', documents.documentVoid, withId),
  signDocument: route('POST /api/documents/:id/signatures', 'document.write', documents.documentSign, withId),
  takeSignature: route(
    'POST /api/documents/:id/drawn-signatures',
    'document.write',
    documents.documentTake,
    withId,
  ),
  refuseToSign: route(
    'POST /api/documents/:id/refusals',
    'document.write',
    documents.documentRefusal,
    withId,
  ),
  acceptPaper: route('POST /api/documents/:id/paper', 'document.write', documents.paperSigned, withId),
  attachScan: route('POST /api/document-scans', 'document.write', documents.scanInput, documents.scanResult),
  assignScan: route('PUT /api/document-scans/:id', 'document.write', documents.scanAssign, withId),
  documentTemplate: route(
    'GET /api/document-templates/:kind',
    'document.read',
    documents.templateQuery,
    documents.documentTemplate,
  ),
  tryDocumentTemplate: route(
    'POST /api/document-templates/:kind/check',
    'document.template',
    documents.templateInput,
    documents.templateCheck,
  ),
  saveDocumentTemplate: route(
    'PUT /api/document-templates/:kind',
    'document.template',
    documents.templateInput,
    z.object({ version: z.int() }),
  ),
  documentSetting: route('GET /api/document-setting', 'document.read', nothing, documents.documentSetting),
  changeDocumentSetting: route(
    'PUT /api/document-setting',
    'document.template',
    documents.documentSettingInput,
    documents.documentSettingInput,
  ),
} as const;
