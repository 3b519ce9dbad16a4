import { badRequest } from '../../errors.ts';

/** A query of `$search` in the Keyword Query Language. */
export type Kql =
  | { kind: 'and' | 'or'; left: Kql; right: Kql }
  | { kind: 'not'; operand: Kql }
  /** `field` is undefined for free text; `text` is without its quotes and its `*`. */
  | {
      kind: 'term';
      field: string | undefined;
      operator: Comparison;
      text: string;
      isPhrase: boolean;
      isPrefix: boolean;
    };
export type Comparison = ':' | '=' | '<>' | '>' | '>=' | '<' | '<=';
export type KqlTerm = Extract<Kql, { kind: 'term' }>;

type Token = { kind: '(' | ')' | 'and' | 'or' | 'not' } | KqlTerm;

const term = /(?:([A-Za-z]+)(:|<>|>=|<=|=|>|<)[ ]*)?(?:"((?:[^"\\]|\\.)*)"|([^\s()"]+))(\*)?/y;
const invalid = (text: string): Error =>
  badRequest(`Syntax error: the search query '${text}' is not a valid one.`);

function readTerm(query: string, at: number): [KqlTerm | Token, number] {
  term.lastIndex = at;
  const [whole, field, operator, quoted, bare, star] = term.exec(query) ?? [];
  if (whole === undefined) throw invalid(query);
  // Keywords are words in capitals.
  if (!field && bare && /^(AND|OR|NOT)$/.test(bare)) {
    return [{ kind: bare.toLowerCase() as 'and' }, term.lastIndex];
  }
  const text = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '';
  const isPrefix = star !== undefined || text.endsWith('*');
  const token: KqlTerm = {
    kind: 'term',
    field: field?.toLowerCase(),
    operator: (operator ?? ':') as Comparison,
    text: text.replace(/\*$/, ''),
    isPhrase: quoted !== undefined,
    isPrefix,
  };
  return [token, term.lastIndex];
}

function tokenise(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const sign = query.charAt(at);
    if (/\s/.test(sign)) at += 1;
    else if (sign === '(' || sign === ')') {
      tokens.push({ kind: sign });
      at += 1;
    } else if (/^[-+]\S/.test(query.slice(at))) {
      if (sign === '-') tokens.push({ kind: 'not' });
      at += 1;
    } else {
      const [token, next] = readTerm(query, at);
      tokens.push(token);
      at = next;
    }
  }
  return tokens;
}

class Parser {
  readonly #query: string;
  readonly #tokens: Token[];

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokenise(query);
  }

  parse(): Kql {
    const whole = this.#or();
    if (this.#tokens.length > 0) throw invalid(this.#query);
    return whole;
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[0]?.kind !== kind) return false;
    this.#tokens.shift();
    return true;
  }

  #or(): Kql {
    const left = this.#and();
    return this.#take('or') ? { kind: 'or', left, right: this.#or() } : left;
  }

  /** Words next to each other must all be there. */
  #and(): Kql {
    const left = this.#not();
    const next = this.#tokens[0]?.kind;
    if (!this.#take('and') && (next === undefined || next === 'or' || next === ')')) return left;
    return { kind: 'and', left, right: this.#and() };
  }

  #not(): Kql {
    if (this.#take('not')) return { kind: 'not', operand: this.#not() };
    if (this.#take('(')) {
      const inner = this.#or();
      if (!this.#take(')')) throw invalid(this.#query);
      return inner;
    }
    const token = this.#tokens.shift();
    if (token?.kind !== 'term') throw invalid(this.#query);
    return token;
  }
}

/** Reads a query. Throws 400 for one that is none. */
export const parseKql = (query: string): Kql => new Parser(query).parse();
