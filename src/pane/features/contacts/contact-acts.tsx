import type { ReactElement } from 'react';
import {
  createFocusOutlineStyle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { Call20Regular } from '@fluentui/react-icons/svg/call';
import { CalendarAdd20Regular } from '@fluentui/react-icons/svg/calendar-add';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { Open20Regular } from '@fluentui/react-icons/svg/open';
import { touchTarget } from '../../components/touch.ts';
import type { Host } from '../../host/host.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  facts: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  act: {
    position: 'relative',
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    boxSizing: 'border-box',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    cursor: 'pointer',
    ...typographyStyles.body1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ...touchTarget,
    ...createFocusOutlineStyle(),
  },
});

interface ActProps {
  icon: ReactElement;
  text: string;
  label: string;
  /** A link where there is one, else a button. */
  href?: string;
  newWindow?: boolean;
  onClick?: () => void;
}

const Act = ({ icon, text, label, href, newWindow = false, onClick }: ActProps) => {
  const { act } = useStyles();
  const target = newWindow ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return href === undefined ? (
    <button type="button" className={act} aria-label={label} onClick={onClick}>
      {icon}
      {text}
    </button>
  ) : (
    <a className={act} aria-label={label} href={href} {...target}>
      {icon}
      {text}
    </a>
  );
};

/** What a telephone understands: digits, and the plus of a country. */
const telephone = (phone: string): string => `tel:${phone.replace(/[^\d+*#]/g, '')}`;

export interface ContactFacts {
  name: string;
  email: string;
  phone: string;
  /** The contact's page in the CRM. */
  url: string | null;
}

/** Calls, writes, meets (C-07): from Outlook, by what this Outlook can do. */
export function ContactActs({ host, contact }: { host: Host; contact: ContactFacts }) {
  const styles = useStyles();
  const { t } = useText();
  const { name, email, phone, url } = contact;
  const { newMessage, newAppointment } = host;
  const label = (act: 'call' | 'write' | 'meet' | 'open') => t(`contacts.act.${act}For`, { name });
  return (
    <>
      {(email || phone) && (
        <p className={styles.facts}>
          <bdi>{[email, phone].filter(Boolean).join(' · ')}</bdi>
        </p>
      )}
      <div className={styles.acts}>
        {phone && (
          <Act
            icon={<Call20Regular aria-hidden />}
            text={t('contacts.act.call')}
            label={label('call')}
            href={telephone(phone)}
          />
        )}
        {email && (
          <Act
            icon={<Mail20Regular aria-hidden />}
            text={t('contacts.act.write')}
            label={label('write')}
            {...(newMessage
              ? { onClick: () => newMessage(email) }
              : { href: `mailto:${encodeURIComponent(email)}` })}
          />
        )}
        {email && newAppointment && (
          <Act
            icon={<CalendarAdd20Regular aria-hidden />}
            text={t('contacts.act.meet')}
            label={label('meet')}
            onClick={() => newAppointment(email)}
          />
        )}
        {url && (
          <Act
            icon={<Open20Regular aria-hidden />}
            text={t('contacts.act.open')}
            label={label('open')}
            href={url}
            newWindow
          />
        )}
      </div>
    </>
  );
}
