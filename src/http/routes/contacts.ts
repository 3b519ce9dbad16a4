import {
  addToOutlookRequest,
  contactOutcomes,
  contactViews,
  crmContacts,
  crmContactsQuery,
  linkContactsRequest,
  outlookContacts,
  outlookContactsQuery,
  trackContactsRequest,
  untrackContactsRequest,
} from '../../contracts/contact.ts';
import { addToOutlook } from '../../tracking/contacts/add-to-outlook.ts';
import { listContactViews, listCrmContacts } from '../../tracking/contacts/list-crm.ts';
import { listOutlookContacts } from '../../tracking/contacts/list-outlook.ts';
import {
  linkContacts,
  trackContacts,
  untrackContacts,
} from '../../tracking/contacts/request-contacts.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

function registerLists({ app, ports }: Api): void {
  app.get(
    '/contacts/outlook',
    {
      schema: {
        summary: 'Contacts of the mailbox with their state',
        querystring: outlookContactsQuery,
        response: { 200: outlookContacts },
      },
    },
    (request) => listOutlookContacts(ports, callerOf(request), request.query),
  );
  app.get(
    '/contacts/crm',
    {
      schema: {
        summary: 'Contacts of the CRM by one of the caller’s views',
        querystring: crmContactsQuery,
        response: { 200: crmContacts },
      },
    },
    (request) => listCrmContacts(ports, callerOf(request), request.query),
  );
  app.get(
    '/contacts/views',
    { schema: { summary: 'The caller’s views of contacts', response: { 200: contactViews } } },
    (request) => listContactViews(ports, callerOf(request)),
  );
}

/** Contacts: the add-in never opens on them (H-01), so a page lists them. */
export function registerContacts(api: Api): void {
  const { app, ports } = api;
  registerLists(api);
  app.post(
    '/contacts/track',
    {
      schema: {
        summary: 'Track contacts, or bring tracked ones up to date',
        body: trackContactsRequest,
        response: { 200: contactOutcomes },
      },
    },
    (request) => trackContacts(ports, callerOf(request), request.body),
  );
  app.post(
    '/contacts/untrack',
    {
      schema: {
        summary: 'Untrack contacts, and keep or delete the CRM’s copies',
        body: untrackContactsRequest,
        response: { 200: contactOutcomes },
      },
    },
    (request) => untrackContacts(ports, callerOf(request), request.body),
  );
  app.post(
    '/contacts/link',
    {
      schema: {
        summary: 'Belong contacts to an account; untracked ones are tracked by it',
        body: linkContactsRequest,
        response: { 200: contactOutcomes },
      },
    },
    (request) => linkContacts(ports, callerOf(request), request.body),
  );
  app.post(
    '/contacts/add-to-outlook',
    {
      schema: {
        summary: 'Put contacts of the CRM into the caller’s Outlook',
        body: addToOutlookRequest,
        response: { 200: contactOutcomes },
      },
    },
    (request) => addToOutlook(ports, callerOf(request), request.body.ids),
  );
}
