import { LazyPart } from '../../components/lazy-part.tsx';
import type { MeetingNoteProps } from './meeting-note.tsx';

const load = async () =>
  (await import(/* webpackChunkName: "meeting" */ './meeting-note.tsx')).MeetingNote;

/** What tracking the open meeting means, once its part of the pane has arrived. */
export const LazyMeetingNote = (props: MeetingNoteProps) => <LazyPart load={load} props={props} />;
