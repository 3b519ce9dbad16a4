const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/));

/** Collections and singletons of v1.0 outside a mailbox; a name that is not here is unknown. */
const tenantNames = words(`admin agreementAcceptances agreements appCatalogs applicationTemplates
  applications auditLogs authenticationMethodConfigurations authenticationMethodsPolicy
  certificateBasedAuthConfiguration chats communications compliance connections contacts contracts
  copilot dataPolicyOperations deviceAppManagement deviceManagement devices directory
  directoryObjects directoryRoleTemplates directoryRoles domainDnsRecords domains drives education
  employeeExperience external filterOperators functions groupLifecyclePolicies
  groupSettingTemplates groupSettings groups identity identityGovernance identityProtection
  identityProviders informationProtection invitations me oauth2PermissionGrants organization
  permissionGrants places planner policies print privacy reports roleManagement schemaExtensions
  scopedRoleMemberships search security servicePrincipals shares sites solutions storage
  subscribedSkus subscriptions teams teamsTemplates teamwork tenantRelationships users $metadata`);

/** What v1.0 has below a user. */
const userNames = words(`activities adhocCalls agreementAcceptances appRoleAssignments
  assignLicense authentication calendar calendarGroups calendarView calendars changePassword chats
  checkMemberGroups checkMemberObjects cloudClipboard cloudPCs contactFolders contacts
  createdObjects dataSecurityAndGovernance deviceManagementTroubleshootingEvents directReports
  drive drives employeeExperience events exportDeviceAndAppManagementData exportPersonalData
  extensions findMeetingTimes followedSites getMailTips getManagedAppDiagnosticStatuses
  getManagedAppPolicies getManagedDevicesWithAppFailures getMemberGroups getMemberObjects
  inferenceClassification insights joinedTeams licenseDetails mailFolders mailboxSettings
  managedAppRegistrations managedDevices manager memberOf messages oauth2PermissionGrants
  onPremisesSyncBehavior onenote onlineMeetings outlook ownedDevices ownedObjects people
  permissionGrants photo photos planner presence registeredDevices reminderView
  removeAllDevicesFromManagement reprocessLicenseAssignment restore retryServiceProvisioning
  revokeSignInSessions scopedRoleMemberOf sendMail settings solutions sponsorOf sponsors teamwork
  todo transitiveMemberOf translateExchangeIds wipeManagedAppRegistrationsByDeviceTag`);

/** What v1.0 has on the things in a mailbox. */
const itemNames = words(`$count $value $ref accept allowedCalendarSharingRoles attachmentSessions
  attachments calendar calendarPermissions calendarView calendars cancel checklistItems
  childFolders contacts copy createForward createReply createReplyAll createUploadSession decline
  delta dismissReminder event events exceptionOccurrences extensions forward getSchedule instances
  linkedResources lists masterCategories messageRules messages move multiValueExtendedProperties
  permanentDelete photo photos reply replyAll send singleValueExtendedProperties snoozeReminder
  supportedLanguages supportedTimeZones tasks tentativelyAccept`);

/** Whether Graph has a segment of this name: the first of a path, or one further in. */
export function isKnownSegment(name: string, place: 'tenant' | 'user' | 'item'): boolean {
  const names = { tenant: tenantNames, user: userNames, item: itemNames }[place];
  return names.has(name.toLowerCase());
}
