import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayRedirect } from '../client.ts';
import type { Entra } from '../entra.ts';
import { Form } from '../form.ts';
import { messagePage } from '../pages/message.ts';
import { sessionCookie, setSessionCookie } from '../sessions.ts';
import { sendPage } from './send-page.ts';
import { tenantSegment } from './tenant.ts';

const isRegistered = (entra: Entra, uri: string): boolean =>
  entra.applications.some((application) => mayRedirect(application, uri));

/** `GET /{tenant}/oauth2/v2.0/logout`: ends the browser's session, then back to a registered page, else a page that says so. */
export function registerLogout(app: FastifyInstance, entra: Entra): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    tenantSegment(request.params);
    await entra.sessions.signOut(sessionCookie(request.headers.cookie));
    reply.header('set-cookie', setSessionCookie(undefined));
    const form = new Form(request.query);
    const target = form.get('post_logout_redirect_uri');
    if (!target || !isRegistered(entra, target)) {
      return sendPage(reply, messagePage('You signed out of your account', 'You can close this.'));
    }
    const url = new URL(target);
    const state = form.get('state');
    if (state) url.searchParams.set('state', state);
    return reply.redirect(url.href);
  };
  app.get('/:tenant/oauth2/v2.0/logout', answer);
  app.get('/:tenant/oauth2/logout', answer);
}
