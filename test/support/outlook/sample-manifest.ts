/** A manifest with everything the host reads: nested overrides, languages, a menu, a function. */
export const sampleManifest = (origin: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
  <Id>0A1B2C3D-0000-4000-8000-000000000001</Id>
  <Version>1.2.3.4</Version>
  <ProviderName>Sample</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Sample"><Override Locale="hu-HU" Value="Minta"/></DisplayName>
  <Description DefaultValue="A sample."/>
  <AppDomains><AppDomain>https://help.example.test</AppDomain></AppDomains>
  <Hosts><Host Name="Mailbox"/></Hosts>
  <Requirements><Sets><Set Name="Mailbox" MinVersion="1.5"/></Sets></Requirements>
  <FormSettings><Form xsi:type="ItemRead"><DesktopSettings>
    <SourceLocation DefaultValue="${origin}/pane.html"/><RequestedHeight>250</RequestedHeight>
  </DesktopSettings></Form></FormSettings>
  <Permissions>ReadWriteMailbox</Permissions>
  <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read"/>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides"
    xsi:type="VersionOverridesV1_0">
    <Hosts><Host xsi:type="MailHost"><DesktopFormFactor/></Host></Hosts>
    <Resources/>
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1"
      xsi:type="VersionOverridesV1_1">
      <Hosts><Host xsi:type="MailHost"><DesktopFormFactor>
        <FunctionFile resid="functions"/>
        <ExtensionPoint xsi:type="MessageReadCommandSurface"><OfficeTab id="TabDefault">
          <Group id="group"><Label resid="label"/>
            ${paneButton('readPane', true)}
            <Control xsi:type="Menu" id="menu"><Label resid="more"/>
              <Supertip><Title resid="more"/><Description resid="tip"/></Supertip>
              <Icon><bt:Image size="16" resid="icon16"/></Icon>
              <Items><Item id="log"><Label resid="log"/>
                <Supertip><Title resid="log"/><Description resid="tip"/></Supertip>
                <Icon><bt:Image size="16" resid="icon16"/></Icon>
                <Action xsi:type="ExecuteFunction"><FunctionName>logItem</FunctionName></Action>
              </Item></Items>
            </Control>
          </Group></OfficeTab></ExtensionPoint>
        <ExtensionPoint xsi:type="AppointmentAttendeeCommandSurface"><OfficeTab id="TabDefault">
          <Group id="attendeeGroup"><Label resid="label"/>${paneButton('attendeePane', false)}</Group>
        </OfficeTab></ExtensionPoint>
      </DesktopFormFactor></Host></Hosts>
      <Resources>
        <bt:Images>
          <bt:Image id="icon16" DefaultValue="${origin}/icon-16.png"/>
          <bt:Image id="icon32" DefaultValue="${origin}/icon-32.png"/>
        </bt:Images>
        <bt:Urls>
          <bt:Url id="pane" DefaultValue="${origin}/pane.html?from=ribbon"/>
          <bt:Url id="functions" DefaultValue="${origin}/functions.html"/>
        </bt:Urls>
        <bt:ShortStrings>
          <bt:String id="label" DefaultValue="Regarding"/>
          <bt:String id="more" DefaultValue="More"><bt:Override Locale="hu-HU" Value="Több"/></bt:String>
          <bt:String id="log" DefaultValue="Log"/>
        </bt:ShortStrings>
        <bt:LongStrings><bt:String id="tip" DefaultValue="Shows the CRM."/></bt:LongStrings>
      </Resources>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>`;

const paneButton = (id: string, withPinning: boolean): string => `
  <Control xsi:type="Button" id="${id}"><Label resid="label"/>
    <Supertip><Title resid="label"/><Description resid="tip"/></Supertip>
    <Icon><bt:Image size="16" resid="icon16"/><bt:Image size="32" resid="icon32"/></Icon>
    <Action xsi:type="ShowTaskpane"><SourceLocation resid="pane"/>
      ${withPinning ? '<SupportsPinning>true</SupportsPinning>' : ''}
    </Action>
  </Control>`;
