/**
 * A manifest of an add-in to side-load: functions that run by themselves, buttons for phones, and
 * mailboxes of others. Its pages are those of the sample add-in's server.
 */
export const guardManifest = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
  <Id>0a1b2c3d-0000-4000-8000-000000000002</Id>
  <Version>1.0.0.0</Version>
  <ProviderName>Sample</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Guard"/>
  <Description DefaultValue="Looks at what is sent."/>
  <IconUrl DefaultValue="${origin}/icon-32.png"/>
  <SupportUrl DefaultValue="${origin}/support"/>
  <AppDomains><AppDomain>${origin}</AppDomain></AppDomains>
  <Hosts><Host Name="Mailbox"/></Hosts>
  <Requirements><Sets><Set Name="Mailbox" MinVersion="1.12"/></Sets></Requirements>
  <FormSettings><Form xsi:type="ItemRead"><DesktopSettings>
    <SourceLocation DefaultValue="${origin}/pane.html"/><RequestedHeight>250</RequestedHeight>
  </DesktopSettings></Form></FormSettings>
  <Permissions>ReadWriteItem</Permissions>
  <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read"/>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides"
    xsi:type="VersionOverridesV1_0">
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1"
      xsi:type="VersionOverridesV1_1">
      <Hosts><Host xsi:type="MailHost">
        <Runtimes><Runtime resid="guard"/></Runtimes>
        <DesktopFormFactor>
          <SupportsSharedFolders>true</SupportsSharedFolders>
          <FunctionFile resid="guard"/>
          <ExtensionPoint xsi:type="MessageReadCommandSurface"><OfficeTab id="TabDefault">
            <Group id="readGroup"><Label resid="name"/>
              ${paneButton('guardRead', 'Button')}
              ${functionButton('guardMissing', 'missing', 'noSuchFunction')}
              ${functionButton('guardWait', 'wait', 'waitForRelease')}
            </Group></OfficeTab></ExtensionPoint>
          <ExtensionPoint xsi:type="MessageComposeCommandSurface"><OfficeTab id="TabDefault">
            <Group id="composeGroup"><Label resid="name"/>${paneButton('guardCompose', 'Button')}</Group>
          </OfficeTab></ExtensionPoint>
          <ExtensionPoint xsi:type="LaunchEvent">
            <LaunchEvents>
              <LaunchEvent Type="OnNewMessageCompose" FunctionName="onNewMessage"/>
              <LaunchEvent Type="OnMessageRecipientsChanged" FunctionName="onRecipients"/>
              <LaunchEvent Type="OnMessageSend" FunctionName="onSend" SendMode="PromptUser"/>
            </LaunchEvents>
            <SourceLocation resid="guard"/>
          </ExtensionPoint>
        </DesktopFormFactor>
        <MobileFormFactor>
          <ExtensionPoint xsi:type="MobileMessageReadCommandSurface">
            <Group id="mobileGroup"><Label resid="name"/>${paneButton('guardMobile', 'MobileButton')}</Group>
          </ExtensionPoint>
          <ExtensionPoint xsi:type="MobileLogEventAppointmentAttendee">
            ${paneButton('guardLog', 'MobileButton', 'log')}
          </ExtensionPoint>
        </MobileFormFactor>
      </Host></Hosts>
      <Resources>
        <bt:Images><bt:Image id="icon" DefaultValue="${origin}/icon-32.png"/></bt:Images>
        <bt:Urls>
          <bt:Url id="pane" DefaultValue="${origin}/pane.html?guard"/>
          <bt:Url id="guard" DefaultValue="${origin}/guard.html"/>
        </bt:Urls>
        <bt:ShortStrings>
          <bt:String id="name" DefaultValue="Guard"/>
          <bt:String id="log" DefaultValue="Log"/>
          <bt:String id="missing" DefaultValue="Missing"/>
          <bt:String id="wait" DefaultValue="Wait"/>
        </bt:ShortStrings>
        <bt:LongStrings><bt:String id="tip" DefaultValue="Looks at what is sent."/></bt:LongStrings>
      </Resources>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>`;

const face = (label: string): string => `<Label resid="${label}"/>
  <Supertip><Title resid="${label}"/><Description resid="tip"/></Supertip>
  <Icon><bt:Image size="32" scale="1" resid="icon"/></Icon>`;

const paneButton = (id: string, type: string, label = 'name'): string =>
  `<Control xsi:type="${type}" id="${id}">${face(label)}
    <Action xsi:type="ShowTaskpane"><SourceLocation resid="pane"/></Action></Control>`;

const functionButton = (id: string, label: string, name: string): string =>
  `<Control xsi:type="Button" id="${id}">${face(label)}
    <Action xsi:type="ExecuteFunction"><FunctionName>${name}</FunctionName></Action></Control>`;
