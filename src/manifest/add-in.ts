import type { AddIn, Button, LocalText } from './types.ts';

const name: LocalText = { en: 'Regarding', hu: 'Regarding', ar: 'Regarding' };

const pane: Omit<Button, 'action'> = {
  id: 'Pane',
  label: name,
  tipTitle: {
    en: 'See the CRM and track',
    hu: 'CRM-adatok és nyomon követés',
    ar: 'عرض بيانات CRM والتعقّب',
  },
  tip: {
    en: 'Shows who these people are in the CRM, and tracks messages and meetings to the record they are regarding.',
    hu: 'Megmutatja, kik a szereplők a CRM-ben, és nyomon követi az üzeneteket és találkozókat a kapcsolódó rekordnál.',
    ar: 'يعرض من هم هؤلاء الأشخاص في CRM، ويتعقّب الرسائل والاجتماعات ضمن السجل المرتبط بها.',
  },
  icon: 'icon',
};

const messagePane: Button = { ...pane, action: { type: 'pane', page: 'pane', pinnable: true } };
const readPane: Button = {
  ...pane,
  action: { type: 'pane', page: 'pane', pinnable: true, withoutItem: true },
};
const meetingPane: Button = { ...pane, action: { type: 'pane', page: 'pane' } };

const track: Button = {
  id: 'Track',
  label: { en: 'Track', hu: 'Nyomon követés', ar: 'تعقّب' },
  tipTitle: {
    en: 'Track without opening the pane',
    hu: 'Nyomon követés a panel nélkül',
    ar: 'التعقّب من دون فتح اللوحة',
  },
  tip: {
    en: 'Saves a copy in the CRM with one click and says how it went above the item.',
    hu: 'Egyetlen kattintással másolatot ment a CRM-be, és az elem fölött közli az eredményt.',
    ar: 'يحفظ نسخة في CRM بنقرة واحدة ويعرض النتيجة أعلى العنصر.',
  },
  icon: 'icon',
  action: { type: 'function', name: 'trackItem' },
};

const log: Button = {
  ...pane,
  id: 'Log',
  label: { en: 'Log to CRM', hu: 'Rögzítés a CRM-ben', ar: 'تسجيل في CRM' },
  icon: 'log',
  action: { type: 'pane', page: 'log' },
};

/** The one source of manifest.xml and manifest.json: `node src/bin/manifest.ts` writes both. */
export const addIn: AddIn = {
  id: '5ab970e3-d98d-47e5-8b2d-722a71cb98f2',
  unifiedId: '7d4c1a52-3f0b-4b86-9d57-0e6a2c8f41b3',
  version: '0.1.0',
  provider: 'The Regarding project',
  origin: 'https://localhost:3001',
  name: name.en,
  tagline: {
    en: 'See who people are in Dynamics 365, and track mail and meetings.',
    hu: 'Lássa, kik a partnerei a Dynamics 365-ben, és kövesse nyomon a leveleket.',
    ar: 'اعرف من هم الأشخاص في Dynamics 365، وتعقّب البريد والاجتماعات.',
  },
  description: {
    en: 'See who people are in Dynamics 365, and track mail to the record it is regarding.',
    hu: 'Lássa, kik a levelezőpartnerei a Dynamics 365-ben, és kövesse nyomon az üzeneteket a kapcsolódó rekordnál.',
    ar: 'اعرف من هم الأشخاص في Dynamics 365، وتعقّب البريد ضمن السجل المرتبط به.',
  },
  longDescription: {
    en: 'Regarding puts the CRM beside the mail. Open a message or a meeting and see who its people are in Dynamics 365: contacts, leads, accounts and colleagues. One click tracks the item as an activity, another sets the record it is regarding. If the CRM is busy, Regarding finishes the job by itself. Works in Outlook on the web, Windows, Mac, iOS and Android.',
    hu: 'A Regarding a levél mellé teszi a CRM-et. Nyisson meg egy üzenetet vagy találkozót, és lássa, kik a szereplői a Dynamics 365-ben: kapcsolattartók, érdeklődők, partnerek és kollégák. Egy kattintás tevékenységként nyomon követi az elemet, egy másik beállítja a kapcsolódó rekordot. Ha a CRM foglalt, a Regarding magától befejezi a munkát. Működik a webes Outlookban, Windowson, Macen, iOS-en és Androidon.',
    ar: 'يضع Regarding نظام CRM بجانب البريد. افتح رسالة أو اجتماعًا لتعرف من هم المشاركون فيه في Dynamics 365: جهات الاتصال والعملاء المتوقعون والحسابات والزملاء. نقرة واحدة تتعقّب العنصر كنشاط، ونقرة أخرى تحدّد السجل المرتبط به. إذا كان نظام CRM مشغولًا، يُكمل Regarding العمل تلقائيًا. يعمل في Outlook على الويب وWindows وMac وiOS وAndroid.',
  },
  accentColor: '#0f4c81',
  mailboxSet: '1.5',
  permission: { xml: 'ReadWriteItem', unified: 'MailboxItem.ReadWrite.User' },
  pages: {
    pane: '/pane/pane.html',
    log: '/pane/pane.html?surface=log',
    commands: '/pane/commands.html',
  },
  help: '/support',
  privacy: '/privacy',
  terms: '/support',
  surfaces: [
    {
      id: 'messageRead',
      extensionPoint: 'MessageReadCommandSurface',
      context: 'mailRead',
      formFactor: 'desktop',
      buttons: [readPane, track],
    },
    {
      id: 'messageCompose',
      extensionPoint: 'MessageComposeCommandSurface',
      context: 'mailCompose',
      formFactor: 'desktop',
      buttons: [messagePane],
    },
    {
      id: 'appointmentOrganizer',
      extensionPoint: 'AppointmentOrganizerCommandSurface',
      context: 'meetingDetailsOrganizer',
      formFactor: 'desktop',
      buttons: [meetingPane],
    },
    {
      id: 'appointmentAttendee',
      extensionPoint: 'AppointmentAttendeeCommandSurface',
      context: 'meetingDetailsAttendee',
      formFactor: 'desktop',
      buttons: [meetingPane, track],
    },
    {
      id: 'mobileMessageRead',
      extensionPoint: 'MobileMessageReadCommandSurface',
      context: 'mailRead',
      formFactor: 'mobile',
      buttons: [meetingPane],
    },
    {
      id: 'mobileAppointment',
      extensionPoint: 'MobileLogEventAppointmentAttendee',
      context: 'logEventMeetingDetailsAttendee',
      formFactor: 'mobile',
      isUngrouped: true,
      buttons: [log],
    },
  ],
};
