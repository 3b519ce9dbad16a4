import { capabilitiesOf, type HostFacts } from './capabilities.ts';
import { rememberSaved } from './draft-item.ts';
import type { Host } from './host.ts';
import { isCompose, readOfficeItem, type OpenItem } from './read-item.ts';

type OfficeNamespace = typeof Office;

/** Names each item object Office hands out that has no id of its own (mail being written). */
const nameUnsavedItems = () => {
  const names = new WeakMap<object, string>();
  let count = 0;
  return (item: object): string => {
    const name = names.get(item) ?? `unsaved-${++count}`;
    names.set(item, name);
    return name;
  };
};

/** How bright a colour looks, `#rrggbb`: 0 to 255. */
const brightness = (colour: string): number => {
  const [red = 255, green = 255, blue = 255] = (colour.match(/[0-9a-f]{2}/gi) ?? []).map((part) =>
    parseInt(part, 16),
  );
  return 0.299 * red + 0.587 * green + 0.114 * blue;
};

type Theme = Partial<Office.OfficeTheme> | undefined;

/** Dark where text is brighter than its ground: Black and Dark Gray. Outlook gives colours alone. */
const isDarkTheme = (theme: Theme): boolean | undefined => {
  const { bodyBackgroundColor: ground, bodyForegroundColor: text } = theme ?? {};
  // Of a ground alone: darker than the middle.
  return ground ? brightness(ground) < (text ? brightness(text) : 128) : theme?.isDarkTheme;
};

type EventSource = Pick<Office.Mailbox, 'addHandlerAsync'>;

/** Hosts older than an event have no name for it; the pane then goes without. */
const listen = (
  source: EventSource,
  event: Office.EventType | undefined,
  handler: (argument: unknown) => void,
): void => {
  if (event !== undefined) source.addHandlerAsync(event, handler);
};

/** `convertToLocalClientTime` knows the mailbox's time zone; without one the browser's is used. */
const localTime = (mailbox: Office.Mailbox, instant: Date): Date => {
  try {
    const at = mailbox.convertToLocalClientTime(instant);
    return new Date(Date.UTC(at.year, at.month, at.date, at.hours, at.minutes, at.seconds));
  } catch {
    return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  }
};

/** A set of callbacks behind one Office handler: Office counts handlers, and few are removable. */
const createSignal = () => {
  const handlers = new Set<() => void>();
  return {
    fire: () => handlers.forEach((handler) => handler()),
    subscribe: (handler: () => void) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
  };
};

/** Offline nothing can be loaded any more, so the pane loads it ahead of its use. */
export const loadHostParts = () => import(/* webpackChunkName: "host" */ './host-parts.ts');

/** What the first screen does without. */
const lazyParts = (
  mailbox: Office.Mailbox,
  openItem: () => OpenItem | null,
  currentId: () => string | null,
): Pick<Host, 'marks' | 'attachments' | 'bodyText' | 'selectedMessages'> => {
  const marks = async () => (await loadHostParts()).createMarks(openItem, currentId);
  return {
    marks: {
      put: async (id, mark) => (await marks()).put(id, mark),
      remove: async (id, isTracked) => (await marks()).remove(id, isTracked),
    },
    attachments: async () =>
      (await loadHostParts()).readAttachments(openItem(), (id) =>
        mailbox.convertToRestId(id, 'v2.0'),
      ),
    bodyText: async () => (await loadHostParts()).readBodyText(openItem()),
    selectedMessages: async () => (await loadHostParts()).selectedMessages(mailbox),
  };
};

/** Only who writes needs it. */
const lazyCompose =
  (mailbox: Office.Mailbox, openItem: () => OpenItem | null): NonNullable<Host['compose']> =>
  async () => {
    const { createCompose } = await import(
      /* webpackChunkName: "compose" */ './compose/office-compose.ts'
    );
    const item = openItem();
    if (!item || !isCompose(item)) return null;
    return createCompose(mailbox, item, (id) => rememberSaved(item, id));
  };

/** People are often added one after the other; one question is enough. */
const settledAfterMs = 400;

const debounced = (run: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, settledAfterMs);
  };
};

/** Only the *Log* surface of phones needs it. */
const lazyLogged = (openItem: () => OpenItem | null) => async (isLogged: boolean) => {
  const { writeLogged } = await import(/* webpackChunkName: "log" */ './log-event.ts');
  const item = openItem();
  return item ? writeLogged(item, isLogged) : false;
};

/** Windows phones do not have; they have links instead (C-07). */
const newForms = (
  mailbox: Partial<Office.Mailbox>,
): Pick<Host, 'newMessage' | 'newAppointment'> => ({
  ...(mailbox.displayNewMessageForm && {
    newMessage: (address) => mailbox.displayNewMessageForm?.({ toRecipients: [address] }),
  }),
  ...(mailbox.displayNewAppointmentForm && {
    newAppointment: (address) =>
      mailbox.displayNewAppointmentForm?.({ requiredAttendees: [address] }),
  }),
});

/** The host behind the real Office.js. Call it once `Office.onReady` has resolved. */
export function createOfficeHost(office: OfficeNamespace): Host {
  const { mailbox } = office.context;
  const nameUnsaved = nameUnsavedItems();
  const itemChanged = createSignal();
  const themeChanged = createSignal();
  let theme: Theme = office.context.officeTheme;

  const openItem = (): OpenItem | null => mailbox.item ?? null;
  const idOf = (item: OpenItem): string => (!isCompose(item) && item.itemId) || nameUnsaved(item);
  const currentId = () => {
    const item = openItem();
    return item && idOf(item);
  };

  const recipientsChanged = debounced(itemChanged.fire);
  const watchRecipients = () => {
    const item = openItem();
    if (item && isCompose(item)) {
      listen(item, office.EventType.RecipientsChanged, recipientsChanged);
    }
  };
  listen(mailbox, office.EventType.ItemChanged, () => {
    watchRecipients();
    itemChanged.fire();
  });
  watchRecipients();
  listen(mailbox, office.EventType.OfficeThemeChanged, (argument) => {
    theme = (argument as Office.OfficeThemeChangedEventArgs).officeTheme;
    themeChanged.fire();
  });

  const { context } = office;
  const capabilities = capabilitiesOf(context as unknown as HostFacts);
  return {
    capabilities,
    version: (context as unknown as HostFacts).diagnostics?.version ?? '',
    timeZone: (mailbox.userProfile as Partial<Office.UserProfile>).timeZone ?? '',
    ...(capabilities.closing && { close: () => context.ui.closeContainer() }),
    markLogged: lazyLogged(openItem),
    language: office.context.displayLanguage,
    currentId,
    readItem: async () => {
      const item = openItem();
      return item && readOfficeItem(mailbox, item, idOf(item));
    },
    onItemChanged: itemChanged.subscribe,
    ...lazyParts(mailbox, openItem, currentId),
    compose: lazyCompose(mailbox, openItem),
    ...(!capabilities.isPhone && newForms(mailbox)),
    isDark: () => isDarkTheme(theme),
    onThemeChanged: themeChanged.subscribe,
    localTime: (instant) => localTime(mailbox, instant),
  };
}
