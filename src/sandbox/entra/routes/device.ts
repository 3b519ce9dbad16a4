import type { FastifyInstance, FastifyReply } from 'fastify';
import { findApplication } from '../client.ts';
import { deviceCodeLifetime } from '../device-codes.ts';
import type { Entra } from '../entra.ts';
import { Form } from '../form.ts';
import { requireUser } from '../grants/grant.ts';
import { accountPicker } from '../pages/account-picker.ts';
import { page } from '../pages/html.ts';
import { messagePage } from '../pages/message.ts';
import { parseScopes } from '../scopes.ts';
import { tenantId } from '../registrations.ts';
import { sendPage } from './send-page.ts';
import { tenantSegment } from './tenant.ts';

const codePage = (problem = '') =>
  page(
    'Enter code',
    `<h1>Enter code</h1><p>Enter the code that your app or device shows. ${problem}</p>
<form method="post"><label>Code <input name="user_code" autocomplete="off" required autofocus></label>
<button class="primary">Next</button></form>`,
    { formTargets: ["'self'"] },
  );

async function answerCode(entra: Entra, reply: FastifyReply, form: Form): Promise<FastifyReply> {
  const userCode = form.get('user_code') ?? '';
  const waiting = await entra.deviceCodes.findWaiting(userCode);
  if (!waiting) return sendPage(reply, codePage("That code didn't work. Check it and try again."));
  const picked = form.get('sandbox_user');
  if (picked === undefined) {
    const picker = accountPicker({
      application: findApplication(entra, waiting.client_id).displayName,
      users: await entra.directory.all(),
      hint: undefined,
      action: 'deviceauth',
      fields: [['user_code', userCode]],
      redirectOrigin: entra.urls.entra,
    });
    return sendPage(reply, picker);
  }
  const user = requireUser(await entra.directory.byId(picked));
  await entra.deviceCodes.approve(waiting, user.id);
  return sendPage(reply, messagePage('You have signed in', 'You can close this window.'));
}

/** `POST /{tenant}/oauth2/v2.0/devicecode` and the page where its code is typed. */
export function registerDevice(app: FastifyInstance, entra: Entra): void {
  app.post('/:tenant/oauth2/v2.0/devicecode', async (request) => {
    tenantSegment(request.params);
    const form = new Form(request.body);
    const { clientId } = findApplication(entra, form.require('client_id'));
    request.sandboxCaller = clientId;
    const scope = form.require('scope');
    parseScopes(scope, entra.resources, tenantId);
    const { deviceCode, userCode } = await entra.deviceCodes.issue(clientId, scope);
    const verificationUri = `${entra.urls.entra}/common/oauth2/deviceauth`;
    return {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: deviceCodeLifetime,
      interval: 5,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    };
  });
  app.get('/common/oauth2/deviceauth', (_request, reply) => sendPage(reply, codePage()));
  app.post('/common/oauth2/deviceauth', (request, reply) =>
    answerCode(entra, reply, new Form(request.body)),
  );
}
