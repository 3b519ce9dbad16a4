import { z } from 'zod';
import {
  matchRequest,
  pinRequest,
  recentRecords as recentResponse,
  recordPage as pageResponse,
} from '../../contracts/record-page.ts';
import { recordReference } from '../../contracts/record.ts';
import { language } from '../../contracts/tables.ts';
import { chooseMatch } from '../../tracking/chosen-matches.ts';
import { pin, recentRecords, recordPage } from '../../tracking/record-page.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

const inLanguage = z.object({ language });
const done = z.null();

export function registerRecordPage({ app, ports }: Api): void {
  app.get(
    '/records/:table/:id',
    {
      schema: {
        summary: 'A record and what is around it',
        params: recordReference,
        querystring: inLanguage,
        response: { 200: pageResponse },
      },
    },
    (request) => recordPage(ports, callerOf(request), { record: request.params, ...request.query }),
  );
  app.get(
    '/recent',
    {
      schema: {
        summary: 'Records the person opened, chose or pinned',
        querystring: inLanguage,
        response: { 200: recentResponse },
      },
    },
    (request) => recentRecords(ports, callerOf(request), request.query),
  );
  app.put(
    '/pinned',
    { schema: { summary: 'Pin a record, or unpin it', body: pinRequest, response: { 204: done } } },
    async (request, reply) => {
      await pin(ports, callerOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/people/match',
    {
      schema: {
        summary: 'Say who somebody is where several records have one address',
        body: matchRequest,
        response: { 204: done },
      },
    },
    async (request, reply) => {
      await chooseMatch(ports, callerOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
