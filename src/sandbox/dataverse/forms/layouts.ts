/** Columns a form shows, by blanks; parts of a main form are its sections. */
export interface Layouts {
  main: Record<string, string>;
  quickCreate?: string;
  quickView?: string;
}

const address = 'address1_line1 address1_city address1_postalcode address1_country';
const activity = 'prioritycode regardingobjectid ownerid';

/** The forms an organisation begins with, by table. Quick create forms are what makers kept short. */
export const layouts: Readonly<Record<string, Layouts>> = {
  account: {
    main: {
      Summary: 'name telephone1 fax websiteurl parentaccountid primarycontactid industrycode',
      Address: address,
      Details: 'emailaddress1 revenue numberofemployees creditlimit description ownerid',
    },
    quickCreate:
      'name telephone1 websiteurl parentaccountid primarycontactid revenue numberofemployees ' +
      'creditlimit address1_line1 address1_city address1_postalcode address1_country description',
    quickView: 'primarycontactid telephone1 websiteurl emailaddress1 address1_city',
  },
  contact: {
    main: {
      Summary: 'firstname lastname jobtitle parentcustomerid emailaddress1 telephone1 mobilephone',
      Address: address,
      Details: 'birthdate gendercode preferredcontactmethodcode description ownerid',
    },
    quickCreate:
      'firstname lastname jobtitle parentcustomerid emailaddress1 mobilephone telephone1 ' +
      'description address1_line1 address1_city address1_postalcode address1_country',
    quickView: 'jobtitle emailaddress1 telephone1 mobilephone parentcustomerid',
  },
  lead: {
    main: {
      Contact: 'subject firstname lastname jobtitle telephone1 mobilephone emailaddress1',
      Company: `companyname websiteurl ${address}`,
      Details: 'leadsourcecode leadqualitycode description ownerid',
    },
    quickCreate:
      'subject firstname lastname companyname jobtitle emailaddress1 mobilephone telephone1 ' +
      'websiteurl leadsourcecode leadqualitycode description',
    quickView: 'companyname jobtitle emailaddress1 telephone1 leadqualitycode',
  },
  opportunity: {
    main: {
      Summary: 'name parentcontactid parentaccountid customerid purchasetimeframe budgetamount',
      Details: 'estimatedvalue estimatedclosedate closeprobability description ownerid',
    },
    quickCreate:
      'name customerid parentcontactid parentaccountid estimatedclosedate estimatedvalue ' +
      'opportunityratingcode description',
    quickView: 'customerid estimatedvalue estimatedclosedate closeprobability',
  },
  incident: {
    main: {
      Summary: 'title customerid subjectid caseorigincode casetypecode prioritycode',
      Details: 'primarycontactid productid description ownerid',
    },
    quickCreate:
      'customerid title subjectid caseorigincode casetypecode prioritycode primarycontactid ' +
      'followupby description',
    quickView: 'customerid ticketnumber prioritycode statuscode',
  },
  email: {
    main: { Email: 'from to cc bcc subject description regardingobjectid' },
    quickView: 'from to subject regardingobjectid',
  },
  task: {
    main: { Task: `subject description scheduledend scheduleddurationminutes ${activity}` },
    quickCreate: 'subject description scheduledend prioritycode regardingobjectid',
    quickView: 'subject scheduledend prioritycode',
  },
  phonecall: {
    main: { 'Phone Call': `subject from to phonenumber directioncode description ${activity}` },
    quickCreate:
      'subject from to phonenumber directioncode description scheduledend regardingobjectid',
    quickView: 'subject phonenumber directioncode scheduledend',
  },
  appointment: {
    main: {
      Appointment: `subject requiredattendees optionalattendees location scheduledstart scheduledend isalldayevent description ${activity}`,
    },
    quickCreate:
      'subject requiredattendees location scheduledstart scheduledend isalldayevent description ' +
      'regardingobjectid',
    quickView: 'subject location scheduledstart scheduledend',
  },
  new_project: {
    main: {
      General: 'new_name new_code new_accountid new_managerid new_phase ownerid',
      Plan: 'new_startdate new_deadline new_budget new_progress new_skills new_isinternal',
    },
    quickCreate:
      'new_name new_code new_accountid new_phase new_skills new_startdate new_deadline new_budget ' +
      'new_progress new_isinternal new_contactemail new_description',
    quickView: 'new_code new_accountid new_phase new_deadline',
  },
  new_sitevisit: {
    main: { 'Site Visit': `subject new_place new_outcome new_findings ${activity}` },
    quickCreate:
      'subject new_place requiredattendees scheduledstart scheduledend description ' +
      'regardingobjectid',
    quickView: 'subject new_place scheduledstart new_outcome',
  },
};

/** Whether a table has a form for making a row in few columns. */
export const hasQuickCreate = (table: string): boolean => layouts[table]?.quickCreate !== undefined;
