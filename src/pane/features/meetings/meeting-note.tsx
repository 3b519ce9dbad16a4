import { useId } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { CheckRow } from '../../components/check-row.tsx';
import type { HostItem } from '../../host/host.ts';
import type { Services } from '../../page/page.ts';
import type { Entry } from '../../store/entries.ts';
import { useText } from '../../text/use-text.ts';
import { repeatsText } from './repeats-text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingInlineStart: tokens.spacingHorizontalM,
    borderInlineStartWidth: tokens.strokeWidthThick,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
  },
  line: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  choice: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { ...typographyStyles.body1Strong, padding: 0, marginBlock: tokens.spacingVerticalXXS },
});

export interface MeetingNoteProps {
  item: HostItem;
  entry: Entry;
  services: Pick<Services, 'store'>;
}

const isUntracked = ({ context }: Entry): boolean =>
  !context || context.item.state === 'not-tracked' || context.item.state === 'failed';

const same = (a = '', b = ''): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether the person organizes it: the calendar knows; until it answers, as Outlook shows it. */
const organizes = ({ reference }: HostItem, { context }: Entry): boolean =>
  context?.meeting?.isOrganizer ?? same(reference?.from, reference?.mailbox);

/** What will happen when it is tracked; nothing of it is left to be said afterwards. */
function before(t: TFunction, item: HostItem, entry: Entry): string[] {
  const { meeting } = entry.context ?? {};
  return [
    t(organizes(item, entry) ? 'meeting.organizer' : 'meeting.attendee'),
    ...(item.reference?.itemId === '' ? [t('meeting.unsaved')] : []),
    ...(meeting?.isCancelled ? [t('meeting.cancelled')] : []),
    ...(meeting?.isPast && !entry.choices.series ? [t('meeting.past')] : []),
  ];
}

/** One of a series can be tracked alone; a series only as a whole. */
const isPart = ({ reference }: HostItem, { context }: Entry): boolean =>
  context?.meeting ? context.meeting.kind === 'part' : reference?.seriesId !== undefined;

const isWholeSeries = (item: HostItem, entry: Entry): boolean =>
  !isPart(item, entry) && (entry.context?.meeting?.kind === 'series' || item.repeats !== undefined);

/** This meeting, or the whole series; chosen before anything is tracked. */
function SeriesChoice({ item, entry, services: { store } }: MeetingNoteProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const group = useId();
  const series = entry.choices.series ?? false;
  const row = (wanted: boolean) => ({
    group,
    checked: series === wanted,
    disabled: entry.doing !== null,
    onChange: () => store.choose({ series: wanted }),
  });
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{repeatsText(t, language, item.repeats)}</legend>
      <CheckRow {...row(false)} label={t('meeting.one')} />
      <CheckRow {...row(true)} label={t('meeting.series')} detail={t('meeting.seriesDetail')} />
    </fieldset>
  );
}

/** Others could read the copy of a private meeting, so it takes a word of the person (AP-26). */
function PrivateChoice({ entry, services: { store } }: MeetingNoteProps) {
  const { t } = useText();
  return (
    <CheckRow
      checked={entry.choices.evenIfPrivate ?? false}
      disabled={entry.doing !== null}
      onChange={(evenIfPrivate) => store.choose({ evenIfPrivate })}
      label={t('meeting.evenIfPrivate')}
      detail={t('meeting.private')}
    />
  );
}

/** What is worth knowing of a tracked one: that it stands and falls with its series. */
const After = ({ item, entry }: MeetingNoteProps) => {
  const styles = useStyles();
  const { t } = useText();
  if (!entry.context?.item.isSeries) return null;
  const text = isPart(item, entry) ? 'meeting.seriesTracked' : 'meeting.seriesOnly';
  return (
    <div className={styles.root}>
      <p className={styles.line}>{t(text)}</p>
    </div>
  );
};

/** Says what tracking the open meeting means before it happens, and asks what is to be decided. */
export function MeetingNote(props: MeetingNoteProps) {
  const { item, entry } = props;
  const styles = useStyles();
  const { t, language } = useText();
  if (!isUntracked(entry)) return <After {...props} />;
  if (entry.context && !entry.context.can.track) return null;
  return (
    <div className={styles.root}>
      {isPart(item, entry) && <SeriesChoice {...props} />}
      {isWholeSeries(item, entry) && (
        <p className={styles.line}>
          {repeatsText(t, language, item.repeats)} {t('meeting.wholeSeries')}
        </p>
      )}
      <p className={styles.line}>{before(t, item, entry).join(' ')}</p>
      {entry.context?.isPrivate && <PrivateChoice {...props} />}
    </div>
  );
}
