import { isObject, type Call } from '../call.ts';
import { badBody } from '../errors.ts';
import type { Json } from '../store/schema.ts';

/**
 * Parameters of an action by the names given here: the metadata writes them with a capital, clients
 * also without. Throws `RequestBodyRead` for another one. No body has no parameters.
 */
export function actionBody(call: Call, operation: string, names: readonly string[]): Json {
  const { body } = call.request;
  if (body === undefined) return {};
  if (!isObject(body)) throw badBody('A JSON object is expected as the body.');
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !name.includes('@'))
      .map(([name, value]) => {
        const parameter = known.get(name.toLowerCase());
        if (parameter !== undefined) return [parameter, value];
        throw badBody(
          `The parameter '${name}' in the request payload is not a valid parameter for the operation '${operation}'.`,
        );
      }),
  );
}
