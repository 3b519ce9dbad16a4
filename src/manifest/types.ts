/** A text in the languages the add-in is offered in. */
export interface LocalText {
  en: string;
  hu: string;
  ar: string;
}

/** The languages beside English, with the locales Outlook knows them by. */
export const translations = [
  { language: 'hu', locale: 'hu-HU' },
  { language: 'ar', locale: 'ar-SA' },
] as const satisfies { language: keyof LocalText; locale: string }[];

/** Pages of the service that Outlook opens, by the name both manifests call them. */
export type PageName = 'pane' | 'log' | 'commands';

/** What a button does: show the pane, or run a function without showing anything. */
export type Action =
  | {
      type: 'pane';
      page: Exclude<PageName, 'commands'>;
      /** Only beside messages: Outlook pins panes to nothing else (H-03). */
      pinnable?: boolean;
      /** Also where no message is selected (H-06). */
      withoutItem?: boolean;
    }
  | { type: 'function'; name: string };

export interface Button {
  /** Suffix of the control's id; the surface's own id comes before it. */
  id: string;
  label: LocalText;
  tipTitle: LocalText;
  tip: LocalText;
  /** A set of pictures in assets/: `<icon>-<pixels>.png`. */
  icon: 'icon' | 'log';
  action: Action;
}

/** A place in Outlook where the add-in has buttons. */
export interface Surface {
  id: string;
  /** The extension point of the add-in only manifest. */
  extensionPoint: string;
  /** The ribbon context of the unified manifest. */
  context: string;
  formFactor: 'desktop' | 'mobile';
  /** One of the points where a phone's button stands without a group. */
  isUngrouped?: boolean;
  buttons: readonly Button[];
}

/** The add-in as both manifests describe it. */
export interface AddIn {
  /** Of manifest.xml; the unified manifest hides the add-in with this id. */
  id: string;
  /** Of manifest.json, which is a product of its own for Microsoft 365. */
  unifiedId: string;
  /** MAJOR.MINOR.PATCH. */
  version: string;
  provider: string;
  /** Of the service as `npm start` runs it; the service answers with its own. */
  origin: string;
  name: string;
  /** 80 characters at most. */
  tagline: LocalText;
  description: LocalText;
  longDescription: LocalText;
  accentColor: string;
  /** The lowest requirement set of Mailbox it runs on. */
  mailboxSet: string;
  permission: { xml: string; unified: string };
  pages: Record<PageName, string>;
  help: string;
  privacy: string;
  terms: string;
  surfaces: readonly Surface[];
}

/** Pixels of the pictures in the ribbon. */
export const ribbonSizes = [16, 32, 80] as const;

/** Points and scales of the pictures on phones; every pair is required. */
export const phoneIcons = [25, 32, 48].flatMap((size) =>
  [1, 2, 3].map((scale) => ({ size, scale, pixels: size * scale })),
);
