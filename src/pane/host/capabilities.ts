/** Where the pane runs. `windows` is classic Outlook; the new one is the web's, in a window. */
export type Platform = 'web' | 'new-windows' | 'windows' | 'mac' | 'ios' | 'android';

/** What this Outlook can do; everything that differs from host to host is decided here (H-01…12). */
export interface Capabilities {
  platform: Platform;
  isPhone: boolean;
  /** A personal account of Outlook.com, which pins nothing (H-03). */
  isPersonal: boolean;
  /** The newest requirement set of Mailbox there is: `1.12`. */
  mailboxSet: string;
  /** Categories on items (H-11). */
  categories: boolean;
  /** A pane that stays beside the next message (H-03). */
  pinning: boolean;
  /** Items of folders shared with the person (H-07). */
  sharedFolders: boolean;
  /** Items of shared mailboxes (DEL-04). */
  sharedMailboxes: boolean;
  /** `item.sensitivity` and labels. */
  sensitivityLabels: boolean;
  /** A pane without an open item (H-06). */
  withoutItem: boolean;
  /** Outlook tells whether it is dark; elsewhere the system does. */
  theme: boolean;
  /** The add-in may close its own pane when the task is done. */
  closing: boolean;
  /** Notifications the add-in may have on one item. */
  notifications: number;
  /** Tokens from Outlook's own sign-in (H-12). */
  nestedSignIn: boolean;
}

/** As much of Office.context as tells hosts apart. */
export interface HostFacts {
  platform?: string | undefined;
  diagnostics?: { host?: string | undefined; version?: string | undefined } | undefined;
  requirements?: { isSetSupported: (name: string, version?: string) => boolean } | undefined;
  mailbox?:
    | {
        diagnostics?: { hostName?: string | undefined } | undefined;
        userProfile?: { accountType?: string | undefined } | undefined;
      }
    | undefined;
  ui?: { closeContainer?: unknown } | undefined;
}

const platforms: Record<string, Platform> = {
  PC: 'windows',
  Universal: 'windows',
  OfficeOnline: 'web',
  Mac: 'mac',
  iOS: 'ios',
  Android: 'android',
};

/** The names `mailbox.diagnostics` has for hosts whose platform does not say enough. */
const hosts: Record<string, Platform> = {
  newOutlookWindows: 'new-windows',
  OutlookIOS: 'ios',
  OutlookAndroid: 'android',
};

const platformOf = ({ platform = '', mailbox }: HostFacts): Platform =>
  hosts[mailbox?.diagnostics?.hostName ?? ''] ?? platforms[platform] ?? 'web';

/** Newest first: a host that has a set has all before it. */
const newestSet = 20;

const mailboxSetOf = (has: (set: number) => boolean): string => {
  for (let set = newestSet; set > 1; set--) if (has(set)) return `1.${set}`;
  return '1.1';
};

/**
 * Reads what the host can do. Phones say they are of set 1.5 and have more; what the pane uses of
 * that is named here, the rest counts as missing (H-08).
 */
export function capabilitiesOf(facts: HostFacts): Capabilities {
  const supports = (name: string, version: string): boolean => {
    try {
      return facts.requirements?.isSetSupported(name, version) ?? false;
    } catch {
      return false;
    }
  };
  const has = (set: number) => supports('Mailbox', `1.${set}`);
  const platform = platformOf(facts);
  const isPhone = platform === 'ios' || platform === 'android';
  const isPersonal = facts.mailbox?.userProfile?.accountType === 'outlookCom';
  return {
    platform,
    isPhone,
    isPersonal,
    mailboxSet: mailboxSetOf(has),
    categories: has(8) && !isPhone,
    pinning: has(5) && !isPhone && !isPersonal,
    sharedFolders: has(8) && !isPhone,
    sharedMailboxes: has(13) && !isPhone,
    sensitivityLabels: has(13) && !isPhone,
    withoutItem: has(13) && !isPhone,
    theme: has(14) && !isPhone,
    closing: typeof facts.ui?.closeContainer === 'function' && has(5),
    notifications: isPhone ? 1 : 5,
    nestedSignIn: supports('NestedAppAuth', '1.1'),
  };
}
