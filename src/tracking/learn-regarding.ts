import type { ItemReference } from '../contracts/item.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';
import { mostRecent, recentTopic, regardingTopic } from './topics.ts';

export interface Choice {
  item: Pick<ItemReference, 'from' | 'mailbox'>;
  key: string;
  chosen: RecordRef;
  /** What the item was regarding until now. */
  before: RecordRef | null;
}

/** A mail to a department says little about each of its people. */
const mostPeople = 5;

/** Whom the item is with: its sender, or for own mail those the pane was just told about. */
function othersOn({ recent }: TrackingPorts, caller: Caller, { item, key }: Choice): string[] {
  const own = normaliseAddress(item.mailbox);
  const known = recent.findItem(caller, key, [])?.addresses ?? [];
  const from = normaliseAddress(item.from);
  const addresses = from && from !== own ? [from] : [...known];
  return addresses.filter((address) => address !== '' && address !== own).slice(0, mostPeople);
}

/**
 * Remembers what a person set an item regarding, for the next item with the same people (UI-13); a
 * correction takes the wrong one off. Nobody waits for it, and nothing depends on it.
 */
export function learnRegarding(ports: TrackingPorts, caller: Caller, choice: Choice): void {
  const { chosen, before } = choice;
  const learn = async (): Promise<void> => {
    for (const topic of othersOn(ports, caller, choice).map(regardingTopic)) {
      if (before && before.id !== chosen.id) {
        await ports.remembered.forget(caller, { topic, record: before });
      }
      await ports.remembered.remember(caller, { topic, record: chosen });
    }
    const recent = { topic: recentTopic, record: chosen, keep: mostRecent };
    await ports.remembered.remember(caller, recent);
  };
  ports.background.add(
    learn().catch((error: unknown) => {
      ports.log.warn({ item: choice.key, code: (error as Error).name }, 'choice not remembered');
    }),
  );
}
