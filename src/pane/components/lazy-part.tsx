import { useEffect, useState, type ComponentType } from 'react';
import type { i18n } from 'i18next';
import { noAnswer, type Failure } from '../api/failure.ts';
import { loadPageMessages } from '../text/messages.ts';
import { useText } from '../text/use-text.ts';
import { Skeleton } from './skeleton.tsx';

/** Loads a part of the pane that the first screen does without; rejects where it cannot be had. */
export type LoadPart<Props> = () => Promise<ComponentType<Props>>;

const load = async <Props,>(part: LoadPart<Props>, messages: i18n) => {
  const [Part] = await Promise.all([part(), loadPageMessages(messages)]);
  return { Part };
};

/** Fetches a part and its words while the person reads the first screen. */
export const preloadPart = <Props,>(part: LoadPart<Props>, messages: i18n): void => {
  // If it fails now, showing the part asks again and reports.
  load(part, messages).catch(() => undefined);
};

interface LazyPartProps<Props> {
  load: LoadPart<Props>;
  props: Props;
}

/** A part of the pane, once it has arrived. `load` is the same function every time. */
export function LazyPart<Props extends object>({ load: part, props }: LazyPartProps<Props>) {
  const { t, messages } = useText();
  const [loaded, setLoaded] = useState<
    { Part: ComponentType<Props> } | { failure: Failure } | null
  >(null);
  useEffect(() => {
    load(part, messages).then(setLoaded, (error: unknown) =>
      setLoaded({ failure: noAnswer(error) }),
    );
  }, [part, messages]);
  if (!loaded) return <Skeleton width="100%" height="32px" />;
  if ('failure' in loaded)
    return <span role="alert">{t(`problem.${loaded.failure.code}.text`)}</span>;
  return <loaded.Part {...props} />;
}
