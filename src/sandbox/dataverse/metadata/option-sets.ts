/** Choices several columns share: value → label. */
export const byDefault = { 1: 'Default Value' };
export const priority = { 0: 'Low', 1: 'Normal', 2: 'High' };
export const addressTypes = { 1: 'Bill To', 2: 'Ship To', 3: 'Primary', 4: 'Other' };
export const freightTerms = { 1: 'FOB', 2: 'No Charge' };
export const shippingMethods = {
  1: 'Airborne',
  2: 'DHL',
  3: 'FedEx',
  4: 'UPS',
  5: 'Postal Mail',
  6: 'Full Load',
  7: 'Will Call',
};
export const paymentTerms = { 1: 'Net 30', 2: '2% 10, Net 30', 3: 'Net 45', 4: 'Net 60' };
export const weekdays = {
  0: 'Sunday',
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
};
export const timesOfDay = { 1: 'Morning', 2: 'Afternoon', 3: 'Evening' };
export const contactMethods = { 1: 'Any', 2: 'Email', 3: 'Phone', 4: 'Fax', 5: 'Mail' };
export const componentStates = {
  0: 'Published',
  1: 'Unpublished',
  2: 'Deleted',
  3: 'Deleted Unpublished',
};
export const instanceTypes = {
  0: 'Not Recurring',
  1: 'Recurring Master',
  2: 'Recurring Instance',
  3: 'Recurring Exception',
  4: 'Recurring Future Exception',
};
export const incomingDelivery = {
  0: 'None',
  1: 'Microsoft Dynamics 365 for Outlook',
  2: 'Server-Side Synchronization or Email Router',
  3: 'Forward Mailbox',
};
export const outgoingDelivery = {
  0: 'None',
  1: 'Microsoft Dynamics 365 for Outlook',
  2: 'Server-Side Synchronization or Email Router',
};
export const accessApproval = { 0: 'Empty', 1: 'Approved', 2: 'Pending Approval', 3: 'Rejected' };
export const syncStatus = { 0: 'Not Run', 1: 'Success', 2: 'Failure' };
export const emailFiltering = {
  0: 'All email messages',
  1: 'Email messages in response to Dynamics 365 email',
  2: 'Email messages from Dynamics 365 Leads, Contacts and Accounts',
  3: 'Email messages from Dynamics 365 records that are email enabled',
};
export const permission = { 0: 'Not Allowed', 4: 'Allowed' };
export const authentication = { 0: 'Auto Detect', 1: 'Negotiate', 2: 'NTLM', 3: 'Basic' };
export const credentials = {
  0: 'Credentials Specified by a User or Queue',
  1: 'Credentials Specified in Email Server Profile',
  2: 'Server to Server Authentication',
  3: 'Windows Integrated Authentication',
  4: 'Without Credentials (Anonymous)',
};
export const outcome = { 0: 'Failure', 1: 'Success' };
export const hotWarmCold = { 1: 'Hot', 2: 'Warm', 3: 'Cold' };
export const budgetStatuses = {
  0: 'No Committed Budget',
  1: 'May Buy',
  2: 'Can Buy',
  3: 'Will Buy',
};
export const needs = { 0: 'Must have', 1: 'Should have', 2: 'Good to have', 3: 'No need' };
export const communications = { 0: 'Contacted', 1: 'Not Contacted' };
export const purchaseProcesses = { 0: 'Individual', 1: 'Committee', 2: 'Unknown' };
export const purchaseTimeframes = {
  0: 'Immediate',
  1: 'This Quarter',
  2: 'Next Quarter',
  3: 'This Year',
  4: 'Unknown',
};
export const salesStages = { 0: 'Qualify', 1: 'Develop', 2: 'Propose', 3: 'Close' };
export const industries = {
  1: 'Accounting',
  2: 'Agriculture and Non-petrol Natural Resource Extraction',
  3: 'Broadcasting Printing and Publishing',
  4: 'Brokers',
  5: 'Building Supply Retail',
  6: 'Business Services',
  7: 'Consulting',
  8: 'Consumer Services',
  9: 'Design, Direction and Creative Management',
  10: 'Distributors, Dispatchers and Processors',
  11: "Doctor's Offices and Clinics",
  12: 'Durable Manufacturing',
  13: 'Eating and Drinking Places',
  14: 'Entertainment Retail',
  15: 'Equipment Rental and Leasing',
  16: 'Financial',
  17: 'Food and Tobacco Processing',
  18: 'Inbound Capital Intensive Processing',
  19: 'Inbound Repair and Services',
  20: 'Insurance',
  21: 'Legal Services',
  22: 'Non-Durable Merchandise Retail',
  23: 'Outbound Consumer Service',
  24: 'Petrochemical Extraction and Distribution',
  25: 'Service Retail',
  26: 'SIG Affiliations',
  27: 'Social Services',
  28: 'Special Outbound Trade Contractors',
  29: 'Specialty Realty',
  30: 'Transportation',
  31: 'Utility Creation and Distribution',
  32: 'Vehicle Retail',
  33: 'Wholesale',
};
/** Tables a connection or a duplicate detection rule may name by their code. */
export const recordTypes = {
  1: 'Account',
  2: 'Contact',
  8: 'User',
  9: 'Team',
  4200: 'Activity',
  4201: 'Appointment',
  4202: 'Email',
  4204: 'Fax',
  4207: 'Letter',
  4210: 'Phone Call',
  4212: 'Task',
  4251: 'Recurring Appointment',
  9953: 'Knowledge Article',
};
