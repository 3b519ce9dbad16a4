import type { DirectoryUser } from '../door.ts';
import { escapeHtml } from '../../../lib/html.ts';
import { hiddenFields, page, type Page } from './html.ts';

const person = (user: DirectoryUser, hint: string | undefined): string => {
  const isHinted = user.mail.toLowerCase() === hint?.toLowerCase();
  return `<li><button name="sandbox_user" value="${escapeHtml(user.id)}"${isHinted ? ' autofocus' : ''}>${escapeHtml(user.displayName)}<small>${escapeHtml(user.mail)}</small></button></li>`;
};

const hintFirst = (users: DirectoryUser[], hint: string | undefined): DirectoryUser[] => {
  const isHinted = (user: DirectoryUser) => user.mail.toLowerCase() === hint?.toLowerCase();
  return [...users.filter(isHinted), ...users.filter((user) => !isHinted(user))];
};

/** "Pick an account": one button a person; the hinted one comes first and has the focus. */
export function accountPicker(options: {
  application: string;
  users: DirectoryUser[];
  hint: string | undefined;
  action: string;
  fields: [string, string][];
  redirectOrigin: string;
}): Page {
  const { application, users, hint, action, fields, redirectOrigin } = options;
  const people = hintFirst(users, hint).map((user) => person(user, hint));
  const list =
    people.length > 0
      ? `<ul>${people.join('')}</ul>`
      : '<p>There is nobody in the sandbox yet.</p>';
  return page(
    'Pick an account',
    `<h1>Pick an account</h1><p>to continue to ${escapeHtml(application)}</p>
<form method="post" action="${escapeHtml(action)}">${hiddenFields(fields)}${list}</form>`,
    { formTargets: ["'self'", redirectOrigin] },
  );
}
