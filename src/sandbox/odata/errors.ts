/** The text is not OData; `position` is the 0-based offset in the text that was being read. */
export class ODataSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'ODataSyntaxError';
    this.position = position;
  }
}

/** Valid OData that the sandbox does not build; the message names it. */
export class ODataUnsupportedError extends Error {
  override name = 'ODataUnsupportedError';
}

/** Operands whose types cannot be compared. */
export class ODataTypeError extends Error {
  override name = 'ODataTypeError';
}
