import type { FastifyRequest } from 'fastify';
import {
  folderPreview,
  folderRuleChange,
  folderRuleParams,
  folderRuleRequest,
  folderRulesResponse,
} from '../../contracts/folder-rules.ts';
import {
  addFolderRule,
  changeFolderRule,
  listFolderRules,
  previewFolderRule,
  removeFolderRule,
  undoFolderRule,
} from '../../sync/folders/folder-rules.ts';
import type { FolderPorts } from '../../sync/folders/folder-rules.ts';
import type { ApiApp } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { languageOf } from '../language.ts';

const response = { 200: folderRulesResponse };
const readingOf = (request: FastifyRequest) => ({
  caller: callerOf(request),
  language: languageOf(request),
});

/** Mapped folders (§1.3). Every change answers the whole list as it is then. */
export function registerFolderRules({ app, ports }: { app: ApiApp; ports: FolderPorts }): void {
  app.get('/folder-rules', { schema: { summary: 'Mapped folders', response } }, (request) =>
    listFolderRules(ports, readingOf(request)),
  );
  app.post(
    '/folder-rules/preview',
    {
      schema: {
        summary: 'What mapping a folder would do',
        body: folderRuleRequest,
        response: { 200: folderPreview },
      },
    },
    (request) => previewFolderRule(ports, readingOf(request), request.body),
  );
  app.post(
    '/folder-rules',
    { schema: { summary: 'Map a folder', body: folderRuleRequest, response } },
    (request) => addFolderRule(ports, readingOf(request), request.body),
  );
  app.put(
    '/folder-rules/:id',
    {
      schema: {
        summary: 'Change or pause a mapped folder',
        params: folderRuleParams,
        body: folderRuleChange,
        response,
      },
    },
    (request) =>
      changeFolderRule(ports, readingOf(request), { id: request.params.id, change: request.body }),
  );
  app.delete(
    '/folder-rules/:id',
    {
      schema: {
        summary: 'Forget a mapped folder; what was tracked stays tracked',
        params: folderRuleParams,
        response,
      },
    },
    (request) => removeFolderRule(ports, readingOf(request), request.params.id),
  );
  app.post(
    '/folder-rules/:id/undo',
    { schema: { summary: 'Take back what a folder linked', params: folderRuleParams, response } },
    (request) => undoFolderRule(ports, readingOf(request), request.params.id),
  );
}
