import type { ContextRequest } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { ChosenMatches } from '../domain/people/match.ts';
import type { Caller } from '../ports/actor.ts';
import type { RememberedRecord } from '../ports/remembered.ts';
import { matchesIn } from './chosen-matches.ts';
import type { TrackingPorts } from './ports.ts';
import { matchTopic, regardingTopic } from './topics.ts';

/** What our own database knows that bears on the people of an item. */
export interface PeopleMemory {
  chosen: ChosenMatches;
  remembered: RememberedRecord[];
  /** What other items of the conversation are regarding. */
  conversation: RecordRef[];
}

/** A mail to a whole department is about none of its people in particular. */
const mostPeople = 100;

export async function peopleMemory(
  { remembered, conversations }: TrackingPorts,
  caller: Caller,
  { item, people }: ContextRequest,
): Promise<PeopleMemory> {
  const addresses = people.slice(0, mostPeople).map(({ address }) => address);
  const topics = addresses.flatMap((address) => [matchTopic(address), regardingTopic(address)]);
  const [known, conversation] = await Promise.all([
    remembered.list(caller, topics),
    item.conversationId ? conversations.regardingIn(caller.tenantId, item.conversationId) : [],
  ]);
  return { chosen: matchesIn(known, addresses), remembered: known, conversation };
}
