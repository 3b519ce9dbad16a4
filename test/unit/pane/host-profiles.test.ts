import { describe, expect, test } from '@jest/globals';
import { capabilitiesOf, type HostFacts } from '../../../src/pane/host/capabilities.ts';

/** A host that has Mailbox up to a set, and nested sign-in or not. */
const host = (
  platform: string,
  { mailbox = 15, hostName = 'Outlook', naa = true, accountType = 'office365', close = true } = {},
): HostFacts => ({
  platform,
  requirements: {
    isSetSupported: (name, version = '1.1') => {
      if (name === 'NestedAppAuth') return naa;
      return Number(version.split('.')[1]) <= mailbox;
    },
  },
  mailbox: { diagnostics: { hostName }, userProfile: { accountType } },
  ...(close && { ui: { closeContainer: () => undefined } }),
});

const everything = {
  isPhone: false,
  categories: true,
  pinning: true,
  sharedFolders: true,
  sharedMailboxes: true,
  withoutItem: true,
  theme: true,
  closing: true,
  notifications: 5,
  nestedSignIn: true,
};

const phone = {
  isPhone: true,
  categories: false,
  pinning: false,
  sharedFolders: false,
  sharedMailboxes: false,
  withoutItem: false,
  theme: false,
  closing: true,
  notifications: 1,
  nestedSignIn: true,
};

describe.each([
  ['Outlook on the web', host('OfficeOnline'), { ...everything, platform: 'web' }],
  [
    'New Outlook on Windows',
    host('OfficeOnline', { hostName: 'newOutlookWindows' }),
    { ...everything, platform: 'new-windows' },
  ],
  [
    'Classic Outlook of set 1.8',
    host('PC', { mailbox: 8, naa: false }),
    {
      ...everything,
      platform: 'windows',
      mailboxSet: '1.8',
      sharedMailboxes: false,
      withoutItem: false,
      theme: false,
      nestedSignIn: false,
    },
  ],
  ['Outlook on a Mac', host('Mac'), { ...everything, platform: 'mac' }],
  [
    'Outlook on iOS',
    host('iOS', { mailbox: 5, hostName: 'OutlookIOS' }),
    { ...phone, platform: 'ios', mailboxSet: '1.5' },
  ],
  [
    'Outlook on Android',
    host('Android', { mailbox: 5, hostName: 'OutlookAndroid' }),
    { ...phone, platform: 'android' },
  ],
  [
    'An old host of set 1.5',
    host('PC', { mailbox: 5, naa: false, close: false }),
    {
      ...everything,
      categories: false,
      sharedFolders: false,
      sharedMailboxes: false,
      withoutItem: false,
      theme: false,
      closing: false,
      nestedSignIn: false,
    },
  ],
  [
    'Outlook.com',
    host('OfficeOnline', { accountType: 'outlookCom' }),
    { ...everything, isPersonal: true, pinning: false },
  ],
] as const)('%s', (_name, facts, expected) => {
  test('Can do what its version and place allow (H-03, H-05, H-06, H-07, H-08, H-11, H-12)', () => {
    expect(capabilitiesOf(facts)).toMatchObject(expected);
  });
});

test('A host that tells nothing is taken for the least there is', () => {
  expect(capabilitiesOf({})).toMatchObject({ platform: 'web', mailboxSet: '1.1', closing: false });
});

test('A host that throws when asked for a set is taken not to have it', () => {
  const isSetSupported = () => {
    throw new Error('not ready');
  };
  expect(capabilitiesOf({ requirements: { isSetSupported } }).pinning).toBe(false);
});
