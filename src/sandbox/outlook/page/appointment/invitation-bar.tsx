import { makeStyles, Text, Toolbar, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular } from '@fluentui/react-icons';
import type { Event } from '@microsoft/microsoft-graph-types';
import { eventTimes } from '../mail/item-header.tsx';
import { useOutlook } from '../app/outlook-context.ts';
import type { OpenItem } from '../host/backend.ts';
import { meetingTypeOf } from '../host/item-class.ts';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';
import { AnswerButtons } from './answer-buttons.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    paddingInline: tokens.spacingHorizontalL,
    paddingBlock: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'flex', flexDirection: 'column', minInlineSize: 0 },
  push: { marginInlineStart: 'auto', flexWrap: 'wrap' },
  second: { color: tokens.colorNeutralForeground2 },
});

const states: Record<string, TextKey> = {
  organizer: 'meeting.organizer',
  accepted: 'meeting.accepted',
  tentativelyAccepted: 'meeting.tentativelyAccepted',
  declined: 'meeting.declined',
  notResponded: 'meeting.notResponded',
};

function Words({ event, isCancelled }: { event: Event; isCancelled: boolean }) {
  const styles = useStyles();
  const text = useText();
  const { t } = text;
  const { person } = useOutlook();
  const state = states[event.responseStatus?.response ?? ''];
  const { location } = event;
  return (
    <div className={styles.words}>
      <Text weight="semibold">{eventTimes(event, person.timeZone, text)}</Text>
      {location?.displayName && <Text size={200}>{location.displayName}</Text>}
      {isCancelled && <Text size={200}>{t('meeting.cancelled')}</Text>}
      {!isCancelled && state && (
        <Text size={200} className={styles.second} role="status">
          {t(state)}
        </Text>
      )}
    </div>
  );
}

/** The meeting that an invitation or a cancellation is about, and the answers to it. */
export function InvitationBar({ item }: { item: Extract<OpenItem, { kind: 'message' }> }) {
  const styles = useStyles();
  const { t } = useText();
  const { event, resource } = item;
  if (!event?.id) return null;
  const isRequest = meetingTypeOf(resource) === 'meetingRequest';
  const isCancelled = event.isCancelled === true;
  const response = event.responseStatus?.response ?? undefined;
  return (
    <section className={styles.bar} aria-label={t('meeting.respond')}>
      <CalendarLtrRegular fontSize={24} aria-hidden />
      <Words event={event} isCancelled={isCancelled} />
      {isRequest && !isCancelled && !event.isOrganizer && (
        <Toolbar className={styles.push} aria-label={t('meeting.respond')}>
          <AnswerButtons eventId={event.id} response={response} />
        </Toolbar>
      )}
    </section>
  );
}
