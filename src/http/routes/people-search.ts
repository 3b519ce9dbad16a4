import { peopleQuery, peopleResponse } from '../../contracts/library.ts';
import { findPeople } from '../../tracking/library.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerPeopleSearch({ app, ports }: Api): void {
  app.get(
    '/people',
    {
      schema: {
        summary: 'People of the CRM to write to, by name, address or company',
        querystring: peopleQuery,
        response: { 200: peopleResponse },
      },
    },
    (request) => findPeople(ports, callerOf(request), request.query.q),
  );
}
