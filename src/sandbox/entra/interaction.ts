import {
  authorize,
  readAuthorization,
  type AuthorizationRequest,
  type PresentPerson,
  type ReturnAddress,
} from './authorization.ts';
import type { Entra } from './entra.ts';
import { EntraError } from './errors.ts';
import type { Form } from './form.ts';
import { requireUser } from './grants/grant.ts';
import { accountPicker } from './pages/account-picker.ts';
import { consentPage } from './pages/consent.ts';
import type { Page } from './pages/html.ts';
import { messagePage } from './pages/message.ts';
import { secondFactorPage } from './pages/second-factor.ts';
import { asksForSecondFactor, refusalOf, unmet } from './policies.ts';
import { notConsented } from './scopes.ts';

/** What a browser gets next: a page to answer, or its way back to the client. */
export type Outcome =
  { kind: 'page'; page: Page } | { kind: 'back'; fields: [string, string][]; session: string };

interface Interaction {
  entra: Entra;
  address: ReturnAddress;
  request: AuthorizationRequest;
  form: Form;
  /** The secret of the browser's session. */
  session: string | undefined;
  /** Buttons of our own pages may be heeded: the request came from one of them. */
  isAnswer: boolean;
}

const own = /^sandbox_/;
const answerOf = ({ form, isAnswer }: Interaction, name: string): string | undefined =>
  isAnswer ? form.get(name) : undefined;

/** What the next page carries along: the client's request and the answers given so far. */
function carried(interaction: Interaction, person?: PresentPerson): [string, string][] {
  const { form, isAnswer } = interaction;
  const kept = form
    .entries()
    .filter(([name]) => (isAnswer ? name !== 'sandbox_user' : !own.test(name)));
  return person ? [...kept, ['sandbox_user', person.user.id]] : kept;
}

const pageFrame = (interaction: Interaction, person?: PresentPerson) => ({
  application: interaction.address.application.displayName,
  action: 'login',
  fields: carried(interaction, person),
  redirectOrigin: new URL(interaction.address.redirectUri).origin,
});

/** Who is signed in in this browser, of those the client hints at. */
async function signedIn({ entra, request, session }: Interaction): Promise<PresentPerson[]> {
  const accounts = await entra.sessions.accounts(session);
  const people = await Promise.all(
    accounts.map(async ({ user_id, has_mfa }) => ({
      user: await entra.directory.byId(user_id),
      hasSecondFactor: has_mfa,
    })),
  );
  const hint = request.loginHint?.toLowerCase();
  return people.filter(
    (person): person is PresentPerson =>
      person.user !== undefined && (!hint || person.user.mail.toLowerCase() === hint),
  );
}

/** The person who signs in: the one who was picked, else the only one who is there. */
async function findPerson(interaction: Interaction): Promise<PresentPerson | undefined> {
  const { entra, request } = interaction;
  const present = request.prompt === 'login' ? [] : await signedIn(interaction);
  const picked = answerOf(interaction, 'sandbox_user');
  if (picked !== undefined) {
    const user = requireUser(await entra.directory.byId(picked));
    const known = present.find((person) => person.user.id === user.id);
    return { user, hasSecondFactor: known?.hasSecondFactor ?? false };
  }
  if (request.prompt === 'select_account') return undefined;
  if (request.prompt === 'none' && present.length === 0) {
    throw new EntraError(50058, 'A silent sign-in request was sent but no user is signed in.');
  }
  if (request.prompt === 'none' && present.length > 1) {
    throw new EntraError(
      16000,
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    );
  }
  return present.length === 1 ? present[0] : undefined;
}

/** The page that a policy or an authentication context puts in the way, if any. */
async function proveMore(
  interaction: Interaction,
  person: PresentPerson,
): Promise<Page | undefined> {
  const { entra, address, request } = interaction;
  if (answerOf(interaction, 'sandbox_second_factor') === 'approved') person.hasSecondFactor = true;
  const policy = unmet(await entra.policies.all(), {
    userId: person.user.id,
    clientId: address.application.clientId,
    resource: request.scopes.resource.appId,
    hasSecondFactor: person.hasSecondFactor,
  });
  const isStepUp = request.claims.contexts.length > 0 && !person.hasSecondFactor;
  if (!policy && !isStepUp) return undefined;
  if (policy && (request.prompt === 'none' || !asksForSecondFactor(policy))) {
    if (request.prompt === 'none') throw refusalOf(policy);
    return messagePage("You can't get there from here", refusalOf(policy).message);
  }
  if (request.prompt === 'none') {
    throw new EntraError(50076, 'The authentication context of the request needs more proof.');
  }
  return secondFactorPage({ ...pageFrame(interaction, person), person: person.user.displayName });
}

/** The page that asks for consent, where it is missing or asked for once more. */
async function askConsent(
  interaction: Interaction,
  { user, hasSecondFactor }: PresentPerson,
): Promise<Page | undefined> {
  const { entra, address, request } = interaction;
  const { application } = address;
  const { resource, names } = request.scopes;
  const registered = application.delegated[resource.appId] ?? [];
  const wanted = registered.filter(
    (name) =>
      names.includes('.default') || names.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  const given = await entra.consents.permissions(application, resource, user.id);
  const isMissing = wanted.some((name) => !given.includes(name));
  const answer = answerOf(interaction, 'sandbox_consent');
  if (answer === 'cancel')
    throw new EntraError(65004, 'User declined to consent to access the app.');
  if (answer === 'accept') {
    await entra.consents.give(application, resource, wanted, user.id);
    return undefined;
  }
  if (!isMissing && request.prompt !== 'consent') return undefined;
  if (request.prompt === 'none') throw notConsented(application);
  const person = { user, hasSecondFactor };
  const permissions = wanted.length > 0 ? wanted : ['Sign you in'];
  return consentPage({
    ...pageFrame(interaction, person),
    person: user.displayName,
    resource: resource.displayName,
    permissions,
  });
}

/**
 * One step of signing in (wire §3.2): picks the person, asks for what policies want and for consent,
 * then answers the client. Throws `EntraError` for the client.
 */
export async function interact(
  entra: Entra,
  address: ReturnAddress,
  browser: { form: Form; session: string | undefined; isAnswer: boolean },
): Promise<Outcome> {
  const request = readAuthorization(entra, address, browser.form);
  const interaction: Interaction = { entra, address, request, ...browser };
  const person = await findPerson(interaction);
  if (!person) {
    const users = await entra.directory.all();
    const hint = request.loginHint;
    return { kind: 'page', page: accountPicker({ ...pageFrame(interaction), users, hint }) };
  }
  const page = (await proveMore(interaction, person)) ?? (await askConsent(interaction, person));
  if (page) return { kind: 'page', page };
  const fields = await authorize(entra, address, request, person);
  const { user, hasSecondFactor } = person;
  const session = await entra.sessions.signIn(browser.session, {
    userId: user.id,
    hasSecondFactor,
  });
  return { kind: 'back', fields, session };
}
