import type { Entra } from '../entra.ts';
import { Form } from '../form.ts';
import type { TokenAnswer } from '../issue.ts';

const isVersion1 = (form: Form): boolean => form.get('resource') !== undefined;

/**
 * Version 1 of the endpoints names an API (`resource`) instead of scopes and gives all that was
 * consented; people always get an ID token and a refresh token. Read as the scopes it stands for.
 */
export function withScope(form: Form): Form {
  const resource = form.get('resource');
  if (resource === undefined) return form;
  const isApplication = form.get('grant_type') === 'client_credentials';
  const scope = `${resource.replace(/\/$/, '')}/.default`;
  const kept = form.entries().filter(([name]) => name !== 'scope');
  return new Form({
    ...Object.fromEntries(kept),
    scope: isApplication ? scope : `openid profile offline_access ${scope}`,
  });
}

/** A token answer as version 1 writes it: numbers as text, points in time beside durations. */
export function asVersion1(entra: Entra, form: Form, answer: TokenAnswer): Record<string, unknown> {
  if (!isVersion1(form)) return { ...answer };
  const now = Math.floor(entra.now().getTime() / 1000);
  const { token_type, scope, expires_in, ext_expires_in, ...tokens } = answer;
  const names = scope
    ?.split(' ')
    .filter((one) => one.includes('/'))
    .map((one) => one.slice(one.lastIndexOf('/') + 1))
    .filter((name) => name !== '.default');
  return {
    token_type,
    ...(names && { scope: names.join(' ') }),
    expires_in: String(expires_in),
    ext_expires_in: String(ext_expires_in),
    expires_on: String(now + expires_in),
    not_before: String(now),
    resource: form.get('resource'),
    ...tokens,
  };
}
