import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DirectoryUser } from '../../entra/door.ts';
import { problem } from '../problem.ts';
import type { Sessions } from '../sessions.ts';
import type { OutlookDeps, Person, SessionAnswer } from '../types.ts';

const signIn = z.strictObject({ userId: z.string().min(1) });

const asPerson = (user: DirectoryUser): Person => ({
  id: user.id,
  displayName: user.displayName,
  mail: user.mail,
  jobTitle: user.jobTitle,
  preferredLanguage: user.preferredLanguage,
  timeZone: user.timeZone,
});

/** Sign-in by picking a person: this is a sandbox, nobody has a password. */
export function registerSession(app: FastifyInstance, deps: OutlookDeps, sessions: Sessions): void {
  const { urls } = deps;
  const services = [
    { name: 'CRM (Dataverse)', origin: urls.dataverse },
    { name: 'Mailbox (Graph)', origin: urls.graph },
    { name: 'Sign-in (Entra)', origin: urls.entra },
  ];
  const broker = { tenantId: deps.entra.tenantId, environment: new URL(urls.entra).host };

  app.get('/api/session', async (request): Promise<SessionAnswer> => {
    const people = (await deps.entra.users()).map(asPerson);
    const userId = await sessions.userOf(request);
    const person = people.find((candidate) => candidate.id === userId) ?? null;
    return { person, people, services, broker };
  });

  app.post('/api/session', async (request, reply) => {
    const body = signIn.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'bad-request', z.prettifyError(body.error));
    const user = (await deps.entra.users()).find((candidate) => candidate.id === body.data.userId);
    if (!user) return problem(reply, 404, 'no-such-person', 'There is no such person.');
    await deps.graph.ensureMailbox(user);
    await sessions.start(request, reply, user.id);
    return asPerson(user);
  });

  app.delete('/api/session', async (request, reply) => {
    await sessions.end(request, reply);
    return reply.code(204).send();
  });
}
