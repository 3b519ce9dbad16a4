/** Where a command can appear; named as the manifest's extension points. */
export const surfaces = [
  'MessageReadCommandSurface',
  'AppointmentAttendeeCommandSurface',
  'AppointmentOrganizerCommandSurface',
  'MessageComposeCommandSurface',
  // Phones.
  'MobileMessageReadCommandSurface',
  'MobileLogEventAppointmentAttendee',
  'MobileOnlineMeetingCommandSurface',
] as const;
export type Surface = (typeof surfaces)[number];

/** What a button does. */
export type Action =
  | {
      type: 'pane';
      url: string;
      supportsPinning: boolean;
      supportsNoItemContext: boolean;
      supportsMultiSelect: boolean;
    }
  | { type: 'function'; name: string };

export interface Button {
  kind: 'button';
  id: string;
  label: string;
  /** The text of its tooltip. */
  description: string;
  /** Absolute address of a 16 or 32 pixel picture; empty where the manifest has none. */
  icon: string;
  action: Action;
}

export interface Menu {
  kind: 'menu';
  id: string;
  label: string;
  icon: string;
  items: Button[];
}

export type Command = Button | Menu;

/** What Outlook does where an add-in disallows the sending, or cannot be asked. */
export const sendModes = ['PromptUser', 'SoftBlock', 'Block'] as const;
export type SendMode = (typeof sendModes)[number];

/** A function of the add-in that Outlook calls by itself. */
export interface LaunchHandler {
  /** `OnNewMessageCompose`, `OnMessageSend`, …; `ItemSend` is the older on-send. */
  event: string;
  functionName: string;
  /** The page with the function. */
  url: string;
  /** Of the events before sending; null for the others. */
  sendMode: SendMode | null;
}

/** An add-in as its manifest describes it, in one language. */
export interface AddIn {
  id: string;
  version: string;
  name: string;
  /** Office.js's own numbering: 0 Restricted, 1 ReadItem, 3 ReadWriteItem, 2 ReadWriteMailbox. */
  permissionLevel: 0 | 1 | 2 | 3;
  /** Named permissions beside it, such as `AppendOnSend`. */
  extendedPermissions: string[];
  /** Origins whose pages may talk to the host: that of the source location and the app domains. */
  origins: string[];
  /** The page that holds the functions of commands; empty where there is none. */
  functionFile: string;
  commands: Record<Surface, Command[]>;
  launchHandlers: LaunchHandler[];
  /** Whether it is offered in folders and mailboxes of other people. */
  supportsSharedFolders: boolean;
}
