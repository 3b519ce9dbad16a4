/** Why Outlook did not do what was asked; the pane has a sentence for each. */
export type ComposeProblem =
  | 'file-too-large'
  | 'too-many-files'
  | 'file-refused'
  | 'too-many-people'
  | 'text-too-long'
  | 'item-changed'
  | 'no-permission'
  | 'no-connection'
  | 'not-ready'
  | 'not-saved'
  | 'refused';

export class ComposeError extends Error {
  override name = 'ComposeError';
  readonly problem: ComposeProblem;

  constructor(problem: ComposeProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Office.js's error numbers, as far as a person can do something about them. */
const problems: Readonly<Record<number, ComposeProblem>> = {
  7000: 'no-permission',
  9000: 'file-too-large',
  9001: 'too-many-files',
  9005: 'not-ready',
  9012: 'too-many-people',
  9014: 'item-changed',
  9017: 'no-permission',
  9021: 'not-saved',
  9030: 'item-changed',
  9038: 'no-permission',
  9040: 'no-connection',
  9041: 'no-connection',
  9043: 'file-refused',
  9046: 'not-saved',
};

/** The cursor is neither in the body nor in the subject. */
export const noCursor = 9016;

export const composeErrorOf = (code: number): ComposeError =>
  new ComposeError(problems[code] ?? 'refused');

export const problemOf = (error: unknown): ComposeProblem =>
  error instanceof ComposeError ? error.problem : 'refused';
