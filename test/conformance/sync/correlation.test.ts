import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { normaliseMessageId } from '../../../src/domain/mail/message-id.ts';
import { ancestorsOf, correlate } from '../../../src/domain/sync/correlate.ts';
import type {
  CorrelationRules,
  KnownThreads,
  TrackedMail,
} from '../../../src/domain/sync/correlate.ts';
import type { MailHeaders } from '../../../src/domain/sync/seen-mail.ts';
import { shareEnough } from '../../../src/domain/sync/smart-matching.ts';
import { threadTraitsOf, type ThreadTraits } from '../../../src/domain/sync/thread-traits.ts';
import { describeWith, shared, sharedText } from '../../support/oracles.ts';

const folder = 'corpus/mail/easy-ham';

const peopleOf = (list: AddressObject | AddressObject[] | undefined) =>
  [list ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .map(({ name, address = '' }) => ({ name, address }));

const headersOf = (mail: ParsedMail): MailHeaders => ({
  kind: 'message',
  internetMessageId: mail.messageId ?? '',
  subject: mail.subject ?? '',
  from: peopleOf(mail.from)[0] ?? null,
  to: peopleOf(mail.to),
  cc: peopleOf(mail.cc),
  bcc: [],
  sentAt: mail.date?.toISOString() ?? null,
  receivedAt: null,
  conversationId: '',
  conversationIndex: '',
  inReplyTo: mail.inReplyTo ?? '',
  references: [mail.references ?? []].flat(),
});

const idOf = ({ internetMessageId }: MailHeaders): string => normaliseMessageId(internetMessageId);

const usual: CorrelationRules = {
  forwardsAreReplies: true,
  smartMatching: false,
  threadHeaders: true,
};

/** Everything was tracked that came before. */
class Tracked implements KnownThreads {
  readonly #byId = new Map<string, TrackedMail>();
  readonly #alike: { smart: NonNullable<ThreadTraits['smart']>; mail: TrackedMail }[] = [];

  add(mail: MailHeaders): void {
    const tracked = { activityId: idOf(mail), regarding: null };
    this.#byId.set(idOf(mail), tracked);
    const { smart } = traitsOf(mail);
    if (smart) this.#alike.unshift({ smart, mail: tracked });
  }

  byMessageId = (id: string): TrackedMail | null => this.#byId.get(id) ?? null;
  byToken = (): null => null;
  byConversation = (): null => null;
  byConversationId = (): null => null;
  alike = ({ words, addresses }: NonNullable<ThreadTraits['smart']>): TrackedMail | null =>
    this.#alike.find(
      ({ smart }) => smart.words === words && shareEnough(smart.addresses, addresses),
    )?.mail ?? null;
}

const traitsOf = (mail: MailHeaders): ThreadTraits =>
  threadTraitsOf(mail, { tokens: { prefix: 'CRM:' }, smartMatching: true });

/** The thread of each mail, as all their headers together have it: its root's id. */
function threadsOf(mails: readonly MailHeaders[]): Map<string, string> {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined ? id : rootOf(parent);
  };
  for (const mail of mails) {
    for (const ancestor of ancestorsOf(mail)) {
      const [root, own] = [rootOf(ancestor), rootOf(idOf(mail))];
      if (root !== own) parents.set(own, root);
    }
  }
  return new Map(mails.map((mail) => [idOf(mail), rootOf(idOf(mail))]));
}

interface Score {
  /** Mails that name one that was there before. */
  answers: number;
  found: number;
  /** Of the found: into the thread it belongs to, as the headers of all tell. */
  right: number;
  /** Of the found: into another thread than that of a mail it names. */
  wrong: number;
}

/** Correlates each mail with those before it. */
function score(mails: readonly MailHeaders[], rules: Partial<CorrelationRules>): Score {
  const threads = threadsOf(mails);
  const tracked = new Tracked();
  const result = { answers: 0, found: 0, right: 0, wrong: 0 };
  for (const mail of mails) {
    const found = correlate(mail, traitsOf(mail), tracked, { ...usual, ...rules });
    const isAnswer = ancestorsOf(mail).some((id) => tracked.byMessageId(id));
    const isRight = found !== null && threads.get(found.activityId) === threads.get(idOf(mail));
    result.answers += Number(isAnswer);
    result.found += Number(found !== null);
    result.right += Number(isRight);
    result.wrong += Number(found !== null && isAnswer && !isRight);
    tracked.add(mail);
  }
  return result;
}

describeWith(folder, 'Real threads (§1.4.6)', () => {
  let mails: MailHeaders[];
  beforeAll(async () => {
    const files = readdirSync(join(shared, folder)).filter((name) => name.endsWith('.eml'));
    const parsed = await Promise.all(
      files.map((name) => simpleParser(sharedText(`${folder}/${name}`))),
    );
    mails = parsed.map(headersOf).sort((a, b) => ((a.sentAt ?? '') < (b.sentAt ?? '') ? -1 : 1));
  });

  test('are found by their headers: every one, and none wrongly', () => {
    const { answers, found, right } = score(mails, {});
    expect(answers).toBeGreaterThan(20);
    expect([found, right]).toEqual([answers, answers]);
  });

  test('without headers are found by words and people: most, and seldom wrongly', () => {
    const rules = { threadHeaders: false, smartMatching: true };
    const { right, wrong, found, answers } = score(mails, rules);
    expect(wrong / found).toBeLessThan(0.05);
    expect(right / answers).toBeGreaterThan(0.5);
  });
});
