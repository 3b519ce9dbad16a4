import { z } from 'zod';
import { EntraError } from './errors.ts';
import type { Form } from './form.ts';

const wish = z
  .looseObject({
    essential: z.boolean().optional(),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
  })
  .nullable();

const schema = z.looseObject({ access_token: z.record(z.string(), wish).optional() });

/** What a `claims` parameter asks of the access token (OpenID Connect Core §5.5, wire §3.2). */
export interface ClaimsRequest {
  /** Capabilities of the client, `cp1`: it can handle claims challenges. */
  capabilities: string[];
  /** Authentication contexts, `c1`: each needs a second factor here. */
  contexts: string[];
  /** The API refused an earlier token: the person has to prove more. */
  isChallenge: boolean;
}

const nothing: ClaimsRequest = { capabilities: [], contexts: [], isChallenge: false };

/** Reads the `claims` parameter; throws `EntraError` 90100 where it is no such JSON. */
export function readClaimsRequest(form: Form): ClaimsRequest {
  const text = form.get('claims');
  return text === undefined ? nothing : parseClaimsRequest(text);
}

export function parseClaimsRequest(text: string): ClaimsRequest {
  const asked = (() => {
    try {
      return schema.parse(JSON.parse(text)).access_token ?? {};
    } catch {
      throw new EntraError(90100, 'claims parameter is empty or not valid.');
    }
  })();
  const values = (name: string): string[] => {
    const { value, values: several = [] } = asked[name] ?? {};
    return value === undefined ? several : [value, ...several];
  };
  return {
    capabilities: values('xms_cc'),
    contexts: values('acrs'),
    isChallenge: ['acrs', 'capolids', 'polids'].some((name) => name in asked),
  };
}
