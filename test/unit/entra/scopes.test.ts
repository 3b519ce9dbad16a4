import { describe, expect, test } from '@jest/globals';
import type { EntraError } from '../../../src/sandbox/entra/errors.ts';
import {
  applications,
  regardingApp,
  resources,
  tenantId,
} from '../../../src/sandbox/entra/registrations.ts';
import { grantScopes, parseScopes } from '../../../src/sandbox/entra/scopes.ts';

const urls = {
  outlook: 'https://localhost:3000',
  service: 'https://localhost:3001',
  entra: 'https://localhost:3002',
  graph: 'https://localhost:3003',
  dataverse: 'https://localhost:3004',
};
const parse = (text: string) => parseScopes(text, resources(urls), tenantId);
const regarding = applications(urls).find(({ clientId }) => clientId === regardingApp.clientId)!;
const grant = (text: string) => {
  const request = parse(text);
  return grantScopes(regarding, request, regarding.delegated[request.resource.appId] ?? []);
};

const codeOf = (act: () => unknown): number => {
  try {
    act();
  } catch (error) {
    return (error as EntraError).code;
  }
  throw new Error('It was not refused.');
};

describe('The resource a scope is for', () => {
  test.each([
    ['https://localhost:3003/Mail.ReadWrite', 'Microsoft Graph', 'Mail.ReadWrite'],
    ['https://graph.microsoft.com/.default', 'Microsoft Graph', '.default'],
    ['User.Read', 'Microsoft Graph', 'User.Read'],
    ['00000003-0000-0000-c000-000000000000/.default', 'Microsoft Graph', '.default'],
    ['https://localhost:3004/user_impersonation', 'Dataverse', 'user_impersonation'],
    ['https://localhost:3004//.default', 'Dataverse', '.default'],
    ['HTTPS://LOCALHOST:3004/.default', 'Dataverse', '.default'],
    [regardingApp.scope, 'Regarding', 'access_as_user'],
    [`${regardingApp.clientId}/.default`, 'Regarding', '.default'],
  ])('%s is for %s', (scope, resource, name) => {
    const request = parse(scope);
    expect(request.resource.displayName).toBe(resource);
    expect(request.names).toEqual([name]);
  });

  test('Without any API the token is for Graph', () => {
    expect(parse('openid profile')).toMatchObject({
      oidc: ['openid', 'profile'],
      resource: { displayName: 'Microsoft Graph' },
      names: [],
    });
  });

  test.each([
    ['an unknown resource', 'api://nobody/.default', 500011],
    ['another port of localhost', 'https://localhost:3005/.default', 500011],
    ['two resources', 'User.Read https://localhost:3004/user_impersonation', 28000],
    ['.default beside a name', 'User.Read .default', 70011],
  ])('%s is refused', (_what, scope, code) => {
    expect(codeOf(() => parse(scope))).toBe(code);
  });
});

describe('Consent', () => {
  test('.default gives every consented permission and the answer names them', () => {
    const granted = grant('openid offline_access https://localhost:3003/.default');
    expect(granted.permissions).toEqual([
      'Mail.ReadWrite',
      'Mail.ReadWrite.Shared',
      'MailboxSettings.ReadWrite',
      'Calendars.ReadWrite',
      'Calendars.ReadWrite.Shared',
      'Contacts.ReadWrite',
      'Tasks.ReadWrite',
      'User.Read',
    ]);
    expect(granted.answer.split(' ')).toEqual([
      'openid',
      ...['.default', ...granted.permissions].map((name) => `https://localhost:3003/${name}`),
    ]);
  });

  test('A name gives that permission alone, in the registered case', () => {
    expect(grant('https://localhost:3003/mail.readwrite').permissions).toEqual(['Mail.ReadWrite']);
  });

  test('A permission nobody consented to is refused with AADSTS65001', () => {
    expect(codeOf(() => grant('Mail.ReadWrite Mail.Send'))).toBe(65001);
  });
});
