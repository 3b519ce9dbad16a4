import type { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { requestItem } from '../../tracking/request-item.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import { inFolder, isTracked } from './exchange-ports.ts';
import type { FolderName, Item, Mail } from './exchange.ts';
import { keyOf } from './expectations.ts';
import type { Expectations, Expected } from './expectations.ts';
import { rateAt } from './mail-load.ts';
import { accountOf, addressOf, drawCustomer, isKnown } from './population.ts';
import type { Resident } from './population.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { hour, minute, tenantId } from './world.ts';

export interface LifeDeps {
  clock: VirtualClock;
  random: Random;
  db: MemoryDatabase;
  residents: readonly Resident[];
  expectations: Expectations;
  /** A service that answers; null: it is away, and the pane marks the mail itself. */
  service: () => SyncPorts | null;
  /** Something came into the mailbox. */
  onMail: (resident: Resident) => void;
  endsAt: number;
}

export const poisonWord = 'refused by a plug-in';

/** Shares of all mails. */
const share = {
  sent: 0.15,
  toSeveral: 0.12,
  answer: 0.3,
  poison: 0.003,
  click: 0.05,
  clickAgain: 0.4,
  categorise: 0.04,
  move: 0.08,
  remove: 0.05,
  reimport: 0.02,
  open: 0.2,
  serviceOutOfReach: 0.15,
} as const;

/** The customer writes on; there is nothing about a mail the product could know beforehand. */
export class Life {
  readonly #deps: LifeDeps;
  #mails = 0;
  clicks = 0;
  #lastOf = new Map<string, Mail>();

  constructor(deps: LifeDeps) {
    this.#deps = deps;
  }

  get mails(): number {
    return this.#mails;
  }

  /** Plans an hour of every mailbox, and then the next one. */
  begin(): void {
    const { clock, residents, random, endsAt } = this.#deps;
    for (const resident of residents) {
      const count = random.count(rateAt(resident.load, clock.now));
      for (let one = 0; one < count; one += 1) {
        clock.at(clock.now + random.between(0, hour), () => this.#mail(resident));
      }
    }
    if (clock.now + hour < endsAt) clock.at(clock.now + hour, () => this.begin());
  }

  #mail(resident: Resident): void {
    const { clock, random, endsAt } = this.#deps;
    if (clock.now >= endsAt) return;
    const isSent = random.next() < share.sent;
    const customer = drawCustomer(random);
    const copies = isSent ? [resident] : this.#recipients(resident);
    const mail = this.#write(resident, customer, isSent, copies);
    const levels = copies.map(({ level }) => level);
    const isAccepted = levels.includes('all') || (levels.includes('people') && isKnown(customer));
    const isPoison = mail.subject.includes(poisonWord);
    const expected = this.#deps.expectations.add(mail, { isAccepted, isPoison });
    const folder = isSent ? 'sentitems' : 'inbox';
    const items = copies.map((copy) => {
      const item = copy.mailbox.add(mail, folder, clock.now);
      this.#deps.onMail(copy);
      return { copy, item };
    });
    const [first] = items;
    if (first) this.#live(first.copy, first.item, expected, items.length === 1);
  }

  #recipients(resident: Resident): Resident[] {
    const { random, residents } = this.#deps;
    if (random.next() >= share.toSeveral) return [resident];
    const others = Array.from(
      { length: Math.ceil(random.between(0, 3)) },
      () => residents[Math.floor(random.between(0, residents.length))],
    );
    return [...new Set([resident, ...others.flatMap((one) => one ?? [])])];
  }

  #write(
    { mailbox: { address } }: Resident,
    customer: number,
    isSent: boolean,
    copies: readonly Resident[],
  ): Mail {
    const { random } = this.#deps;
    this.#mails += 1;
    const other = addressOf(customer);
    const before =
      random.next() < share.answer ? this.#lastOf.get(`${address}|${other}`) : undefined;
    const word = random.next() < share.poison ? poisonWord : 'about an offer';
    const mail: Mail = {
      messageId: `<mail-${this.#mails}@example.org>`,
      direction: isSent ? 'outgoing' : 'incoming',
      subject: `Mail ${word}`,
      from: isSent ? address : other,
      to: isSent ? [other] : copies.map(({ mailbox }) => mailbox.address),
      conversationId: before?.conversationId ?? `conversation-${this.#mails}`,
      inReplyTo: before?.messageId ?? '',
    };
    this.#lastOf.set(`${address}|${other}`, mail);
    return mail;
  }

  /** What a person does with a mail after it came. */
  #live(resident: Resident, item: Item, expected: Expected, isAlone: boolean): void {
    const { random } = this.#deps;
    const { mailbox } = resident;
    const soon = (): number => random.between(minute, hour);
    if (random.next() < share.open) this.#later(soon(), () => mailbox.change(item, {}, true));
    if (random.next() < share.click) {
      const track = (): void => this.#track(resident, item, expected);
      this.#later(soon(), track);
      // They change their mind about what it is regarding.
      if (random.next() < share.clickAgain) this.#later(soon() + hour, track);
    } else if (isAlone && !expected.isAccepted && random.next() < share.categorise) {
      this.#later(soon(), () => this.#categorise(resident, item, expected));
    } else this.#tidy(resident, item);
  }

  #tidy(resident: Resident, item: Item): void {
    const { random } = this.#deps;
    const drawn = random.next();
    const wait = random.between(hour / 2, 2 * hour);
    if (drawn < share.move) this.#later(wait, () => this.#move(resident, item));
    else if (drawn < share.move + share.remove) {
      this.#later(wait, () =>
        this.#whenRead(resident, item, () => this.#throwAway(resident, item)),
      );
    } else if (drawn < share.move + share.remove + share.reimport) {
      this.#later(wait, () => this.#whenRead(resident, item, () => this.#reimport(resident, item)));
    }
  }

  /** Out of the inbox, and sometimes back. */
  #move(resident: Resident, item: Item): void {
    const { random } = this.#deps;
    const to: FolderName = random.next() < 0.5 ? 'projects' : 'archive';
    this.#whenRead(resident, item, () => {
      resident.mailbox.move(item, to);
      if (random.next() < 0.5) return;
      this.#later(random.between(minute, hour), () => {
        if (resident.mailbox.items.has(item.id)) resident.mailbox.move(item, 'inbox');
      });
    });
  }

  #throwAway({ mailbox }: Resident, item: Item): void {
    if (this.#deps.random.next() < 0.5) mailbox.remove(item);
    else mailbox.move(item, 'deleteditems');
  }

  /** The same mail comes back as another item, as from an archive. */
  #reimport({ mailbox }: Resident, item: Item): void {
    mailbox.remove(item);
    mailbox.add(item.mail, 'inbox', item.receivedAt);
  }

  /** People tidy up what they have seen; what the product has not read is still where it came. */
  #whenRead({ userId, mailbox }: Resident, item: Item, act: () => void): void {
    const { db } = this.#deps;
    const isRead = db.mailbox({ tenantId, userId })?.copies.has(item.id) ?? false;
    const isUnderWay = db.items.get(keyOf(item.mail))?.row.state === 'pending';
    if (isRead && !isUnderWay && mailbox.items.has(item.id)) act();
  }

  #track(resident: Resident, item: Item, expected: Expected): void {
    const { random, service } = this.#deps;
    if (!resident.mailbox.items.has(item.id)) return;
    this.clicks += 1;
    const wanted = random.next() < 0.6 ? accountOf(Math.floor(random.between(0, 50))) : null;
    const ports = random.next() < share.serviceOutOfReach ? null : service();
    if (ports) void this.#click(ports, resident, item, expected, wanted);
    else this.#leaveMark(resident, item, expected, wanted);
  }

  /** The pane cannot reach the service: it marks the mail, and server-side sync does the rest (I-08). */
  #leaveMark(
    { mailbox, userId }: Resident,
    item: Item,
    expected: Expected,
    regarding: RecordRef | null,
  ): void {
    if (isTracked(item)) return;
    const categories = [...item.categories, 'Tracked to Dynamics 365'];
    mailbox.change(item, { categories, paneMark: { regarding } });
    const isFirst = !expected.isAccepted && !this.#deps.db.items.has(expected.key);
    this.#deps.expectations.ask(
      expected,
      { userId },
      isFirst ? (regarding ?? undefined) : undefined,
    );
  }

  /** Once there is an answer, nothing loses what was asked for. */
  async #click(
    ports: SyncPorts,
    { userId, mailbox }: Resident,
    { id: itemId, mail }: Item,
    expected: Expected,
    wanted: RecordRef | null,
  ): Promise<void> {
    const caller = { tenantId, userId, assertion: 'token', applicationId: 'pane' };
    const { messageId: internetMessageId, from, conversationId } = mail;
    const item = { kind: 'message', itemId, internetMessageId, from, conversationId } as const;
    const since = this.#deps.clock.now;
    const { regarding } = expected;
    expected.isMaybeAsked = true;
    // Until there is an answer nobody knows.
    if (wanted) delete expected.regarding;
    try {
      const asked = { ...item, mailbox: mailbox.address };
      await requestItem(ports, caller, { intent: 'track', item: asked, wanted });
    } catch {
      // Nobody said that it was accepted; it may be all the same.
      return;
    }
    this.#deps.expectations.ask(expected, { userId, since }, wanted ?? regarding);
  }

  /** By hand, from any mail program; often taken off again. */
  #categorise(resident: Resident, item: Item, expected: Expected): void {
    const { mailbox, userId } = resident;
    if (!mailbox.items.has(item.id) || expected.isAsked) return;
    mailbox.change(item, { categories: ['Tracked to Dynamics 365'] });
    this.#deps.expectations.ask(expected, { userId });
    if (this.#deps.random.next() < 0.5) return;
    this.#later(this.#deps.random.between(hour / 2, hour), () => {
      const isDone = this.#deps.db.items.get(expected.key)?.row.state === 'tracked';
      const isHere = inFolder(mailbox, item, 'inbox') || inFolder(mailbox, item, 'sentitems');
      if (!isDone || !isHere || !isTracked(item)) return;
      mailbox.change(item, { categories: [] });
      expected.isUntracked = true;
    });
  }

  /** Nothing new happens once the quiet time began. */
  #later(ms: number, act: () => void): void {
    const { clock, endsAt } = this.#deps;
    clock.at(clock.now + ms, () => {
      if (clock.now < endsAt) act();
    });
  }
}
