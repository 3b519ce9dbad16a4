import type { Event } from '@microsoft/microsoft-graph-types';
import type { AppointmentComposeItem, Place } from '../compose-item.ts';
import {
  appointmentOf,
  type Call,
  itemOf,
  type Method,
  numberOf,
  officeError,
  OfficeError,
  stringOf,
} from '../method.ts';
import { placesOf } from '../places.ts';
import {
  fromHostRecurrence,
  type HostRecurrence,
  RecurrenceError,
  toHostRecurrence,
} from '../recurrence.ts';

const which = ({ params }: Call): 'start' | 'end' =>
  params['TimeProperty'] === 2 ? 'end' : 'start';

function setTime(call: Call): void {
  const item = appointmentOf(call);
  const at = numberOf(call.params['time']);
  if (which(call) === 'end' && at < item.time('start')) {
    throw new OfficeError(officeError.invalidEndTime, 'The end is before the start.');
  }
  item.setTime(which(call), at);
}

/** The places of the open appointment, read or written; other items have none. */
function shownPlaces(call: Call): readonly Place[] {
  const item = itemOf(call);
  if (item.kind === 'appointmentCompose') return item.places();
  return item.kind === 'appointment' ? placesOf(item.resource) : [];
}

/** As office.js gives places back. */
export const hostPlace = ({ type, id, displayName }: Place) => ({
  locationIdentifier: { id, type },
  displayName,
  ...(type === 'room' && { emailAddress: id }),
});

function givenPlaces({ params }: Call): Place[] {
  const list: unknown[] = Array.isArray(params['enhancedLocations'])
    ? params['enhancedLocations']
    : [];
  return list.map((entry) => {
    const { id, type } = entry as Partial<Place>;
    const name = stringOf(id);
    return { id: name, type: type === 'room' ? 'room' : 'custom', displayName: name };
  });
}

const isSame = (left: Place, right: Place): boolean =>
  left.type === right.type && left.id.toLowerCase() === right.id.toLowerCase();

function addPlaces(call: Call): void {
  const item = appointmentOf(call);
  const existing = item.places();
  const added = givenPlaces(call).filter(
    (place) => !existing.some((other) => isSame(place, other)),
  );
  item.setPlaces([...existing, ...added]);
}

function removePlaces(call: Call): void {
  const item = appointmentOf(call);
  const given = givenPlaces(call);
  item.setPlaces(item.places().filter((place) => !given.some((other) => isSame(place, other))));
}

/** What stands in the location box: the names of all places. */
export const locationText = (places: readonly Place[]): string =>
  places.map(({ displayName }) => displayName).join('; ');

const firstOf = (item: AppointmentComposeItem) => ({
  start: item.time('start'),
  end: item.time('end'),
});

function getRecurrence(call: Call): HostRecurrence | null {
  const item = appointmentOf(call);
  const repetition = item.repetition();
  const { timeZone } = call.session.person;
  return repetition && toHostRecurrence(repetition, firstOf(item), timeZone);
}

function setRecurrence(call: Call): void {
  const item = appointmentOf(call);
  if (item.seriesId) {
    throw new OfficeError(officeError.recurrenceOfInstance, 'It is one meeting of a series.');
  }
  const data = call.params['recurrenceData'] as HostRecurrence | null | undefined;
  if (!data) {
    item.setRepetition(null);
    return;
  }
  try {
    const { repetition, first } = fromHostRecurrence(data, call.session.person.timeZone);
    item.setTime('start', first.start);
    item.setTime('end', first.end);
    item.setRepetition(repetition);
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    throw new OfficeError(officeError.invalidRecurrence, error.message);
  }
}

/** The series a read event belongs to, where its own data has it. */
export function readRecurrence(event: Event, first: { start: number; end: number }, zone: string) {
  const { pattern, range } = event.recurrence ?? {};
  if (!pattern || !range) return undefined;
  return toHostRecurrence({ pattern: { ...pattern }, range: { ...range } }, first, zone);
}

/** Methods of an appointment, by dispatch id. */
export const appointmentMethods: Record<number, Method> = {
  24: {
    name: 'time.getAsync',
    level: 1,
    run: (call) => appointmentOf(call).time(which(call)),
  },
  25: { name: 'time.setAsync', level: 2, run: setTime },
  26: {
    name: 'location.getAsync',
    level: 1,
    run: (call) => locationText(appointmentOf(call).places()),
  },
  27: {
    name: 'location.setAsync',
    level: 2,
    run: (call) => {
      const name = stringOf(call.params['location']);
      const place: Place = { type: 'custom', id: name, displayName: name };
      appointmentOf(call).setPlaces(name ? [place] : []);
    },
  },
  103: { name: 'recurrence.getAsync', level: 1, run: getRecurrence },
  104: { name: 'recurrence.setAsync', level: 2, run: setRecurrence },
  154: {
    name: 'enhancedLocation.getAsync',
    level: 1,
    run: (call) => shownPlaces(call).map(hostPlace),
  },
  155: { name: 'enhancedLocation.addAsync', level: 2, run: addPlaces },
  156: { name: 'enhancedLocation.removeAsync', level: 2, run: removePlaces },
  169: {
    name: 'isAllDayEvent.getAsync',
    level: 1,
    run: (call) => appointmentOf(call).isAllDay(),
  },
  170: {
    name: 'isAllDayEvent.setAsync',
    level: 2,
    run: (call) => appointmentOf(call).setAllDay(call.params['isAllDayEvent'] === true),
  },
  171: {
    name: 'sensitivity.getAsync',
    level: 1,
    run: (call) => appointmentOf(call).sensitivity(),
  },
  172: {
    name: 'sensitivity.setAsync',
    level: 2,
    run: (call) => appointmentOf(call).setSensitivity(stringOf(call.params['sensitivity'])),
  },
};
