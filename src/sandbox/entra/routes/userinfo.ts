import type { FastifyInstance } from 'fastify';
import { pairwiseSubject } from '../claims.ts';
import type { AccessToken } from '../door.ts';
import type { Entra } from '../entra.ts';
import { verifyAccessToken } from '../verify.ts';

async function readBearer(entra: Entra, header: string | undefined): Promise<AccessToken | string> {
  const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (!token) return 'Bearer';
  try {
    return await verifyAccessToken(entra, token, [entra.urls.graph]);
  } catch {
    // Whatever is wrong with a stranger's token, the answer is the same.
    return 'Bearer error="invalid_token"';
  }
}

/** `GET|POST /{tenant}/openid/userinfo`: about the person of a token for Graph. */
export function registerUserinfo(app: FastifyInstance, entra: Entra): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/:tenant/openid/userinfo',
    handler: async (request, reply) => {
      const token = await readBearer(entra, request.headers.authorization);
      if (typeof token === 'string') {
        return reply.code(401).header('www-authenticate', token).send();
      }
      request.sandboxCaller = token.objectId;
      const user = await entra.directory.byId(token.objectId);
      if (!user) return reply.code(403).send();
      return {
        sub: pairwiseSubject(user.id, token.applicationId),
        name: user.displayName,
        family_name: user.surname,
        given_name: user.givenName,
        email: user.mail,
      };
    },
  });
}
