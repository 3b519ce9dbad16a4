import { Fragment } from 'react';

/** An address or the like, which may break after its dots and its @ where the pane is narrow. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[.@])/);
  return (
    <bdi>
      {parts.map((part, at) => (
        // Parts have no identity but their place.
        <Fragment key={at}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </bdi>
  );
}
