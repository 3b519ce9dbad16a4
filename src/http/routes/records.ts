import {
  connectRequest,
  connectionRolesResponse,
  createRequest,
  createResponse,
  domainQuery,
  domainResponse,
  formQuery,
  formResponse,
  tablesQuery,
  tablesResponse,
} from '../../contracts/tables.ts';
import { z } from 'zod';
import { tableName } from '../../contracts/record.ts';
import {
  accountsForDomain,
  connectRecords,
  connectionRoles,
  createForm,
  creatableTables,
  makeRecord,
} from '../../tracking/make-record.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

function registerForms({ app, ports }: Api): void {
  app.get(
    '/tables',
    {
      schema: {
        summary: 'Tables of which the caller may make records',
        querystring: tablesQuery,
        response: { 200: tablesResponse },
      },
    },
    (request) => creatableTables(ports, callerOf(request), request.query.language),
  );
  app.get(
    '/tables/:table/form',
    {
      schema: {
        summary: 'The form with which a record of a table is made',
        params: z.object({ table: tableName }),
        querystring: formQuery,
        response: { 200: formResponse },
      },
    },
    (request) => {
      const { language, also = [] } = request.query;
      return createForm(ports, callerOf(request), { ...request.params, language, also });
    },
  );
}

function registerConnections({ app, ports }: Api): void {
  app.get(
    '/connection-roles',
    {
      schema: {
        summary: 'What records can be to each other',
        response: { 200: connectionRolesResponse },
      },
    },
    (request) => connectionRoles(ports, callerOf(request)),
  );
  app.post(
    '/connections',
    { schema: { summary: 'Connect two records', body: connectRequest } },
    async (request, reply) => {
      await connectRecords(ports, callerOf(request), request.body);
      return reply.code(204).send();
    },
  );
}

/** Making records: which, with what form, and the making itself. */
export function registerRecords(api: Api): void {
  const { app, ports } = api;
  registerForms(api);
  registerConnections(api);
  app.post(
    '/records',
    {
      schema: {
        summary: 'Make a record',
        description: 'The same id again makes no second record.',
        body: createRequest,
        response: { 200: createResponse },
      },
    },
    (request) => makeRecord(ports, callerOf(request), request.body),
  );
  app.get(
    '/accounts/for-domain',
    {
      schema: {
        summary: 'Accounts an address of a domain may belong to',
        querystring: domainQuery,
        response: { 200: domainResponse },
      },
    },
    (request) => accountsForDomain(ports, callerOf(request), request.query.domain),
  );
}
