import { ToolbarButton, Tooltip } from '@fluentui/react-components';
import {
  ArrowForwardRegular,
  ArrowReplyAllRegular,
  ArrowReplyRegular,
} from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import type { MessageDraft } from '../compose/message-draft.ts';
import { useOpenForms } from '../compose/open-forms.ts';
import { forward, replyTo } from '../compose/open-message.ts';
import { useWriter } from '../compose/use-writer.ts';
import type { OpenItem } from '../host/backend.ts';
import type { TextKey } from '../text/keys.ts';
import { useText } from '../text/use-text.ts';

const plain = { html: '', attachments: [] };

/** Answers to a message, to its sender or all of it, and its forwarding. */
export function AnswerButtons({ item }: { item: Extract<OpenItem, { kind: 'message' }> }) {
  const { t } = useText();
  const { forms } = useOpenForms();
  const writer = useWriter();
  const [isOpening, setOpening] = useState(false);
  const open = async (draft: Promise<MessageDraft>) => {
    setOpening(true);
    try {
      forms.show(await draft);
    } finally {
      setOpening(false);
    }
  };
  const button = (
    command: string,
    label: TextKey,
    icon: ReactElement,
    make: () => Promise<MessageDraft>,
  ) => (
    <Tooltip content={t(label)} relationship="label">
      <ToolbarButton
        data-command={command}
        icon={icon}
        disabled={isOpening}
        onClick={() => {
          open(make()).catch(reportError);
        }}
      />
    </Tooltip>
  );
  return (
    <>
      {button('reply', 'compose.reply', <ArrowReplyRegular />, () =>
        replyTo(writer, item, { toAll: false, ...plain }),
      )}
      {button('reply-all', 'compose.replyAll', <ArrowReplyAllRegular />, () =>
        replyTo(writer, item, { toAll: true, ...plain }),
      )}
      {button('forward', 'compose.forward', <ArrowForwardRegular />, () => forward(writer, item))}
    </>
  );
}
