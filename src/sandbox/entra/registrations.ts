import type { SandboxUrls } from '../kit/deps.ts';

/** The sandbox's one tenant. Every id and secret in this file is fixed and worth nothing elsewhere. */
export const tenantId = '5a4d0000-7e4a-4b1d-9c0e-5a4db0c50001';

/** Regarding's own registration: its API, and the confidential client behind it. */
export const regardingApp = {
  clientId: '5a4d0000-7e4a-4b1d-9c0e-5a4db0c5a001',
  clientSecret: 'sandbox-only-regarding-secret',
  scope: 'api://5a4d0000-7e4a-4b1d-9c0e-5a4db0c5a001/access_as_user',
} as const;

/** A client with broad rights for tests and for whoever explores the sandbox with other tools. */
export const testClient = {
  clientId: '5a4d0000-7e4a-4b1d-9c0e-5a4db0c5a002',
  clientSecret: 'sandbox-only-test-secret',
} as const;

/** The password of every person of the sandbox, for the test client's password grant. */
export const sandboxPassword = 'sandbox-only-password';

/** Application ids Microsoft uses for Graph and Dataverse in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';
const dataverseAppId = '00000007-0000-0000-c000-000000000000';

/** An API tokens can be asked for. */
export interface Resource {
  appId: string;
  displayName: string;
  /** What a scope may start with. The first is the canonical one. */
  identifierUris: string[];
  /** `aud` of its tokens. */
  audience: string;
  /** Form of its tokens: Graph and Dataverse still take version 1. */
  tokenVersion: 1 | 2;
}

/** A client that may ask for tokens; all consent was given by the tenant's administrator. */
export interface Application {
  clientId: string;
  clientSecret: string;
  /** Its service principal. */
  objectId: string;
  displayName: string;
  /** Exact redirect URIs, `brk-multihub://<host>` among them. */
  redirectUris: string[];
  /** May redirect to any http or https page of `localhost`, and use the password grant. */
  isTestClient: boolean;
  /** Consented delegated permissions by the resource's application id. */
  delegated: Record<string, string[]>;
  /** Granted application permissions by the resource's application id. */
  roles: Record<string, string[]>;
}

/** The three APIs of the sandbox. */
export function resources(urls: SandboxUrls): [Resource, ...Resource[]] {
  return [
    {
      appId: graphAppId,
      displayName: 'Microsoft Graph',
      identifierUris: [urls.graph, 'https://graph.microsoft.com'],
      audience: urls.graph,
      tokenVersion: 1,
    },
    {
      appId: dataverseAppId,
      displayName: 'Dataverse',
      identifierUris: [urls.dataverse],
      audience: urls.dataverse,
      tokenVersion: 1,
    },
    {
      appId: regardingApp.clientId,
      displayName: 'Regarding',
      identifierUris: [`api://${regardingApp.clientId}`],
      audience: regardingApp.clientId,
      tokenVersion: 2,
    },
  ];
}

const testScopes = [
  'User.Read',
  'User.Read.All',
  'User.ReadBasic.All',
  'Mail.Read',
  'Mail.ReadBasic',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.Read',
  'MailboxSettings.ReadWrite',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Contacts.Read',
  'Contacts.ReadWrite',
  'Tasks.Read',
  'Tasks.ReadWrite',
  'Mail.Read.Shared',
  'Mail.ReadWrite.Shared',
  'Mail.Send.Shared',
  'Calendars.ReadBasic',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
  'Contacts.Read.Shared',
  'Contacts.ReadWrite.Shared',
  'People.Read',
  'Organization.Read.All',
  'LicenseAssignment.Read.All',
  'Directory.Read.All',
];

const testRoles = [
  'User.Read.All',
  'Mail.Read',
  'Mail.ReadBasic.All',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.Read',
  'MailboxSettings.ReadWrite',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Contacts.Read',
  'Contacts.ReadWrite',
  'Tasks.Read.All',
  'Tasks.ReadWrite.All',
  'Calendars.ReadBasic',
  'People.Read.All',
  'Organization.Read.All',
];

/** The registered applications. */
export function applications(urls: SandboxUrls): Application[] {
  return [
    {
      ...regardingApp,
      objectId: '5a4d0000-7e4a-4b1d-9c0e-5a4db0c5b001',
      displayName: 'Regarding',
      redirectUris: [`brk-multihub://${new URL(urls.service).host}`],
      isTestClient: false,
      delegated: {
        [graphAppId]: [
          'Mail.ReadWrite',
          'Mail.ReadWrite.Shared',
          'MailboxSettings.ReadWrite',
          'Calendars.ReadWrite',
          'Calendars.ReadWrite.Shared',
          'Contacts.ReadWrite',
          'Tasks.ReadWrite',
          'User.Read',
        ],
        [dataverseAppId]: ['user_impersonation'],
        [regardingApp.clientId]: ['access_as_user'],
      },
      roles: {
        [graphAppId]: [
          'Mail.ReadWrite',
          'Mail.Send',
          'MailboxSettings.ReadWrite',
          'Calendars.ReadWrite',
          'Contacts.ReadWrite',
          'Tasks.ReadWrite.All',
          'User.Read.All',
        ],
      },
    },
    {
      ...testClient,
      objectId: '5a4d0000-7e4a-4b1d-9c0e-5a4db0c5b002',
      displayName: 'Sandbox test client',
      redirectUris: [],
      isTestClient: true,
      delegated: {
        [graphAppId]: testScopes,
        [dataverseAppId]: ['user_impersonation'],
        [regardingApp.clientId]: ['access_as_user'],
      },
      roles: { [graphAppId]: testRoles },
    },
  ];
}
