/** Names that Graph's metadata declares on a type of v1.0. */
export interface DeclaredNames {
  properties: ReadonlySet<string>;
  navigation: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().split(/\s+/).filter(Boolean));

const type = (properties: string, navigation = ''): DeclaredNames => ({
  properties: words(properties),
  navigation: words(navigation),
});

/** What may be named in a query on things of each type, whether it is served here or not. */
export const declaredTypes: Record<string, DeclaredNames> = {
  attachment: type(`contentType id isInline lastModifiedDateTime name size`),
  calendar: type(
    `allowedOnlineMeetingProviders canEdit canShare canViewPrivateItems changeKey color
    defaultOnlineMeetingProvider hexColor id isDefaultCalendar isRemovable isTallyingResponses
    name owner`,
    `calendarPermissions calendarView events multiValueExtendedProperties
    singleValueExtendedProperties`,
  ),
  calendarGroup: type(`changeKey classId id name`, `calendars`),
  calendarPermission: type(`allowedRoles emailAddress id isInsideOrganization isRemovable role`),
  checklistItem: type(`checkedDateTime createdDateTime displayName id isChecked`),
  contact: type(
    `assistantName birthday businessAddress businessHomePage businessPhones categories changeKey
    children companyName createdDateTime department displayName emailAddresses fileAs generation
    givenName homeAddress homePhones id imAddresses initials jobTitle lastModifiedDateTime
    manager middleName mobilePhone nickName officeLocation otherAddress parentFolderId
    personalNotes primaryEmailAddress profession secondaryEmailAddress spouseName surname
    tertiaryEmailAddress title yomiCompanyName yomiGivenName yomiSurname`,
    `extensions multiValueExtendedProperties photo singleValueExtendedProperties`,
  ),
  contactFolder: type(
    `displayName id parentFolderId`,
    `childFolders contacts multiValueExtendedProperties singleValueExtendedProperties`,
  ),
  directoryObject: type(`deletedDateTime id`),
  event: type(
    `allowNewTimeProposals attendees body bodyPreview cancelledOccurrences categories changeKey
    createdDateTime end hasAttachments hideAttendees iCalUId id importance isAllDay isCancelled
    isDraft isOnlineMeeting isOrganizer isReminderOn lastModifiedDateTime location locations
    onlineMeeting onlineMeetingProvider onlineMeetingUrl organizer originalEndTimeZone
    originalStart originalStartTimeZone recurrence reminderMinutesBeforeStart responseRequested
    responseStatus sensitivity seriesMasterId showAs start subject transactionId type webLink`,
    `attachments calendar exceptionOccurrences extensions instances multiValueExtendedProperties
    singleValueExtendedProperties`,
  ),
  inferenceClassificationOverride: type(`classifyAs id senderEmailAddress`),
  linkedResource: type(`applicationName displayName externalId id webUrl`),
  mailFolder: type(
    `childFolderCount displayName id isHidden parentFolderId totalItemCount unreadItemCount`,
    `childFolders messageRules messages multiValueExtendedProperties
    singleValueExtendedProperties`,
  ),
  mailboxSettings: type(
    `archiveFolder automaticRepliesSetting dateFormat delegateMeetingMessageDeliveryOptions
    language timeFormat timeZone userPurpose workingHours`,
  ),
  message: type(
    `bccRecipients body bodyPreview categories ccRecipients changeKey conversationId
    conversationIndex createdDateTime flag from hasAttachments id importance
    inferenceClassification internetMessageHeaders internetMessageId isDeliveryReceiptRequested
    isDraft isRead isReadReceiptRequested lastModifiedDateTime parentFolderId receivedDateTime
    replyTo sender sentDateTime subject toRecipients uniqueBody webLink`,
    `attachments extensions multiValueExtendedProperties singleValueExtendedProperties`,
  ),
  messageRule: type(
    `actions conditions displayName exceptions hasError id isEnabled isReadOnly sequence`,
  ),
  organization: type(
    `assignedPlans businessPhones city country countryLetterCode createdDateTime
    defaultUsageLocation deletedDateTime displayName id marketingNotificationEmails
    mobileDeviceManagementAuthority onPremisesLastSyncDateTime onPremisesSyncEnabled
    partnerTenantType postalCode preferredLanguage privacyProfile provisionedPlans
    securityComplianceNotificationMails securityComplianceNotificationPhones state street
    technicalNotificationMails tenantType verifiedDomains`,
    `branding certificateBasedAuthConfiguration extensions`,
  ),
  outlookCategory: type(`color displayName id`),
  person: type(
    `birthday companyName department displayName givenName id imAddress isFavorite jobTitle
    officeLocation personNotes personType phones postalAddresses profession scoredEmailAddresses
    surname userPrincipalName websites yomiCompany`,
  ),
  profilePhoto: type(`height id width`),
  subscribedSku: type(
    `accountId accountName appliesTo capabilityStatus consumedUnits id prepaidUnits servicePlans
    skuId skuPartNumber subscriptionIds`,
  ),
  subscription: type(
    `applicationId changeType clientState creatorId encryptionCertificate encryptionCertificateId
    expirationDateTime id includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl
    notificationQueryOptions notificationUrl notificationUrlAppId resource`,
  ),
  todoTask: type(
    `body bodyLastModifiedDateTime categories completedDateTime createdDateTime dueDateTime
    hasAttachments id importance isReminderOn lastModifiedDateTime recurrence reminderDateTime
    startDateTime status title`,
    `attachmentSessions attachments checklistItems extensions linkedResources`,
  ),
  todoTaskList: type(`displayName id isOwner isShared wellknownListName`, `extensions tasks`),
  attachmentBase: type(`contentType id lastModifiedDateTime name size`),
  user: type(
    `aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo birthday
    businessPhones city companyName consentProvidedForMinor country createdDateTime creationType
    customSecurityAttributes deletedDateTime department deviceEnrollmentLimit displayName
    employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType
    externalUserState externalUserStateChangeDateTime faxNumber givenName hireDate id identities
    identityParentId imAddresses interests isManagementRestricted isResourceAccount jobTitle
    lastPasswordChangeDateTime legalAgeGroupClassification licenseAssignmentStates mail
    mailNickname mailboxSettings mobilePhone mySite officeLocation onPremisesDistinguishedName
    onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId
    onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName
    onPremisesSecurityIdentifier onPremisesSyncEnabled onPremisesUserPrincipalName otherMails
    passwordPolicies passwordProfile pastProjects postalCode preferredDataLocation
    preferredLanguage preferredName print provisionedPlans proxyAddresses responsibilities
    schools securityIdentifier serviceProvisioningErrors showInAddressList signInActivity
    signInSessionsValidFromDateTime skills state streetAddress surname usageLocation
    userPrincipalName userType`,
    `activities adhocCalls agreementAcceptances appRoleAssignments authentication calendar
    calendarGroups calendarView calendars chats cloudClipboard cloudPCs contactFolders contacts
    createdObjects dataSecurityAndGovernance deviceManagementTroubleshootingEvents directReports
    drive drives employeeExperience events extensions followedSites inferenceClassification
    insights joinedTeams licenseDetails mailFolders managedAppRegistrations managedDevices
    manager memberOf messages oauth2PermissionGrants onPremisesSyncBehavior onenote
    onlineMeetings outlook ownedDevices ownedObjects people permissionGrants photo photos
    planner presence registeredDevices scopedRoleMemberOf settings solutions sponsorOf sponsors
    teamwork todo transitiveMemberOf`,
  ),
  localeInfo: type(`displayName locale`),
  timeZoneInformation: type(`alias displayName`),
};
