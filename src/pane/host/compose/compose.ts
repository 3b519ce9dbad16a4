import type { PersonRole } from '../../../contracts/item.ts';

/** The lists of people an item that is being written has. */
export type PeopleList = Extract<PersonRole, 'to' | 'cc' | 'bcc' | 'required' | 'optional'>;

/** Text in both forms; Outlook takes the one its body has. `html` is clean. */
export interface Insertion {
  html: string;
  text: string;
}

/**
 * What can be done to the item that is being written. A function this Outlook does not have is
 * absent: then nothing is offered for it. Everything rejects with `ComposeError`.
 */
export interface Compose {
  lists: readonly PeopleList[];
  /** Saves the draft. @returns the REST form of its id */
  save?: () => Promise<string>;
  /** Puts text where the cursor is, or at the top where it is nowhere. */
  insert?: (content: Insertion) => Promise<void>;
  /** Sets the subject unless there is one. @returns whether it did */
  fillSubject?: (subject: string) => Promise<boolean>;
  /** `content` is base64. */
  attach?: (file: { name: string; content: string }) => Promise<void>;
  addPeople?: (
    list: PeopleList,
    people: readonly { name: string; address: string }[],
  ) => Promise<void>;
}
