import { useContext, useMemo } from 'react';
import type { Person } from '../../types.ts';
import type { Forms } from '../app/outlook-context.ts';
import { newAppointment } from '../appointment/open-appointment.ts';
import { OpenFormsContext } from '../compose/open-forms.ts';
import { newMessage, replyTo } from '../compose/open-message.ts';
import { answerMeeting } from '../appointment/answer-meeting.ts';
import { showItem } from './show-item.ts';

/** What the page opens on an add-in's behalf, in that person's mailbox. */
export function useForms({ displayName, mail, timeZone }: Person): Forms {
  const forms = useContext(OpenFormsContext);
  return useMemo(() => {
    const writer = { name: displayName, address: mail };
    return {
      openItem: showItem(timeZone),
      newMessage: async (form) => forms.show(await newMessage(writer, form)),
      newAppointment: (form) => {
        forms.show(newAppointment({ writer, timeZone }, form));
        return Promise.resolve();
      },
      reply: async (item, form) =>
        forms.show(
          item.kind === 'message'
            ? await replyTo(writer, item, form)
            : await answerMeeting(writer, item, form),
        ),
    };
  }, [forms, displayName, mail, timeZone]);
}
