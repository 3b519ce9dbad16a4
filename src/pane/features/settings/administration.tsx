import { useCallback } from 'react';
import type { MailboxesResponse } from '../../../contracts/mailboxes.ts';
import { ActionButton } from '../../components/action-button.tsx';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { Section } from './section.tsx';

/** The way to everybody's mailboxes; nothing for who is no administrator. */
export function Administration({ services }: { services: Services }) {
  const { t } = useText();
  const { call } = services;
  const { answer } = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        call.get<MailboxesResponse>('/api/organization/mailboxes', {}, signal),
      [call],
    ),
  );
  if (!answer) return null;
  const paused = answer.mailboxes.filter(
    ({ incoming, outgoing }) => (incoming?.pausedAt ?? outgoing?.pausedAt ?? null) !== null,
  );
  return (
    <Section
      title={t('settings.administration.title')}
      hint={t('settings.administration.paused', { count: paused.length })}
    >
      <div>
        <ActionButton onClick={() => services.open('mailboxes')}>
          {t('settings.administration.open')}
        </ActionButton>
      </div>
    </Section>
  );
}
