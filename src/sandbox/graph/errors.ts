/** An answer of 400 and above in Graph's own form. `code` is what clients decide by. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const itemNotFound = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

export const malformedId = (): GraphError =>
  new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');

export const accessDenied = (): GraphError =>
  new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

export const badRequest = (message: string): GraphError =>
  new GraphError(400, 'BadRequest', message);

export const invalidProperty = (message: string): GraphError =>
  new GraphError(400, 'ErrorInvalidProperty', message);

/** A name in a query option that the type does not declare. */
export const undeclared = (name: string, type: string): GraphError =>
  badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);

/** A body that names a property the type doesn't have, or gives it a value of another type. */
export const badBody = (message: string): GraphError =>
  new GraphError(400, 'RequestBodyRead', message);

export const changeConflict = (): GraphError =>
  new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );

/** 410: the client drops its token and starts over (wire facts, 2.4). */
export const syncStateNotFound = (): GraphError =>
  new GraphError(
    410,
    'SyncStateNotFound',
    'The sync state generation is not found; generation=1;[highest=2][2].',
  );

export const methodNotAllowed = (): GraphError =>
  new GraphError(
    405,
    'Request_BadRequest',
    'Specified HTTP method is not allowed for the request target.',
  );

/** What the sandbox leaves out says so by name. */
export const notBuilt = (name: string): GraphError =>
  new GraphError(501, 'notSupported', `The sandbox does not build ${name}.`);
