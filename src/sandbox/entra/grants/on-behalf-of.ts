import { errors, jwtVerify, type JWTPayload } from 'jose';
import { requireProof } from '../client.ts';
import type { Entra } from '../entra.ts';
import { EntraError } from '../errors.ts';
import type { Application } from '../registrations.ts';
import { answerUser, requireUser, type Grant } from './grant.ts';

const refusal = (reason: unknown): EntraError =>
  reason instanceof errors.JWTExpired
    ? new EntraError(
        500133,
        'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
      )
    : new EntraError(
        50013,
        'Assertion failed signature validation. [Reason - The key was not found or the token is malformed.]',
      );

async function readAssertion(entra: Entra, assertion: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, entra.keys.find, {
      algorithms: ['RS256'],
      issuer: [entra.issuers[1], entra.issuers[2]],
      currentDate: entra.now(),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refusal(error);
    throw error;
  }
}

function checkAssertion(claims: JWTPayload, { clientId }: Application): void {
  const { aud } = claims;
  if (aud !== clientId && aud !== `api://${clientId}`) {
    throw new EntraError(
      500131,
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${String(aud)}' and the expected audience is 'api://${clientId}' or one of the Application Uris of this application with App ID '${clientId}'.`,
    );
  }
  if (!('azp' in claims) && !('appid' in claims)) {
    throw new EntraError(
      240002,
      "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.",
    );
  }
  if (typeof claims['scp'] !== 'string') {
    throw new EntraError(
      7000114,
      `Application '${clientId}' is not allowed to make application on-behalf-of calls.`,
    );
  }
}

/** Whether the person proved more than a password to the client they came from. */
const hasSecondFactor = ({ amr }: JWTPayload): boolean => Array.isArray(amr) && amr.includes('mfa');

/**
 * `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`: a service exchanges the token a person
 * called it with for one of an API behind it (wire §3.2). Only user tokens made for that service.
 */
export const onBehalfOf: Grant = async (entra, request) => {
  const { client, form } = request;
  requireProof(client);
  if (form.require('requested_token_use') !== 'on_behalf_of') {
    throw new EntraError(90100, 'requested_token_use parameter is empty or not valid.');
  }
  const scope = form.require('scope');
  const claims = await readAssertion(entra, form.require('assertion'));
  checkAssertion(claims, client.application);
  const user = requireUser(await entra.directory.byId(String(claims['oid'])));
  return answerUser(entra, request, { user, scope, hasSecondFactor: hasSecondFactor(claims) });
};
