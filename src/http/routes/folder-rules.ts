import type { FastifyRequest } from 'fastify';
import {
  folderPreview,
  folderRuleChange,
  folderRuleParams,
  folderRuleRequest,
  folderRulesResponse,
  folderRulesParams,
} from '../../contracts/folder-rules.ts';
import {
  addFolderRule,
  changeFolderRule,
  listFolderRules,
  previewFolderRule,
  removeFolderRule,
  undoFolderRule,
} from '../../sync/folders/folder-rules.ts';
import type { FolderPorts, FolderReading } from '../../sync/folders/folder-rules.ts';
import { administeredMailbox } from '../../sync/mailboxes.ts';
import type { MailboxPorts } from '../../sync/mailboxes.ts';
import type { ApiApp } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { languageOf } from '../language.ts';

type Ports = FolderPorts & MailboxPorts;
interface FolderApi {
  app: ApiApp;
  ports: Ports;
}

const response = { 200: folderRulesResponse };
const params = folderRulesParams;

/** The caller's own mailbox, unless the path names one that an administrator looks after. */
async function readingOf(
  ports: Ports,
  request: FastifyRequest,
  userId: string | undefined,
): Promise<FolderReading> {
  const caller = callerOf(request);
  const mailbox = userId === undefined ? caller : await administeredMailbox(ports, caller, userId);
  return { caller, mailbox, language: languageOf(request) };
}

function registerAt({ app, ports }: FolderApi, path: string): void {
  app.get(path, { schema: { summary: 'Mapped folders', params, response } }, async (request) =>
    listFolderRules(ports, await readingOf(ports, request, request.params.userId)),
  );
  app.post(
    `${path}/preview`,
    {
      schema: {
        summary: 'What mapping a folder would do',
        params,
        body: folderRuleRequest,
        response: { 200: folderPreview },
      },
    },
    async (request) => {
      const reading = await readingOf(ports, request, request.params.userId);
      return previewFolderRule(ports, reading, request.body);
    },
  );
  app.post(
    path,
    { schema: { summary: 'Map a folder', params, body: folderRuleRequest, response } },
    async (request) => {
      const reading = await readingOf(ports, request, request.params.userId);
      return addFolderRule(ports, reading, request.body);
    },
  );
  app.put(
    `${path}/:id`,
    {
      schema: {
        summary: 'Change or pause a mapped folder',
        params: folderRuleParams,
        body: folderRuleChange,
        response,
      },
    },
    async (request) => {
      const { userId, id } = request.params;
      const reading = await readingOf(ports, request, userId);
      return changeFolderRule(ports, reading, { id, change: request.body });
    },
  );
  app.delete(
    `${path}/:id`,
    {
      schema: {
        summary: 'Forget a mapped folder; what was tracked stays tracked',
        params: folderRuleParams,
        response,
      },
    },
    async (request) => {
      const { userId, id } = request.params;
      return removeFolderRule(ports, await readingOf(ports, request, userId), id);
    },
  );
}

/**
 * Mapped folders (§1.3): one's own, and for the CRM's system administrators everybody's. Every change
 * answers the whole list as it is then.
 */
export function registerFolderRules(api: FolderApi): void {
  const { app, ports } = api;
  registerAt(api, '/folder-rules');
  registerAt(api, '/organization/mailboxes/:userId/folder-rules');
  app.post(
    '/folder-rules/:id/undo',
    { schema: { summary: 'Take back what a folder linked', params: folderRuleParams, response } },
    async (request) => {
      const reading = await readingOf(ports, request, undefined);
      return undoFolderRule(ports, reading, request.params.id);
    },
  );
}
