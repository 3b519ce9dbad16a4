import { useEffect } from 'react';
import { useOutlook } from '../app/outlook-context.ts';
import type { ItemEvent } from '../host/compose-item.ts';
import type { Launcher } from '../launch-events/launcher.ts';
import { type AnyDraft, type OpenForms, useOpenForms } from './open-forms.ts';

const created = {
  messageCompose: 'OnNewMessageCompose',
  appointmentCompose: 'OnNewAppointmentOrganizer',
} as const;

const names: Record<AnyDraft['kind'], Partial<Record<ItemEvent['name'], string>>> = {
  messageCompose: {
    olkRecipientsChanged: 'OnMessageRecipientsChanged',
    olkAttachmentsChanged: 'OnMessageAttachmentsChanged',
  },
  appointmentCompose: {
    olkRecipientsChanged: 'OnAppointmentAttendeesChanged',
    olkAttachmentsChanged: 'OnAppointmentAttachmentsChanged',
    olkAppointmentTimeChanged: 'OnAppointmentTimeChanged',
    olkRecurrenceChanged: 'OnAppointmentRecurrenceChanged',
  },
};

/** What the function of an add-in finds in its event. */
const fieldsOf = ({ name, data }: ItemEvent): Record<string, unknown> =>
  name === 'olkRecipientsChanged' ? { changedRecipientFields: data } : { ...data };

/** A signal that comes when the form is closed. */
function closingOf(forms: OpenForms, draft: AnyDraft): AbortSignal {
  const stop = new AbortController();
  const end = forms.onClosed((closed) => {
    if (closed !== draft) return;
    end();
    stop.abort();
  });
  return stop.signal;
}

/** Tells the add-ins of a form that opened, and of what changes in it, until it is closed. */
function follow(launcher: Launcher, forms: OpenForms, draft: AnyDraft): void {
  const signal = closingOf(forms, draft);
  launcher.launch(created[draft.kind], draft, {}, { signal }).catch(reportError);
  draft.listen((event) => {
    const name = names[draft.kind][event.name];
    if (name) launcher.launch(name, draft, fieldsOf(event), { signal }).catch(reportError);
  });
}

/** Runs the add-ins' functions for forms, for as long as the view is there. */
export function useLaunchEvents(): void {
  const { launcher } = useOutlook();
  const { forms } = useOpenForms();
  useEffect(() => forms.onOpened((draft) => follow(launcher, forms, draft)), [launcher, forms]);
}
