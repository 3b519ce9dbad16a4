import { useCallback, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { SettingsChange, SettingsResponse } from '../../../contracts/settings.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { Administration } from './administration.tsx';
import { AutoTracking } from './auto-tracking.tsx';
import { CategoryMarks } from './category-marks.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { LiveConnection } from './live-connection.tsx';
import { RememberedChoices } from './remembered-choices.tsx';
import { SignIn } from './sign-in.tsx';
import { UnknownSenders } from './unknown-senders.tsx';
import { Untracking } from './untracking.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** The person's settings; a change is shown at once and taken back where it could not be kept. */
const useSettings = ({ call }: PageProps['services']) => {
  const { answer, failure, reload, change } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<SettingsResponse>('/api/settings', {}, signal),
      [call],
    ),
  );
  const [refused, setRefused] = useState<Failure | null>(null);
  const save = (wanted: SettingsChange) => {
    if (!answer) return;
    setRefused(null);
    const decided = Object.fromEntries(
      Object.entries(wanted).filter(([, value]) => value !== undefined),
    );
    change((settings) => ({ ...settings, ...decided }));
    call.send('PUT', '/api/settings', wanted).catch((error: unknown) => {
      change(() => answer);
      setRefused(toFailure(error));
    });
  };
  return { settings: answer, failure: failure ?? refused, reload, save };
};

/** Everything a person can decide about Regarding (§8 of the settings: X-01…05, V-08, V-09). */
export function SettingsPage({ services }: PageProps) {
  const styles = useStyles();
  const { session, store } = services;
  const { settings, failure, reload, save } = useSettings(services);
  return (
    <div className={styles.page}>
      {failure && <ProblemNotice failure={failure} store={store} onRetry={reload} />}
      {!settings && !failure && <Skeleton width="100%" height="160px" />}
      {settings && (
        <>
          <AutoTracking
            level={settings.autoTracking}
            choice={settings.levels}
            onChange={(autoTracking) => save({ autoTracking })}
            vetoesOthers={settings.vetoesOthers}
            onVeto={(vetoesOthers) => save({ vetoesOthers })}
          />
          <UnknownSenders
            own={settings.createForUnknown}
            choice={settings.unknownSenders}
            onChange={(createForUnknown) => save({ createForUnknown })}
          />
          <Untracking
            keepCopy={settings.keepCopyOnUntrack}
            onForget={() => save({ keepCopyOnUntrack: null })}
          />
          <CategoryMarks services={services} />
          <RememberedChoices services={services} />
        </>
      )}
      <LiveConnection session={session} onChange={(liveConnection) => save({ liveConnection })} />
      <LanguageChoice session={session} onChange={(language) => save({ language })} />
      <SignIn services={services} />
      <Administration services={services} />
    </div>
  );
}
