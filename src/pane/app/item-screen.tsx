import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Notice } from '../components/notice.tsx';
import { LazyComposeBar } from '../features/compose/lazy-compose-bar.tsx';
import { LazyMeetingNote } from '../features/meetings/lazy-meeting-note.tsx';
import { PeopleList } from '../features/people/people-list.tsx';
import type { HostItem } from '../host/host.ts';
import type { Services } from '../page/page.ts';
import { useText } from '../text/use-text.ts';
import type { Entry } from '../store/entries.ts';
import { FailureNotice } from './failure-notice.tsx';
import { ItemTracking } from './item-tracking.tsx';
import { newcomersOf, peopleOf } from './people-of.ts';

const useStyles = makeStyles({
  subject: {
    ...typographyStyles.subtitle2,
    margin: 0,
    maxHeight: `calc(2 * ${tokens.lineHeightBase400})`,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
});

interface ItemScreenProps {
  item: HostItem;
  entry: Entry;
  services: Services;
}

/** The notices of an entry: why the last request failed, or that the CRM did not answer it. */
const Problems = ({ entry, services: { store } }: Omit<ItemScreenProps, 'item'>) => {
  const { failure, context } = entry;
  // What keeps the item pending is said with its state; once is enough.
  const isSaid = context?.problem === context?.item.problem;
  const code = failure?.code ?? (isSaid ? null : context?.problem);
  if (!code) return null;
  return (
    <FailureNotice
      failure={{ code }}
      onSignIn={() => void store.signIn()}
      onRetry={store.refresh}
    />
  );
};

/** Everything about the open item. */
export function ItemScreen(props: ItemScreenProps) {
  const { item, entry } = props;
  const styles = useStyles();
  const { t } = useText();
  const { context, failure } = entry;
  const waiting = item.reference !== null && !failure;
  const known = context && !context.problem;
  const people = peopleOf(item, context);
  return (
    <>
      {item.kind === 'message' && item.reference?.isDraft ? (
        // Its subject is still being written, and Outlook does not tell of that.
        <h1 className={styles.subject}>{t('draftTitle')}</h1>
      ) : (
        <h1 className={styles.subject} title={item.subject}>
          <bdi>{item.subject || t('noSubject')}</bdi>
        </h1>
      )}
      {item.obstacle && <Notice tone="info" text={t(`obstacle.${item.obstacle}`)} />}
      {item.kind === 'appointment' && (context || waiting) && <LazyMeetingNote {...props} />}
      {!item.obstacle && (context || waiting) && <ItemTracking {...props} />}
      <Problems {...props} />
      {item.reference?.isDraft && <LazyComposeBar services={props.services} />}
      <PeopleList
        people={people}
        {...(known && { asking: newcomersOf(people, context) })}
        knowledge={known ? 'known' : !context && waiting ? 'asking' : 'unknown'}
        services={props.services}
      />
    </>
  );
}
