import { ToolbarButton } from '@fluentui/react-components';
import { CheckmarkRegular, DismissCircleRegular, QuestionRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { answerInvitation, answers, type MeetingAnswer } from '../api/calendar.ts';
import { useText } from '../text/use-text.ts';

const icons = {
  accept: <CheckmarkRegular />,
  tentativelyAccept: <QuestionRegular />,
  decline: <DismissCircleRegular />,
};

const given: Record<string, MeetingAnswer> = {
  accepted: 'accept',
  tentativelyAccepted: 'tentativelyAccept',
  declined: 'decline',
};

export interface AnswerButtonsProps {
  eventId: string;
  /** What was answered so far, as Graph names it. */
  response: string | undefined;
  /** The invitation is answered. */
  onAnswered?: () => void;
}

/** The three answers to an invitation; the one given is pressed. */
export function AnswerButtons({ eventId, response, onAnswered }: AnswerButtonsProps) {
  const { t } = useText();
  const [isSending, setSending] = useState(false);
  const send = async (answer: MeetingAnswer) => {
    setSending(true);
    try {
      await answerInvitation(eventId, answer);
      onAnswered?.();
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      {answers.map((answer) => (
        <ToolbarButton
          key={answer}
          icon={icons[answer]}
          disabled={isSending}
          aria-pressed={given[response ?? ''] === answer}
          onClick={() => {
            send(answer).catch(reportError);
          }}
        >
          {t(`meeting.${answer}`)}
        </ToolbarButton>
      ))}
    </>
  );
}
