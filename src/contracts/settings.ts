import { z } from 'zod';

/** Which arriving mail is tracked by itself (X-01…X-05). */
export const autoTracking = z.enum([
  /** Everything that arrives. */
  'all',
  /** Answers to tracked mail. */
  'replies',
  /** From a contact, lead or account. */
  'people',
  /** From any record with an address. */
  'records',
  'none',
]);
export type AutoTracking = z.infer<typeof autoTracking>;

/** What is made of a sender nobody knows. */
export const unknownSender = z.enum(['nothing', 'contact', 'lead']);
export type UnknownSender = z.infer<typeof unknownSender>;

/**
 * What a person decided about Regarding. Every key has its default, so that what was kept by an
 * older or newer version can always be read; a key nobody knows is left out.
 */
export const personSettings = z.object({
  autoTracking: autoTracking.catch('replies'),
  /** Nobody else's setting tracks mail from this person's mailbox. */
  vetoesOthers: z.boolean().catch(false),
  /** Null: as the organisation decided. */
  createForUnknown: unknownSender.nullable().catch(null),
  /** What untracking does with the CRM's copy (§1.5.3); null: not decided, so it is deleted. */
  keepCopyOnUntrack: z.boolean().nullable().catch(null),
  /** The pane hears of changes as they happen (V-09). */
  liveConnection: z.boolean().catch(true),
  /** A BCP 47 tag; null: Outlook's own. */
  language: z.string().max(35).nullable().catch(null),
  /** Sign-in is remembered on this device (V-08). */
  staySignedIn: z.boolean().catch(false),
  /** The introduction was read (V-12). */
  firstRunDone: z.boolean().catch(false),
});
export type PersonSettings = z.infer<typeof personSettings>;

/** What applies to who decided nothing. */
export const defaultSettings: PersonSettings = personSettings.parse({});

/** What the organisation leaves people to decide about automatic tracking. */
export const levelChoice = z.object({
  /** Decided for everybody; null: each for themselves. */
  decided: autoTracking.nullable(),
  /** Those a person may choose among. */
  offered: z.array(autoTracking),
});
export type LevelChoice = z.infer<typeof levelChoice>;

/** What the organisation makes of unknown senders, and whether people may decide otherwise. */
export const unknownChoice = z.object({ decided: unknownSender, isOwn: z.boolean() });
export type UnknownChoice = z.infer<typeof unknownChoice>;

/** `GET /api/settings`: the person's own, and what they may choose. */
export const settingsResponse = personSettings.extend({
  levels: levelChoice,
  unknownSenders: unknownChoice,
});
export type SettingsResponse = z.infer<typeof settingsResponse>;

/** `PUT /api/settings`: the keys to change. */
export const settingsChange = z
  .strictObject({
    autoTracking,
    vetoesOthers: z.boolean(),
    createForUnknown: unknownSender.nullable(),
    keepCopyOnUntrack: z.boolean().nullable(),
    liveConnection: z.boolean(),
    language: z.string().max(35).nullable(),
    staySignedIn: z.boolean(),
    firstRunDone: z.boolean(),
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;
