import { makeAttachment, makeLogo } from './attachments.ts';
import { OTHERS_EN, SALES_EN, SERVICE_EN } from './data/threads-en.ts';
import { PROJECTS_EN, PROJECTS_HU, SHARED_EN, SHARED_HU } from './data/threads-filed.ts';
import { OTHERS_HU, SALES_HU, SERVICE_HU } from './data/threads-hu.ts';
import { MARTIN } from './data/users.ts';
import { writeMail } from './letter.ts';
import { guidOf, randomFor } from './random.ts';
import { makeScene } from './scene.ts';
import { earlierToday, workingTime } from './working-time.ts';
import type { Random } from './random.ts';
import type { Scene, Slot, Speaker, World } from './scene.ts';
import type { Step, ThreadTemplate } from './data/thread-template.ts';
import type { DemoMail, Language, Mailbox } from './types.ts';

const MAILS = 150;
/** Working minutes; with the longest thread added it stays within four weeks. */
const OLDEST_THREAD = 7500;
/** So many threads end today, minutes ago. */
const TODAY = [6, 31, 57];

interface Part {
  template: ThreadTemplate;
  language: Language;
  /** Counts the threads of the same cast and language. */
  turn: number;
}

/** 176 mails in threads, oldest first: 150 of daily business, and what is filed or shared. */
export function makeMails(seed: number, now: Date, world: World): DemoMail[] {
  const random = randomFor(seed, 'mails');
  const parts = limit(allParts(), MAILS);
  const [contoso, others] = [parts.filter(isContoso), parts.filter((part) => !isContoso(part))];
  const daily = { seed, now, world, random, name: 'thread', today: TODAY };
  const filed = { ...daily, random: randomFor(seed, 'filed mails'), name: 'filed', today: [] };
  const mails = [
    ...write(daily, [...contoso, ...random.shuffle(others)]),
    ...write(filed, filed.random.shuffle(filedParts())),
  ];
  return mails.sort((a, b) => a.at.getTime() - b.at.getTime());
}

interface Writing {
  seed: number;
  now: Date;
  world: World;
  random: Random;
  /** Of the kind of thread, for their ids. */
  name: string;
  /** Minutes ago that the newest threads ended. */
  today: readonly number[];
}

/** The mails of threads that are given newest first. */
function write({ seed, now, world, random, name, today }: Writing, parts: Part[]): DemoMail[] {
  return parts
    .flatMap((part, age) => {
      const scene = makeScene(random, world, { ...part, cast: part.template.cast });
      const count = part.template.steps.length;
      const times = timesOf(random, now, count, age / parts.length, today[age]);
      return new Thread(guidOf(seed, `${name}/${age}`), part, scene).write(times);
    })
    .map((mail) => ({ ...mail, isRead: isRead(random, now, mail.at) }));
}

const isContoso = ({ template }: Part) => template.cast === 'contoso';

/** Everything once, sales and service a second time about other deals and cases. */
function allParts(): Part[] {
  const again: [Language, ThreadTemplate][] = [
    ...[...SALES_EN, ...SERVICE_EN].map((t): [Language, ThreadTemplate] => ['en', t]),
    ...[...SALES_HU, ...SERVICE_HU].map((t): [Language, ThreadTemplate] => ['hu', t]),
  ];
  const once: [Language, ThreadTemplate][] = [
    ...OTHERS_EN.map((t): [Language, ThreadTemplate] => ['en', t]),
    ...OTHERS_HU.map((t): [Language, ThreadTemplate] => ['hu', t]),
  ];
  return inTurns([...once, ...again, ...again]);
}

/** Mail of projects and of the shared mailbox. */
const filedParts = (): Part[] =>
  inTurns([
    ...[...PROJECTS_EN, ...SHARED_EN].map((t): [Language, ThreadTemplate] => ['en', t]),
    ...[...PROJECTS_HU, ...SHARED_HU].map((t): [Language, ThreadTemplate] => ['hu', t]),
  ]);

function inTurns(templates: [Language, ThreadTemplate][]): Part[] {
  const turns = new Map<string, number>();
  return templates.map(([language, template]) => {
    const key = `${template.cast}/${language}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return { template, language, turn };
  });
}

/** As many threads as hold the number of mails; the last one may break off. */
function limit(parts: Part[], mails: number): Part[] {
  const kept: Part[] = [];
  let left = mails;
  for (const part of parts) {
    const steps = part.template.steps.slice(0, left);
    if (steps.length > 0) kept.push({ ...part, template: { ...part.template, steps } });
    left -= steps.length;
  }
  return kept;
}

/**
 * When each mail of a thread was written, oldest first.
 * @param age of the thread, from 0 to 1.
 * @param today minutes ago that it ended, where it ended today.
 */
function timesOf(random: Random, now: Date, count: number, age: number, today?: number): Date[] {
  const newest = 130 + Math.round(age * OLDEST_THREAD) + random.between(0, 90);
  let back = newest;
  const times: Date[] = [];
  for (let index = count - 1; index >= 0; index -= 1) {
    const isNewest = index === count - 1;
    times.unshift(
      isNewest && today !== undefined ? earlierToday(now, today) : workingTime(now, back),
    );
    back += random.between(20, 420);
  }
  return times;
}

/** What is older than a week has been read, newer mail less and less. */
function isRead(random: Random, now: Date, at: Date): boolean {
  const days = (now.getTime() - at.getTime()) / 86_400_000;
  return random.chance(days > 7 ? 0.97 : days > 1 ? 0.75 : 0.2);
}

/** Writes one thread mail by mail; each answers the one before. */
class Thread {
  readonly #id: string;
  readonly #part: Part;
  readonly #scene: Scene;
  readonly #mails: DemoMail[] = [];
  #speakers: Speaker[] = [];

  constructor(id: string, part: Part, scene: Scene) {
    this.#id = id;
    this.#part = part;
    this.#scene = scene;
  }

  write(times: Date[]): DemoMail[] {
    this.#part.template.steps.forEach((step, index) => {
      const at = times[index];
      if (at) this.#mails.push(this.#mail(step, index, at));
    });
    return this.#mails;
  }

  #mail(step: Step, index: number, at: Date): DemoMail {
    const { voices, folder } = this.#scene;
    const from = voices[step.by];
    const last = this.#mails.at(-1);
    const { to, cc } = this.#recipients(step, from);
    const subject = this.#fill(this.#part.template.subject);
    const attachments = step.attach ? [makeAttachment(step.attach, this.#topic(index))] : [];
    const hasLogo = from.address === MARTIN.mail;
    const language = from.language ?? this.#part.language;
    const text = this.#fill(step.text);
    return {
      messageId: `<${this.#id.slice(0, 18)}-${index + 1}@${from.address.split('@')[1] ?? ''}>`,
      inReplyTo: last?.messageId ?? null,
      references: this.#mails.map(({ messageId }) => messageId),
      from: mailbox(from),
      to: to.map(mailbox),
      cc: cc.map(mailbox),
      subject: last ? `Re: ${subject}` : subject,
      ...writeMail({ text, from, to: to[0] ?? from, language, hasLogo, at }, last),
      attachments: hasLogo ? [...attachments, makeLogo()] : attachments,
      at,
      folder,
      isRead: true,
    };
  }

  /** Answers go to whom one answers; everybody else who joined stays in copy. */
  #recipients(step: Step, from: Speaker): { to: Speaker[]; cc: Speaker[] } {
    const { voices } = this.#scene;
    const joined = (step.cc ?? []).map((voice) => voices[voice]);
    const others = unique([...this.#speakers, voices.us, voices.them, ...joined], from);
    const answered = step.to ? voices[step.to].address : this.#mails.at(-1)?.from.address;
    const to = others.find(({ address }) => address === answered) ?? others[0];
    this.#speakers = [from, ...others];
    return { to: to ? [to] : [], cc: others.filter((other) => other !== to) };
  }

  #topic(index: number) {
    const { slots, quantity } = this.#scene;
    const number = (parseInt(this.#id.slice(0, 5), 16) % 8000) + 1000 + index;
    const { product, amount, account } = slots;
    return { number, language: this.#part.language, product, quantity, amount, account };
  }

  #fill(text: string): string {
    return text.replace(/\{(\w+)\}/g, (_, slot: Slot) => this.#scene.slots[slot]);
  }
}

function unique(speakers: Speaker[], except: Speaker): Speaker[] {
  const byAddress = new Map(speakers.map((speaker) => [speaker.address, speaker]));
  byAddress.delete(except.address);
  return [...byAddress.values()];
}

function mailbox({ name, address }: Speaker): Mailbox {
  return { name, address };
}
