import { isPostmark } from './file-kind.ts';

/** One mail of an mbox; without bytes where it is larger than allowed. */
export interface MboxMail {
  bytes: Buffer | null;
  /** The date of the line before it. */
  postmarkDate: Date | null;
}

const LINE_FEED = 10;
/** No postmark is longer; a line of 100 MB is not turned into text. */
const POSTMARK_LENGTH = 500;

/**
 * Splits a stream of an mbox, one mail in memory at a time. A mail starts at a postmark after a
 * blank line or at the beginning; `>From ` at the start of a line loses one `>` (mboxrd). What
 * stands before the first postmark is given as a mail as well, to be judged by the reader.
 */
export async function* splitMbox(
  chunks: AsyncIterable<Buffer>,
  maximumBytes: number,
): AsyncGenerator<MboxMail> {
  let mail = new OpenMail(null, maximumBytes);
  let afterBlank = true;
  for await (const line of linesOf(chunks, maximumBytes)) {
    const postmark = afterBlank ? postmarkOf(line) : null;
    if (postmark !== null) {
      if (!mail.isEmpty) yield mail.close();
      mail = new OpenMail(dateOf(postmark), maximumBytes);
    } else {
      mail.add(unquote(line));
    }
    afterBlank = isBlank(line);
  }
  if (!mail.isEmpty) yield mail.close();
}

/** Collects the lines of a mail, and drops them once they are too many. */
class OpenMail {
  readonly #postmarkDate: Date | null;
  readonly #maximum: number;
  #lines: Buffer[] = [];
  #size = 0;

  constructor(postmarkDate: Date | null, maximum: number) {
    this.#postmarkDate = postmarkDate;
    this.#maximum = maximum;
  }

  get isEmpty(): boolean {
    return this.#size === 0 || (this.#lines.length > 0 && this.#lines.every(isBlank));
  }

  add(line: Buffer): void {
    this.#size += line.length;
    if (this.#size <= this.#maximum) this.#lines.push(line);
    else this.#lines = [];
  }

  close(): MboxMail {
    const bytes = this.#size <= this.#maximum ? Buffer.concat(this.#lines) : null;
    return { bytes, postmarkDate: this.#postmarkDate };
  }
}

/** Lines with their line ends; a line longer than a mail may be comes in pieces. */
async function* linesOf(chunks: AsyncIterable<Buffer>, maximum: number): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end + 1)]);
      [pending, size, start] = [[], 0, end + 1];
    }
    pending.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > maximum) {
      yield Buffer.concat(pending);
      [pending, size] = [[], 0];
    }
  }
  if (size > 0) yield Buffer.concat(pending);
}

function postmarkOf(line: Buffer): string | null {
  if (line.length > POSTMARK_LENGTH || line.subarray(0, 5).toString('latin1') !== 'From ')
    return null;
  const text = line.toString('latin1').trimEnd();
  return isPostmark(text) ? text : null;
}

/** `From ada@x.org Tue Aug 20 12:05:11 2002`; without a zone it is taken as UTC. */
function dateOf(postmark: string): Date | null {
  const text = postmark.replace(/^From \S+\s+/, '');
  const date = new Date(/[+-]\d{4}|GMT|UTC/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function unquote(line: Buffer): Buffer {
  return /^>+From /.test(line.subarray(0, 64).toString('latin1')) ? line.subarray(1) : line;
}

function isBlank(line: Buffer): boolean {
  return line.length <= 2 && line.toString('latin1').trim() === '';
}
