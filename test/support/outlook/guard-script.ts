/** The functions of the add-in in `guard-manifest.ts`. */
export const guardScript = `
  Office.onReady();
  const item = () => Office.context.mailbox.item;
  const say = (key, message) => new Promise((done) => item().notificationMessages.replaceAsync(key, {
    type: 'informationalMessage', message, icon: 'icon', persistent: false,
  }, done));
  Office.actions.associate('onNewMessage', (event) =>
    say('new', 'Started by ' + event.type).then(() => event.completed()));
  Office.actions.associate('onRecipients', (event) =>
    say('people', 'Changed: ' + Object.entries(event.changedRecipientFields)
      .filter(([, isChanged]) => isChanged).map(([field]) => field).join(' '))
      .then(() => event.completed()));
  Office.actions.associate('onSend', (event) => item().subject.getAsync(({ value }) => {
    if (value.includes('secret')) {
      event.completed({ allowEvent: false, errorMessage: 'No secrets, please.',
        cancelLabel: 'Have a look', commandId: 'guardCompose' });
    } else if (!value.includes('slow')) event.completed({ allowEvent: true });
  }));
  Office.actions.associate('waitForRelease', (event) => {
    window.release = () => event.completed();
  });
`;
