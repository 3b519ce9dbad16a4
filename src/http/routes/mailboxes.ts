import { z } from 'zod';
import { mailboxesResponse, mailboxParams } from '../../contracts/mailboxes.ts';
import { listMailboxes, resumeMailbox, resumeOwnMailbox } from '../../sync/mailboxes.ts';
import type { MailboxPorts } from '../../sync/mailboxes.ts';
import type { ApiApp } from '../api.ts';
import { callerOf } from '../authenticate.ts';

const path = '/organization/mailboxes';

/** The mailboxes server-side sync looks after: everybody's for the CRM's system administrators. */
export function registerMailboxes({ app, ports }: { app: ApiApp; ports: MailboxPorts }): void {
  app.get(
    path,
    {
      schema: {
        summary: 'Every mailbox that is looked after, those in trouble first',
        response: { 200: mailboxesResponse },
      },
    },
    (request) => listMailboxes(ports, callerOf(request)),
  );
  app.post(
    `${path}/:userId/resume`,
    {
      schema: {
        summary: 'Read a paused mailbox again',
        params: mailboxParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await resumeMailbox(ports, callerOf(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/mailbox/resume',
    { schema: { summary: 'Read one’s own paused mailbox again', response: { 204: z.null() } } },
    async (request, reply) => {
      await resumeOwnMailbox(ports, callerOf(request));
      return reply.code(204).send(null);
    },
  );
}
