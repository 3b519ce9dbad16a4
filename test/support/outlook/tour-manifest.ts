/** A manifest with a pane on every surface of a desk, and every permission. */
export const tourManifest = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
  <Id>0A1B2C3D-0000-4000-8000-000000000002</Id>
  <Version>1.0.0.0</Version>
  <ProviderName>Tour</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Tour"/>
  <Description DefaultValue="Calls everything."/>
  <Hosts><Host Name="Mailbox"/></Hosts>
  <Requirements><Sets><Set Name="Mailbox" MinVersion="1.12"/></Sets></Requirements>
  <FormSettings><Form xsi:type="ItemRead"><DesktopSettings>
    <SourceLocation DefaultValue="${origin}/tour.html"/><RequestedHeight>250</RequestedHeight>
  </DesktopSettings></Form></FormSettings>
  <Permissions>ReadWriteMailbox</Permissions>
  <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read"/>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides"
    xsi:type="VersionOverridesV1_0">
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1"
      xsi:type="VersionOverridesV1_1">
      <Hosts><Host xsi:type="MailHost"><DesktopFormFactor>
        <ExtensionPoint xsi:type="MessageReadCommandSurface">${tab('messageRead')}</ExtensionPoint>
        <ExtensionPoint xsi:type="MessageComposeCommandSurface">${tab('messageCompose')}</ExtensionPoint>
        <ExtensionPoint xsi:type="AppointmentAttendeeCommandSurface">${tab('attendee')}</ExtensionPoint>
        <ExtensionPoint xsi:type="AppointmentOrganizerCommandSurface">${tab('organizer')}</ExtensionPoint>
      </DesktopFormFactor></Host></Hosts>
      <Resources>
        <bt:Images><bt:Image id="icon16" DefaultValue="${origin}/icon-16.png"/></bt:Images>
        <bt:Urls>${surfaces
          .map((id) => `<bt:Url id="url.${id}" DefaultValue="${origin}/tour.html?at=${id}"/>`)
          .join('')}</bt:Urls>
        <bt:ShortStrings><bt:String id="label" DefaultValue="Tour"/></bt:ShortStrings>
        <bt:LongStrings><bt:String id="tip" DefaultValue="Calls everything."/></bt:LongStrings>
      </Resources>
      <ExtendedPermissions><ExtendedPermission>AppendOnSend</ExtendedPermission></ExtendedPermissions>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>`;

const surfaces = ['messageRead', 'messageCompose', 'attendee', 'organizer'];

const tab = (id: string): string => `<OfficeTab id="TabDefault"><Group id="group.${id}">
  <Label resid="label"/>
  <Control xsi:type="Button" id="${id}"><Label resid="label"/>
    <Supertip><Title resid="label"/><Description resid="tip"/></Supertip>
    <Icon><bt:Image size="16" resid="icon16"/></Icon>
    <Action xsi:type="ShowTaskpane"><SourceLocation resid="url.${id}"/>
      ${id.startsWith('message') ? '<SupportsPinning>true</SupportsPinning>' : ''}
      ${id === 'messageRead' ? '<SupportsNoItemContext>true</SupportsNoItemContext>' : ''}
    </Action>
  </Control></Group></OfficeTab>`;
