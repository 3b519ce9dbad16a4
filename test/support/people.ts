import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';

/** Two people every test may count on. */
export const anna: DirectoryUser = {
  id: '11111111-aaaa-4aaa-8aaa-000000000001',
  displayName: 'Anna Berger',
  givenName: 'Anna',
  surname: 'Berger',
  mail: 'anna@fabrikam.example',
  jobTitle: 'Sales',
  preferredLanguage: 'en-US',
  timeZone: 'Europe/Vienna',
};
export const bela: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000002',
  displayName: 'Béla <Kiss>',
  givenName: 'Béla',
  surname: 'Kiss',
  mail: 'Bela@fabrikam.example',
  preferredLanguage: 'hu-HU',
};
