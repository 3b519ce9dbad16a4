import * as account from './tables/account.ts';
import * as parts from './tables/activity-parts.ts';
import * as activitypointer from './tables/activitypointer.ts';
import * as annotation from './tables/annotation.ts';
import * as appmodule from './tables/appmodule.ts';
import * as appointment from './tables/appointment.ts';
import * as businessunit from './tables/businessunit.ts';
import * as catalogue from './tables/catalogue.ts';
import * as closing from './tables/closing.ts';
import * as connection from './tables/connection.ts';
import * as contact from './tables/contact.ts';
import * as custom from './tables/custom.ts';
import * as customeraddress from './tables/customeraddress.ts';
import * as duplicaterule from './tables/duplicaterule.ts';
import * as email from './tables/email.ts';
import * as emailserverprofile from './tables/emailserverprofile.ts';
import * as exchangesyncidmapping from './tables/exchangesyncidmapping.ts';
import * as fieldSecurity from './tables/field-security.ts';
import * as incident from './tables/incident.ts';
import * as intersects from './tables/intersects.ts';
import * as knowledge from './tables/knowledge.ts';
import * as lead from './tables/lead.ts';
import * as letterFax from './tables/letter-fax.ts';
import * as mailbox from './tables/mailbox.ts';
import * as opportunity from './tables/opportunity.ts';
import * as organization from './tables/organization.ts';
import * as phonecall from './tables/phonecall.ts';
import * as queue from './tables/queue.ts';
import * as recurringappointmentmaster from './tables/recurringappointmentmaster.ts';
import * as relations from './tables/relations.ts';
import * as role from './tables/role.ts';
import * as sdkmessage from './tables/sdkmessage.ts';
import * as serviceappointment from './tables/serviceappointment.ts';
import * as sharing from './tables/sharing.ts';
import * as sync from './tables/sync.ts';
import * as systemuser from './tables/systemuser.ts';
import * as systemform from './tables/systemform.ts';
import * as task from './tables/task.ts';
import * as team from './tables/team.ts';
import * as template from './tables/template.ts';
import * as transactioncurrency from './tables/transactioncurrency.ts';
import * as usersettings from './tables/usersettings.ts';
import * as views from './tables/views.ts';
import type { Table } from './types.ts';

/** Every table as it is declared, before what follows from other tables is added. */
export const declaredTables: readonly Table[] = [
  account,
  contact,
  customeraddress,
  lead,
  opportunity,
  incident,
  custom,
  activitypointer,
  email,
  appointment,
  recurringappointmentmaster,
  task,
  phonecall,
  letterFax,
  serviceappointment,
  closing,
  parts,
  annotation,
  template,
  knowledge,
  catalogue,
  connection,
  relations,
  queue,
  systemuser,
  team,
  role,
  intersects,
  businessunit,
  organization,
  fieldSecurity,
  sharing,
  mailbox,
  emailserverprofile,
  exchangesyncidmapping,
  sync,
  usersettings,
  views,
  systemform,
  appmodule,
  duplicaterule,
  sdkmessage,
  transactioncurrency,
].flatMap((module): Table[] => Object.values(module));
