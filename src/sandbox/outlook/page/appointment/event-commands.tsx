import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components';
import { CalendarCancelRegular, DeleteRegular, EditRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AddInCommands } from '../add-in/commands.tsx';
import { cancelMeeting, deleteEvent } from '../api/calendar.ts';
import { useOutlook } from '../app/outlook-context.ts';
import { useOpenForms } from '../compose/open-forms.ts';
import { useWriter } from '../compose/use-writer.ts';
import type { OpenItem } from '../host/backend.ts';
import { useText } from '../text/use-text.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { editAppointment, seriesOf } from './open-appointment.ts';

type OpenAppointment = Extract<OpenItem, { kind: 'appointment' }>;

export interface EventCommandsProps {
  item: OpenAppointment;
  /** The event left the calendar. */
  onGone: () => void;
}

function useEditing(item: OpenAppointment): (whole: boolean) => void {
  const { forms } = useOpenForms();
  const { person } = useOutlook();
  const writer = useWriter();
  const edit = async (whole: boolean) => {
    const { timeZone } = person;
    forms.show(await editAppointment({ writer, timeZone }, whole ? await seriesOf(item) : item));
  };
  return (whole) => {
    edit(whole).catch(reportError);
  };
}

/** Opens the event's form; of one of a series, that one or the whole series. */
function EditButton({ item }: { item: OpenAppointment }) {
  const { t } = useText();
  const edit = useEditing(item);
  if (!item.resource.seriesMasterId) {
    return (
      <ToolbarButton icon={<EditRegular />} onClick={() => edit(true)}>
        {t('meeting.edit')}
      </ToolbarButton>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton icon={<EditRegular />}>{t('meeting.edit')}</ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => edit(false)}>{t('meeting.editOccurrence')}</MenuItem>
          <MenuItem onClick={() => edit(true)}>{t('meeting.editSeries')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** An organizer edits an event, and cancels it where others were invited. */
function OrganizerCommands({ item, onGone }: EventCommandsProps) {
  const { t } = useText();
  const [isAsking, setAsking] = useState(false);
  const hasGuests = (item.resource.attendees ?? []).length > 0;
  return (
    <>
      <EditButton item={item} />
      {hasGuests && (
        <ToolbarButton icon={<CalendarCancelRegular />} onClick={() => setAsking(true)}>
          {t('meeting.cancel')}
        </ToolbarButton>
      )}
      {!hasGuests && <DeleteButton item={item} onGone={onGone} />}
      <CancelDialog
        isOpen={isAsking}
        onKeep={() => setAsking(false)}
        onCancel={(comment) => {
          setAsking(false);
          cancelMeeting(item.id, comment).then(onGone, reportError);
        }}
      />
    </>
  );
}

function DeleteButton({ item, onGone }: EventCommandsProps) {
  const { t } = useText();
  return (
    <ToolbarButton
      icon={<DeleteRegular />}
      onClick={() => {
        deleteEvent(item.id).then(onGone, reportError);
      }}
    >
      {t('meeting.delete')}
    </ToolbarButton>
  );
}

/** What can be done with the open event: Outlook's own commands, then the add-in's. */
export function EventCommands(props: EventCommandsProps) {
  const { isOrganizer, isCancelled, responseStatus } = props.item.resource;
  const response = responseStatus?.response ?? undefined;
  return (
    <>
      {isOrganizer && <OrganizerCommands {...props} />}
      {!isOrganizer && !isCancelled && (
        <AnswerButtons eventId={props.item.id} response={response} />
      )}
      {!isOrganizer && <DeleteButton {...props} />}
      <AddInCommands surface="AppointmentAttendeeCommandSurface" logged={props.item} />
    </>
  );
}
