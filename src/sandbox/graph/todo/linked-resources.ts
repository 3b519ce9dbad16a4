import { asText, checkNames } from '../mail/read-message.ts';
import type { Json } from '../store/schema.ts';

export const linkedProperties = ['webUrl', 'applicationName', 'displayName', 'externalId'];

/** What a task is linked to elsewhere. Throws `RequestBodyRead`. */
export function readLinkedResource(body: Json): Json {
  checkNames(body, 'linkedResource', ['id', ...linkedProperties]);
  const given = Object.entries(body).filter(([name]) => linkedProperties.includes(name));
  return Object.fromEntries(
    given.map(([name, value]) => [name, value === null ? null : asText(value, name)]),
  );
}
