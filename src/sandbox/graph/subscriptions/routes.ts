import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  reauthorize,
  updateSubscription,
} from './handlers.ts';

/** Subscriptions belong to an application, not to a mailbox; they need what their resource needs. */
export const subscriptionRoutes: Route[] = [
  route('GET', 'subscriptions', may.anybody, listSubscriptions),
  route('POST', 'subscriptions', may.anybody, createSubscription),
  route('GET', 'subscriptions/*', may.anybody, getSubscription),
  route('PATCH', 'subscriptions/*', may.anybody, updateSubscription),
  route('DELETE', 'subscriptions/*', may.anybody, deleteSubscription),
  route('POST', 'subscriptions/*/reauthorize', may.anybody, reauthorize),
];
