import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/bin/config.ts';

const complete = {
  REGARDING_DATABASE_URL: 'postgres://localhost/regarding',
  REGARDING_PUBLIC_URL: 'https://regarding.contoso.example/',
  REGARDING_TENANTS: '5a4d0000-7e4a-4b1d-9c0e-000000000001',
  REGARDING_CLIENT_ID: '5a4d0000-7e4a-4b1d-9c0e-000000000002',
  REGARDING_CLIENT_SECRET: 'secret',
  REGARDING_DATAVERSE_URL: 'https://contoso.crm4.dynamics.com',
};

describe('The configuration', () => {
  test('needs six variables; the rest has defaults', () => {
    expect(readConfig(complete)).toMatchObject({
      publicUrl: 'https://regarding.contoso.example',
      listen: { port: 8080, tls: null },
      authority: 'https://login.microsoftonline.com',
      allowedClients: [complete.REGARDING_CLIENT_ID],
      officeScripts: ['https://appsforoffice.microsoft.com/lib/1/hosted/office.js'],
    });
  });

  test('names every variable that is missing or wrong, at once, without its value', () => {
    const broken = {
      ...complete,
      REGARDING_DATAVERSE_URL: '',
      REGARDING_PUBLIC_URL: 'http://plain.example',
      REGARDING_PORT: 'many',
      REGARDING_TENANTS: 'canary',
    };
    const message = (): unknown => readConfig(broken);
    expect(message).toThrow(/REGARDING_DATAVERSE_URL: is missing/);
    expect(message).toThrow(/REGARDING_PUBLIC_URL/);
    expect(message).toThrow(/REGARDING_PORT/);
    expect(message).toThrow(/REGARDING_TENANTS/);
    expect(message).not.toThrow(/canary/);
  });

  test('needs a secret or a certificate', () => {
    const without = { ...complete, REGARDING_CLIENT_SECRET: undefined };
    expect(() => readConfig(without)).toThrow(/REGARDING_CLIENT_SECRET/);
  });

  test('needs both halves of a TLS certificate', () => {
    const half = { ...complete, REGARDING_TLS_KEY_FILE: 'package.json' };
    expect(() => readConfig(half)).toThrow(/go together/);
  });
});
