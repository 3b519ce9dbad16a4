import { Suspense, lazy, useMemo, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { noAnswer } from '../api/failure.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { touchTarget } from '../components/touch.ts';
import { useEnteredTitle } from '../components/use-entered-title.ts';
import { useEscape } from '../components/use-escape.ts';
import type { OpenPage } from '../page/navigation.ts';
import type { PageDefinition, Services } from '../page/page.ts';
import { loadPageMessages } from '../text/messages.ts';
import { useText } from '../text/use-text.ts';
import { FailureNotice } from './failure-notice.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  title: { ...typographyStyles.subtitle1, margin: 0, ':focus': { outlineStyle: 'none' } },
  // Fluent leaves it to us: this arrow points to where one came from.
  mirrored: { transform: 'scaleX(-1)' },
  back: { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`, ...touchTarget },
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

const Waiting = () => (
  <div className={useStyles().waiting} aria-busy>
    <Skeleton width="60%" />
    <Skeleton width="100%" height="72px" />
  </div>
);

interface PageFrameProps {
  page: OpenPage;
  definition: PageDefinition;
  services: Services;
}

/** The page's code and words; a part that cannot be had can be asked for again. */
const useLoadedPage = (definition: PageDefinition) => {
  const { messages } = useText();
  const [failed, setFailed] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const Page = useMemo(
    () =>
      lazy(async () => {
        try {
          const [component] = await Promise.all([definition.load(), loadPageMessages(messages)]);
          return { default: component };
        } catch (error) {
          setFailure(error);
          return { default: () => null };
        }
      }),
    // A new attempt makes a new component.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [definition, messages, failed],
  );
  const retry = () => {
    setFailure(null);
    setFailed(failed + 1);
  };
  return { Page, failure, retry };
};

/** A page with its way back and its title, which gets the focus: the person asked for it. */
export function PageFrame({ page, definition, services }: PageFrameProps) {
  const styles = useStyles();
  const { t, direction } = useText();
  const title = useEnteredTitle();
  useEscape(null);
  const { Page, failure, retry } = useLoadedPage(definition);
  return (
    <>
      <div className={styles.head}>
        <Button
          className={styles.back}
          appearance="subtle"
          icon={<ArrowLeft20Regular {...(direction === 'rtl' && { className: styles.mirrored })} />}
          aria-label={t('action.back')}
          title={t('action.back')}
          onClick={services.back}
        />
        <h1 {...title} className={styles.title}>
          {t(`page.${definition.id}`)}
        </h1>
      </div>
      {failure !== null && (
        <FailureNotice failure={noAnswer(failure)} onSignIn={retry} onRetry={retry} />
      )}
      <Suspense fallback={<Waiting />}>
        <Page services={services} args={page.args} />
      </Suspense>
    </>
  );
}
