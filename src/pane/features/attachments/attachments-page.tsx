import { useCallback, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { HostAttachment } from '../../host/host.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckRow } from '../../components/check-row.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { formatSize } from '../../text/format-size.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  group: { margin: 0, padding: 0, border: 'none' },
  legend: { ...typographyStyles.body1Strong, padding: 0 },
});

const groups = [
  ['files', (file: HostAttachment) => !file.isInline],
  ['pictures', (file: HostAttachment) => file.isInline],
] as const;

/** Which attachments the copy in the CRM gets; chosen before tracking (E-14). */
export function AttachmentsPage({ services }: PageProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { host, store, back } = services;
  const { entry } = useSyncExternalStore(store.subscribe, store.getState);
  const { answer: files } = useAnswer(useCallback(() => host.attachments(), [host]));
  const { leaveOut } = entry;
  if (!files) return <Skeleton width="100%" height="72px" />;
  if (files.length === 0) return <p className={styles.text}>{t('attachments.none')}</p>;
  const choose = (id: string, isIn: boolean) =>
    store.leaveOut(isIn ? leaveOut.filter((other) => other !== id) : [...leaveOut, id]);
  const track = () => {
    back();
    void store.track();
  };
  const canTrack = entry.context?.can.track && entry.context.item.state !== 'tracked';
  return (
    <div className={styles.page}>
      <p className={styles.text}>{t('attachments.hint')}</p>
      {groups.map(([name, isOf]) => {
        const own = files.filter(isOf);
        if (own.length === 0) return null;
        return (
          <fieldset key={name} className={styles.group}>
            <legend className={styles.legend}>{t(`attachments.${name}`)}</legend>
            {own.map(({ id, name: label, size, isLink }) => (
              <CheckRow
                key={id}
                label={label}
                detail={isLink ? t('attachments.link') : formatSize(language, size)}
                checked={!leaveOut.includes(id)}
                onChange={(checked) => choose(id, checked)}
              />
            ))}
          </fieldset>
        );
      })}
      {canTrack && (
        <ActionButton appearance="primary" wide busy={entry.doing !== null} onClick={track}>
          {leaveOut.length === 0
            ? t('attachments.trackAll')
            : t('attachments.trackSome', {
                chosen: files.filter(({ id }) => !leaveOut.includes(id)).length,
                count: files.length,
              })}
        </ActionButton>
      )}
    </div>
  );
}
