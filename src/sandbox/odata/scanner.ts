import { ODataSyntaxError } from './errors.ts';

const deepest = 100;

/** A cursor over decoded text. Patterns are sticky regular expressions. */
export class Scanner {
  readonly text: string;
  position = 0;
  #depth = 0;
  /** Values of the parameter aliases (`@p1`), undecided as text. */
  readonly aliases: Record<string, string>;

  constructor(text: string, aliases: Record<string, string> = {}) {
    this.text = text;
    this.aliases = aliases;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** What the pattern matches here, without moving. */
  peek(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text);
  }

  /** What the pattern matches here, moving behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    const match = this.peek(pattern);
    if (match) this.position += match[0].length;
    return match;
  }

  /** Moves behind `token` (blanks around it are dropped) if it is next. */
  skip(token: string): boolean {
    const start = this.position;
    this.blanks();
    if (!this.text.startsWith(token, this.position)) {
      this.position = start;
      return false;
    }
    this.position += token.length;
    this.blanks();
    return true;
  }

  expect(token: string): void {
    if (!this.skip(token)) this.fail(`'${token}' expected`);
  }

  /** Reads something nested; refuses what is nested too deeply for any server. */
  nest<T>(read: () => T): T {
    if (this.#depth >= deepest) this.fail('Recursion depth exceeded allowed limit');
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  blanks(): void {
    this.take(/\s*/y);
  }

  /** Throws in the words of Microsoft's own OData library: `Expression expected at position …`. */
  fail(problem: string): never {
    throw new ODataSyntaxError(
      `${problem} at position ${this.position} in '${this.text}'.`,
      this.position,
    );
  }
}
